"""Feeds, sitemaps and robots.txt."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from hemero.model.article import Article, Block, RelatedLink
from hemero.model.page import (
    Address,
    FeedItem,
    FeedView,
    Page,
    Ref,
    RelatedCard,
    RobotsView,
    Site,
    SitemapView,
    View,
)
from hemero.renderer.render import render_page
from hemero.renderer.theme import Theme

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def render(theme: Theme, site: Site) -> Any:
    def make(view: View, template: str, *articles: Article, of: Site = site) -> bytes:
        page = Page(path=template, kind="feed", template=template, view=view)
        return render_page(page, articles, of, theme)

    return make


def feed(*items: FeedItem) -> FeedView:
    return FeedView(path="feed.xml", items=items)


def test_entries_carry_the_whole_text(render: Any, article: Article) -> None:
    """Title, addresses, moments, author, tags and the text with absolute addresses, the
    source's characters untouched."""
    article = replace(
        article,
        body=(Block("Quoi ? <b>"), Block("fin")),
        related=(RelatedLink("Voir", 1), RelatedLink("Rien", 2)),
    )
    ref = Ref("Un titre", "2022/04/un-titre.html", date="2022-04-26")
    cards = (RelatedCard("exact", Ref("Voir", "2022/04/voir.html")), RelatedCard("missing"))
    item = FeedItem(ref, 0, "2022-04-27T10:00", cards, ("pont",), ("Ada Lune",))
    root = ElementTree.fromstring(render(feed(item), "feed.xml", article))
    (entry,) = root.findall(f"{ATOM}entry")
    address = "https://example.org/a/2022/04/un-titre.html"
    assert entry.findtext(f"{ATOM}id") == address
    assert entry.findtext(f"{ATOM}updated") == "2022-04-27T10:00:00Z"
    assert entry.findtext(f"{ATOM}published") == "2022-04-26T00:00:00Z"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada Lune"
    assert root.findtext(f"{ATOM}updated") == "2022-04-27T10:00:00Z"
    html = entry.findtext(f"{ATOM}content") or ""
    assert "<p>Quoi ? &lt;b&gt;</p>" in html
    assert 'href="https://example.org/a/2022/04/voir.html"' in html
    assert "<em>Rien</em>" in html
    assert "id=" not in html


def test_control_characters_do_not_break_a_feed(render: Any, article: Article) -> None:
    """What XML cannot hold is dropped wherever it stands."""
    odd = "a\x00\x0b\x1f\ud800\ufffe]]>&<b"
    article = replace(article, title=odd, source=odd, body=(Block(odd),), authors=(odd,))
    item = FeedItem(Ref(odd, "x.html"), 0, tags=(odd,), authors=(odd,))
    root = ElementTree.fromstring(render(feed(item), "feed.xml", article))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "a]]>&<b"


def test_undated_entries_have_no_published(render: Any, article: Article) -> None:
    """`updated` is the file's own date, or the epoch; nothing depends on the clock."""
    item = FeedItem(Ref("t", "undated/t.html"), 0)
    root = ElementTree.fromstring(render(feed(item), "feed.xml", article))
    assert root.find(f"{ATOM}entry/{ATOM}published") is None
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_site_without_address_has_a_valid_feed(render: Any, article: Article, site: Site) -> None:
    """Ids are URNs, unique; no relative address stands where an absolute one must."""
    items = tuple(FeedItem(Ref("t", f"{n}.html"), 0) for n in range(2))
    xml = render(feed(*items), "feed.xml", article, of=replace(site, base_url=""))
    root = ElementTree.fromstring(xml)
    ids = [node.text or "" for node in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == 3
    assert all(name.startswith("urn:sha256:") for name in ids)
    assert root.find(f".//{ATOM}link") is None


def test_feeds_stay_small(render: Any, article: Article) -> None:
    """Beyond the budget entries give their summary alone."""
    article = replace(article, body=(Block("mot " * 50_000),))
    items = tuple(FeedItem(Ref("t", f"{n}.html"), 0) for n in range(5))
    xml = render(feed(*items), "feed.xml", article)
    root = ElementTree.fromstring(xml)
    assert len(xml) <= 512_000
    assert len(root.findall(f".//{ATOM}content")) == 1
    assert len(root.findall(f".//{ATOM}summary")) == 5


def test_sitemaps_list_absolute_addresses(render: Any) -> None:
    """Percent-encoded, with a date only where W3C's format takes it."""
    view = SitemapView(
        addresses=(
            Address("index.html", "2022-04"),
            Address("é.html", "2022-04-26T10:00"),
            Address("a.html", "2022-04-26T10:00+02:00"),
        )
    )
    root = ElementTree.fromstring(render(view, "sitemap.xml"))
    found = [(u.findtext(f"{MAP}loc"), u.findtext(f"{MAP}lastmod")) for u in root]
    assert found == [
        ("https://example.org/a/", "2022-04"),
        ("https://example.org/a/%C3%A9.html", None),
        ("https://example.org/a/a.html", "2022-04-26T10:00+02:00"),
    ]


def test_robots_name_the_sitemap_where_there_is_one(render: Any, site: Site) -> None:
    """Its address is absolute; without a base address there is none."""
    view = RobotsView(sitemap="sitemap.xml")
    assert b"Sitemap: https://example.org/a/sitemap.xml\n" in render(view, "robots.txt")
    assert b"Sitemap" not in render(view, "robots.txt", of=replace(site, base_url=""))


def test_the_json_feed_says_the_same(render: Any, article: Article) -> None:
    """JSON Feed 1.1: text with absolute addresses, moments, author, tags, language; nothing of
    what is not known."""
    article = replace(article, body=(Block('Quoi ? <b> "là"'),), url="https://g.example/a")
    ref = Ref("Un titre", "2022/04/un-titre.html", date="2022-04-26")
    items = (FeedItem(ref, 0, None, (), ("pont",), ("Ada Lune",)), FeedItem(ref, 1))
    bare = Article(path="b.txt", title='Ni "date" ni langue\u2028', body=(Block("B"),), sha256="b")
    data = json.loads(render(FeedView(path="feed.json", items=items), "feed.json", article, bare))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == "https://example.org/a/feed.json"
    first, second = data["items"]
    assert first == {
        "id": "https://example.org/a/2022/04/un-titre.html",
        "url": "https://example.org/a/2022/04/un-titre.html",
        "external_url": "https://g.example/a",
        "title": "Un titre",
        "content_html": '<p>Quoi ? &lt;b&gt; "là"</p>\n',
        "summary": 'Quoi ? <b> "là"',
        "date_published": "2022-04-26T00:00:00Z",
        "date_modified": "2022-04-26T00:00:00Z",
        "language": "fr",
        "tags": ["pont"],
        "authors": [{"name": "Ada Lune"}],
    }
    assert second["title"] == 'Ni "date" ni langue\u2028'
    assert {"language", "external_url", "tags"}.isdisjoint(second)


@pytest.mark.parametrize("template", ["feed.xml", "feed.json"])
@pytest.mark.parametrize("text", ["Une phrase. ", "中文字 ", "« a & b » < c > ' \" "])
def test_feeds_stay_under_half_a_megabyte(
    render: Any, article: Article, template: str, text: str
) -> None:
    """In any script, and however much must be escaped; what is left out has its summary."""
    articles = [replace(article, body=(Block(text * 4000),) * 3)] * 30
    items = [FeedItem(Ref("T", f"{n}.html"), n) for n in range(30)]
    view = FeedView(path=template, items=tuple(items))
    assert len(render(view, template, *articles)) < 512_000
