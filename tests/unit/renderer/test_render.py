"""Pages as they are read: whole, inert, and honest about what is not known."""

import types
import typing
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from msgspec.structs import replace

from hemero.errors import TemplateFault
from hemero.model.article import Article, Block, RelatedLink
from hemero.model.page import (
    AboutView,
    ArchiveView,
    ArticleView,
    Crumb,
    DayGroup,
    Entry,
    FeedView,
    HomeView,
    IndexView,
    LetterGroup,
    MissingView,
    NamedLink,
    NotFoundView,
    Page,
    PeriodLink,
    PeriodView,
    RedirectView,
    Ref,
    RelatedCard,
    RobotsView,
    Site,
    SitemapView,
    TopicView,
    UndatedView,
    View,
)
from hemero.renderer.render import render_page
from hemero.renderer.theme import Theme

Own = Callable[[dict[str, str]], Theme]

EVIL = (
    "\"'><x-evil onload=alert(1)></title></script></style></textarea>--><!--]]>"
    "<script>alert(1)</script>{{ 7*7 }}{% raw %}&amp;&#60;\u2028\u202e\x00\x1b\ud800"
)
SEEN = "\"'><x-evil onload=alert(1)></title></script></style></textarea>--><!--]]>"

PAGES: dict[type[View], tuple[str, str]] = {
    ArticleView: ("article.html", "article"),
    HomeView: ("home.html", "home"),
    PeriodView: ("period.html", "month"),
    ArchiveView: ("archive.html", "archive"),
    UndatedView: ("undated.html", "undated"),
    TopicView: ("topic.html", "tag"),
    IndexView: ("index.html", "tags"),
    MissingView: ("missing.html", "missing"),
    AboutView: ("about.html", "about"),
    NotFoundView: ("404.html", "404"),
    RedirectView: ("redirect.html", "redirect"),
}
OTHERS: dict[type[View], tuple[str, str]] = {
    FeedView: ("feed.xml", "feed"),
    SitemapView: ("sitemap.xml", "sitemap"),
    RobotsView: ("robots.txt", "robots"),
}


def filled(kind: Any, text: str, number: int = 3) -> Any:
    """A value of `kind` with `text` in every field that holds text."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return arguments[0]
    if origin in (typing.Union, types.UnionType):
        return filled(next(a for a in arguments if a is not type(None)), text, number)
    if origin is tuple:
        return (filled(arguments[0], text, number),)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = typing.get_type_hints(kind)
        return kind(**{name: filled(hint, text, number) for name, hint in fields.items()})
    if kind is bool:
        return True
    return 0 if kind is int and not number else {str: text, int: number}[kind]


def hostile_page(view_kind: type[View], theme: Theme) -> bytes:
    template, kind = (PAGES | OTHERS)[view_kind]
    view = filled(view_kind, EVIL)
    article = replace(filled(Article, EVIL), related=(RelatedLink(EVIL, 0, EVIL, EVIL),))
    if isinstance(view, FeedView):
        view = replace(view, items=(replace(view.items[0], article=0),))
    page = Page(path="a/b.html", kind=kind, template=template, view=view, articles=("a",))  # type: ignore[arg-type]
    site = replace(filled(Site, EVIL), language="fr", base_url="https://example.org/", version="1")
    return render_page(page, (article,), site, theme)


@pytest.mark.parametrize("view_kind", PAGES, ids=lambda kind: kind.__name__)
def test_text_is_inert_in_every_field(view_kind: type[View], theme: Theme, read: Any) -> None:
    """Markup in any field of any record is text: no element, attribute or address comes of it."""
    page = read(hostile_page(view_kind, theme))
    assert not page.open, "every element is closed"
    names = {tag for tag, _ in page.elements}
    assert "x-evil" not in names
    assert not names & {"style", "iframe", "img", "object", "form", "input", "textarea"}
    assert all(s.get("type") == "application/ld+json" for s in page.all("script"))
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        for name in ("href", "src", "content"):
            assert not (attributes.get(name) or "").lower().startswith(("javascript", "data:text"))
    assert SEEN in page.text, "and it is seen as it was written"
    assert "{{ 7*7 }}" in page.text


@pytest.mark.parametrize("view_kind", [FeedView, SitemapView])
def test_hostile_feeds_are_well_formed(view_kind: type[View], theme: Theme) -> None:
    """No text breaks the XML."""
    ElementTree.fromstring(hostile_page(view_kind, theme))


@pytest.mark.parametrize("view_kind", PAGES | OTHERS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("text", ["", "#", "\u202e\u05d0", "2022-04-26", "a" * 500])
def test_no_text_is_too_odd(view_kind: type[View], text: str, theme: Theme) -> None:
    """Empty names, RTL, dates, 500 letters without a space: each gives a page."""
    template, kind = (PAGES | OTHERS)[view_kind]
    article = replace(filled(Article, text), related=(RelatedLink(text, 0),))
    view = filled(view_kind, text)
    if isinstance(view, FeedView):
        view = replace(view, items=(replace(view.items[0], article=0),))
    page = Page(path="b.html", kind=kind, template=template, view=view, articles=("a",))  # type: ignore[arg-type]
    site = replace(filled(Site, text), language="en", base_url="")
    assert render_page(page, (article,), site, theme)


@pytest.mark.parametrize("view_kind", PAGES, ids=lambda kind: kind.__name__)
def test_every_page_has_its_frame(view_kind: type[View], show: Any, article: Article) -> None:
    """Language, one h1, one main, skip link first, named landmarks, CSP, generator."""
    template, kind = PAGES[view_kind]
    view = filled(view_kind, "Nom")
    page = show(view, template, article, kind=kind)
    assert page.elements[0] == ("html", {"lang": "fr"})
    assert len(page.all("h1")) == len(page.all("main", id="main")) == len(page.all("title")) == 1
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    assert page.all("body") == [{"data-page": kind}]
    names = [nav["aria-label"] for nav in page.all("nav")]
    assert all(names)
    assert len(names) == len(set(names))
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert page.all("meta", name="generator", content="Hemero 9.9")
    assert page.all("meta", name="description")[0]["content"]
    head = [tag for tag, _ in page.elements].index("body")
    assert [tag for tag, _ in page.elements[2:7]] == ["meta", "meta", "meta", "title", "link"]
    assert all(tag != "style" for tag, _ in page.elements[:head])


def test_links_are_relative_and_name_files(show_article: Any, article: Article) -> None:
    """Up to the root and down to a file; nothing begins with a slash or the base address."""
    view = ArticleView(
        path="2022/04/un-titre.html",
        source=NamedLink("La Gazette", "source/la-gazette.html"),
        older=Ref("Avant", "2022/03/avant.html"),
    )
    links = show_article(article, view).links()
    assert "../../source/la-gazette.html" in links
    assert "../../2022/03/avant.html" in links
    assert all(link.startswith(("../../", "#")) for link in links)
    assert all(link.endswith((".html", ".xml", "#main")) for link in links)


def test_only_404_links_from_the_host_root(show: Any, site: Site) -> None:
    """It is shown at any depth; it has no canonical address and is not indexed."""
    page = show(NotFoundView(), "404.html", kind="404", path="404.html")
    assert all(link.startswith(("/a/", "#")) for link in page.links())
    assert page.all("link", rel="stylesheet")[0]["href"] == "/a/assets/site.css"
    assert page.all("meta", name="robots", content="noindex")
    assert not page.all("link", rel="canonical")
    root = show(NotFoundView(), "404.html", kind="404", of=replace(site, base_url=""))
    assert "/index.html" in root.links()


def test_moved_pages_lead_on(show: Any) -> None:
    """At once, with a visible link and the new canonical address, and unindexed."""
    view = RedirectView(target=Ref("Titre", "2022/04/titre.html"))
    page = show(view, "redirect.html", kind="redirect", path="ancien/titre.html")
    (refresh,) = page.all("meta", **{"http-equiv": "refresh"})
    assert refresh["content"] == "0;url=../2022/04/titre.html"
    assert "../2022/04/titre.html" in page.links()
    assert page.all("link", rel="canonical")[0]["href"] == (
        "https://example.org/a/2022/04/titre.html"
    )
    assert page.all("meta", name="robots", content="noindex")


def test_what_is_not_known_is_said(show_article: Any, article: Article) -> None:
    """No date, no source, no author: said or left out, never invented."""
    page = show_article(replace(article, date=None, source=None, authors=()))
    assert page.text.count("Date inconnue") == 1
    assert "../../undated/index.html" in page.links()
    assert not page.all("time")
    assert "Source inconnue" in page.text
    assert "Par " not in page.text
    assert not page.all("meta", name="citation_publication_date")


RELATED = (
    ("exact", "Lire aussi A La Voix 26 avril 2022"),
    ("probable", "Lire aussi A La Voix 26 avril 2022 correspondance probable"),
    ("external", "Lire aussi A D’où ↗ site d’origine"),
    ("missing", "Lire aussi A D’où absent de cette archive"),
)


@pytest.mark.parametrize(("state", "said"), RELATED)
def test_related_links_say_their_state(
    state: Any, said: str, show_article: Any, article: Article
) -> None:
    """In words, at their place, as a note."""
    target = Ref("Autre", "2022/04/autre.html", source="La Voix", date="2022-04-26")
    card = RelatedCard(state, target if state in ("exact", "probable") else None, "https://x.fr/")
    article = replace(article, related=(RelatedLink("A", 1, source="D’où"),))
    page = show_article(article, ArticleView(path="2022/04/un-titre.html", cards=(card,)))
    text = " ".join(page.text.split())
    assert f"Premier paragraphe. {said} Second paragraphe." in text
    assert len(page.all("div", role="note")) == 1
    linked = {"exact": "../../2022/04/autre.html", "external": "https://x.fr/"}
    assert state == "missing" or linked.get(state, linked["exact"]) in page.links()


def test_consecutive_related_links_share_one_note(show_article: Any, article: Article) -> None:
    """One block with a list."""
    article = replace(article, related=tuple(RelatedLink(f"T{n}", 1) for n in range(12)))
    page = show_article(article)
    assert len(page.all("div", role="note")) == 1
    assert page.text.count("absent de cette archive") == 12


def test_addresses_that_lead_nowhere_are_no_links(show_article: Any, article: Article) -> None:
    """A refused address shows its title as text."""
    article = replace(article, related=(RelatedLink("A", 0, url="javascript:x"),), url="data:x")
    view = ArticleView(path="a/b.html", cards=(RelatedCard("external", url="javascript:x"),))
    page = show_article(article, view)
    assert not [link for link in page.links() if ":" in link]
    assert "absent de cette archive" in page.text


def test_copies_name_the_article_they_copy_as_canonical(
    show_article: Any, article: Article
) -> None:
    """To search engines; who cites a copy cites its own address."""
    view = ArticleView(path="2022/04/copy.html", copy_of=Ref("Un titre", "2022/04/first.html"))
    page = show_article(article, view)
    (link,) = page.all("link", rel="canonical")
    (cited,) = page.all("meta", name="citation_public_url")
    assert link["href"] == "https://example.org/a/2022/04/first.html"
    assert cited["content"] == "https://example.org/a/2022/04/copy.html"


def test_other_languages_are_marked(show: Any, show_article: Any, article: Article) -> None:
    """The text carries its own language and direction, the interface's words theirs."""
    arabic = replace(article, language="ar", title="بريد", source="رأس")
    page = show_article(arabic)
    (element,) = page.all("article")
    assert (element["lang"], element["dir"]) == ("ar", "rtl")
    assert {"lang": "fr", "dir": "ltr", "class": "rail"} in page.all("div")
    entries = (
        Entry("بريد", "a.html", language="ar"),
        Entry("x", "b.html"),
        Entry("y", "c.html", language="fr"),
    )
    listed = show(HomeView(count=3, lead=entries[0], entries=entries[1:]), "home.html", kind="home")
    assert listed.all("h2")[:3] == [{"lang": "ar", "dir": "rtl"}, {"dir": "auto"}, {}]


def test_text_is_typeset_but_data_is_not(show_article: Any, article: Article) -> None:
    """French spaces on the page, the source's characters in head and data."""
    page = show_article(replace(article, title="Quoi ?", body=(Block("Non !"),)))
    assert "Quoi\u202f?" in page.text
    assert "Non\u202f!" in page.text
    assert page.all("meta", property="og:title")[0]["content"] == "Quoi ?"
    assert '"headline":"Quoi ?"' in page.text


def test_many_authors_and_tags_are_counted(show_article: Any, article: Article) -> None:
    """Ten names, then how many more; tags beyond those shown are counted."""
    names = tuple(NamedLink(f"A{n}", f"author/{n}.html") for n in range(40))
    view = ArticleView(path="a.html", authors=names, tags=names[:2], more_tags=180)
    text = show_article(article, view).text
    assert "A9 et 30 autres" in text
    assert "et 180 autres sujets" in text


def test_one_article_makes_a_front_page(show: Any) -> None:
    """The lone article leads: no grid, no chart of one bar, no empty headings."""
    view = HomeView(count=1, lead=Entry("Seul", "undated/seul.html"), undated=1)
    page = show(view, "home.html", kind="home", path="index.html")
    assert "1 article" in page.text
    assert len(page.all("h2")) == 1
    assert not page.all("svg")


def test_an_empty_archive_says_what_to_do(show: Any) -> None:
    """Where to put files."""
    page = show(HomeView(count=0), "home.html", kind="home", path="index.html")
    assert "content" in page.text
    assert len(page.all("h2")) == 1


def test_anchors_are_where_links_lead(show: Any) -> None:
    """Days, months and letters have the ids that the archive links to."""
    groups = (DayGroup("2022-04-26", (Entry("a", "a.html"),)), DayGroup("2022-04"))
    month = show(PeriodView(period="2022-04", count=2, groups=groups), "period.html", kind="month")
    assert [h.get("id") for h in month.all("h2")] == ["d26", None]
    year = show(
        PeriodView(period="2022", count=1, groups=(DayGroup("2022-04"),)),
        "period.html",
        kind="year",
    )
    assert [h.get("id") for h in year.all("h2")] == ["m04"]
    letters = (LetterGroup("a", (NamedLink("A", "tag/a.html", 2),)), LetterGroup("#"))
    index = show(IndexView(kind="tag", count=2, groups=letters), "index.html", kind="tags")
    ids = {h["id"] for h in index.all("h2")}
    assert {f"#{name}" for name in ids} == {x for x in index.links() if x.startswith("#l-")}


def test_titles_are_told_apart(show: Any) -> None:
    """Pages that would be called alike differ in their titles."""

    def title(view: View, template: str, kind: str) -> str:
        text: str = show(view, template, kind=kind).text
        return text.strip().splitlines()[0]

    topic = NamedLink("AFP", "tag/afp.html")
    titles = [
        title(TopicView(kind=kind, name="AFP", count=1), "topic.html", kind)
        for kind in ("tag", "source", "author")
    ] + [
        title(view, "period.html", "day")
        for view in (
            PeriodView(period="2022", count=1),
            PeriodView(period="2022", count=1, topic=topic),
            PeriodView(period="2022", count=1, number=2),
            PeriodView(period="2022", count=1, rest=True),
        )
    ]
    titles += [
        title(UndatedView(count=1, letter=letter, number=n), "undated.html", "undated")
        for letter in ("", "a", "#")
        for n in (1, 2)
    ]
    assert len(titles) == len(set(titles))


def test_empty_days_are_shown_as_empty(show: Any) -> None:
    """A month's chart has all of its days; its label says the peak."""
    view = PeriodView(period="2022-02", count=3, days=(PeriodLink("2022-02-03", 3),))
    (chart,) = show(view, "period.html", kind="month").all("svg")
    assert chart["viewbox"] == f"0 0 {28 * 4 - 1} 40"
    assert "3 articles" in (chart["aria-label"] or "")


def test_rendering_is_pure(theme: Theme, site: Site, article: Article) -> None:
    """The same page twice gives the same bytes."""
    view = ArticleView(path="a.html", crumbs=(Crumb("home", "index.html"),))
    page = Page(path="a.html", kind="article", template="article.html", view=view)
    assert render_page(page, (article,), site, theme) == render_page(page, (article,), site, theme)


def fault(
    theme: Theme, article: Article, site: Site, template: str = "article.html"
) -> TemplateFault:
    view = ArticleView(path="a.html")
    page = Page(path="a.html", kind="article", template=template, view=view, articles=("c.txt",))
    with pytest.raises(TemplateFault) as caught:
        render_page(page, (article,), site, theme)
    return caught.value


def test_unknown_names_are_told_with_the_nearest(
    own_theme: Own, article: Article, site: Site
) -> None:
    """File, line, page, article, and what was probably meant."""
    said = fault(own_theme({"article.html": "a\n{{ artcle.title }}"}), article, site)
    assert str(said) == (
        'templates/article.html:2: "artcle" is not defined, on a.html (c.txt). '
        'Did you mean "article"?'
    )
    said = fault(own_theme({"article.html": "{{ view.tagz }}"}), article, site)
    assert str(said).endswith('ArticleView has no "tagz", on a.html (c.txt). Did you mean "tags"?')
    said = fault(own_theme({"article.html": "\n\n{{ t.hom }}"}), article, site)
    assert said.where == "templates/article.html:3"
    assert said.hint == 'Did you mean "home"?'
    said = fault(own_theme({"article.html": "{% if view.tagz %}{% endif %}"}), article, site)
    assert said.hint == 'Did you mean "tags"?'


@pytest.mark.parametrize(
    ("files", "where", "what"),
    [
        ({"article.html": "a\n{% if %}"}, "templates/article.html:2", "Expected an expression"),
        ({"article.html": "{{ 1 / 0 }}"}, "templates/article.html:1", "ZeroDivisionError"),
        ({"article.html": "\n{{ 'a' | nope }}"}, "templates/article.html:2", "nope"),
        ({"article.html": "{% include 'no.html' %}"}, "templates/article.html:1", "no.html"),
        ({"article.html": "{% include 'article.html' %}"}, "templates/article.html:1", "circle"),
        ({"article.html": "{{ 3 | counted('x') }}"}, "templates/article.html:1", "counted"),
        (
            {"article.html": "{% extends 'b.html' %}", "b.html": "\n{{ nope }}"},
            "templates/b.html:2",
            "nope",
        ),
    ],
)
def test_faults_name_their_place(
    files: dict[str, str], where: str, what: str, own_theme: Own, article: Article, site: Site
) -> None:
    """Whatever is wrong in a template, its file and line are said."""
    said = fault(own_theme(files), article, site)
    assert said.where == where
    assert what in said.message


def test_templates_that_extend_each_other_in_a_circle_are_told(
    own_theme: Own, article: Article, site: Site
) -> None:
    """No endless loop."""
    files = {"article.html": "{% extends 'b.html' %}", "b.html": "{% extends 'article.html' %}"}
    assert "circle" in fault(own_theme(files), article, site).message


def test_missing_templates_are_named(theme: Theme, article: Article, site: Site) -> None:
    """A page that asks for a template that is nowhere."""
    assert "nowhere.html" in str(fault(theme, article, site, "nowhere.html"))


def test_an_own_base_can_extend_the_bundled_one(
    own_theme: Own, article: Article, site: Site
) -> None:
    """`hemero/…` is always the bundled template."""
    base = '{% extends "hemero/base.html" %}{% block csp %}default-src *{% endblock %}'
    view = ArticleView(path="a.html")
    page = Page(path="a.html", kind="article", template="article.html", view=view)
    html = render_page(page, (article,), site, own_theme({"base.html": base})).decode()
    assert 'content="default-src *"' in html
    assert "Premier paragraphe." in html
