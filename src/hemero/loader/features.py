"""What a line looks like among its neighbours, as numbers: the input of the prose model.

Context carries the judgement: how much prose stands around a line, how much of the page's prose
comes before and after it, how long ago a heading opened the comments or a list of links.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from hemero.loader.page import OPEN_QUOTES, Page, Shape, has_credit, site_words

REACH = 12  # lines: further away from any prose than this, a line is not looked at
FEW_LINES = 60  # a page this short is looked at whole
FAR = 99  # "never", for distances in lines

_DIGIT = re.compile(r"\d")
_STAMP = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:h]\d\d")
_SIGNS = re.compile(r"[|»›>•/@©→·«#]")
# Groups of cues that leave a memory behind them.
_MEMORIES = ("comments", "related", "share", "legal")

NAMES = (
    "words", "chars", "end", "inner", "bullet", "commas", "first", "capitals", "smalls",
    "small_share", "digits", "upper", "word_length", "signs", "quote", "site_words", "credit",
    "mass", "place", "lines", "blank_share", "block", "block_place", "block_mass", "gap_before",
    "gap_after", "indent_gap", "repeats", "before_fast", "after_fast", "before_slow",
    "after_slow", "share_before", "share_after", "prose_before", "prose_after", "page_mass",
    "words-2", "words-1", "words+1", "words+2", "end-1", "end+1", "capitals-1", "capitals+1",
    "in_run", "run_start", "run_end", "run_share", "run_lines", "known_words", "title_words",
    "after_title", "cue_tail", "cue_chrome", "cue_related", "cue_other", "cue-1", "cue+1",
    "cues_before", "cues_after", "since_comments", "since_related", "since_share", "since_legal",
    "until_comments", "until_related", "until_share", "until_legal", "mass_since_comments",
    "mass_since_related", "mass_since_share", "digits-1", "digits+1", "site-1", "site+1",
    "stamp", "stamp-1", "stamp+1", "since_stamp", "stamps_before", "stamps_after",
    "cues_to_prose_before", "cues_to_prose_after", "thin_before", "thin_after", "question",
)  # fmt: skip


def find_candidates(page: Page) -> list[int]:
    """Places of the lines that may belong to the article: those near prose."""
    count = len(page.shapes)
    if count <= FEW_LINES or not page.mass:
        return list(range(count))
    near = bytearray(count)
    for place, shape in enumerate(page.shapes):
        if shape.mass:
            low, high = max(0, place - REACH), min(count, place + REACH + 1)
            near[low:high] = b"\1" * (high - low)
    return [place for place in range(count) if near[place]]


def feature_rows(page: Page, places: Sequence[int], titles: Sequence[int]) -> list[list[float]]:
    """One row of numbers, in the order of NAMES, for each of `places`.

    `titles`: places of the lines that repeat the headline, the page's title line included.
    O(lines), about 15 µs a place.
    """
    shapes = page.shapes
    count = len(shapes)
    mass = [shape.mass for shape in shapes]
    fast_before, fast_after = _decays(mass, 0.5), _decays(mass[::-1], 0.5)[::-1]
    slow_before, slow_after = _decays(mass, 0.85), _decays(mass[::-1], 0.85)[::-1]
    since_prose, until_prose = _distances(mass), _distances(mass[::-1])[::-1]
    total = page.mass or 1
    running = _running(mass)
    kinds = [_cue_kind(shape) for shape in shapes]
    strong = [1 if kind else 0 for kind in kinds]
    strong_sum = _running(strong)
    memories = [_memory(kinds, mass, group) for group in _MEMORIES]
    blocks = _blocks(shapes)
    stamps = [_is_stamp(shape) for shape in shapes]
    stamp_sum = _running(stamps)
    since_stamp = _distances(stamps)
    thin_sum = _running(0 if words else 1 for words in mass)
    start, end = page.run
    run_mass = running[end + 1] - running[start]
    known, title_set = _known_words(page, titles)
    head = max((t for t in titles if t <= start), default=-1)
    main_indent = _main_indent(shapes)
    blank_share = page.blanks / max(1, count)
    cells = [None] * count  # the shape-only part of a row, kept for the neighbours

    def shape_cells(place: int) -> tuple[float, ...]:
        found = cells[place]
        if found is None:
            found = cells[place] = _shape_cells(shapes[place])  # type: ignore[call-overload]
        return found  # type: ignore[return-value]

    rows = []
    for place in places:
        shape = shapes[place]
        own = shape_cells(place)
        two_before = shapes[place - 2] if place > 1 else None
        before = shapes[place - 1] if place else None
        after = shapes[place + 1] if place + 1 < count else None
        two_after = shapes[place + 2] if place + 2 < count else None
        before_cells = shape_cells(place - 1) if before else _NOTHING
        after_cells = shape_cells(place + 1) if after else _NOTHING
        block = blocks[place]
        kind = kinds[place]
        tokens = {word for word in shape.text[:400].split() if len(word) > 4}
        mine = 1 if start <= place <= end and shape.mass else 0
        row: list[float] = [
            *own,
            shape.mass,
            place / count,
            count,
            blank_share,
            block[0],
            block[1],
            block[2],
            shape.at - before.at - 1 if before else -1,
            after.at - shape.at - 1 if after else -1,
            shape.indent - main_indent,
            shape.repeats,
            fast_before[place],
            fast_after[place],
            slow_before[place],
            slow_after[place],
            running[place] / total,
            1 - running[place + 1] / total,
            since_prose[place],
            until_prose[place],
            total,
            two_before.words if two_before else -1,
            before.words if before else -1,
            after.words if after else -1,
            two_after.words if two_after else -1,
            before.end if before else -1,
            after.end if after else -1,
            before_cells[7],
            after_cells[7],
            start <= place <= end,
            place - start,
            place - end,
            run_mass / total,
            end - start + 1,
            sum(known.get(word, 0) > mine for word in tokens) / len(tokens) if tokens else -1,
            len(tokens & title_set) / len(tokens) if tokens else -1,
            place - head if head >= 0 else -FAR,
            kind[0] == "tail" if kind else 0,
            kind[0] == "chrome" if kind else 0,
            kind[0] == "related" if kind else 0,
            kind[0] == "other" if kind else 0,
            strong[place - 1] if place else 0,
            strong[place + 1] if after else 0,
            strong_sum[place] - strong_sum[max(0, place - 5)],
            strong_sum[min(count, place + 6)] - strong_sum[place + 1],
            memories[0][0][place],
            memories[1][0][place],
            memories[2][0][place],
            memories[3][0][place],
            memories[0][1][place],
            memories[1][1][place],
            memories[2][1][place],
            memories[3][1][place],
            memories[0][2][place],
            memories[1][2][place],
            memories[2][2][place],
            before_cells[10],
            after_cells[10],
            before_cells[15],
            after_cells[15],
            stamps[place],
            stamps[place - 1] if place else -1,
            stamps[place + 1] if after else -1,
            since_stamp[place],
            stamp_sum[place] - stamp_sum[max(0, place - 10)],
            stamp_sum[min(count, place + 11)] - stamp_sum[place + 1],
            _cues_between(strong_sum, place - since_prose[place] + 1, place),
            _cues_between(strong_sum, place + 1, place + until_prose[place]),
            thin_sum[place] - thin_sum[max(0, place - 5)],
            thin_sum[min(count, place + 6)] - thin_sum[place + 1],
            shape.text[-1] in "?？",
        ]
        rows.append(row)
    return rows


_NOTHING = (-1.0,) * 17


def _shape_cells(shape: Shape) -> tuple[float, ...]:
    text = shape.text
    parts = text[:400].split()
    count = len(parts) or 1
    capitals = smalls = 0
    for part in parts:
        letter = part[0]
        if letter.islower():
            smalls += 1
        elif letter.isupper():
            capitals += 1
    first = text[0]
    if first.islower():
        opening = 0
    elif first.isupper():
        opening = 1
    elif first.isdigit():
        opening = 2
    elif first in OPEN_QUOTES:
        opening = 3
    else:
        opening = 4 if first.isalpha() else 5
    length = len(text)
    return (
        shape.words,
        length,
        shape.end,
        shape.inner,
        shape.bullet,
        text.count(",") + (0 if text.isascii() else text.count("、") + text.count("，")),
        opening,
        capitals / count,
        smalls,
        smalls / count,
        len(_DIGIT.findall(text[:200])) / min(length, 200),
        text.isupper(),
        length / count,
        len(_SIGNS.findall(text[:200])),
        any(quote in text for quote in '“„«»"「'),
        site_words(text),
        has_credit(text),
    )


def _cue_kind(shape: Shape) -> tuple[str, str] | None:
    """(kind, group) of the cue that marks this line, if one does: a phrase that is the whole
    line, opens a short one, or is long itself."""
    for cue in shape.cues:
        if cue.whole or shape.words <= 6 or cue.end - cue.start >= 24:
            kind = cue.kind
            if kind not in ("tail", "chrome", "related"):
                kind = "other"
            return kind, cue.group
    return None


def _decays(mass: Sequence[int], keep: float) -> list[float]:
    """The prose before each line, nearer lines counting more."""
    found, value = [], 0.0
    for words in mass:
        found.append(value)
        value = value * keep + (words if words < 100 else 100)
    return found


def _distances(mass: Sequence[int]) -> list[int]:
    """Lines since the last line of prose."""
    found, distance = [], FAR
    for words in mass:
        found.append(distance)
        distance = 1 if words else min(distance + 1, FAR)
    return found


def _running(values: Iterable[int]) -> list[int]:
    total, found = 0, [0]
    for value in values:
        total += value
        found.append(total)
    return found


def _is_stamp(shape: Shape) -> int:
    """Whether a short line holds a year or a time, as the lines between comments do."""
    return 1 if shape.words <= 12 and _STAMP.search(shape.text) else 0


def _cues_between(strong_sum: Sequence[int], start: int, end: int) -> int:
    """Cues among the lines from `start` up to `end`; a page without prose there has its edge."""
    last = len(strong_sum) - 1
    return strong_sum[min(max(end, 0), last)] - strong_sum[min(max(start, 0), last)]


def _memory(
    kinds: Sequence[tuple[str, str] | None], mass: Sequence[int], group: str
) -> tuple[list[int], list[int], list[int]]:
    """For each line: lines since and until the nearest cue of `group`, and the prose between
    the last one and here (-1 where none came yet)."""
    hits = [1 if kind and kind[1] == group else 0 for kind in kinds]
    prose, seen, value = [], False, 0
    for words, hit in zip(mass, hits, strict=True):
        prose.append(value if seen else -1)
        if hit:
            seen, value = True, 0
        value += words
    return _distances(hits), _distances(hits[::-1])[::-1], prose


def _blocks(shapes: Sequence[Shape]) -> list[tuple[int, int, int]]:
    """(lines, place, prose) of the block without blank lines that each line stands in."""
    found: list[tuple[int, int, int]] = []
    block: list[Shape] = []
    for shape in shapes:
        if block and shape.at != block[-1].at + 1:
            found.extend(_block_cells(block))
            block = []
        block.append(shape)
    found.extend(_block_cells(block))
    return found


def _block_cells(block: Sequence[Shape]) -> list[tuple[int, int, int]]:
    prose = sum(shape.mass for shape in block)
    return [(len(block), place, prose) for place in range(len(block))]


def _known_words(page: Page, titles: Sequence[int]) -> tuple[Counter[str], set[str]]:
    """Longer words of the run of prose with the number of its lines that hold them, and the
    longer words of the headline."""
    start, end = page.run
    known: Counter[str] = Counter()
    for shape in page.shapes[start : end + 1]:
        if shape.mass:
            known.update({word for word in shape.text.split() if len(word) > 4})
    headline = {
        word for place in titles[-2:] for word in page.shapes[place].text.split() if len(word) > 4
    }
    return known, headline


def _main_indent(shapes: Sequence[Shape]) -> int:
    """The indent that most of the prose has."""
    indents: Counter[int] = Counter()
    for shape in shapes:
        if shape.mass:
            indents[shape.indent] += shape.mass
    return max(indents, key=lambda indent: (indents[indent], -indent), default=0)
