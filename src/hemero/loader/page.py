"""One scraped text as a page: what each line looks like, before anyone judges what it is.

Knows shapes (length, ends, capitals, indents), cues and repetitions. Counts are in lines with
text; blank lines are remembered only as the gaps between blocks. Of a long line only the
beginning is looked at closely.
"""

import re
from collections.abc import Collection, Sequence

from msgspec import Struct

from hemero.loader.markup import markup_among
from hemero.loader.rulepack import Cue, Rulepack
from hemero.loader.torn import find_pieces, join_pieces, set_apart
from hemero.loader.vocabulary import CREDIT_WORDS, SITE_WORDS
from hemero.text import is_seen

SENTENCE_ENDS = frozenset(".!?…。！？．؟।॥։")
CLOSING = "\"'”’»)]』」“›*  "
BULLETS = frozenset("*•-–—+·▪►‣●○■□◆▶→✓✔")
OPEN_QUOTES = frozenset("\"“„«‘'»「『‚‹")

NO_END, COLON, SENTENCE, ELLIPSIS = 0, 1, 2, 3

# A line that ends like a sentence is prose from 8 words on, one that does not from 22; one with
# sentences inside from 12. Measured: shorter ones are as often teasers and buttons.
_SENTENCE_WORDS, _LONG_WORDS, _INNER_WORDS = 8, 22, 12
_SHORTEST_SPEECH = 40  # characters
_MOST_UNSEEN = 8  # signs of a line that may show nothing
HEAD = 240  # characters of a line whose words are looked at
# What it costs a run of prose to go on past a heading of the page.
_TOLLS = {"comments": 160, "share": 20}
_TOLL, _STEP = 40, 5
_MOST_WORDS = 80  # of one line, as the run counts them

# Kinds of phrases that, as a whole line, are no part of any text.
_NEVER_TEXT = frozenset(("chrome", "tail", "section", "published", "updated", "credit"))
_LONG_PHRASE = 30  # characters
LEFT_BEHIND = Cue("shape/markup", "chrome", "embed", 0, 0, whole=True)

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SIGNS_OF_SENTENCES = (". ", "! ", "? ")
_WIDE_SENTENCES = ("。", "！", "？")


class Shape(Struct, gc=False):
    """How one line looks."""

    at: int  # index in the document's lines
    last: int  # the same, or that of the last line where a torn sentence goes on
    text: str  # trimmed, without its bullet
    parts: list[str]  # the words of its first HEAD characters
    words: int
    end: int  # NO_END, COLON, SENTENCE, ELLIPSIS
    bullet: bool
    indent: int
    mass: int  # its words if it looks like prose, else 0
    cues: tuple[Cue, ...]
    alone: Cue | None = None  # the phrase that is the whole line, and is never text
    repeats: int = 1  # lines that read the same


class Page(Struct):
    """The lines with text of one document, in order."""

    shapes: list[Shape]
    blanks: int
    run: tuple[int, int]  # first and last line of the heaviest run of prose
    mass: int  # of the page


def read_page(lines: Sequence[str], rules: Rulepack, settled: Collection[int] = ()) -> Page:
    """The shapes of all lines with text; those at `settled` go on with no sentence before them.
    O(characters)."""
    known: dict[str, Shape] = {}
    shapes: list[Shape] = []
    owners = find_pieces(lines)
    if owners is None:
        for at, line in enumerate(lines):
            text = line.strip()
            if text and (len(text) > _MOST_UNSEEN or is_seen(text)):
                shapes.append(_shape(text, at, at, _indent(line), known, rules))
    else:
        for first, last, text in join_pieces(lines, set_apart(owners, settled)):
            shapes.append(_shape(text, first, last, _indent(lines[first]), known, rules))
    markup = markup_among(known)
    for shape in shapes:
        shape.repeats = known[shape.text].repeats
        if markup and shape.text in markup:
            shape.alone, shape.mass = LEFT_BEHIND, 0
    blanks = sum(not line or line.isspace() for line in lines)
    return Page(shapes, blanks, find_run(shapes), sum(shape.mass for shape in shapes))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _shape(
    text: str, at: int, last: int, indent: int, known: dict[str, Shape], rules: Rulepack
) -> Shape:
    bullet = text[0] in BULLETS and text[1:2] == " " and not _is_spoken(text)
    bare = text[1:].strip() if bullet else text
    first = known.get(bare)
    if first is not None:
        first.repeats += 1
        return Shape(
            at, last, bare, first.parts, first.words, first.end, bullet, indent, first.mass,
            first.cues, first.alone,
        )  # fmt: skip
    shape = known[bare] = Shape(at, last, bare, [], 0, 0, bullet, indent, 0, ())
    _look(shape, rules)
    return shape


def _is_spoken(text: str) -> bool:
    """Whether a dash opens what somebody says, as many languages print it, and no item."""
    return (
        text[0] in "-–—" and len(text) > _SHORTEST_SPEECH and text.rstrip(CLOSING)[-1:] in ".!?,…"
    )


def _look(shape: Shape, rules: Rulepack) -> None:
    text = shape.text
    cues = shape.cues = rules.cues(text)
    shape.alone = next((c for c in cues if _decides(c)), None) if cues else None
    shape.parts = text[:HEAD].split()
    words = shape.words = _count_words(text, len(shape.parts))
    end = shape.end = _ending(text)
    prose = (
        (words >= _SENTENCE_WORDS and end >= SENTENCE)
        or words >= _LONG_WORDS
        or (words >= _INNER_WORDS and _has_sentence(text))
    )
    shape.mass = words if prose else 0


def _decides(cue: Cue) -> bool:
    """Whether a phrase settles that its line is no text: as the whole line, or as a long
    opening of what sites say ("We use cookies and similar technologies …")."""
    if cue.whole:
        return cue.kind in _NEVER_TEXT
    if cue.kind == "tail":  # "34 responses to “Harbour reopens”"
        return cue.group == "comments"
    return cue.kind == "chrome" and cue.at == "start" and cue.end - cue.start >= _LONG_PHRASE


def _count_words(text: str, parts: int) -> int:
    """Words; in scripts without spaces two characters count as one."""
    words = parts if len(text) <= HEAD else text.count(" ") + 1
    if text.isascii() or _UNSPACED.search(text, 0, 40) is None:
        return words
    return words + len(_UNSPACED.findall(text)) // 2


def _ending(text: str) -> int:
    bare = text.rstrip(CLOSING)
    last = bare[-1:] or text[-1]
    if last == "…" or bare.endswith("..."):
        return ELLIPSIS
    if last in SENTENCE_ENDS:
        return SENTENCE
    return COLON if last in ":：" else NO_END


def _has_sentence(text: str) -> bool:
    """Whether a sentence ends inside the line."""
    if any(sign in text for sign in _SIGNS_OF_SENTENCES):
        return True
    return not text.isascii() and any(sign in text for sign in _WIDE_SENTENCES)


def find_run(shapes: Sequence[Shape]) -> tuple[int, int]:
    """First and last line of the heaviest run of prose: the maximum sum, where each line of
    prose counts its words, a heading that opens another part of the page costs as much as long
    paragraphs do, and any other line a little. O(lines)."""
    best, current, start = 0, 0, 0
    run = (0, 0)
    for place, shape in enumerate(shapes):
        if current <= 0:
            current, start = 0, place
        current += min(shape.mass, _MOST_WORDS) if shape.mass else -_toll(shape)
        if current > best:
            best, run = current, (start, place)
    return run


def _toll(shape: Shape) -> int:
    for cue in shape.cues:
        if cue.kind == "tail" and cue.whole:
            return _TOLLS.get(cue.group, _TOLL)
    return _STEP


def site_words(parts: Sequence[str]) -> int:
    """Words by which a site speaks of itself to its reader ("subscribe", "cookies")."""
    return len(SITE_WORDS.intersection(map(str.lower, parts)))


def has_credit(text: str) -> bool:
    """Whether a line ends as the credit of a picture does."""
    last = text[-60:].lower().replace("/", " ").replace("(", " ").replace(":", " ").split()[-4:]
    return not CREDIT_WORDS.isdisjoint([part.strip(").,]|") for part in last])
