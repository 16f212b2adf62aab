"""The date of an article whose headline has none beside it.

Knows one page whose text is found. Looks where such a date may stand with certainty enough: at
the very opening of the text ("(21 November 2022) The …"), at the end of a standfirst, in rows of
nothing but a date within the text, or in a single one right below it.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from hemero.loader.datelines import Dated, dates_of, is_appointment
from hemero.loader.dates import FoundDate, find_dates
from hemero.loader.namelines import is_small
from hemero.loader.page import Page, Shape
from hemero.loader.roles import BEFORE_DATES

_DAY = len("2022-04-26")
_OPENING = 2  # lines at the beginning of the text whose own beginning may be a date
_ABOVE = 8  # lines above the text
_WITHIN, _BELOW = 40, 10  # lines of the text, and below it, in which rows are looked for
_LONGEST_ROW, _LONGEST_LABELLED, _LONGEST_LISTED = 60, 260, 300  # characters
_SHORTEST_TITLE = 20  # characters of a headline that a list says again
_MOST_BEFORE = 4  # words before a date that opens a text: names, or a place
_STOPS, _PARTS = ".):–—|", "|•·"
_LABELS = ("date", "tags")  # groups of phrases that tell of a date, or of where it is filed
_AFTER_PLACE = "(–—-"  # "BERLIN, 26 April 2022 (dpa) – …"
_CLOSES_STANDFIRST = re.compile(r"[.?!…][\"”»’]?\s*(?:[^\W\d_]{3,12}\.?,?\s*)?$")


def date_apart(
    page: Page,
    titles: Sequence[int],
    start: int,
    end: int,
    is_text: Callable[[int], bool],
    language: str | None,
    barred: frozenset[int] = frozenset(),
) -> Dated | None:
    """The date that the text's opening states, else what the rows above it, those within it, or
    the labels below it agree on, else that of the one row right below it, else the one behind the
    headline where the page lists the article. `is_text`: whether a place is part of the text."""
    last = len(page.shapes)
    openings = [start, *range(start + 1, start + _OPENING)]
    openings += [title + 1 for title in titles if start < title < end]
    for place in openings:
        shape = page.shapes[place] if place < last and place not in barred else None
        dates = dates_of(page, shape, language) if shape else ()
        if shape and dates and dates[0].iso and is_opening(shape, dates[0], first=place == start):
            return Dated(place, dates[0].iso, "opening", 0)

    def rows(first: int, behind: int, *, labelled: bool = False) -> Sequence[Dated]:
        places = range(max(0, first), min(behind, last))
        free = [place for place in places if place not in barred and not is_text(place)]
        return _rows(page, free, language, labelled=labelled)

    for found in (
        rows(start - _ABOVE, start),
        rows(start, min(end, start + _WITHIN) + 1),
        rows(end + 1, end + _WITHIN, labelled=True),
    ):
        if len({one.iso[:10] for one in found}) == 1:
            return found[0]
    found = rows(end + 1, end + 1 + _BELOW)
    found = [one for one in found if not is_of_comment(page, end, one)]
    return found[0] if len(found) == 1 else _listed(page, titles, language)


def is_of_comment(page: Page, end: int, dated: Dated) -> bool:
    """Whether a date with its hour stands under a heading of readers' comments below the text."""
    headings = page.shapes[end + 1 : dated.place]
    return len(dated.iso) > _DAY and any(c.group == "comments" for s in headings for c in s.cues)


def is_opening(shape: Shape, date: FoundDate, *, first: bool) -> bool:
    """Whether the date stands before the text's first word, or behind the last of its standfirst
    (the `first` line); a date inside a sentence is what the sentence is about."""
    before, after = shape.text[: date.start], shape.text[date.end :]
    if first and not after.strip(" .)|"):
        return _CLOSES_STANDFIRST.search(before) is not None
    before, after = before.strip(" (["), after.lstrip(" ]")
    has_clock = len(date.iso) > _DAY
    if not before:
        return after[:1] in _STOPS or (has_clock and after[:1].isupper())
    words = before.split()
    if len(words) > _MOST_BEFORE:
        return False
    if words[-1] in BEFORE_DATES and after[:1] in _PARTS:  # "By Ann Lee on 3 May 2022 | …"
        return True
    return before[-1] in ",–—-" and before[0].isupper() and after[:1] in _AFTER_PLACE


def _rows(
    page: Page, places: Iterable[int], language: str | None, *, labelled: bool
) -> Sequence[Dated]:
    """The lines that are hardly more than one date, or a date and its label; with `labelled`
    the latter alone, and those that say where the article is filed."""
    found: list[Dated] = []
    for place in places:
        shape = page.shapes[place]
        label = any(cue.group in _LABELS for cue in shape.cues)
        if len(shape.text) > (_LONGEST_LABELLED if labelled else _LONGEST_ROW):
            continue
        if labelled and not label:
            continue
        dates = dates_of(page, shape, language)
        if len({date.day for date in dates}) != 1 or not dates[0].iso:
            continue
        written = sum(date.end - date.start for date in dates)
        stands_alone = written * 2 > len(shape.text) and not _is_led_to(shape, dates[0])
        if label or stands_alone:
            found.append(Dated(place, dates[0].iso, "row", 0))
    return found


def _listed(page: Page, titles: Sequence[int], language: str | None) -> Dated | None:
    """What stands behind the headline where the page says it again with its date ("Harbour
    closed 3 May 2022"), as lists of what is new do."""
    heads = {page.shapes[title].text for title in titles}
    for place, shape in enumerate(page.shapes):
        for date in find_dates(shape.text, language) if len(shape.text) <= _LONGEST_LISTED else ():
            before = shape.text[: date.start].rstrip(" ,;|•·-–—/(")
            if len(before) >= _SHORTEST_TITLE and before in heads and date.iso:
                return Dated(place, date.iso, "listed", 0)
    return None


def _is_led_to(shape: Shape, date: FoundDate) -> bool:
    """Whether the words before a date say what it is of: an event, the foot of a letter ("Bonn,
    den"), an entry of a running report ("20:49,"), a day that is remembered ("on the eve of")."""
    before = shape.text[: date.start].strip()
    words = before.split()
    if is_appointment(before) or before[:1].isdecimal():
        return True
    return len(words) > 1 and ("," in before or is_small(words[-1]))
