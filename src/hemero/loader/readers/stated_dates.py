"""Dates that a file's metadata states, as ISO 8601 text with the precision that was written.

Year, month, day, minute; the zone where written. Seconds are dropped. Midnight to the second is
how tools write a day without a time, so it counts as the day. Numbers in an order that may be
read two ways ("04/05/2022") are no date: a missing date is better than a wrong one.
"""

import re
from datetime import date

_TIME = (
    r"(?:[T ,]{1,3}(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r" ?(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:(?P<sign>[-/.])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2})"
    + _TIME
    + r")?)?\Z",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d{4})?)?\Z",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second_number>\d{1,2})(?P=sign)(?P<year>\d{4})"
    + _TIME
    + r"\Z",
    re.IGNORECASE,
)
# RFC 5322 and HTTP: "Tue, 26 Apr 2022 18:30:00 +0200", as feeds write it.
_MAIL = re.compile(
    r"(?:[a-z]{3}, ?)?(?P<day>\d{1,2}) (?P<name>[a-z]{3}) (?P<year>\d{4})" + _TIME + r"\Z",
    re.IGNORECASE,
)
_MONTHS = ("jan feb mar apr may jun jul aug sep oct nov dec").split()

_FIRST_YEAR = 1600  # before the first newspapers: tools write year 1 for "unknown"
_LAST_YEAR = 2999


def iso_date(text: str) -> str | None:
    """`text` as "2022", "2022-04", "2022-04-26" or "2022-04-26T18:30+02:00"; None in doubt."""
    text = text.strip()
    if len(text) > 60 or not text.isascii():
        return None
    if found := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        return _assemble(found, found["month"], found["day"])
    if found := _YEAR_LAST.match(text):
        return _from_year_last(found)
    if (found := _MAIL.match(text)) and found["name"].lower() in _MONTHS:
        return _assemble(found, str(_MONTHS.index(found["name"].lower()) + 1), found["day"])
    return None


def _from_year_last(found: re.Match[str]) -> str | None:
    """Dots mean day first wherever they are used; else one number must be no month."""
    first, second = int(found["first"]), int(found["second_number"])
    if found["sign"] == "." or first > 12 or first == second:
        return _assemble(found, str(second), str(first))
    if second > 12:
        return _assemble(found, str(first), str(second))
    return None


def _assemble(found: re.Match[str], month: str | None, day: str | None) -> str | None:
    year = int(found["year"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        whole = date(year, int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    if day is None:
        return whole[:7] if month else whole[:4]
    clock = _clock(found)
    return None if clock is None else whole + clock


def _clock(found: re.Match[str]) -> str | None:
    """ "T18:30+02:00", "" where no time is known, None where the time cannot be."""
    if found["hour"] is None:
        return ""
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    if found["second"] and not hour and not minute and not second:
        return ""
    zone = _zone(found["zone"])
    return None if zone is None else f"T{hour:02}:{minute:02}{zone}"


def _zone(written: str | None) -> str | None:
    if not written:
        return ""
    if written.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    digits = written[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        return None
    return f"{written[0]}{digits[:2]}:{digits[2:]}"
