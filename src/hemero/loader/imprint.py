"""Date, update and authors from the lines around the headline.

Knows one page whose text is already found. A date is taken where it is written, with the
precision that is written; where two readings are possible ("04/05/2022") and nothing on the
page or in the language settles it, there is no date.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from hemero.loader.byline import find_authors
from hemero.loader.datelines import (
    Dated,
    choose_dates,
    date_beside,
    find_dated,
    nearest_heads,
)
from hemero.loader.dates import find_dates, find_month
from hemero.loader.datesapart import date_apart, is_of_comment
from hemero.loader.namefeatures import Surroundings
from hemero.loader.namelines import NameLine, read_names
from hemero.loader.page import NO_END, SENTENCE, Page, Shape
from hemero.loader.relative import is_relative
from hemero.loader.rulepack import Rulepack
from hemero.model.article import Kind

_NEAR = 10  # lines from a headline within which a date is no mere boilerplate
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
    if published is None and updated is None and authors is not None:
        last = max(authors.place, authors.last)
        beside = date_beside(page, authors.place, last, language, rules, barred)
        if beside and not is_of_comment(page, end, beside):
            published = beside
        dated = [*dated, published] if published else dated
    if published is None and updated is None:
        published = date_apart(
            page, titles, start, end, lambda place: found[place].kind == "body", language, barred
        )
    for one in dated:
        if found[one.place].kind == "boilerplate" and one.distance <= _NEAR:
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
        heads=nearest_heads(titles, start),
        start=start,
        end=end,
        dated=frozenset(one.place for one in dated),
        text=[shape.text for shape in page.shapes[start : end + 1] if shape.mass],
        body=frozenset(p for p in range(start, end + 1) if found[p].kind == "body"),
        barred=barred,
        title=" ".join(page.shapes[place].text for place in titles[-2:]),
    )
