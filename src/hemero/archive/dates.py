"""The pages of years, months and days: of the whole archive, or of one topic.

A period is one page while it is small, else it is divided: a year into months, a month into
days, an overfull day into parts. That follows from the counts in the period alone, so a new
article touches the pages of its own periods and their neighbours, nothing else. In the whole
archive every month has its page, because addresses of articles can be cut there.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from hemero.archive.catalogue import Catalogue, listed
from hemero.archive.listing import by_period, days_in
from hemero.archive.parts import Part, cut_list, every_part, part_links
from hemero.archive.shelves import ARCHIVE, Neighbours, Shelf, find_neighbours, period_path
from hemero.model.page import Crumb, DayGroup, Page, PageKind, PeriodLink, PeriodView

SIBLINGS_EACH_SIDE = 5  # so that a new month changes at most ten pages of other years
_KINDS: dict[int, PageKind] = {0: "undated", 4: "year", 7: "month", 10: "day"}
_DATES = Crumb("dates", "archive.html")

Grouped = Sequence[tuple[str, Sequence[int]]]


def date_pages(catalogue: Catalogue, rows: Sequence[int], shelf: Shelf = ARCHIVE) -> Iterator[Page]:
    """All pages of the periods of `rows` (dated, newest first)."""
    years = by_period(rows, catalogue.years)
    desk = _Desk(catalogue, shelf, find_neighbours(catalogue, years, shelf))
    for year, in_year in years:
        yield from desk.period_pages(year, in_year, shelf.crumbs)


def undated_topic_pages(catalogue: Catalogue, rows: Sequence[int], shelf: Shelf) -> Iterator[Page]:
    """The page of a topic's undated articles, in parts where they are many."""
    yield from _Desk(catalogue, shelf, Neighbours({}, {}, {})).list_pages("", rows, shelf.crumbs)


def day_counts(catalogue: Catalogue, rows: Sequence[int]) -> tuple[PeriodLink, ...]:
    """The days with articles among dated rows, oldest first, without their pages."""
    days = by_period(rows, catalogue.periods)
    return tuple(PeriodLink(day, len(in_day)) for day, in_day in reversed(days) if len(day) == 10)


class _Desk:
    """Plans the periods of one shelf."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf, near: Neighbours) -> None:
        self._catalogue = catalogue
        self._shelf = shelf
        self._near = near

    def period_pages(
        self, period: str, rows: Sequence[int], above: tuple[Crumb, ...]
    ) -> Iterator[Page]:
        """A year or a month, and all pages it is divided into."""
        catalogue, shelf = self._catalogue, self._shelf
        is_year, of_archive = len(period) == 4, not shelf.stem
        groups = by_period(rows, catalogue.months if is_year else catalogue.periods)
        most = shelf.year_whole if is_year else shelf.month_whole
        divided = len(rows) > most or (is_year and of_archive)
        here, apart = _shown_here(groups, period, len(rows), most)
        view = PeriodView(
            period=period,
            count=len(rows),
            crumbs=(*above, _DATES) if is_year and of_archive else above,
            topic=shelf.topic,
            groups=self._groups(here),
            parts=self._parts(period, groups, apart) if divided else (),
            days=day_counts(catalogue, rows) if of_archive else (),
            older=self._link(self._near.older.get(period)),
            newer=self._link(self._near.newer.get(period)),
            siblings=() if is_year else self._siblings(period),
        )
        yield self._page(period_path(period, shelf), view)
        crumbs = (*above, Crumb("period", period_path(period, shelf), period))
        if apart:
            yield from self.list_pages(period, apart, crumbs, self._rest_path(period))
        for finer, found in groups if divided else ():
            if len(finer) == 10:
                yield from self.list_pages(finer, found, crumbs)
            elif finer != period:
                yield from self.period_pages(finer, found, crumbs)

    def list_pages(
        self, period: str, rows: Sequence[int], above: tuple[Crumb, ...], rest_path: str = ""
    ) -> Iterator[Page]:
        """A period that time divides no further, in parts where overfull. `rest_path`: the
        rows are those dated no better than the period, and stand there."""
        catalogue = self._catalogue
        shown = listed(catalogue, rows)
        keys = [catalogue.cards[row].path for row in shown]
        root = cut_list(rest_path or period_path(period, self._shelf), keys, from_end=True)
        titles = [catalogue.cards[row].title for row in shown] if root.parts else ()
        below_root = (*above, Crumb("period", root.path, period))
        for part in every_part(root):
            alone = part is root and not rest_path
            view = PeriodView(
                period=period,
                count=len(rows) if part is root else len(part.keys),
                crumbs=above if part is root else below_root,
                topic=self._shelf.topic,
                groups=self._part_groups(period, shown, part),
                older=self._link(self._near.older.get(period)) if alone else None,
                newer=self._link(self._near.newer.get(period)) if alone else None,
                number=part.number,
                numbers=part_links(part, titles),
                rest=bool(rest_path),
            )
            yield self._page(part.path, view)

    def _page(self, path: str, view: PeriodView) -> Page:
        return Page(path=path, kind=_KINDS[len(view.period)], template="period.html", view=view)

    def _groups(self, groups: Grouped) -> tuple[DayGroup, ...]:
        """Entries under their headings; of one text only one on the whole page."""
        catalogue = self._catalogue
        if catalogue.standing:
            shown = set(listed(catalogue, [row for _, rows in groups for row in rows]))
            groups = [(period, [row for row in rows if row in shown]) for period, rows in groups]
        return tuple(self._group(period, rows) for period, rows in groups if rows)

    def _group(self, period: str, rows: Sequence[int]) -> DayGroup:
        return DayGroup(period, tuple(map(self._catalogue.entries.__getitem__, rows)))

    def _part_groups(self, period: str, shown: Sequence[int], part: Part) -> tuple[DayGroup, ...]:
        rows = shown[part.start : part.start + len(part.keys)]
        return () if part.parts else (self._group(period, rows),)

    def _parts(self, period: str, groups: Grouped, apart: Sequence[int]) -> tuple[PeriodLink, ...]:
        """The months of a year, the days of a month, empty ones included; then the page of
        those dated no better."""
        counts = {finer: len(rows) for finer, rows in groups}
        last = 12 if len(period) == 4 else days_in(period)
        every = [f"{period}-{number:02}" for number in range(1, last + 1)]
        links = [
            PeriodLink(finer, counts[finer], period_path(finer, self._shelf))
            if finer in counts
            else PeriodLink(finer)
            for finer in every
        ]
        if apart:
            links.append(PeriodLink(period, len(apart), self._rest_path(period)))
        return tuple(links)

    def _siblings(self, month: str) -> tuple[PeriodLink, ...]:
        if self._shelf.stem:
            return ()
        alike = self._near.like_months[month[5:]]
        at = bisect_left(alike, month)
        near = alike[max(at - SIBLINGS_EACH_SIDE, 0) : at + SIBLINGS_EACH_SIDE + 1]
        return tuple(PeriodLink(other, path=period_path(other)) for other in near if other != month)

    def _link(self, period: str | None) -> PeriodLink | None:
        return None if period is None else PeriodLink(period, path=period_path(period, self._shelf))

    def _rest_path(self, period: str) -> str:
        return period_path(f"{period}-00", self._shelf)


def _shown_here(
    groups: Grouped, period: str, count: int, most: int
) -> tuple[Grouped, Sequence[int]]:
    """The groups that stand on the period's own page, and the rows that need one of their
    own: those whose date is known no better than the period, where they are many."""
    if count <= most:
        return groups, ()
    rest = next((rows for name, rows in groups if name == period), ())
    return ([(period, rest)], ()) if len(rest) <= most else ([], rest)
