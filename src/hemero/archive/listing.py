"""The order of the archive and its periods. Everything here is about dates as text.

Newest first: by date, undated last, then by title, then by path. A period is ISO text with
the precision known ("2022", "2022-04", "2022-04-26"; "" undated); a date known less precisely
stands after (is taken as older than) the precise ones of its period. Dates are taken as
printed: no zone is shifted.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from hemero.model.article import Card

UNDATED = ""
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def newest_first(cards: Sequence[Card], keys: Mapping[str, str]) -> list[Card]:
    """`cards` in list order; `keys` gives the title key of each path. O(n log n)."""
    ordered = sorted(cards, key=lambda card: (keys[card.path], card.path))
    ordered.sort(key=lambda card: moment(card.date or ""), reverse=True)  # stable: ties stay
    return ordered


@lru_cache(maxsize=1 << 16)
def period_of(date: str) -> str:
    """The longest part of `date` that names a year, a month or a day of the calendar."""
    if not _is_number(date[:4], 4) or date[:4] == "0000":
        return UNDATED
    if not (_is_number(date[4:7], 3) and "01" <= date[5:7] <= "12"):
        return date[:4]
    if not (_is_number(date[7:10], 3) and "01" <= date[8:10] <= f"{days_in(date[:7]):02}"):
        return date[:7]
    return date[:10]


@lru_cache(maxsize=1 << 16)
def moment(date: str) -> str:
    """What a date sorts by: its period, with the time of day where there is one."""
    period = period_of(date)
    return date if len(period) == 10 else period


def days_in(month: str) -> int:
    """Days of a month "2022-04"."""
    year, number = int(month[:4]), int(month[5:7])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if number == 2 and leap else _DAYS[number - 1]


def day_number(period: str) -> int:
    """Days since the year 0, near enough to compare distances; months and years count from
    their middle."""
    year, month, day = period[:4], period[5:7] or "07", period[8:10] or "15"
    return int(year) * 372 + int(month) * 31 + int(day)


def by_period(rows: Sequence[int], periods: Sequence[str]) -> list[tuple[str, Sequence[int]]]:
    """Rows grouped by their `periods` (years, months or days by row), in their order.

    `rows` are dated and in list order, where groups are contiguous. Those known less
    precisely form the group of their own, shorter period.
    """
    found: list[tuple[str, Sequence[int]]] = []
    start = 0
    for period, same in groupby(map(periods.__getitem__, rows)):
        stop = start + len(list(same))
        found.append((period, rows[start:stop]))
        start = stop
    return found


def every_month(first: str, last: str) -> list[str]:
    """All months from the period `first` to `last`, both included."""
    start = int(first[:4]) * 12 + int(first[5:7] or "01") - 1
    stop = int(last[:4]) * 12 + int(last[5:7] or "12") - 1
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, stop + 1)]


def letter_of(key: str) -> str:
    """The letter a folded key is filed under; "#" for digits, signs and scripts without an
    alphabet."""
    first = key[:1]
    return first if first.isalpha() and first < "\u2e80" else "#"


def _is_number(text: str, length: int) -> bool:
    digits = text if length == 4 else text[1:]
    return (
        len(text) == length
        and (length == 4 or text[0] == "-")
        and digits.isascii()
        and digits.isdigit()
    )
