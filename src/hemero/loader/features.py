"""What a line looks like among its neighbours, as numbers: the input of the prose model.

Context carries the judgement: how much prose stands around a line, how much of the page's prose
comes before and after it, how long ago a heading opened the comments or a list of links.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any

from hemero.loader.page import Page, Shape, has_credit, site_words

REACH = 12  # lines: further away from any prose than this, a line is not looked at
NEAR = 3  # lines: a line of few words further away than this is not, either
FEW_WORDS = 3
FEW_LINES = 60  # a page this short is looked at whole
FAR = 99  # "never", for distances in lines
_AWAY = list(range(1, FAR + 1))
_FIRST_WORDS = 24  # words of a line whose letters are looked at
_LONG_WORD = 5  # letters from which on a word says what a text is about
_AROUND, _STAMPS_AROUND = 5, 10  # lines

_DIGIT = re.compile(r"\d")
_STAMP = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:h]\d\d")
_QUOTES = re.compile('[“”„«»"「]')
# Kinds of phrases, the likelier text the smaller.
_PHRASES = {"related": 2, "byline": 3, "credit": 4, "paywall": 5, "tail": 6, "chrome": 7}
# Groups of cues that leave a memory behind them.
_MEMORIES = ("comments", "related", "share")

# The numbers that are at hand for every line, and those that are worked out for lines which
# the first do not decide.
QUICK_NAMES = (
    "words", "chars", "end", "mass", "repeats", "before_fast", "after_fast", "before_slow",
    "after_slow", "in_run", "run_start", "run_end", "share_before", "prose_before",
    "prose_after", "since_comments", "after_title", "page_mass",
)  # fmt: skip
NAMES = (
    *QUICK_NAMES,
    # of the line itself
    "commas", "capitals", "smalls", "small_share", "digits", "quote", "site_words", "credit",
    "indent_gap", "known_words", "title_words",
    # of its place
    "place", "lines", "blank_share", "block", "block_mass",
    # of its neighbours
    "words-1", "words+1", "end-1", "end+1", "capitals-1", "capitals+1", "digits+1",
    # of the prose around it and on the page
    "share_after", "thin_before", "run_share", "run_lines",
    # of headings and time stamps around it
    "cues_before", "cues_after", "cues_to_prose", "since_related", "since_share",
    "until_comments", "until_related", "until_share", "mass_since_comments",
    "mass_since_related", "since_stamp", "stamps_before", "stamps_after",
    # of the phrases that stand in it
    "phrase", "phrase_length", "phrase_share",
)  # fmt: skip

Row = list[float]


def find_candidates(page: Page) -> list[int]:
    """Places of the lines that may belong to the article: those near prose."""
    count = len(page.shapes)
    if count <= FEW_LINES or not page.mass:
        return list(range(count))
    close, near = bytearray(count), bytearray(count)
    for place, shape in enumerate(page.shapes):
        if shape.mass:
            _mark(close, place, NEAR)
            _mark(near, place, REACH)
    return [
        place
        for place, shape in enumerate(page.shapes)
        if close[place] or (near[place] and shape.words > FEW_WORDS)
    ]


def _mark(marks: bytearray, place: int, reach: int) -> None:
    low, high = max(0, place - reach), min(len(marks), place + reach + 1)
    marks[low:high] = b"\1" * (high - low)


# commas, capitals, smalls, small share, digits, quote, site words, credit; words, end
_Look = tuple[float, float, float, float, float, float, float, float, float, float]
_NOTHING: _Look = (-1.0,) * 10


class Survey:
    """The numbers of one page's lines.

    `titles`: places of the lines that repeat the headline, the page's title line included.
    O(lines) to set up; a quick row costs about 2 µs, a full one 15 µs.
    """

    def __init__(self, page: Page, titles: Sequence[int]) -> None:
        shapes = page.shapes
        mass = [shape.mass for shape in shapes]
        self.page = page
        self.count = len(shapes)
        self.total = page.mass or 1
        self.fast_before, self.fast_after = _both(_decays, mass, 0.5)
        self.slow_before, self.slow_after = _both(_decays, mass, 0.85)
        self.since_prose, self.until_prose = _both(_distances, mass)
        self.running = _running(mass)
        groups = [_marked(shape) if shape.cues else None for shape in shapes]
        self.cues = _running([1 if group is not None else 0 for group in groups])
        comments, related, share = (
            [1 if group == wanted else 0 for group in groups] for wanted in _MEMORIES
        )
        self.since_comments, self.until_comments = _both(_distances, comments)
        self.since_related, self.until_related = _both(_distances, related)
        self.since_share, self.until_share = _both(_distances, share)
        self.after_comments = _mass_since(mass, comments)
        self.after_related = _mass_since(mass, related)
        self.start, self.end = page.run
        self.head = max((title for title in titles if title <= self.start), default=-1)
        self.titles = titles
        self._deep: _Deep | None = None

    def quick_row(self, place: int) -> Row:
        """The numbers of QUICK_NAMES."""
        shape = self.page.shapes[place]
        start, end = self.start, self.end
        return [
            shape.words, len(shape.text), shape.end, shape.mass, shape.repeats,
            self.fast_before[place], self.fast_after[place],
            self.slow_before[place], self.slow_after[place],
            start <= place <= end, place - start, place - end,
            self.running[place] / self.total, self.since_prose[place], self.until_prose[place],
            self.since_comments[place], place - self.head if self.head >= 0 else -FAR, self.total,
        ]  # fmt: skip

    def full_row(self, place: int, quick: Row) -> Row:
        """The numbers of NAMES; `quick` are the first of them."""
        deep = self._deep
        if deep is None:
            deep = self._deep = _Deep(self.page, self.titles)
        count, cues, stamps = self.count, self.cues, deep.stamps
        shape = self.page.shapes[place]
        before, own, after = deep.look(place - 1), deep.look(place), deep.look(place + 1)
        words = deep.longer(shape)
        in_run = self.start <= place <= self.end
        known = deep.twice if in_run and shape.mass else deep.once
        block_lines, block_mass = deep.blocks[place]
        back, ahead = max(0, place - _AROUND), min(count, place + 1 + _AROUND)
        return [
            *quick, own[0], own[1], own[2], own[3], own[4], own[5], own[6], own[7],
            shape.indent - deep.indent,
            len(words & known) / len(words) if words else -1,
            len(words & deep.headline) / len(words) if words else -1,
            place / count, count, deep.blank_share, block_lines, block_mass,
            before[8], after[8], before[9], after[9], before[1], after[1], after[4],
            1 - self.running[place + 1] / self.total, deep.thin[place] - deep.thin[back],
            (self.running[self.end + 1] - self.running[self.start]) / self.total,
            self.end - self.start + 1,
            cues[place] - cues[back], cues[ahead] - cues[place + 1],
            cues[place] - cues[max(0, place - self.since_prose[place] + 1)],
            self.since_related[place], self.since_share[place],
            self.until_comments[place], self.until_related[place], self.until_share[place],
            self.after_comments[place], self.after_related[place], deep.since_stamp[place],
            stamps[place] - stamps[max(0, place - _STAMPS_AROUND)],
            stamps[min(count, place + 1 + _STAMPS_AROUND)] - stamps[place + 1],
            *_phrase(shape),
        ]  # fmt: skip


class _Deep:
    """What only full rows need of a page."""

    def __init__(self, page: Page, titles: Sequence[int]) -> None:
        shapes = page.shapes
        stamped = [_is_stamp(shape) for shape in shapes]
        self.stamps, self.since_stamp = _running(stamped), _distances(stamped)
        self.thin = _running([0 if shape.mass else 1 for shape in shapes])
        self.blocks = _blocks(shapes)
        self._longer: dict[str, set[str]] = {}
        self.once, self.twice = self._known_words(page)
        self.headline = _headline_words(page, titles)
        self.indent = _main_indent(shapes)
        self.blank_share = page.blanks / max(1, len(shapes))
        self._shapes = shapes
        self._looks: dict[int, _Look] = {-1: _NOTHING, len(shapes): _NOTHING}

    def _known_words(self, page: Page) -> tuple[set[str], set[str]]:
        """Longer words of the run of prose: all, and those that stand in two of its lines."""
        start, end = page.run
        once: set[str] = set()
        twice: set[str] = set()
        for shape in page.shapes[start : end + 1]:
            if shape.mass:
                words = self.longer(shape)
                twice |= once & words
                once |= words
        return once, twice

    def longer(self, shape: Shape) -> set[str]:
        """The longer words at the beginning of a line, looked for once."""
        found = self._longer.get(shape.text)
        if found is None:
            found = {word for word in shape.parts if len(word) >= _LONG_WORD}
            self._longer[shape.text] = found
        return found

    def look(self, place: int) -> _Look:
        found = self._looks.get(place)
        if found is None:
            found = self._looks[place] = _look(self._shapes[place])
        return found


def _look(shape: Shape) -> _Look:
    text = shape.text
    head = text[:200]
    initials = [part[0] for part in shape.parts[:_FIRST_WORDS]]
    count = len(initials) or 1
    smalls = sum(map(str.islower, initials))
    return (
        text.count(",") + (0 if text.isascii() else text.count("、") + text.count("，")),
        sum(map(str.isupper, initials)) / count,
        smalls,
        smalls / count,
        len(_DIGIT.findall(head)) / len(head),
        _QUOTES.search(head) is not None,
        site_words(shape.parts),
        has_credit(text),
        shape.words,
        shape.end,
    )


def _phrase(shape: Shape) -> tuple[float, float, float]:
    """Kind, length and share of the line of the longest phrase in it."""
    if not shape.cues:
        return 0, 0, 0
    cue = shape.cues[0]
    length = cue.end - cue.start
    return _PHRASES.get(cue.kind, 1), length, length / max(1, len(shape.text))


def _marked(shape: Shape) -> str | None:
    """The group of the cue that marks this line: a phrase that is the whole line, opens a
    short one, or is long itself."""
    for cue in shape.cues:
        if cue.whole or shape.words <= 6 or cue.end - cue.start >= 24:
            return cue.group
    return None


def _both(
    measure: Callable[..., list[Any]], values: list[int], *more: float
) -> tuple[list[Any], list[Any]]:
    """A measure taken from the beginning of the page, and from its end."""
    return measure(values, *more), measure(values[::-1], *more)[::-1]


def _decays(mass: Sequence[int], keep: float) -> list[float]:
    """The prose before each line, nearer lines counting more."""
    found, value = [], 0.0
    for words in mass:
        found.append(value)
        value = value * keep + (words if words < 100 else 100)
    return found


def _distances(marks: Sequence[int]) -> list[int]:
    """Lines since the last marked line."""
    count = len(marks)
    places = [place for place, mark in enumerate(marks) if mark] if any(marks) else []
    if not places:
        return [FAR] * count
    found = [FAR] * (places[0] + 1)
    for place, following in zip(places, [*places[1:], count - 1], strict=True):
        found += _AWAY[: following - place] + [FAR] * (following - place - FAR)
    return found


def _running(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))


def _mass_since(mass: Sequence[int], hits: Sequence[int]) -> list[int]:
    """The prose between the last hit and each line, -1 where none came yet."""
    if not any(hits):
        return [-1] * len(hits)
    found, seen, value = [], False, 0
    for words, hit in zip(mass, hits, strict=True):
        found.append(value if seen else -1)
        if hit:
            seen, value = True, 0
        value += words
    return found


def _is_stamp(shape: Shape) -> int:
    """Whether a short line holds a year or a time, as the lines between comments do."""
    return 1 if shape.words <= 12 and _STAMP.search(shape.text, 0, 120) else 0


def _blocks(shapes: Sequence[Shape]) -> list[tuple[int, int]]:
    """(lines, prose) of the block without blank lines that each line stands in."""
    found: list[tuple[int, int]] = []
    size = prose = 0
    for place, shape in enumerate(shapes):
        size, prose = size + 1, prose + shape.mass
        if place + 1 == len(shapes) or shapes[place + 1].at != shape.last + 1:
            found.extend([(size, prose)] * size)
            size = prose = 0
    return found


def _headline_words(page: Page, titles: Sequence[int]) -> set[str]:
    return {
        word
        for title in titles[-2:]
        for word in page.shapes[title].parts
        if len(word) >= _LONG_WORD
    }


def _main_indent(shapes: Sequence[Shape]) -> int:
    """The indent that most of the prose has."""
    indents: dict[int, int] = {}
    for shape in shapes:
        if shape.mass:
            indents[shape.indent] = indents.get(shape.indent, 0) + shape.mass
    return max(indents, key=lambda indent: (indents[indent], -indent), default=0)
