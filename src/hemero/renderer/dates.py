"""ISO dates of any precision, said in a language's words. No clock, no zone, no locale."""

import calendar
import datetime
import re
from typing import NamedTuple

from msgspec import Struct

_ISO = re.compile(
    r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01])"
    r"(?:[T ]([01][0-9]|2[0-3]):([0-5][0-9])(:[0-5][0-9](?:\.[0-9]{1,9})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)
EPOCH = "1970-01-01T00:00:00Z"  # for formats that require a date where none is known


class When(NamedTuple):
    """A date taken apart; what was not written is 0 or ""."""

    year: int
    month: int = 0
    day: int = 0
    hour: str = ""
    minute: str = ""
    second: str = ""
    zone: str = ""


class Calendar(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a language says dates. Patterns name {day}, {month}, {year}, {weekday}, {time}."""

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]  # from Monday
    day: str
    month: str
    weekday: str  # day without its year, under a heading that has it
    moment: str
    months_alone: tuple[str, ...] = ()  # where a month by itself is declined otherwise
    first: str = "{day}"  # how the first of a month is said
    time: str = "{hour}:{minute}"
    week_start: int = 0  # 0 Monday, 6 Sunday


def parse_date(text: str | None) -> When | None:
    """The parts of an ISO date; None when it is not one, or names a day that never was."""
    found = _ISO.fullmatch(text or "")
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups(default="")
    when = When(int(year), int(month or 0), int(day or 0), hour, minute, second, zone)
    if not when.year or (when.day and when.day > _days_in(when.year, when.month)):
        return None
    return when


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def say_date(text: str | None, words: Calendar, *, with_time: bool = False) -> str:
    """ "2022-04-26" → "26 avril 2022"; None gives "", text that is no date itself."""
    when = parse_date(text)
    if when is None:
        return text or ""
    if not when.month:
        return str(when.year)
    if not when.day:
        return _filled(words.month, when, words, (words.months_alone or words.months))
    said = _filled(words.day, when, words, words.months)
    if not (with_time and when.hour):
        return said
    return words.moment.format(
        date=said, time=words.time.format(hour=int(when.hour), minute=when.minute)
    )


def say_step(period: str, words: Calendar) -> str:
    """The last part of a period, under a heading that names the rest: "avril", "mardi 26 avril"."""
    when = parse_date(period)
    if when is None or not when.month:
        return period
    if not when.day:
        return (words.months_alone or words.months)[when.month - 1]
    return _filled(words.weekday, when, words, words.months)


def _filled(pattern: str, when: When, words: Calendar, months: tuple[str, ...]) -> str:
    day = words.first.format(day=1) if when.day == 1 else str(when.day)
    named = {"day": day, "year": when.year}
    if "{weekday}" in pattern:
        weekday = datetime.date(when.year, when.month, when.day).weekday()
        named["weekday"] = words.weekdays[weekday]
    return pattern.format(month=months[when.month - 1], **named)


def html_datetime(text: str | None) -> str | None:
    """The `datetime` of a time element, in the precision known; None for what HTML refuses."""
    when = parse_date(text)
    return text if when else None


def rfc3339(text: str | None) -> str | None:
    """A full moment for feeds, missing parts at their beginning; None where no date is known."""
    when = parse_date(text)
    if when is None:
        return None
    day = f"{when.year:04}-{when.month or 1:02}-{when.day or 1:02}"
    zone = when.zone if when.zone in ("", "Z") else f"{when.zone[:3]}:{when.zone[-2:]}"
    return f"{day}T{when.hour or '00'}:{when.minute or '00'}{when.second or ':00'}{zone or 'Z'}"
