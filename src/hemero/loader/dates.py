"""Dates as people print them: found in a line, read with the precision that is written.

Knows one line and the names of the months; which date is the article's is the judge's to
decide. Relative dates ("3 hours ago") are never dates here.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Literal

import msgspec
from msgspec import Struct

from hemero.loader.clock import clock_at
from hemero.text import fold

Order = Literal["day-first", "month-first"]

LONGEST_DATED = 400  # characters of a line that are looked at
_EARLIEST, _LATEST = 1900, 2099

_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"\d{1,8}|[^\W\d_]{1,30}|[^\w\s]|_")
# Words that stand between the parts of a date ("26 de abril de 2022", "April 26th, 2022").
_JOINTS = frozenset("de del of d den der la le a al m y nam năm".split()) | {"º", "°", "ª"}
_ORDINALS = frozenset("st nd rd th er e re ste de o a".split())
_AFTER_YEAR = frozenset("г р m r р г года р gada".split())
_THEN_DAY = "gada"  # Latvian: "2022. gada 26. aprīlis"
_HEBREW_IN = "\u05d1"  # "26 באפריל": "in April"
_BUDDHIST = 543  # years between the Thai calendar and ours
_THAI_FIRST, _THAI_LAST = "\u0e01", "\u0e5b"
# The years before the first of each Japanese era.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}


class FoundDate(Struct, frozen=True, gc=False):
    """One date in a line; `end` is after its time and zone."""

    start: int
    end: int
    iso: str
    pair: tuple[int, int] | None = None  # the two numbers of a date whose order is undecided
    numeric: str = ""  # its separator, when written in numbers with the year last

    @property
    def day(self) -> str:
        return self.iso[:10]


class Token(Struct, frozen=True, gc=False):
    """One number, word or sign of a line."""

    text: str
    start: int
    end: int
    number: int = -1


@lru_cache(maxsize=1)
def _months() -> dict[str, int | dict[str, int]]:
    table = resources.files("hemero.loader") / "months.json"
    return msgspec.json.decode(table.read_bytes(), type=dict[str, int | dict[str, int]])


@lru_cache(maxsize=4096)
def month_of(name: str, language: str | None = None) -> int:
    """The month a word names, 0 for none or where languages differ and `language` is unknown."""
    found = _months().get(fold(name).strip(" .-"), 0)
    if not found and name[0] == _HEBREW_IN:
        found = _months().get(fold(name[1:]), 0)
    if isinstance(found, dict):
        return found.get(language or "", 0)
    return found


def find_dates(
    line: str, language: str | None = None, order: Order | None = None
) -> Sequence[FoundDate]:
    """All full dates in a line, in order, each with its time where one follows.

    `order` settles "04/05/2022"; without it and without a hint in the numbers such a date has
    an empty `iso` and its two numbers as `pair`. O(length), at most LONGEST_DATED characters;
    what the last lines said is remembered, for each is asked by several.
    """
    line = line[:LONGEST_DATED]
    return _read_dates(line, language, order) if _DIGIT.search(line) else ()


@lru_cache(maxsize=1 << 11)
def _read_dates(line: str, language: str | None, order: Order | None) -> tuple[FoundDate, ...]:
    tokens = [
        Token(m[0], m.start(), m.end(), int(m[0]) if m[0].isdecimal() else -1)
        for m in _TOKEN.finditer(line)
    ]
    found: list[FoundDate] = []
    at = 0
    while at < len(tokens):
        date = _date_at(tokens, at, line, language, order)
        if date is None:
            at += 1
            continue
        found.append(date)
        while at < len(tokens) and tokens[at].start < date.end:
            at += 1
    return tuple(found)


def find_month(line: str, language: str | None = None) -> str | None:
    """The month of a line that states one and nothing else ("March 2020"), as "2020-03"."""
    if len(line) > 40 or not _DIGIT.search(line):
        return None
    words = line.replace(",", " ").replace(".", " ").split()
    words = [word for word in words if word.lower() not in _JOINTS]
    if len(words) != 2:
        return None
    for name, year in (words, words[::-1]):
        if len(year) == 4 and year.isdecimal() and _EARLIEST <= int(year) <= _LATEST:
            month = month_of(name, language)
            return f"{int(year)}-{month:02d}" if month else None
    return None


def _date_at(
    tokens: list[Token], at: int, line: str, language: str | None, order: Order | None
) -> FoundDate | None:
    token = tokens[at]
    if token.number < 0 and token.text[-2:] in _ERAS:
        return _of_era(tokens, at, line)
    if token.number < 0:
        return _named_first(tokens, at, line, language) if token.text[0].isalpha() else None
    if at and (touching := tokens[at - 1]).end == token.start and touching.text in "-./:,":
        before = tokens[at - 2] if at > 1 else None
        if before and before.number >= 0 and before.end == touching.start:
            return None  # the middle of a longer number
        if touching.text == "/" and before and before.end == touching.start and at > 2:
            return None  # the path of an address
    length = token.end - token.start
    if length == 4 and _EARLIEST <= token.number <= _LATEST:
        return _year_first(tokens, at, line, language)
    if length == 8:
        return _compact(token, line)
    if length <= 2 and 1 <= token.number <= 31:
        return _named_last(tokens, at, line, language) or _numbers(tokens, at, line, order)
    return None


def _skip(tokens: list[Token], at: int, also: frozenset[str] = frozenset()) -> int:
    """The next token that is no joint between the parts of a date."""
    for _ in range(3):
        if at >= len(tokens):
            break
        text = tokens[at].text
        if text not in ".,'’‘" and text.lower() not in _JOINTS and text.lower() not in also:
            break
        at += 1
    return at


def _month_at(tokens: list[Token], at: int, language: str | None) -> tuple[int, int]:
    """(month, next token): of one word, or of two ("كانون الثاني", "tháng 4")."""
    if at >= len(tokens) or not tokens[at].text[0].isalpha():
        return 0, at
    name = tokens[at].text
    if at + 1 < len(tokens):
        after = tokens[at + 1]
        if 1 <= after.number <= 12 and fold(name) in ("thang", "thg"):
            return after.number, at + 2
        if (
            not name.isascii()
            and after.text[0].isalpha()
            and (month := month_of(f"{name} {after.text}", language))
        ):
            return month, at + 2
    month = month_of(name, language)
    return (month, at + 1) if month else (0, at)


def _year_at(tokens: list[Token], at: int) -> int:
    """The year a token states, 0 for none; behind a month in Thai it counts from the Buddha."""
    if at >= len(tokens):
        return 0
    token = tokens[at]
    year = token.number
    if year > _LATEST and at and _THAI_FIRST <= tokens[at - 1].text[-1] <= _THAI_LAST:
        year -= _BUDDHIST
    return year if token.end - token.start == 4 and _EARLIEST <= year <= _LATEST else 0


def _named_last(tokens: list[Token], at: int, line: str, language: str | None) -> FoundDate | None:
    """26 April 2022, 26. April 2022, 26 de abril de 2022, 26th of April, 2022."""
    next_at = _skip(tokens, at + 1, _ORDINALS)
    if next_at < len(tokens) and tokens[next_at].text in "-/":  # 26-Apr-2022
        next_at += 1
    month, next_at = _month_at(tokens, next_at, language)
    if not month:
        return None
    if next_at < len(tokens) and tokens[next_at].text in "-/":
        next_at += 1
    next_at = _skip(tokens, next_at)
    year = _year_at(tokens, next_at)
    return (
        _finish(tokens[at], tokens[next_at], (year, month, tokens[at].number), line)
        if year
        else None
    )


def _named_first(tokens: list[Token], at: int, line: str, language: str | None) -> FoundDate | None:
    """April 26, 2022 and April 26th 2022."""
    month, next_at = _month_at(tokens, at, language)
    if not month:
        return None
    next_at = _skip(tokens, next_at)
    if next_at >= len(tokens) or not 1 <= tokens[next_at].number <= 31:
        return None
    day = tokens[next_at]
    if day.end - day.start > 2:
        return None
    next_at = _skip(tokens, next_at + 1, _ORDINALS)
    year = _year_at(tokens, next_at)
    return _finish(tokens[at], tokens[next_at], (year, month, day.number), line) if year else None


def _year_first(tokens: list[Token], at: int, line: str, language: str | None) -> FoundDate | None:
    """2022-04-26, 2022/04/26, 2022.04.26., 2022年4月26日, 2022년 4월 26일, 2022. április 26."""
    year = tokens[at].number
    rest = tokens[at + 1 : at + 7]
    if len(rest) >= 3 and rest[0].text in "-/.年년":
        sign, month, sign_again, *more = rest
        if 1 <= month.number <= 12 and sign_again.text in "-/.月월" and more:
            day = more[0]
            if 1 <= day.number <= 31 and day.end - day.start <= 2:
                last = more[1] if len(more) > 1 and more[1].text in "日일" else day
                if sign.text in "年년" or sign.text == sign_again.text:
                    return _finish(tokens[at], last, (year, month.number, day.number), line)
    next_at = _skip(tokens, at + 1, _AFTER_YEAR)
    if tokens[next_at - 1].text.lower() == _THEN_DAY:
        return _day_next(tokens, at, next_at, line, language)
    month_number, next_at = _month_at(tokens, next_at, language)
    next_at = _skip(tokens, next_at)
    if month_number and next_at < len(tokens) and 1 <= tokens[next_at].number <= 31:
        day = tokens[next_at]
        if day.end - day.start <= 2:
            return _finish(tokens[at], day, (year, month_number, day.number), line)
    return None


def _day_next(
    tokens: list[Token], at: int, day_at: int, line: str, language: str | None
) -> FoundDate | None:
    """2022. gada 26. aprīlis."""
    if day_at >= len(tokens) or not 1 <= tokens[day_at].number <= 31:
        return None
    month, next_at = _month_at(tokens, _skip(tokens, day_at + 1), language)
    parts = (tokens[at].number, month, tokens[day_at].number)
    return _finish(tokens[at], tokens[next_at - 1], parts, line) if month else None


def _of_era(tokens: list[Token], at: int, line: str) -> FoundDate | None:
    """令和4年4月26日."""
    if at + 6 >= len(tokens):
        return None
    year, year_sign, month, month_sign, day, day_sign = tokens[at + 1 : at + 7]
    signs = (year_sign.text, month_sign.text, day_sign.text[:1])
    if signs != ("年", "月", "日") or min(year.number, month.number, day.number) < 1:
        return None
    full = _ERAS[tokens[at].text[-2:]] + year.number
    return _finish(tokens[at], day_sign, (full, month.number, day.number), line)


def _compact(token: Token, line: str) -> FoundDate | None:
    """20220426, where it stands alone."""
    year, month, day = token.number // 10000, token.number // 100 % 100, token.number % 100
    alone = token.start == 0 and token.end == len(line.rstrip())
    if not alone or not _EARLIEST <= year <= _LATEST:
        return None
    return _finish(token, token, (year, month, day), line)


def _numbers(tokens: list[Token], at: int, line: str, order: Order | None) -> FoundDate | None:
    """26.04.2022, 26/04/2022, 4/26/2022, 26-04-2022; 26.04.22 with dots only."""
    if at + 4 >= len(tokens):
        return None
    first, sign, second, sign_again, last = tokens[at : at + 5]
    if sign.text not in "./-" or sign.text != sign_again.text or not 1 <= second.number <= 31:
        return None
    if second.end - second.start > 2 or last.start - first.end > 8:
        return None
    year = _year_at(tokens, at + 4)
    if not year and last.end - last.start == 2 and sign.text in "./":
        year = 2000 + last.number if last.number < 70 else 1900 + last.number
    if not year:
        return None
    one, two = first.number, second.number
    if sign.text == "." or one > 12:
        parts = (year, two, one)
    elif two > 12 or one == two:
        parts = (year, one, two)
    elif order:
        parts = (year, two, one) if order == "day-first" else (year, one, two)
    else:
        _, end = clock_at(line, last.end)
        return FoundDate(first.start, end, "", (one, two), sign.text)
    found = _finish(first, last, parts, line)
    if found and sign.text != "." and one != two:
        return FoundDate(found.start, found.end, found.iso, (one, two), sign.text)
    return found


def _finish(first: Token, last: Token, parts: tuple[int, int, int], line: str) -> FoundDate | None:
    """The date as ISO text, with the time that follows it."""
    year, month, day = parts
    if not 1 <= month <= 12 or not 1 <= day <= days_in(year, month):
        return None
    iso = f"{year:04d}-{month:02d}-{day:02d}"
    clock, end = clock_at(line, last.end)
    return FoundDate(first.start, end, iso + clock)


def days_in(year: int, month: int) -> int:
    """The days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
