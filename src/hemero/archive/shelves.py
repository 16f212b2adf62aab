"""Where the pages of periods stand: of the whole archive, or of one topic below its page."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from hemero.archive.catalogue import Catalogue
from hemero.archive.listing import by_period
from hemero.model.page import Crumb, NamedLink, PeriodLink

YEAR_WHOLE = 40  # articles a year may have to stand on one page, with a heading a month
MONTH_WHOLE = 60  # and a month, with a heading a day

HOME = Crumb("home", "index.html")


class Shelf(Struct, frozen=True):
    """What dates belong to, and how much of them goes on one page."""

    stem: str = ""  # "tag/otan"; "" for the whole archive
    topic: NamedLink | None = None
    crumbs: tuple[Crumb, ...] = (HOME,)
    year_whole: int = YEAR_WHOLE
    month_whole: int = MONTH_WHOLE


ARCHIVE = Shelf()


class Neighbours(Struct, frozen=True):
    """For each period of a shelf that has a page, the one before and the one after."""

    older: dict[str, str]
    newer: dict[str, str]
    like_months: dict[str, list[str]]  # "04" → months with pages, oldest first


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
    year, month = period[:4], period[:7]
    if not period:
        name = ""
    elif catalogue.counts[year] <= YEAR_WHOLE:
        name = year
    elif catalogue.counts[month] <= MONTH_WHOLE:
        name = month
    else:
        name = period
    return PeriodLink(name, path=period_path(name))


def date_crumbs(period: str) -> tuple[Crumb, ...]:
    """The steps above an article of this date, in the whole archive."""
    if not period:
        return (HOME, Crumb("undated", period_path("")))
    lengths = (4, 7) if len(period) >= 7 else (4,)
    steps = (period[:length] for length in lengths)
    return (HOME, *(Crumb("period", period_path(step), step) for step in steps))


def find_neighbours(
    catalogue: Catalogue, years: Sequence[tuple[str, Sequence[int]]], shelf: Shelf
) -> Neighbours:
    """What precedes and follows each page of a shelf, given its years, newest first."""
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
    older = {one: next_ for level in levels.values() for one, next_ in pairwise(level)}
    alike: dict[str, list[str]] = {}
    for month in reversed(levels[7]):
        alike.setdefault(month[5:], []).append(month)
    return Neighbours(older, {next_: one for one, next_ in older.items()}, alike)
