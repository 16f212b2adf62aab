"""What feeds and sitemaps show: absolute addresses, full moments, the text as the source has it."""

import hashlib
from collections.abc import Sequence

from msgspec import Struct

from hemero.model.article import Article
from hemero.model.page import Address, FeedItem, FeedView, RelatedCard, Site, SitemapView
from hemero.renderer.articles import describe
from hemero.renderer.dates import EPOCH, parse_date, rfc3339
from hemero.renderer.links import absolute, safe_url
from hemero.renderer.prose import Part, Setting, text_parts

_BUDGET = 400_000  # bytes of text in a feed, as written; later entries give a summary
_AS_PRINTED = Setting()


class FeedEntry(Struct, frozen=True):
    """One entry, ready to be written."""

    id: str
    address: str  # "" where the site does not know its own
    article: Article
    updated: str
    published: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    text: tuple[Part, ...]  # empty where the feed would grow too long
    cards: tuple[RelatedCard, ...]
    targets: tuple[str | None, ...]  # addresses of the cards


def feed_context(view: FeedView, articles: Sequence[Article], site: Site) -> dict[str, object]:
    """The names that feed.xml gets beyond the common ones."""
    entries, length = [], 0
    for item in view.items:
        article = articles[item.article]
        text = text_parts(article.body, article.related, _AS_PRINTED)
        length += sum(_written(part) for part in text)
        entries.append(_entry(item, article, site, text if length < _BUDGET else ()))
    return {
        "title": f"{view.title} – {site.title}" if view.title else site.title,
        "id": absolute(site.base_url, view.path) or _urn(f"{site.title}\n{view.path}"),
        "self_address": absolute(site.base_url, view.path),
        "home_address": absolute(site.base_url, view.home),
        "updated": max((entry.updated for entry in entries), default=EPOCH),
        "entries": tuple(entries),
    }


def _written(part: Part) -> int:
    """Bytes of a stretch of text in XML or JSON, whichever is longer."""
    html = str(part.html)
    longer = 5 * (html.count("<") + html.count(">") + html.count("&")) + 4 * html.count("'")
    return len(html.encode("utf-8", "replace")) + longer + 4 * html.count('"')


def _entry(item: FeedItem, article: Article, site: Site, text: tuple[Part, ...]) -> FeedEntry:
    address = absolute(site.base_url, item.ref.permalink)
    return FeedEntry(
        id=address or _urn(item.ref.permalink + article.sha256),
        address=address,
        article=article,
        updated=rfc3339(item.updated) or rfc3339(item.ref.date) or EPOCH,
        published=rfc3339(item.ref.date),
        authors=item.authors or (article.source or site.title,),
        tags=item.tags,
        summary=describe(article),
        text=text,
        cards=item.cards,
        targets=tuple(_target(card, site) for card in item.cards),
    )


def _target(card: RelatedCard, site: Site) -> str | None:
    if card.target:
        return absolute(site.base_url, card.target.permalink) or None
    return safe_url(card.url)


def _urn(text: str) -> str:
    """A name for what has no address."""
    return f"urn:sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"


def sitemap_context(view: SitemapView, site: Site) -> dict[str, object]:
    """The names that sitemap.xml gets beyond the common ones."""
    return {
        "addresses": tuple(
            Address(absolute(site.base_url, a.path), a.lastmod if _full(a.lastmod) else None)
            for a in view.addresses
        )
    }


def _full(date: str | None) -> bool:
    """Whether W3C's date format takes it: a time needs its zone."""
    when = parse_date(date)
    return when is not None and not (when.hour and not when.zone)
