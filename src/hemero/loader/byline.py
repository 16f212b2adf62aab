"""Who wrote it: names in the lines around headline and text, and how much each looks like the
author.

Knows one page whose headline and text are found. A person of whom the text speaks, a caption or
an entry of a menu is hardly its author.
"""

from collections.abc import Iterator, Sequence

from hemero.loader.namefeatures import (
    Surroundings,
    collect_clues,
    is_credited,
    is_stamped,
    measure_names,
)
from hemero.loader.namegroups import (
    WRITERS,
    read_about,
    read_about_heading,
    read_agency,
    read_below_label,
    read_closing,
)
from hemero.loader.namelines import (
    LONGEST_LINE,
    MOST_WORDS,
    NameLine,
    is_role,
    read_names,
    sides_of_dates,
)
from hemero.loader.nameweights import BIAS, WEIGHTS
from hemero.loader.page import Shape
from hemero.loader.personnames import is_person
from hemero.loader.roles import CHROME, DAYS
from hemero.loader.rulepack import Cue, Rulepack

_BEFORE, _AFTER, _BELOW = 6, 16, 12  # lines around the headline and below the text looked at
_MOST_BETWEEN = 40  # lines between headline and text
_ROWS = 8  # lines above the text in which an agency's row is looked for
_MOST_AUTHORS = 12  # lines
_ROLE_WORDS = 6
_NAME_WORDS = 4  # of a line within the text that is one name
_MOST_LABELS = 40  # lines of a page that say "By"
_DATED_WORDS = 6  # of a line of a date and one word
_PEN_NAME = (3, 20)  # letters of one word that may be a name


def find_authors(around: Surroundings, rules: Rulepack) -> NameLine | None:
    """The line that names the authors, None where none is likely enough."""
    lines = list(find_name_lines(around, rules))
    if not lines:
        return _find_agency(around, rules)
    clues = collect_clues(around, lines)
    best, best_weight = None, 0.0
    for line in lines:
        features = measure_names(line, clues)
        weight = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
        if weight > best_weight and not features["caption"]:
            best, best_weight = line, weight
    if best is None:
        return _find_agency(around, rules)
    return go_on(best, around.page.shapes, rules)


def _find_agency(around: Surroundings, rules: Rulepack) -> NameLine | None:
    """Where nobody is named, the agency in a row right above the text."""
    places = range(max(0, around.start - _ROWS), min(around.start + 1, len(around.page.shapes)))
    for place in places:
        if place in around.heads or place in around.barred:
            continue
        if (agency := read_agency(around.page.shapes[place], place, rules)) is not None:
            return agency
    return None


def go_on(line: NameLine, shapes: Sequence[Shape], rules: Rulepack) -> NameLine:
    """The same names with those of the lines right below that are nothing but names (and what
    the people are): each author has a line of their own."""
    if line.how not in ("bare", "phrase") or not is_person(line.names[0]):
        return line
    names, last = list(line.names), line.place
    for at in range(line.place + 1, min(len(shapes), line.place + _MOST_AUTHORS)):
        shape = shapes[at]
        if shape.words <= _ROLE_WORDS and is_role(shape.text):
            continue
        more = read_names(shape, at, rules) if shape.words <= _NAME_WORDS else None
        if more is None or more.how != "bare" or not more.whole or not is_person(more.names[0]):
            break
        if at + 1 < len(shapes) and is_credited(shapes[at + 1]):
            break  # the person in the picture
        names.extend(name for name in more.names if name not in names)
        last = at
    return NameLine(line.place, tuple(names), line.how, line.whole, last)


def find_name_lines(around: Surroundings, rules: Rulepack) -> Iterator[NameLine]:
    """Lines that name somebody: all that say "By", others where a byline may stand."""
    shapes = around.page.shapes
    near = set(_places(around))
    labels = 0
    for place, shape in enumerate(shapes):
        says_by = bool(shape.cues) and any(map(_is_label, shape.cues))
        if not says_by and place not in near:
            continue
        if says_by:
            labels += 1
            if labels > _MOST_LABELS:
                continue
        for line in _read_place(place, shape, around, rules, says_by):
            if line.place not in around.barred:
                yield line


def _is_label(cue: Cue) -> bool:
    """ "By", or a heading above a note on the author."""
    return cue.kind == "byline" or (cue.kind == "tail" and cue.group == "byline")


def _places(around: Surroundings) -> Iterator[int]:
    heads, start, end = around.heads, around.start, around.end
    for head in heads:
        yield from range(head - _BEFORE, head + _AFTER)
    yield from range(max(heads[0], start - _MOST_BETWEEN), start + 2)
    yield from range(start - 3, start + 2)
    yield from range(end - 1, end + 1 + _BELOW)
    shapes = around.page.shapes
    yield from (place for place in range(start, end) if shapes[place].words <= _NAME_WORDS)


def _read_place(
    place: int, shape: Shape, around: Surroundings, rules: Rulepack, says_by: bool
) -> Iterator[NameLine]:
    if place in around.heads:
        return
    if says_by and any(_is_label(cue) and cue.whole for cue in shape.cues):
        if (below := read_below_label(around.page.shapes, place, rules)) is not None:
            yield below
        return
    if abs(place - around.end) <= 1 and (closing := read_closing(shape, place, rules)) is not None:
        yield closing
    if place > around.start and (about := read_about_heading(shape, place)) is not None:
        yield about
        return
    if (about := read_about(shape, place, WRITERS)) is not None:
        yield about
        return
    if len(shape.text) > LONGEST_LINE or (place in around.body and shape.words > MOST_WORDS):
        return
    if (line := read_names(shape, place, rules)) is not None:
        yield without_site(line, around.page.shapes[0].text)
    elif (pen := _read_pen_name(shape, place, around)) is not None:
        yield pen


def without_site(line: NameLine, first: str) -> NameLine:
    """A name without the site's behind it ("Ann Lee Hallow Gazette"), where the page's first
    line ends with that."""
    name = line.names[-1]
    words = name.split()
    for at in range(2, len(words)):
        if first.endswith(" ".join(words[at:])):
            kept = (*line.names[:-1], " ".join(words[:at]))
            return NameLine(line.place, kept, line.how, line.whole, line.last)
    return line


def _is_beside_date(place: int, shapes: Sequence[Shape]) -> bool:
    return any(map(is_stamped, shapes[max(0, place - 1) : place + 2]))


def _read_pen_name(shape: Shape, place: int, around: Surroundings) -> NameLine | None:
    """One word that stands alone beside a date, or right below the text."""
    text = shape.text
    if shape.cues or shape.words > _DATED_WORDS:
        return None
    if shape.words > 1:
        text = max(sides_of_dates(text), key=len)
    fits = _PEN_NAME[0] <= len(text) <= _PEN_NAME[1] and text.isalnum() and not text.isdigit()
    fits = fits and text.lower() not in CHROME and text.lower() not in DAYS
    if fits and (place == around.end + 1 or _is_beside_date(place, around.page.shapes)):
        return NameLine(place, (text,), "pen", True)
    return None
