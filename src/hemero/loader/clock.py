"""The time of day behind a date, with its zone, as people print it."""

import re

_TIME = re.compile(
    r"[\s,;|•·\-–—/(]{0,6}(?:[^\W\d_]{1,9}\.?[\s:]{1,2}){0,2}?"  # "at", "um", "à", "kl. "
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])(?:(?P<sign>[:.hH点時时시])\s?(?P<minute>[0-5]\d)"
    r"(?:[:.](?P<second>[0-5]\d)(?:\.\d{1,6})?)?)?(?!\d)"
    r"(?:\s{0,2}(?P<half>[apAP])\.?\s?[mM]\b\.?)?(?P<word>\s{0,2}(?:Uhr|Ura|hod|óra|h\b|г))?"
    r"\s{0,2}\(?(?P<zone>Z\b|(?:UTC|GMT)?[+\-−]\d{1,2}(?::?\d\d)?\b|[A-Z]{3,4}\b)?",
)
_ISO_TIME = re.compile(
    r"T(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?(?!\d)"
)
# Zones that mean one thing on news pages; "ET", "CST" and the like are left out.
_ZONES = {
    "Z": "Z", "UTC": "Z", "GMT": "Z", "WET": "Z", "CET": "+01:00", "MEZ": "+01:00",
    "BST": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00",
    "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MDT": "-06:00",
    "MST": "-07:00", "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00", "KST": "+09:00",
}  # fmt: skip
_OFFSET = re.compile(r"(?:UTC|GMT)?([+\-−])(\d{1,2})(?::?(\d\d))?$")


def clock_at(line: str, at: int) -> tuple[str, int]:
    """The time that follows a date which ends at `at`, and where it ends: "T18:30+02:00";
    "" and `at` where there is none, or none that is clearly written."""
    time = _ISO_TIME.match(line, at) or _TIME.match(line, at)
    clock = _clock(time) if time else ""
    return (clock, time.end()) if time and clock else ("", at)


def _clock(match: re.Match[str]) -> str:
    """ "T18:30+02:00", or "" where the numbers are no clearly written time."""
    parts = match.groupdict()
    half = (parts.get("half") or "").lower()
    if parts["minute"] is None and not half:
        return ""
    hour = int(parts["hour"])
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{int(parts['minute'] or 0):02d}" + _zone(parts.get("zone"))


def _zone(written: str | None) -> str:
    if not written:
        return ""
    if written in _ZONES:
        return _ZONES[written]
    offset = _OFFSET.match(written)
    if offset is None or int(offset[2]) > 14:
        return ""
    sign = "+" if offset[1] == "+" else "-"
    return f"{sign}{int(offset[2]):02d}:{int(offset[3] or 0):02d}"
