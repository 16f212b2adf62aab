"""Which lines inside the running text are links to other articles.

Knows one page whose text is found. A link may hold marker and title in one line; a marker line
may have its titles below, with a kicker or a byline between, or above.
"""

from hemero.loader.finding import Finding
from hemero.loader.namelines import read_names
from hemero.loader.page import COLON, SENTENCE, Page, Shape
from hemero.loader.related import is_marker, read_link, read_title
from hemero.loader.rulepack import Rulepack

_MOST_LINKS = 4  # titles below one marker line
_KICKER_WORDS = 3
_LINK_WORDS = 30
_TITLE_MASS = 16  # words from which on a line that ends a sentence is no linked title


def mark_links(page: Page, found: list[Finding], rules: Rulepack, start: int, end: int) -> None:
    """Make findings of links from the text's first line to its last, or right below it."""
    place = start
    while 0 <= place <= end:
        place = _mark_at(page, found, rules, place, start, end)


def _mark_at(
    page: Page, found: list[Finding], rules: Rulepack, place: int, start: int, end: int
) -> int:
    """Judge one line, and those that belong to its marker; returns the next place."""
    shape = page.shapes[place]
    if found[place].kind == "title" or not (shape.cues or shape.text[0] in ">»›"):
        return place + 1
    link = read_link(shape.text, shape.cues, rules) if place > start else None
    if link is not None:
        found[place] = Finding("related", link.rule, "related", link)
        return place + 1
    marker = is_marker(shape.cues)
    if marker is None:
        return place + 1
    found[place] = Finding("related", marker, "related")
    after = _below_marker(page, found, rules, place, end, marker)
    if after == place + 1:
        _take_above(page, found, rules, place)
    return after


def _below_marker(
    page: Page, found: list[Finding], rules: Rulepack, place: int, end: int, marker: str
) -> int:
    """Titles below a marker line; returns the place after the last."""
    at, links = place + 1, 0
    while at <= end and links < _MOST_LINKS and found[at].kind != "title":
        shape = page.shapes[at]
        if _is_paragraph(shape):
            break
        if shape.words <= _KICKER_WORDS or read_names(shape, at, rules):
            if found[at].kind == "body":
                break
            found[at] = Finding("boilerplate", "related/kicker", "related")
        else:
            link = read_title(shape.text, rules, marker)
            if link is None or (links and found[at].kind == "body"):
                break
            found[at] = Finding("related", "related/below-marker", "related", link)
            links += 1
        at += 1
    return at


def _is_paragraph(shape: Shape) -> bool:
    return shape.words > _LINK_WORDS or (shape.mass > _TITLE_MASS and shape.end >= SENTENCE)


def _take_above(page: Page, found: list[Finding], rules: Rulepack, place: int) -> None:
    """A marker with no title below it may have it above ("T", then "Read more")."""
    above = page.shapes[place - 1]
    if found[place - 1].kind == "title" or above.mass or above.end in (SENTENCE, COLON):
        return
    if _KICKER_WORDS <= above.words <= _LINK_WORDS:
        link = read_title(above.text, rules, "related/above-marker")
        if link is not None:
            found[place - 1] = Finding("related", link.rule, "related", link)
