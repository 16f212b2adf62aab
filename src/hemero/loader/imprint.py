"""Date, update and authors from the lines around the headline.

Knows one page whose text is already found. A date is taken where it is written, with the
precision that is written; where two readings are possible ("04/05/2022") and nothing on the
page or in the language settles it, there is no date.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from hemero.loader.byline import is_agency, read_bare_names, read_byline
from hemero.loader.dates import FoundDate, Order, find_dates
from hemero.loader.page import Page, Shape
from hemero.loader.rulepack import Rulepack
from hemero.model.article import Kind

_NEAR = 8  # lines from a headline within which a date or a name is the article's
_BELOW = 4  # lines below the text in which a byline or a labelled date may stand
_LONGEST_LINE = 200  # characters of a line of dates or names


class Marked(Protocol):
    """A line's finding: kind and rule may be set."""

    kind: Kind
    rule: str
    group: str


class Imprint(Struct, frozen=True):
    """What the lines near the headline say; lines as indices in the document's lines."""

    date: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    date_line: int | None = None
    updated_line: int | None = None
    authors_line: int | None = None
    date_rule: str = ""
    authors_rule: str = ""


class _Dated(Struct, frozen=True):
    place: int
    iso: str
    label: str  # "published", "updated" or ""
    distance: int


def read_imprint(
    page: Page,
    found: Sequence[Marked],
    titles: Sequence[int],
    start: int,
    end: int,
    language: str | None,
    rules: Rulepack,
) -> Imprint:
    """Date and authors, marking the lines they stand in."""
    places = list(_places_near(page, found, titles, start, end))
    dated = _dates_near(page, places, titles, start, end, language, rules)
    published = _choose(dated, ("published", ""))
    updated = _choose(dated, ("updated",))
    for one in dated:
        if found[one.place].kind == "boilerplate":
            found[one.place].kind, found[one.place].rule = "date", "date/line"
    authors, authors_place, authors_rule = _authors_near(page, found, places, dated, titles, rules)
    if authors_place is not None and found[authors_place].kind == "boilerplate":
        found[authors_place].kind, found[authors_place].rule = "byline", authors_rule
    return Imprint(
        date=published.iso if published else None,
        updated=updated.iso if updated else None,
        authors=authors,
        date_line=page.shapes[published.place].at if published else None,
        updated_line=page.shapes[updated.place].at if updated else None,
        authors_line=page.shapes[authors_place].at if authors_place is not None else None,
        date_rule=f"date/{published.label or 'near-headline'}" if published else "",
        authors_rule=authors_rule,
    )


def _places_near(
    page: Page, found: Sequence[Marked], titles: Sequence[int], start: int, end: int
) -> Iterable[int]:
    """Lines that are not text, near a headline, between it and the text, or right below."""
    wanted: set[int] = set()
    for title in titles:
        if title <= max(start, 0) + 2:
            wanted.update(range(title - _NEAR, title + _NEAR + 1))
    wanted.update(range(start - _NEAR, start + 3))
    wanted.update(range(end + 1, end + 1 + _BELOW))
    for place in sorted(wanted):
        if 0 <= place < len(page.shapes) and len(page.shapes[place].text) <= _LONGEST_LINE:
            yield place


def _dates_near(
    page: Page,
    places: Sequence[int],
    titles: Sequence[int],
    start: int,
    end: int,
    language: str | None,
    rules: Rulepack,
) -> list[_Dated]:
    order = _usual_order(language)
    dated: list[_Dated] = []
    for place in places:
        shape = page.shapes[place]
        if shape.mass > 30:
            continue
        dates = find_dates(shape.text, language, order)
        if any(not date.iso for date in dates):
            order = order or _order_on_page(page)
            dates = find_dates(shape.text, language, order) if order else []
        distance = min((abs(place - title) for title in titles), default=_NEAR)
        distance = min(distance, abs(place - start) + 1)
        below = place > end
        for date, label in zip(dates, _labels(shape, dates, rules), strict=True):
            if date.iso and (label or not below):
                dated.append(_Dated(place, date.iso, label, distance + (20 if below else 0)))
    return dated


def _usual_order(language: str | None) -> Order | None:
    """English alone writes 04/05 both ways."""
    return None if language in (None, "en") else "day-first"


def _order_on_page(page: Page) -> Order | None:
    """The order that other dates in numbers on the page show."""
    for shape in page.shapes:
        if "/" in shape.text or "-" in shape.text:
            for date in find_dates(shape.text):
                if date.iso and date.pair and max(date.pair) > 12:
                    return "day-first" if date.pair[0] > 12 else "month-first"
    return None


def _labels(shape: Shape, dates: Sequence[FoundDate], rules: Rulepack) -> list[str]:
    """For each date of a line: which label stands before it."""
    labels: list[str] = []
    label = next((c.kind for c in shape.cues if c.kind in ("published", "updated")), "")
    at = 0
    for date in dates:
        if at:
            between = shape.text[at : date.end].strip(" ,;|•·-–—/()")
            kinds = [c.kind for c in rules.cues(between)]
            label = next((kind for kind in kinds if kind in ("published", "updated")), "again")
        labels.append(label)
        at = date.end
    return labels


def _choose(dated: Sequence[_Dated], labels: Sequence[str]) -> _Dated | None:
    fitting = [one for one in dated if one.label in labels]
    return min(
        fitting,
        key=lambda one: (
            one.distance - (6 if one.label else 0),
            labels.index(one.label),
            one.place,
        ),
        default=None,
    )


def _authors_near(
    page: Page,
    found: Sequence[Marked],
    places: Sequence[int],
    dated: Sequence[_Dated],
    titles: Sequence[int],
    rules: Rulepack,
) -> tuple[tuple[str, ...], int | None, str]:
    """The nearest line with a byline phrase, else a bare name beside the date or the headline."""
    ranked = sorted(
        (place for place in places if found[place].kind in ("boilerplate", "date")),
        key=lambda place: (min((abs(place - title) for title in titles), default=0), place),
    )
    for place in ranked:
        names = read_byline(page.shapes[place].text, page.shapes[place].cues, rules)
        if names:
            return names, place, "byline/phrase"
    beside = {one.place + step for one in dated for step in (-2, -1, 0, 1, 2)}
    beside.update(title + step for title in titles for step in (1, 2, 3))
    for place in ranked:
        shape = page.shapes[place]
        if place in beside and not shape.cues and shape.repeats < 4:
            names = read_bare_names(shape.text, rules)
            if names:
                return names, place, "byline/bare-name"
    return (), None, ""


__all__ = ["Imprint", "is_agency", "read_imprint"]
