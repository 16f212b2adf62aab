"""One scraped text as a page: what each line looks like, before anyone judges what it is.

Knows shapes (length, ends, capitals, indents), cues and repetitions. Counts are in lines with
text; blank lines are remembered only as the gaps between blocks.
"""

from collections.abc import Sequence

from msgspec import Struct

from hemero.loader.rulepack import Cue, Rulepack
from hemero.loader.vocabulary import CREDIT_WORDS, SITE_WORDS

SENTENCE_ENDS = frozenset(".!?…。！？．؟।॥։።")
CLOSING = "\"'”’»)]』」“›*  "
BULLETS = frozenset("*•-–—+·▪►‣●○■□◆▶→✓✔")
OPEN_QUOTES = frozenset("\"“„«‘'»「『‚‹")

NO_END, COLON, SENTENCE, ELLIPSIS = 0, 1, 2, 3

# A line that ends like a sentence is prose from 8 words on, one that does not from 22; one with
# sentences inside from 12. Measured: shorter ones are as often teasers and buttons.
_SENTENCE_WORDS, _LONG_WORDS, _INNER_WORDS = 8, 22, 12
LONGEST_SHAPE = 4_000  # characters of a line that are looked at


class Shape(Struct):
    """How one line looks."""

    at: int  # index in the document's lines
    text: str  # trimmed, without its bullet
    words: int
    end: int  # NO_END, COLON, SENTENCE, ELLIPSIS
    inner: int  # sentence ends inside
    bullet: bool
    indent: int
    mass: int  # its words if it looks like prose, else 0
    cues: tuple[Cue, ...]
    repeats: int = 1  # lines that read the same


class Page(Struct):
    """The lines with text of one document, in order."""

    shapes: list[Shape]
    blanks: int
    run: tuple[int, int]  # first and last line of the heaviest run of prose
    mass: int  # of the page


def read_page(lines: Sequence[str], rules: Rulepack) -> Page:
    """The shapes of all lines with text. O(characters)."""
    known: dict[str, Shape] = {}
    shapes: list[Shape] = []
    for at, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        first = known.get(text)
        indent = len(line) - len(line.lstrip())
        if first is None:
            shape = known[text] = _shape(text, at, indent, rules)
        else:
            first.repeats += 1
            shape = Shape(
                at, first.text, first.words, first.end, first.inner, first.bullet, indent,
                first.mass, first.cues,
            )  # fmt: skip
        shapes.append(shape)
    for shape in shapes:
        shape.repeats = known[lines[shape.at].strip()].repeats
    return Page(shapes, len(lines) - len(shapes), find_run(shapes), sum(s.mass for s in shapes))


def _shape(text: str, at: int, indent: int, rules: Rulepack) -> Shape:
    cues = rules.cues(text)
    bullet = text[0] in BULLETS and text[1:2] == " "
    if bullet:
        text = text[1:].strip() or text
    text = text[:LONGEST_SHAPE]
    words = count_words(text)
    end = _ending(text)
    inner = _inner_ends(text) if words >= _SENTENCE_WORDS else 0
    prose = (
        (words >= _SENTENCE_WORDS and end >= SENTENCE)
        or words >= _LONG_WORDS
        or (inner > 0 and words >= _INNER_WORDS)
    )
    return Shape(at, text, words, end, inner, bullet, indent, words if prose else 0, cues)


def count_words(text: str) -> int:
    """Words; in scripts without spaces two characters count as one."""
    words = len(text.split())
    if text.isascii() or max(text) < "\u0e00":
        return words
    return words + sum(map(_is_unspaced, text)) // 2


def _is_unspaced(letter: str) -> bool:
    return (
        "\u3040" <= letter <= "\u30ff"
        or "\u3400" <= letter <= "\u9fff"
        or "\u0e00" <= letter <= "\u0eff"
        or "\u1000" <= letter <= "\u109f"
        or "\u1780" <= letter <= "\u17ff"
    )


def _ending(text: str) -> int:
    bare = text.rstrip(CLOSING)
    last = bare[-1:] or text[-1]
    if last == "…" or bare.endswith("..."):
        return ELLIPSIS
    if last in SENTENCE_ENDS:
        return SENTENCE
    return COLON if last in ":：" else NO_END


def _inner_ends(text: str) -> int:
    ends = text.count(". ") + text.count("! ") + text.count("? ")
    if not text.isascii():
        ends += text.count("。") + text.count("！") + text.count("？")
    return ends


def find_run(shapes: Sequence[Shape]) -> tuple[int, int]:
    """First and last line of the heaviest run of prose: the maximum sum, where each line of
    prose counts its words (at most 80) and any other line costs 5. O(lines)."""
    best, current, start = 0, 0, 0
    run = (0, 0)
    for place, shape in enumerate(shapes):
        if current <= 0:
            current, start = 0, place
        current += min(shape.mass, 80) if shape.mass else -5
        if current > best:
            best, run = current, (start, place)
    return run


def site_words(text: str) -> int:
    """Words by which a site speaks of itself to its reader ("subscribe", "cookies")."""
    return len(SITE_WORDS.intersection(text[:400].lower().split()))


def has_credit(text: str) -> bool:
    """Whether a line ends or begins as the credit of a picture does."""
    parts = text[-60:].lower().replace("/", " ").replace("(", " ").replace(":", " ").split()
    return not CREDIT_WORDS.isdisjoint(part.strip(").,]|") for part in parts[-4:])
