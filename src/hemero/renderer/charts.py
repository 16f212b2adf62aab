"""Counts of articles over time as drawings: bars and the calendar of a year, each one `path`
or a few, with a sentence that says the data. No scripts, no styles: classes and colours are
the stylesheet's."""

import datetime
from collections.abc import Sequence

from msgspec import Struct

from hemero.model.page import PeriodLink
from hemero.renderer.dates import parse_date
from hemero.renderer.strings import Strings

_SAID = 24  # bars whose values are all said; above, the total and the peak
_BAR, _HEIGHT = 4, 40  # units of the drawing: a bar with its gap; the highest bar
_LEVELS = 4  # of the calendar, besides empty days


class Bars(Struct, frozen=True):
    """A row of bars. `width` and `height` are the drawing's own units."""

    path: str
    width: int
    height: int
    label: str
    first: str
    last: str


class MonthMark(Struct, frozen=True):
    """Where a month's name stands over the calendar."""

    x: int
    name: str


class HeatMap(Struct, frozen=True):
    """A year as 53 weeks by 7 days; one unit is a day. `levels[0]` holds every day, 1 to 4
    the quartiles of those with articles."""

    year: str
    weeks: int
    levels: tuple[str, ...]
    months: tuple[MonthMark, ...]
    label: str


def draw_bars(title: str, periods: Sequence[PeriodLink], words: Strings) -> Bars | None:
    """Bars for at least two periods with something in one of them; else None."""
    highest = max((p.count for p in periods), default=0)
    if len(periods) < 2 or not highest:
        return None
    path = "".join(
        f"M{at * _BAR} {_HEIGHT}v-{max(1, round(p.count * _HEIGHT / highest))}h3V{_HEIGHT}"
        for at, p in enumerate(periods)
        if p.count
    )
    return Bars(
        path,
        len(periods) * _BAR - 1,
        _HEIGHT,
        _say_bars(title, periods, words),
        words.date(periods[0].period),
        words.date(periods[-1].period),
    )


def _say_bars(title: str, periods: Sequence[PeriodLink], words: Strings) -> str:
    if len(periods) <= _SAID:
        data = words.comma.join(_say_item(p, words) for p in periods)
        return _chart(words, title=title, data=data)
    total = words.count("articles", sum(p.count for p in periods))
    data = words.plain.chart_peak.format(total=total, peak=_say_item(_peak(periods), words))
    return _chart(words, title=title, data=data)


def _chart(words: Strings, **named: object) -> str:
    said: str = words.plain.chart.format(**named)
    return said


def _say_item(period: PeriodLink, words: Strings) -> str:
    said: str = words.plain.chart_item.format(
        a=words.date(period.period), n=words.number(period.count)
    )
    return said


def _peak(periods: Sequence[PeriodLink]) -> PeriodLink:
    """The fullest period; the earliest of equals."""
    return min(periods, key=lambda p: (-p.count, p.period))


def draw_year(year: str, days: Sequence[PeriodLink], words: Strings) -> HeatMap | None:
    """The calendar of one year from its days with articles; None where it has none."""
    when = parse_date(year)
    counts = {d.period: d.count for d in days if d.count and len(d.period) == 10}
    if when is None or not counts:
        return None
    first = datetime.date(when.year, 1, 1)
    offset = (first.weekday() - words.calendar.week_start) % 7
    steps = _quartiles(sorted(counts.values()))
    levels = [_all_days(offset, _length(when.year)), *[""] * _LEVELS]
    for period in sorted(counts):
        day = parse_date(period)
        if day is None or day.year != when.year:
            continue
        at = offset + datetime.date(day.year, day.month, day.day).timetuple().tm_yday - 1
        level = 1 + sum(counts[period] > step for step in steps)
        levels[level] += f"M{at // 7} {at % 7}v1"
    weeks = (offset + _length(when.year) + 6) // 7
    months = tuple(_month_mark(when.year, month, offset, words) for month in range(1, 13))
    return HeatMap(year, weeks, tuple(levels), months, _say_year(year, days, words))


def _length(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def _all_days(offset: int, length: int) -> str:
    """Every day as one stroke a week; the stylesheet's dashes cut it into days."""
    end = offset + length
    weeks = (end + 6) // 7
    return "".join(
        f"M{week} {offset if week == 0 else 0}V{end - 7 * week if week == weeks - 1 else 7}"
        for week in range(weeks)
    )


def _quartiles(values: list[int]) -> tuple[int, ...]:
    """The counts above which a day climbs to the next level."""
    return tuple(values[(len(values) - 1) * quarter // 4] for quarter in (1, 2, 3))


def _month_mark(year: int, month: int, offset: int, words: Strings) -> MonthMark:
    at = offset + datetime.date(year, month, 1).timetuple().tm_yday - 1
    return MonthMark((at + 6) // 7, words.calendar.months_short[month - 1])


def _say_year(year: str, days: Sequence[PeriodLink], words: Strings) -> str:
    said: str = words.plain.heat.format(
        title=words.plain.perday.format(y=year),
        total=words.count("articles", sum(d.count for d in days)),
        days=words.count("days", len(days)),
        peak=_say_item(_peak(days), words),
    )
    return said
