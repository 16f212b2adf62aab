"""Dates as programs store and print them, beyond those that people write into front matter."""

import re
from datetime import UTC, datetime

from hemero.loader.readers.stated_dates import iso_date

_EPOCH = re.compile(r"(\d{9,10})(?:\.\d{1,9})?|(\d{12,13})")
# "Sun Nov 22 2026 10:43:17 GMT+0000 (Coordinated Universal Time)": how browsers print a date.
_BROWSER = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d\d?) (?P<year>\d{4})"
    r"(?: (?P<time>\d\d:\d\d:\d\d) (?:GMT|UTC)(?P<zone>[+-]\d{4})?)?"
)
_LONG = re.compile(
    r"(?:[^\W\d]{3,12}\.?,? )?(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th|\.|º)?(?: de)? "
    r"(?P<month>[^\W\d]{3,12})\.?,?(?: de)?|"
    r"(?P<name>[^\W\d]{3,12})\.? (?P<number>\d{1,2})(?:st|nd|rd|th)?,?) (?P<year>\d{4})\b"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier januar enero gennaio janeiro januari jan",
            "february février fevrier februar febrero febbraio fevereiro februari feb févr",
            "march mars märz marzo março maart mar",
            "april avril abril aprile apr avr",
            "may mai mayo maggio maio mei",
            "june juin juni junio giugno junho jun",
            "july juillet juli julio luglio julho jul juil",
            "august août aout agosto augustus aug",
            "september septembre septiembre settembre setembro sep sept",
            "october octobre oktober octubre ottobre outubro oct okt",
            "november novembre noviembre novembro nov",
            "december décembre decembre dezember diciembre dicembre dezembro december dec déc",
        ),
        1,
    )
    for name in names.split()
}


def iso_moment(text: str, utc: bool = False) -> str | None:
    """`text` in ISO 8601: what iso_date reads, seconds since 1970, and how browsers print dates.

    With `utc` a time without a zone is in UTC. None in doubt.
    """
    if len(text) > 100:
        return None
    if found := _EPOCH.fullmatch(text):
        return _from_epoch(int(found[1] or int(found[2]) // 1000))
    if found := _BROWSER.match(text):
        number = _MONTHS.get(found["month"].lower())
        clock = f" {found['time']} {found['zone'] or 'Z'}" if found["time"] else ""
        return (
            iso_date(f"{found['year']}-{number:02}-{int(found['day']):02}{clock}")
            if number
            else None
        )
    moment = iso_date(text)
    if moment and utc and "T" in moment and len(moment) == len("2022-04-26T18:30"):
        return f"{moment}Z"
    return moment


def long_date(text: str) -> str | None:
    """The first day that `text` names in words, in the languages of press databases:
    "lundi 26 avril 2022", "April 26, 2022 Tuesday"."""
    for found in _LONG.finditer(text[:300]):
        month = _MONTHS.get((found["month"] or found["name"]).lower())
        if month:
            day = int(found["day"] or found["number"])
            return iso_date(f"{found['year']}-{month:02}-{day:02}")
    return None


def _from_epoch(seconds: int) -> str | None:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.strftime("%Y-%m-%dT%H:%MZ")
