"""Lines whose kind is settled by a correction: what they are, whatever the judge would say.

Knows one line at a time. A line that is settled as a date or a byline gives date or names,
whatever the lines around it are; one that is settled as anything else gives neither.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from hemero.loader.dates import Order, find_dates, find_month
from hemero.loader.finding import Finding
from hemero.loader.imprint import Imprint
from hemero.loader.namelines import read_names
from hemero.loader.page import Page, Shape
from hemero.loader.related import LinkText, is_marker, read_link, read_title
from hemero.loader.rulepack import Rulepack
from hemero.model.article import CORRECTION, Kind
from hemero.text import squeeze

GROUP = CORRECTION  # under which readers find the lines that were taken out by it
_TEXT = frozenset(("body", "heading", "quote", "list"))
_IMPRINT = frozenset(("date", "byline"))
_LONGEST_TITLE = 300  # characters of a related title


class SettledLines(Struct, frozen=True):
    """The settled lines of one page, by place."""

    kinds: Mapping[int, Kind]

    @property
    def title(self) -> int | None:
        """The place of the line that is the headline."""
        return next((place for place, kind in self.kinds.items() if kind == "title"), None)

    @property
    def untitled(self) -> frozenset[int]:
        """Places of lines that are no headline."""
        return frozenset(place for place, kind in self.kinds.items() if kind != "title")

    @property
    def undated(self) -> frozenset[int]:
        """Places of lines that tell neither date nor authors."""
        return frozenset(place for place, kind in self.kinds.items() if kind not in _IMPRINT)


def settled_lines(page: Page, settled: Mapping[int, Kind]) -> SettledLines:
    """The same by place in the page: a line that opens a torn sentence settles all of it."""
    if not settled:
        return SettledLines({})
    return SettledLines(
        {place: settled[shape.at] for place, shape in enumerate(page.shapes) if shape.at in settled}
    )


def hold(page: Page, found: list[Finding], lines: SettledLines, rules: Rulepack) -> None:
    """Make findings of what is settled, all kinds of text as plain text: its extent counts."""
    for place, kind in lines.kinds.items():
        found[place] = _finding(page.shapes[place], "body" if kind in _TEXT else kind, rules)


def conclude(page: Page, found: list[Finding], lines: SettledLines, rules: Rulepack) -> None:
    """The same with every kind as it was settled, when all else is judged."""
    for place, kind in lines.kinds.items():
        found[place] = _finding(page.shapes[place], kind, rules)


def settled_imprint(
    page: Page, lines: SettledLines, imprint: Imprint, language: str | None, rules: Rulepack
) -> Imprint:
    """The imprint with date and authors of the lines settled as such."""
    for place, kind in lines.kinds.items():
        shape = page.shapes[place]
        if kind == "date" and (date := date_in(shape.text, language)):
            imprint = replace(imprint, date=date, date_line=shape.at, date_rule=CORRECTION)
        elif kind == "byline" and (names := names_in(shape, rules)):
            imprint = replace(
                imprint, authors=names, authors_line=shape.at, authors_rule=CORRECTION
            )
    return imprint


def date_in(text: str, language: str | None) -> str | None:
    """The first date that is written in a line, None where none is certain."""
    order: Order | None = None if language in (None, "en") else "day-first"
    dates = (date.iso for date in find_dates(text, language, order) if date.iso)
    return next(dates, None) or find_month(text, language)


def names_in(shape: Shape, rules: Rulepack) -> tuple[str, ...]:
    """The names in a byline; the whole line where nothing in it can be told to be one."""
    line = read_names(shape, 0, rules)
    return line.names if line else (squeeze(shape.text).strip(" .:|–—-"),)


def link_in(text: str, rules: Rulepack) -> LinkText | None:
    """The link that a line is; None where it is only the marker of one."""
    cues = rules.cues(text)
    if is_marker(cues):
        return None
    link = read_link(text, cues, rules) or read_title(text, rules, CORRECTION)
    return (
        replace(link, rule=CORRECTION)
        if link
        else LinkText(squeeze(text)[:_LONGEST_TITLE], None, CORRECTION)
    )


def _finding(shape: Shape, kind: Kind, rules: Rulepack) -> Finding:
    if kind == "related":
        return Finding(kind, CORRECTION, "related", link_in(shape.text, rules))
    return Finding(kind, CORRECTION, GROUP if kind == "boilerplate" else "")
