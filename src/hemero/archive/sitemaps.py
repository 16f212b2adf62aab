"""sitemap.xml and its parts: articles by month, lists by kind, so that a new article changes
one small file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hemero.archive.catalogue import Catalogue
from hemero.archive.listing import period_of
from hemero.archive.parts import cut_list, every_part
from hemero.model.page import Address, Page, PageKind, SitemapView

ADDRESSES = 10_000  # a file; sitemaps.org allows 50,000

# Which file names the lists of a kind. Pages that ask not to be indexed have none.
LISTED_IN: dict[PageKind, str] = {
    "home": "pages", "archive": "pages", "about": "pages", "missing": "pages",
    "undated": "pages", "tags": "pages", "sources": "pages", "authors": "pages",
    "year": "dates", "month": "dates", "day": "dates",
    "tag": "tags", "source": "sources", "author": "authors",
}  # fmt: skip


def sitemap_pages(catalogue: Catalogue, lists: Mapping[str, Sequence[str]]) -> Iterator[Page]:
    """The sitemap's index, then its files. `lists`: paths of list pages by LISTED_IN.

    A sitemap speaks for the folder it stands in and below, so all stand at the root. Copies
    are named too: each is a page of its own, though its canonical link leads to the article
    it copies.
    """
    files: dict[str, list[Address]] = {
        name: [Address(path) for path in sorted(paths)] for name, paths in lists.items() if paths
    }
    for row, card in enumerate(catalogue.cards):
        if card.noindex:
            continue
        month = catalogue.periods[row][:7] or "undated"
        lastmod = _lastmod(card.updated or card.date)
        files.setdefault(month, []).append(Address(catalogue.refs[row].permalink, lastmod))
    pages = [page for name, found in sorted(files.items()) for page in _files(name, found)]
    index = SitemapView(index=True, addresses=tuple(Address(page.path) for page in pages))
    yield Page(path="sitemap.xml", kind="sitemap", template="sitemap.xml", view=index)
    yield from pages


def _files(name: str, addresses: Sequence[Address]) -> Iterable[Page]:
    root = cut_list(f"sitemap-{name}.xml", [address.path for address in addresses], most=ADDRESSES)
    for part in every_part(root):
        if not part.parts:
            here = tuple(addresses[part.start : part.start + len(part.keys)])
            view = SitemapView(addresses=here)
            yield Page(path=part.path, kind="sitemap", template="sitemap.xml", view=view)


def _lastmod(date: str | None) -> str | None:
    """A date as sitemaps take it: to the day, for a time of day without zone is not allowed."""
    day = period_of(date or "")
    return day if len(day) == 10 else None
