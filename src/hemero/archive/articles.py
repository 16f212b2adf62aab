"""The page of each article: what stands around its text."""

from collections.abc import Iterator, Sequence

from hemero.archive.catalogue import Catalogue
from hemero.archive.links import Links
from hemero.archive.shelves import date_crumbs
from hemero.archive.similar import find_similar
from hemero.archive.taxonomy import UNKNOWN_SOURCE, Name
from hemero.archive.topics import Topic
from hemero.model.page import ArticleView, Crumb, NamedLink, Page, Ref

TAGS_SHOWN = 20
CITED_BY_SHOWN = 10
COPIES_SHOWN = 10
_UNKNOWN = NamedLink("", f"{UNKNOWN_SOURCE}.html")


def article_pages(catalogue: Catalogue, links: Links, tags: Sequence[Topic]) -> Iterator[Page]:
    """One page an article, in list order. `tags` are all tag topics."""
    desk = _Desk(catalogue, links)
    for row, similar in enumerate(find_similar(catalogue, tags)):
        yield desk.page(row, similar)


class _Desk:
    """What article pages share: one link for each name, one breadcrumb for each date."""

    def __init__(self, catalogue: Catalogue, links: Links) -> None:
        self._catalogue = catalogue
        self._links = links
        self._names = {
            name: NamedLink(name.name, f"{name.stem}.html")
            for names in links.names.values()
            for name in names.values()
        }
        self._crumbs: dict[str, tuple[Crumb, ...]] = {}
        self._bylines = links.names["author"]

    def page(self, row: int, similar: Sequence[int]) -> Page:
        catalogue, links = self._catalogue, self._links
        card, refs = catalogue.cards[row], catalogue.refs
        path = card.path
        source = catalogue.sources[row]
        tags = catalogue.tags[row]
        cited_by = links.cited_by.get(path, ())
        canonical = links.copy_of.get(path)
        copies = self._copies(path, canonical)
        view = ArticleView(
            path=refs[row].permalink,
            words=card.words,
            source=self._names[source] if source else _UNKNOWN,
            authors=self._people(card.authors) if card.authors else (),
            contributors=self._people(card.contributors) if card.contributors else (),
            tags=self._named(tags[:TAGS_SHOWN]),
            more_tags=max(len(tags) - TAGS_SHOWN, 0),
            crumbs=self._crumbs_of(catalogue.periods[row][:7]),
            cards=links.related.get(path, ()),
            cited_by=self._refs(cited_by[:CITED_BY_SHOWN]) if cited_by else (),
            more_cited_by=max(len(cited_by) - CITED_BY_SHOWN, 0),
            similar=tuple(refs[other] for other in similar),
            older=self._beside(row, row + 1),
            newer=self._beside(row, row - 1),
            copy_of=links.refs[canonical] if canonical else None,
            copies=self._refs(copies[:COPIES_SHOWN]) if copies else (),
            more_copies=max(len(copies) - COPIES_SHOWN, 0),
            indexed=not card.noindex,
        )
        return Page(
            path=refs[row].permalink,
            kind="article",
            template="article.html",
            view=view,
            articles=(path,),
        )

    def _named(self, names: Sequence[Name]) -> tuple[NamedLink, ...]:
        return tuple([self._names[name] for name in names])

    def _people(self, spellings: Sequence[str]) -> tuple[NamedLink, ...]:
        names = (self._bylines.get(spelling) for spelling in spellings)
        return self._named([name for name in names if name])

    def _crumbs_of(self, period: str) -> tuple[Crumb, ...]:
        crumbs = self._crumbs.get(period)
        if crumbs is None:
            crumbs = self._crumbs[period] = date_crumbs(period)
        return crumbs

    def _refs(self, paths: Sequence[str]) -> tuple[Ref, ...]:
        refs = self._links.refs
        return tuple(refs[path] for path in paths)

    def _beside(self, row: int, other: int) -> Ref | None:
        """The neighbour in list order; the dated and the undated are two chains."""
        dated, refs = self._catalogue.dated, self._catalogue.refs
        if 0 <= other < len(refs) and (other < dated) == (row < dated):
            return refs[other]
        return None

    def _copies(self, path: str, canonical: str | None) -> Sequence[str]:
        """On the canonical article all its copies. On a copy those it answers for: with more
        than ten, each names ten further ones, so that every copy is linked from another."""
        everyone = self._links.copies.get(canonical or path, ())
        if canonical is None or len(everyone) <= COPIES_SHOWN:
            return everyone if canonical is None else ()
        place = everyone.index(path) + 1
        return everyone[place * COPIES_SHOWN : (place + 1) * COPIES_SHOWN]
