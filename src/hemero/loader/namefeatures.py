"""What speaks for a line of names as the byline, and what against it, in numbers.

Knows one page, where its headline, text and dates stand, and all lines of names that were found.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from hemero.loader.dates import find_dates
from hemero.loader.namelines import NameLine, is_role, is_small
from hemero.loader.page import Page, Shape
from hemero.loader.personnames import is_given_name, is_person
from hemero.loader.relative import is_relative

_STAMP_WORDS = 20  # of a line that tells when
_SHORT = 8  # words of a line in which a name is looked for again
_MENU_WORDS, _MENU_REACH = 3, 3  # words of an entry, lines around it

Features = dict[str, float]


class Surroundings(Struct, frozen=True):
    """Where things stand on the page; places are indices of its shapes."""

    page: Page
    heads: Sequence[int]  # places of the headlines nearest to the text
    start: int
    end: int
    dated: frozenset[int]  # places of lines with a date
    text: Sequence[str]  # paragraphs
    body: frozenset[int]  # places of the lines of the text
    title: str
    barred: frozenset[int] = frozenset()  # places of lines that name nobody


class Clues(Struct, frozen=True):
    """What is looked up again and again while the lines of one page are weighed."""

    around: Surroundings
    text: str  # all paragraphs
    short: str  # all short lines
    parts: frozenset[str]  # all words of the page
    title: frozenset[str]  # words of the headline
    tail: int  # place of the first heading below the text
    first_phrase: int  # place of the first line from the headline on that says "By", -1
    phrases: int  # lines that do
    names: Counter[str]  # in how many lines of names each stands
    stamped: frozenset[int]  # places of lines of names, and lines beside them, with a date or time


def collect_clues(around: Surroundings, lines: Sequence[NameLine]) -> Clues:
    shapes = around.page.shapes
    phrases = [line.place for line in lines if line.how in ("phrase", "label")]
    top = min(around.heads)
    beside = {
        place
        for line in lines
        for place in (line.place - 1, line.place, line.place + 1, max(line.place, line.last) + 1)
    }
    return Clues(
        around=around,
        text="\n".join(around.text),
        short="\n".join(shape.text for shape in shapes if shape.words <= _SHORT),
        parts=frozenset().union(*[shape.parts for shape in shapes]),
        title=frozenset(word.strip(".,;:!?\"'“”«»„") for word in around.title.split()),
        tail=next(
            (
                place
                for place in range(around.end + 1, len(shapes))
                if _has_cue(shapes[place], "tail")
            ),
            len(shapes),
        ),
        first_phrase=next((place for place in phrases if place >= top - 1), -1),
        phrases=len(phrases),
        names=Counter(name for line in lines for name in line.names),
        stamped=around.dated
        | {place for place in beside if 0 <= place < len(shapes) and is_stamped(shapes[place])},
    )


def is_stamped(shape: Shape) -> bool:
    """Whether a line tells when: a row of a date, or "3 hours ago"."""
    if shape.words > _STAMP_WORDS:
        return False
    return is_relative(shape.parts) or bool(find_dates(shape.text))


def _has_cue(shape: Shape, kind: str) -> bool:
    return bool(shape.cues) and any(cue.kind == kind and cue.whole for cue in shape.cues)


def measure_names(line: NameLine, clues: Clues) -> Features:
    """The features of a line of names, each about 0 to 1."""
    around = clues.around
    first = line.names[0]
    words = first.split()
    return (
        _of_kind(line)
        | _of_place(line, around)
        | _of_dates(line, clues.stamped)
        | _of_words(line, words, clues)
        | _of_page(line, words[-1], clues)
        | _of_neighbours(line, clues)
    )


def _of_kind(line: NameLine) -> Features:
    return {f"is_{line.how}": 1.0, "whole": line.whole}


def _of_place(line: NameLine, around: Surroundings) -> Features:
    place = line.place
    step = min(
        (place - head for head in around.heads),
        key=lambda step: (abs(step) if step >= 0 else 2 - step, step),
    )
    bare = line.how in ("bare", "pen", "inside")
    below = place > around.end
    return {
        "line_1": step == 1,
        "line_2": step == 2,
        "before": step < -1 and not below,
        "just_before": step == -1,
        "far": max(0, min(step - 6, 20)) / 20,
        "above_text": place < around.start and step > 0,
        "below_bare": below and bare,
        "right_below": place == around.end + 1,
        "in_text_bare": bare and around.start <= place <= around.end,
    }


def _of_dates(line: NameLine, stamped: frozenset[int]) -> Features:
    place, last = line.place, max(line.place, line.last)
    near = not {place - 1, place, last + 1}.isdisjoint(stamped)
    bare = line.how in ("bare", "pen")
    return {
        "dated_bare": bare and place in stamped,
        "near_date": near,
        "near_date_bare": near and bare,
        "near_date_pen": near and line.how == "pen",
        "far_from_date": not set(range(place - 3, last + 4)) & stamped,
    }


def _of_words(line: NameLine, words: Sequence[str], clues: Clues) -> Features:
    bare = line.how in ("bare", "pen", "inside")
    given = is_person(line.names[0])
    surname = words[-1]
    return {
        "person": given,
        "nobody_bare": not given and bare,
        "all_persons": all(map(is_person, line.names)),
        "given_last": len(words) > 1 and is_given_name(surname) and not given,
        "small": any(word.lower() in clues.parts for word in words if len(word) > 3),
        "two_words": len(words) == 2,
        "upper": line.names[0].isupper(),
        "in_title": not clues.title.isdisjoint(words),
    }


def _of_page(line: NameLine, last: str, clues: Clues) -> Features:
    name = line.names[0]
    shapes = clues.around.page.shapes
    bare = line.how in ("bare", "pen", "inside")
    spoken_of = last in clues.text
    again = clues.short.count(last) - 1
    phrase = line.how in ("phrase", "label", "inside")
    first = line.place == clues.first_phrase
    return {
        "spoken_of_bare": spoken_of and bare,
        "again": max(0, min(again, 4)) / 4,
        "again_listed": clues.names.get(name, 0) > 1,
        "repeats": min(shapes[line.place].repeats - 1, 3) / 3,
        "below_tail": line.place > clues.tail,
        "phrase_below_tail": phrase and line.place > clues.tail,
        "first_phrase": first,
        "first_phrase_above": first and line.place <= clues.around.start,
        "bare_with_phrase": bare and clues.first_phrase >= 0,
    }


def _of_neighbours(line: NameLine, clues: Clues) -> Features:
    shapes = clues.around.page.shapes
    place, last = line.place, max(line.place, line.last)
    shape = shapes[place]
    after = shapes[last + 1] if last + 1 < len(shapes) else None
    before = shapes[place - 1] if place else None
    bare = line.how in ("bare", "pen")
    around = shapes[max(0, place - _MENU_REACH) : place] + shapes[last + 1 : last + 1 + _MENU_REACH]
    menu = sum(_is_entry(other) for other in around)
    size = sum(len(name.split()) for name in line.names)
    spoken_of = line.names[0].split()[-1] in clues.text + clues.around.title
    small = 0 if not bare or is_relative(shape.parts) else sum(map(is_small, shape.parts))
    return {
        "caption": bare and after is not None and is_credited(after) and spoken_of,
        "credit_before": before is not None and is_credited(before),
        "role_after": after is not None and after.words <= 6 and is_role(after.text),
        "menu": menu / 6,
        "menu_bare": bare and menu >= 5,
        "bullet": shape.bullet,
        "handle": bare and "@" in shape.text,
        "small_words": min(small, 4) / 4,
        "short_line": shape.words <= size + 1,
        "caption_like": bare and place not in clues.stamped and shape.words > size + 3,
    }


def is_credited(shape: Shape) -> bool:
    """Whether a line is the credit of a picture, or holds one."""
    return any(cue.kind == "credit" for cue in shape.cues)


def _is_entry(shape: Shape) -> bool:
    """A line as menus have them: few words, no stop, no digit."""
    return shape.words <= _MENU_WORDS and not shape.end and not any(map(str.isdigit, shape.text))
