"""The pages of years, months and days: of the whole archive, or of one topic.

A period is one page while it is small, else it is divided: a year into months, a month into
days, an overfull day into parts. That follows from the counts in the period alone, so a new
article touches the pages of its own periods and their neighbours, nothing else. In the whole
archive every month has its page, because addresses of articles can be cut there.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from hemero.archive.catalogue import Catalogue, listed
from hemero.archive.listing import by_period, days_in
from hemero.archive.parts import Part, cut_list, every_part, part_links
from hemero.model.page import (
    Crumb,
    DayGroup,
    NamedLink,
    Page,
    PageKind,
    PeriodLink,
    PeriodView,
)

YEAR_WHOLE = 40  # articles a year may have to stand on one page, with a heading a month
MONTH_WHOLE = 60  # and a month, with a heading a day
SIBLINGS_EACH_SIDE = 5  # so that a new month changes at most ten pages of other years
_KINDS: dict[int, PageKind] = {0: "undated", 4: "year", 7: "month", 10: "day"}
_HOME = Crumb("home", "index.html")
_DATES = Crumb("dates", "archive.html")

Grouped = Sequence[tuple[str, Sequence[int]]]


class Shelf(Struct, frozen=True):
    """What the dates belong to: the whole archive, or one topic below its own page."""

    stem: str = ""  # "tag/otan"
    topic: NamedLink | None = None
    crumbs: tuple[Crumb, ...] = (_HOME,)
    year_whole: int = YEAR_WHOLE
    month_whole: int = MONTH_WHOLE


ARCHIVE = Shelf()


class _Neighbours(Struct, frozen=True):
    """For each period that has a page, the one before and the one after, and its like."""

    older: dict[str, str]
    newer: dict[str, str]
    months: dict[str, list[str]]  # "04" → months with articles, oldest first


def period_path(period: str, shelf: Shelf = ARCHIVE) -> str:
    """Where the page of a period stands ("2022-04" → "2022/04/index.html")."""
    if shelf.stem:
        return f"{shelf.stem}/{period or 'undated'}.html"
    if not period:
        return "undated/index.html"
    folder = period.replace("-", "/")
    return f"{folder}.html" if len(period) == 10 else f"{folder}/index.html"


def place_of(catalogue: Catalogue, row: int) -> PeriodLink:
    """The page of the whole archive on which a row is listed, but for parts of a day."""
    period = catalogue.periods[row]
    if not period:
        return PeriodLink("", path=period_path(""))
    year, month = period[:4], period[:7]
    if catalogue.counts[year] <= YEAR_WHOLE or len(period) == 4:
        return PeriodLink(year, path=period_path(year))
    if catalogue.counts[month] <= MONTH_WHOLE or len(period) == 7:
        return PeriodLink(month, path=period_path(month))
    return PeriodLink(period, path=period_path(period))


def date_crumbs(period: str) -> tuple[Crumb, ...]:
    """The steps above an article of this date, in the whole archive."""
    if not period:
        return (_HOME, Crumb("undated", period_path("")))
    lengths = (4, 7) if len(period) >= 7 else (4,)
    steps = (period[:length] for length in lengths)
    return (_HOME, *(Crumb("period", period_path(step), step) for step in steps))


def day_counts(catalogue: Catalogue, rows: Sequence[int]) -> tuple[PeriodLink, ...]:
    """The days with articles among dated rows, oldest first, without their pages."""
    days = by_period(rows, catalogue.periods)
    return tuple(PeriodLink(day, len(in_day)) for day, in_day in reversed(days) if len(day) == 10)


def date_pages(catalogue: Catalogue, rows: Sequence[int], shelf: Shelf = ARCHIVE) -> Iterator[Page]:
    """All pages of the periods of `rows` (dated, newest first)."""
    years = by_period(rows, catalogue.years)
    near = _neighbours(catalogue, years, shelf)
    for year, in_year in years:
        yield from _year_pages(catalogue, shelf, near, year, in_year)


def undated_topic_pages(catalogue: Catalogue, rows: Sequence[int], shelf: Shelf) -> Iterator[Page]:
    """The page of a topic's undated articles, in parts where they are many."""
    yield from _list_pages(catalogue, shelf, None, "", rows, shelf.crumbs)


def _year_pages(
    catalogue: Catalogue, shelf: Shelf, near: _Neighbours, year: str, rows: Sequence[int]
) -> Iterator[Page]:
    months = by_period(rows, catalogue.months)
    whole = len(rows) <= shelf.year_whole
    divided = not whole or not shelf.stem
    here, apart = _shown_here(months, year, whole, shelf.year_whole)
    counts = {month: len(in_month) for month, in_month in months}
    of_year = [f"{year}-{number:02}" for number in range(1, 13)]
    parts = _part_links(of_year, counts, shelf) + _rest_link(year, apart, shelf)
    view = PeriodView(
        period=year,
        count=len(rows),
        crumbs=shelf.crumbs if shelf.stem else (*shelf.crumbs, _DATES),
        topic=shelf.topic,
        groups=_groups(catalogue, here),
        parts=parts if divided else (),
        days=() if shelf.stem else day_counts(catalogue, rows),
        older=_link(near.older.get(year), shelf),
        newer=_link(near.newer.get(year), shelf),
    )
    yield Page(path=period_path(year, shelf), kind="year", template="period.html", view=view)
    crumbs = (*shelf.crumbs, Crumb("period", period_path(year, shelf), year))
    yield from _rest_pages(catalogue, shelf, year, apart, crumbs)
    for month, in_month in months if divided else ():
        if month != year:
            yield from _month_pages(catalogue, shelf, near, month, in_month, crumbs)


def _month_pages(
    catalogue: Catalogue,
    shelf: Shelf,
    near: _Neighbours,
    month: str,
    rows: Sequence[int],
    above: tuple[Crumb, ...],
) -> Iterator[Page]:
    days = by_period(rows, catalogue.periods)
    whole = len(rows) <= shelf.month_whole
    here, apart = _shown_here(days, month, whole, shelf.month_whole)
    counts = {day: len(in_day) for day, in_day in days}
    of_month = [f"{month}-{number:02}" for number in range(1, days_in(month) + 1)]
    parts = _part_links(of_month, counts, shelf) + _rest_link(month, apart, shelf)
    view = PeriodView(
        period=month,
        count=len(rows),
        crumbs=above,
        topic=shelf.topic,
        groups=_groups(catalogue, here),
        parts=() if whole else parts,
        days=() if shelf.stem else day_counts(catalogue, rows),
        older=_link(near.older.get(month), shelf),
        newer=_link(near.newer.get(month), shelf),
        siblings=() if shelf.stem else _siblings(month, near.months),
    )
    yield Page(path=period_path(month, shelf), kind="month", template="period.html", view=view)
    crumbs = (*above, Crumb("period", period_path(month, shelf), month))
    yield from _rest_pages(catalogue, shelf, month, apart, crumbs)
    for day, in_day in () if whole else days:
        if day != month:
            yield from _list_pages(catalogue, shelf, near, day, in_day, crumbs)


def _list_pages(
    catalogue: Catalogue,
    shelf: Shelf,
    near: _Neighbours | None,
    period: str,
    rows: Sequence[int],
    crumbs: tuple[Crumb, ...],
    path: str = "",
) -> Iterator[Page]:
    """The page of a period that is divided by time no further, in parts where overfull."""
    shown = listed(catalogue, rows)
    keys = [catalogue.cards[row].path for row in shown]
    root = cut_list(path or period_path(period, shelf), keys, from_end=True)
    for part in every_part(root):
        is_root = part is root
        view = PeriodView(
            period=period,
            count=len(rows) if is_root else len(part.keys),
            crumbs=crumbs if is_root else (*crumbs, Crumb("period", root.path, period)),
            topic=shelf.topic,
            groups=_part_groups(catalogue, period, shown, part),
            older=_link(near.older.get(period), shelf) if near and is_root else None,
            newer=_link(near.newer.get(period), shelf) if near and is_root else None,
            number=part.number,
            numbers=part_links(part, [catalogue.cards[row].title for row in shown]),
            rest=bool(path),
        )
        kind = _KINDS[len(period)]
        yield Page(path=part.path, kind=kind, template="period.html", view=view)


def _part_groups(
    catalogue: Catalogue, period: str, shown: Sequence[int], part: Part
) -> tuple[DayGroup, ...]:
    if part.parts:
        return ()
    rows = shown[part.start : part.start + len(part.keys)]
    return (DayGroup(period, tuple(catalogue.entries[row] for row in rows)),)


def _shown_here(
    groups: Grouped, period: str, whole: bool, most: int
) -> tuple[Grouped, Sequence[int]]:
    """The groups that stand on the period's own page, and the rows that need one of their
    own: those whose date is known no better than the period, where they are many."""
    if whole:
        return groups, ()
    rest = next((rows for name, rows in groups if name == period), ())
    return ([(period, rest)], ()) if 0 < len(rest) <= most else ([], rest)


def _rest_link(period: str, rows: Sequence[int], shelf: Shelf) -> tuple[PeriodLink, ...]:
    return (PeriodLink(period, len(rows), _rest_path(period, shelf)),) if rows else ()


def _rest_pages(
    catalogue: Catalogue,
    shelf: Shelf,
    period: str,
    rows: Sequence[int],
    crumbs: tuple[Crumb, ...],
) -> Iterator[Page]:
    if rows:
        path = _rest_path(period, shelf)
        yield from _list_pages(catalogue, shelf, None, period, rows, crumbs, path)


def _rest_path(period: str, shelf: Shelf) -> str:
    return period_path(f"{period}-00", shelf)


def _groups(catalogue: Catalogue, groups: Grouped) -> tuple[DayGroup, ...]:
    """Entries under their headings; of one text only one on the whole page."""
    shown = set(listed(catalogue, [row for _, rows in groups for row in rows]))
    found = (
        DayGroup(period, tuple(catalogue.entries[row] for row in rows if row in shown))
        for period, rows in groups
    )
    return tuple(group for group in found if group.entries)


def _part_links(
    periods: Sequence[str], counts: dict[str, int], shelf: Shelf
) -> tuple[PeriodLink, ...]:
    return tuple(
        PeriodLink(period, counts[period], period_path(period, shelf))
        if period in counts
        else PeriodLink(period)
        for period in periods
    )


def _neighbours(catalogue: Catalogue, years: Grouped, shelf: Shelf) -> _Neighbours:
    levels: dict[int, list[str]] = {4: [], 7: [], 10: []}  # periods with pages, newest first
    for year, rows in years:
        levels[4].append(year)
        if shelf.stem and len(rows) <= shelf.year_whole:
            continue
        for month, in_month in by_period(rows, catalogue.months):
            if month == year:
                continue
            levels[7].append(month)
            if len(in_month) > shelf.month_whole:
                days = by_period(in_month, catalogue.periods)
                levels[10] += [day for day, _ in days if day != month]
    pairs = [pair for level in levels.values() for pair in pairwise(level)]
    months: dict[str, list[str]] = {}
    for month in reversed(levels[7]):
        months.setdefault(month[5:], []).append(month)
    return _Neighbours(dict(pairs), {older: newer for newer, older in pairs}, months)


def _siblings(month: str, months: dict[str, list[str]]) -> tuple[PeriodLink, ...]:
    alike = months[month[5:]]
    at = bisect_left(alike, month)
    near = alike[max(at - SIBLINGS_EACH_SIDE, 0) : at + SIBLINGS_EACH_SIDE + 1]
    return tuple(PeriodLink(other, path=period_path(other)) for other in near if other != month)


def _link(period: str | None, shelf: Shelf) -> PeriodLink | None:
    return None if period is None else PeriodLink(period, path=period_path(period, shelf))
