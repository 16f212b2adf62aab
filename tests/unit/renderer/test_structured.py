"""What machines read of a page."""

import json
from typing import Any

from msgspec.structs import replace

from hemero.model.article import Article
from hemero.model.page import ArticleView, Crumb, HomeView, NamedLink, Site, TopicView

BASE = "https://example.org/a/"


def graph(page: Any) -> list[dict[str, Any]]:
    assert '"@graph"' in page.text
    start = page.text.index('{"@context"')
    record, _ = json.JSONDecoder().raw_decode(page.text[start:])
    return list(record["@graph"])


def test_articles_are_news_articles(show_article: Any, article: Article) -> None:
    """Every field that is known, with absolute addresses."""
    view = ArticleView(
        path="2022/04/un-titre.html",
        authors=(NamedLink("Ada Lune", "author/ada-lune.html"), NamedLink("AFP", None)),
        tags=(NamedLink("pont", "tag/pont.html"),),
        crumbs=(Crumb("home", "index.html"), Crumb("period", "2022/index.html", "2022")),
    )
    news, trail = graph(show_article(article, view))
    assert news == {
        "@type": "NewsArticle",
        "headline": "Un titre",
        "description": "Premier paragraphe.",
        "inLanguage": "fr",
        "url": BASE + "2022/04/un-titre.html",
        "mainEntityOfPage": BASE + "2022/04/un-titre.html",
        "datePublished": "2022-04-26",
        "author": [
            {"@type": "Person", "name": "Ada Lune", "url": BASE + "author/ada-lune.html"},
            {"@type": "Organization", "name": "AFP"},
        ],
        "publisher": {"@type": "Organization", "name": "La Gazette"},
        "isPartOf": {"@type": "Collection", "name": "Archive d’essai", "url": BASE},
        "isBasedOn": "urn:sha256:" + "ab" * 32,
        "wordCount": 4,
        "keywords": ["pont"],
    }
    assert [item["item"] for item in trail["itemListElement"]] == [BASE, BASE + "2022/index.html"]


def test_what_is_not_known_is_not_said(show_article: Any, article: Article) -> None:
    """No date is invented; without an author the source stands for it."""
    (news,) = graph(show_article(replace(article, date=None, url="https://g.example/a")))
    assert "datePublished" not in news
    assert news["author"] == [{"@type": "Organization", "name": "La Gazette"}]
    assert news["isBasedOn"] == "https://g.example/a"


def test_without_a_base_address_there_are_no_addresses(
    show_article: Any, article: Article, site: Site
) -> None:
    """Absolute addresses are left out, all else stays; nor is there a canonical link."""
    page = show_article(article, of=replace(site, base_url=""))
    (news,) = graph(page)
    assert not {"url", "mainEntityOfPage"} & news.keys()
    assert news["headline"] == "Un titre"
    assert not page.all("link", rel="canonical")
    assert not page.all("meta", property="og:url")


def test_the_three_accounts_agree(show_article: Any, article: Article) -> None:
    """Citation tags, JSON-LD and OpenGraph say the same of title, date, source and language."""
    page = show_article(article)
    (news,) = graph(page)
    meta = {a.get("name") or a.get("property"): a.get("content") for a in page.all("meta")}
    assert meta["citation_title"] == meta["og:title"] == news["headline"]
    assert meta["citation_publication_date"] == news["datePublished"].replace("-", "/")
    assert meta["article:published_time"] == news["datePublished"]
    assert meta["citation_journal_title"] == news["publisher"]["name"]
    assert meta["citation_language"] == news["inLanguage"]
    assert meta["citation_public_url"] == meta["og:url"] == news["url"]


def test_lists_are_collections(show: Any) -> None:
    """A topic is a CollectionPage, the home page the WebSite."""
    topic = TopicView(kind="tag", name="OTAN", count=3)
    assert graph(show(topic, "topic.html", kind="tag"))[0]["@type"] == "CollectionPage"
    home = graph(show(HomeView(count=0), "home.html", kind="home", path="index.html"))
    assert (home[0]["@type"], home[0]["url"]) == ("WebSite", BASE)
