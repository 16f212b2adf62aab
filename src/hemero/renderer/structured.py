"""What machines read of a page: schema.org records (JSON-LD). Addresses are absolute, so they
are left out where the site does not know its own."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec import Raw

from hemero.model.article import Article
from hemero.model.page import ArticleView, Site
from hemero.renderer.links import absolute, safe_url
from hemero.renderer.safe import Markup, script_json
from hemero.text import cut_at_word, fold

Record = dict[str, object]

_HEADLINE = 110  # characters; Google's guide to Article
# Signed by an organisation, not a person: the news agencies that newspapers print most.
_AGENCIES = frozenset(
    "afp|reuters|ap|associated press|the associated press|dpa|efe|ansa"
    "|belga|ats|keystone-ats|apa|lusa|anp|pap|tass|interfax|xinhua|kyodo|upi|bloomberg"
    "|agence france-presse|agence france presse|deutsche presse-agentur|press association|pa media"
    "|europa press|adnkronos|sid|kna|epd|ritzau|tt|ntb|stt|cna|ians|pti|anadolu".split("|")
)


def page_json(records: Sequence[Record | Raw]) -> Markup:
    """The one block of a page."""
    return script_json({"@context": "https://schema.org", "@graph": list(records)})


def news_article(
    article: Article, view: ArticleView, site: Site, description: str, words: int
) -> Record:
    """NewsArticle. The text itself is left out (it would double the page), an image too."""
    address = absolute(site.base_url, view.path)
    source: Record = {"@type": "Organization", "name": article.source or site.title}
    return _known(
        {
            "@type": "NewsArticle",
            "headline": cut_at_word(article.title, _HEADLINE),
            "description": description,
            "inLanguage": article.language,
            "url": address,
            "mainEntityOfPage": address,
            "datePublished": article.date,
            "dateModified": article.updated,
            "author": [_signer(a.name, a.path, site.base_url) for a in view.authors] or [source],
            "publisher": source,
            "isPartOf": _collection(site.title, site.base_url),
            "isBasedOn": safe_url(article.url) or f"urn:sha256:{article.sha256}",
            "wordCount": words,
            "keywords": [tag.name for tag in view.tags],
        }
    )


@lru_cache(maxsize=4096)
def _signer(name: str, path: str | None, base_url: str) -> Record:
    kind = "Organization" if fold(name) in _AGENCIES else "Person"
    address = absolute(base_url, path) if path else ""
    return _known({"@type": kind, "name": name, "url": address})


@lru_cache(maxsize=8)
def _collection(title: str, base_url: str) -> Record:
    """The archive, of which every page is a part."""
    return _known({"@type": "Collection", "name": title, "url": base_url})


def collection_page(name: str, path: str, site: Site) -> Record:
    """CollectionPage, for lists."""
    address = absolute(site.base_url, path)
    part = _collection(site.title, site.base_url)
    return _known({"@type": "CollectionPage", "name": name, "url": address, "isPartOf": part})


def web_site(site: Site) -> Record:
    """WebSite, for the home page."""
    return _known(
        {
            "@type": "WebSite",
            "name": site.title,
            "description": site.description,
            "inLanguage": site.language,
            "url": site.base_url,
        }
    )


@lru_cache(maxsize=4096)
def breadcrumb(steps: tuple[tuple[str, str], ...], base_url: str) -> tuple[Record | Raw, ...]:
    """BreadcrumbList of names and paths; nothing without a base address: items are addresses.

    Written out already, as all articles of a month have the same.
    """
    if not (steps and base_url):
        return ()
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": absolute(base_url, path)}
        for at, (name, path) in enumerate(steps, 1)
    ]
    trail: Record = {"@type": "BreadcrumbList", "itemListElement": items}
    try:
        return (Raw(msgspec.json.encode(trail)),)
    except UnicodeEncodeError:  # half of a surrogate pair: left to whoever writes the page
        return (trail,)


def _known(record: Record) -> Record:
    return {name: value for name, value in record.items() if value}
