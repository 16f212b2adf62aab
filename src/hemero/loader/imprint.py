"""Date, update and authors from the lines around the headline.

Knows one page whose text is already found. A date is taken where it is written, with the
precision that is written; where two readings are possible ("04/05/2022") and nothing on the
page or in the language settles it, there is no date.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from hemero.loader.byline import find_authors
from hemero.loader.dates import FoundDate, Order, find_dates, find_month
from hemero.loader.namefeatures import Surroundings
from hemero.loader.namelines import NameLine, read_names
from hemero.loader.page import NO_END, SENTENCE, Page, Shape
from hemero.loader.relative import is_relative
from hemero.loader.rulepack import Rulepack
from hemero.model.article import Kind

_BEFORE, _AFTER = 8, 10  # lines around a headline in which its date is looked for
_MOST_BETWEEN = 40  # lines between headline and text
_BELOW = 6  # lines below the text in which a labelled date may stand
_LONGEST_LINE = 200  # characters of a line with a date
_MOST_WORDS = 24  # of a line whose date needs no label
_MOST_TITLES = 6
_FAR = 10  # lines from a headline at which a date without a label is doubtful


_ROW_WORDS = 14  # of a line of date, byline or credit
_NAME_WORDS = 4  # of a line that is one name


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


class Dated(Struct, frozen=True):
    """One date on the page."""

    place: int
    iso: str
    label: str  # "published", "updated", "again" (a further date of its line) or ""
    distance: float  # lines from the nearest headline, weighed


def read_imprint(
    page: Page,
    found: Sequence[Marked],
    titles: Sequence[int],
    start: int,
    end: int,
    language: str | None,
    rules: Rulepack,
    barred: frozenset[int] = frozenset(),
) -> Imprint:
    """Date and authors, marking the lines they stand in; none is read from `barred` places."""
    paragraphs = frozenset(
        place
        for place in range(start, end + 1)
        if found[place].kind == "body" and page.shapes[place].mass
    )
    dated = find_dated(page, titles, start, end, paragraphs, language, rules, barred)
    published, updated = choose_dates(dated)
    around = _look_around(page, found, titles, start, end, dated, barred)
    authors = find_authors(around, rules)
    for one in dated:
        if found[one.place].kind == "boilerplate" and one.distance <= _AFTER:
            found[one.place].kind, found[one.place].rule = "date", "date/line"
    if authors is not None:
        _mark_bylines(authors, page, found)
    shapes = page.shapes
    return Imprint(
        date=published.iso if published else None,
        updated=updated.iso if updated else None,
        authors=authors.names if authors else (),
        date_line=shapes[published.place].at if published else None,
        updated_line=shapes[updated.place].at if updated else None,
        authors_line=shapes[authors.place].at if authors else None,
        date_rule=f"date/{published.label or 'near-headline'}" if published else "",
        authors_rule=f"byline/{authors.how}" if authors else "",
    )


def _mark_bylines(authors: NameLine, page: Page, found: Sequence[Marked]) -> None:
    """The lines of the names are no text, except where they stand in a sentence."""
    whole = authors.how not in ("closing", "about")
    for place in range(authors.place, max(authors.place, authors.last) + 1):
        is_row = whole and page.shapes[place].end != SENTENCE
        if found[place].kind == "boilerplate" or (found[place].kind == "body" and is_row):
            found[place].kind, found[place].rule = "byline", f"byline/{authors.how}"


def is_imprint_row(shape: Shape, rules: Rulepack) -> bool:
    """Whether a line is nothing but date, byline or credit, so that it is no text even right
    above the first paragraph."""
    if shape.words > _ROW_WORDS or shape.end == SENTENCE:
        return False
    kinds = {cue.kind for cue in shape.cues}
    if not kinds.isdisjoint(("published", "updated", "credit")):
        return True
    dates = find_dates(shape.text)
    written = sum(date.end - date.start for date in dates)
    if written * 2 > len(shape.text) or find_month(shape.text) or is_relative(shape.parts):
        return True
    names = read_names(shape, 0, rules)
    if names is None:
        return False
    if names.how == "bare":
        return names.whole and shape.words <= _NAME_WORDS and shape.end == NO_END
    return names.how == "phrase" or bool(dates)


def _look_around(
    page: Page,
    found: Sequence[Marked],
    titles: Sequence[int],
    start: int,
    end: int,
    dated: Sequence[Dated],
    barred: frozenset[int],
) -> Surroundings:
    return Surroundings(
        page=page,
        heads=_heads(titles, start),
        start=start,
        end=end,
        dated=frozenset(one.place for one in dated),
        text=[shape.text for shape in page.shapes[start : end + 1] if shape.mass],
        body=frozenset(p for p in range(start, end + 1) if found[p].kind == "body"),
        barred=barred,
        title=" ".join(page.shapes[place].text for place in titles[-2:]),
    )


def find_dated(
    page: Page,
    titles: Sequence[int],
    start: int,
    end: int,
    paragraphs: frozenset[int],
    language: str | None,
    rules: Rulepack,
    barred: frozenset[int] = frozenset(),
) -> list[Dated]:
    """Every date near a headline, between it and the text, or labelled right below the text."""
    order: Order | None = None if language in (None, "en") else "day-first"
    heads = _heads(titles, start)
    places = {p for head in heads for p in range(head - _BEFORE, head + _AFTER + 1)}
    places.update(range(max(heads[0], start - _MOST_BETWEEN), start + 2))
    places.update(range(end + 1, end + 1 + _BELOW))
    dated: list[Dated] = []
    for place in sorted(places - barred):
        if not 0 <= place < len(page.shapes):
            continue
        shape = page.shapes[place]
        if len(shape.text) > _LONGEST_LINE or shape.mass > 30:
            continue
        dates = find_dates(shape.text, language, order)
        if not dates and shape.words <= 4 and (month := find_month(shape.text, language)):
            dated.append(Dated(place, month, "", _distance(place, heads, start, end)))
        if any(not date.iso for date in dates) and (shown := _order_on_page(page)):
            order = shown
            dates = find_dates(shape.text, language, order)
        distance = _distance(place, heads, start, end)
        for date, label in zip(dates, _labels(shape, dates, rules), strict=True):
            labelled = label in ("published", "updated")
            near = place <= end and shape.words <= _MOST_WORDS and place not in paragraphs
            if date.iso and (labelled or near):
                dated.append(Dated(place, date.iso, label, distance))
    return dated


def _heads(titles: Sequence[int], start: int) -> list[int]:
    """The headlines nearest to the text; the page's first line only where there is no other."""
    later = [title for title in titles if title > 0] or list(titles) or [max(0, start - 1)]
    return sorted(sorted(later, key=lambda title: (abs(start - title), title))[:_MOST_TITLES])


def _distance(place: int, heads: Sequence[int], start: int, end: int) -> float:
    """Lines from the nearest headline; a line before it counts half as far again."""
    nearest = min(place - head if place >= head else 1.5 * (head - place) for head in heads)
    if place > end:
        return 12 + nearest
    return min(nearest, start - place + 2) if place < start else nearest


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


def choose_dates(dated: Sequence[Dated]) -> tuple[Dated | None, Dated | None]:
    """The date of publication and that of the update, if one is written."""
    first = [one for one in dated if one.label in ("published", "")]
    published = min(first, key=_preference, default=None)
    changed = [one for one in dated if one.label == "updated"]
    updated = min(changed, key=_preference, default=None)
    if updated is None:
        return published, None
    if published is None or (published.distance > _FAR and updated.distance <= _FAR):
        return updated, None  # "Stand: 28.04.2023" is all that is written of its date
    return published, updated if updated.iso[:10] >= published.iso[:10] else None


def _preference(one: Dated) -> tuple[float, int]:
    return (one.distance - (5 if one.label else 0), one.place)
