"""Which pages the site has, with everything they show. From Cards and Links to Pages.

Every function that yields pages reads the catalogue and nothing else, so that each group of
pages can be planned apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from hemero.archive.articles import article_pages
from hemero.archive.catalogue import Catalogue, make_catalogue
from hemero.archive.dates import date_pages
from hemero.archive.feeds import feed_pages
from hemero.archive.folders import folder_pages
from hemero.archive.indexes import index_pages
from hemero.archive.links import Links
from hemero.archive.overviews import (
    about_page,
    archive_page,
    home_page,
    missing_page,
    not_found_page,
    robots_page,
    search_pages,
)
from hemero.archive.sitemaps import LISTED_IN, sitemap_pages
from hemero.archive.topics import Topic, gather_topics, topic_pages
from hemero.archive.undated import undated_pages
from hemero.model.article import Card
from hemero.model.page import Page, RedirectView, Site, TopicKind

_KINDS: tuple[TopicKind, ...] = ("tag", "source", "author")


def plan_archive(cards: Sequence[Card], links: Links, site: Site) -> Iterator[Page]:
    """Every page of the site, each path once; the same pages for any order of `cards`.

    Pages come one by one and share what they show (an article has one Ref and one Entry), so
    that a million of them need not be held. O(n log n); about 35 µs an article.
    """
    catalogue = make_catalogue(cards, links)
    topics = {kind: gather_topics(catalogue, kind) for kind in _KINDS}
    yield from article_pages(catalogue, links, topics["tag"])
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for page in _list_pages(catalogue, links, topics, site):
        if page.kind in LISTED_IN:
            lists[LISTED_IN[page.kind]].append(page.path)
        yield page
    yield from _redirect_pages(links)
    yield from _tombstones(links)
    yield from folder_pages(links, site.title, {path for paths in lists.values() for path in paths})
    yield from feed_pages(catalogue, links, (*topics["source"], *topics["tag"]), site)
    if site.base_url:
        yield from sitemap_pages(catalogue, lists)
    if site.has_search:
        yield from search_pages(described=bool(site.base_url))
    yield not_found_page()
    yield robots_page(sitemap=bool(site.base_url))


def _list_pages(
    catalogue: Catalogue, links: Links, topics: dict[TopicKind, list[Topic]], site: Site
) -> Iterator[Page]:
    yield home_page(catalogue, topics["tag"], topics["source"])
    yield archive_page(catalogue)
    yield from date_pages(catalogue, range(catalogue.dated))
    yield from undated_pages(catalogue)
    for kind in _KINDS:
        if topics[kind] or kind == "source":  # the frame of every page links to the sources
            yield from index_pages(kind, topics[kind])
        for topic in topics[kind]:
            yield from topic_pages(catalogue, topic, site)
    yield missing_page(links)
    yield about_page(catalogue, topics["source"])


def _redirect_pages(links: Links) -> Iterator[Page]:
    for address, path in links.redirects.items():
        if address in links.gone:
            continue
        view = RedirectView(target=links.refs[path])
        yield Page(path=address, kind="redirect", template="redirect.html", view=view)


def _tombstones(links: Links) -> Iterator[Page]:
    for address, view in links.gone.items():
        yield Page(path=address, kind="withdrawn", template="withdrawn.html", view=view)
