"""Names that do not stand in one line by themselves: below a label ("By" / "Ann Lee" / "Jan Ost"),
in the bracket that closes a text ("(Ann Lee, dpa)"), or in a note on who somebody is.

Knows lines and their cues. Which of the names are the author's is not asked here.
"""

import re
from collections.abc import Sequence

from hemero.loader.namelines import NameLine, before_date, is_name, is_role, read_names, split_names
from hemero.loader.page import SENTENCE, Shape
from hemero.loader.personnames import is_person
from hemero.loader.roles import PARTICLES, ROLES
from hemero.loader.rulepack import Rulepack

_MOST_BELOW = 10  # lines below a label
_LONGEST_ROW = 16  # words of a line of names below a label
_LONGEST_BRACKET = 160  # characters
_IS = frozenset(
    "is was ist war arbeitet schreibt est es è é jest är er on pisze scrive escribe écrit covers "
    "writes works joined has lehrt studierte studiert leitet"
    .split()
)  # fmt: skip
WRITERS = ROLES - frozenset("politik political politics news sports sport business".split())
_ROLE_WORDS = 6
_ABOUT = re.compile(
    r"(?:(?:mehr|more|plus|más|mais|meer|mer) )?"
    r"(?:über|about|à propos de|sobre|acerca de|over|om|o) ",
    re.IGNORECASE,
)
_PARTING = re.compile(r"[,/|–—]|\s-\s")
_ABOUT_WORDS = 7  # of a heading above a note on somebody
_SOON = 16  # words of a note within which its role stands


def read_below_label(shapes: Sequence[Shape], place: int, rules: Rulepack) -> NameLine | None:
    """The names below a line that is nothing but a label; roles may stand between them."""
    names: list[str] = []
    last = place
    for at in range(place + 1, min(len(shapes), place + 1 + _MOST_BELOW)):
        shape = shapes[at]
        if shape.repeats > 3 and not names:
            return None
        text = shape.text.strip(" ,|·•/-–")
        if not text or text.lower() in PARTICLES or text.lower() in ("and", "und", "et"):
            continue
        if (names and is_role(text)) or text.startswith("@"):
            continue
        if shape.end == SENTENCE and shape.words > _ROLE_WORDS:
            about = None if names else read_about(shape, at, frozenset())
            return about and NameLine(place, about.names, "label", False)
        found = read_below(shape, at, rules, 2 if names else 1)
        if not found:
            break
        names.extend(name for name in found if name not in names)
        last = at
    return NameLine(place, tuple(names), "label", False, last) if names else None


def read_below(shape: Shape, at: int, rules: Rulepack, fewest: int) -> tuple[str, ...]:
    """The names of one line below a label; more than one is asked of lines further down."""
    if shape.words > _LONGEST_ROW or (shape.alone is not None and shape.alone.kind != "byline"):
        return ()
    names = split_names(before_date(shape.text), fewest, rules)
    if names and fewest > 1 and not is_person(names[0]):
        return ()
    if not names and (line := read_names(shape, at, rules)) is not None:
        return line.names if line.how in ("phrase", "inside") else ()
    return names


def read_closing(shape: Shape, place: int, rules: Rulepack) -> NameLine | None:
    """The names in the bracket that closes a paragraph: "… im Herbst. (Ann Lee, dpa, 3.5.2024)"."""
    text = shape.text.rstrip(" .")
    if not text.endswith((")", "]")):
        return None
    start = max(text.rfind("(", -_LONGEST_BRACKET), text.rfind("[", -_LONGEST_BRACKET))
    if start < 1 or text[:start].rstrip()[-1:] not in ".!?…\"”“»'’":
        return None  # a bracket inside a sentence explains it
    inner = before_date(text[start + 1 : -1])
    names = split_names(inner, 2, rules)
    people = tuple(name for name in names if is_person(name))
    return NameLine(place, people or names, "closing", False) if names else None


def read_agency(shape: Shape, place: int, rules: Rulepack) -> NameLine | None:
    """The agency that wrote a text, in a row of its own with the place ("AFP, MANILA")."""
    if shape.words > _ROLE_WORDS or shape.end == SENTENCE:
        return None
    first, *rest = _PARTING.split(shape.text, maxsplit=1)
    first = first.strip()
    if not first or not rest:
        return None
    if any(cue.kind == "agency" and cue.whole for cue in rules.cues(first)):
        return NameLine(place, (first,), "agency", False)
    return None


def read_about_heading(shape: Shape, place: int) -> NameLine | None:
    """Whom a heading above a note on the author names: "About Ann Lee"."""
    text = shape.text.strip(" :.")
    heading = _ABOUT.match(text) if shape.words <= _ABOUT_WORDS else None
    name = text[heading.end() :] if heading else ""
    if name and is_name(name, 2) and is_person(name):
        return NameLine(place, (name,), "about", True)
    return None


def read_about(shape: Shape, place: int, roles: frozenset[str]) -> NameLine | None:
    """Who is spoken of in a note on what somebody does ("Ann Lee is a reporter in Hull."), of
    somebody who does one of these things; of anybody where none are given."""
    words = shape.parts[: _SOON + 5]
    for at in range(2, min(6, len(words))):
        if words[at] not in _IS:
            continue
        name = " ".join(words[:at])
        soon = {word.lower().strip(".,;:") for word in words[at + 1 : at + _SOON]}
        fits = not roles or not soon.isdisjoint(roles)
        if fits and is_name(name, 2) and is_person(name):
            return NameLine(place, (name,), "about", False)
        return None
    return None
