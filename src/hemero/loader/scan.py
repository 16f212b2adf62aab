"""The one tokenisation of a text: its words, folded and as written, and what stood around them.

Tags, copies and the search all read a Scan; none of them looks at the text again. A text is
split at white space, and what each piece is made of is remembered: pieces recur so often that
hardly any is taken apart twice.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from zlib import crc32

from msgspec import Struct, structs

from hemero.model.article import Article
from hemero.text import fold

# What a word's `marks` may hold.
CAPITAL = 1  # begins with a capital letter
CAPITALS = 2  # two letters or more, all of them capitals
ENDS = 4  # a sentence ends after it
PAUSE = 8  # a sign other than a full stop follows: the next word belongs to something else
OPENS = 16  # a bracket or a quotation mark stands before it
HYPHEN = 32  # joined to the next word by a hyphen
ELIDED = 64  # joined to the next word by an apostrophe
DIGITS = 128  # holds a digit
UNSPACED = 256  # one sign of a script that writes no spaces

_PIECES = 1 << 16  # remembered; a piece and its words take about 400 bytes
_LONGEST_PIECE = 40  # characters; longer ones hardly recur

_UNSPACED_SIGNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    # initials (U.S., e.g.), one sign of an unspaced script, any other word
    f"(?:[^\\W\\d_]\\.){{2,8}}|[{_UNSPACED_SIGNS}]|[^\\W{_UNSPACED_SIGNS}]+"
)
_UNSPACED = re.compile(f"[{_UNSPACED_SIGNS}]")
_SETTING = frozenset(',.;:!?)"')  # signs that stand behind a word
_APOSTROPHES = frozenset("'’ʼ")
_HYPHENS = frozenset("-‐‑")
_STOPS = frozenset(".!?…。！？؟۔।")
_OPENING = frozenset("(\"[«“„‘'「『（")

Word = tuple[str, str, int, int]  # folded, as written, number, marks


class Scan(Struct, frozen=True, gc=False):
    """The words of one text. The first four run parallel."""

    words: tuple[str, ...]  # folded: case, accents, ligatures made alike
    written: tuple[str, ...]
    numbers: tuple[int, ...]  # 32 bits that stand for the folded word, the same everywhere
    marks: tuple[int, ...]  # what stood around each word
    starts: frozenset[int]  # places at which a block of text begins
    count: int  # of words as readers count them (text.count_words)
    times: Counter[str]  # how often each folded word occurs
    capitals: tuple[int, ...]  # places of the words that begin with a capital letter


_NOTHING = Scan((), (), (), (), frozenset(), 0, Counter(), ())


def scan(article: Article) -> Scan:
    """The words of the article's body. About 100 µs for 5 KB."""
    return scan_texts(block.text for block in article.body)


def scan_texts(texts: Iterable[str]) -> Scan:
    """The words of several texts, each a block of its own."""
    words: list[Word] = []
    starts: list[int] = []
    pieces = 0
    for text in texts:
        split = text.split()
        pieces += len(split)
        starts.append(len(words))
        words += chain.from_iterable(map(_known, split))
    if not words:
        return structs.replace(_NOTHING, count=pieces)
    folded, written, numbers, marks = zip(*words, strict=True)
    if "" in folded:  # signs that stand alone, as French sets them
        words, starts = _without_signs(words, starts)
        if not words:
            return structs.replace(_NOTHING, count=pieces)
        folded, written, numbers, marks = zip(*words, strict=True)
    unspaced = sum(1 for mark in marks if mark & UNSPACED) if _has_unspaced(words) else 0
    return Scan(
        folded,
        written,
        numbers,
        marks,
        frozenset(starts),
        pieces + unspaced // 2,
        Counter(folded),
        tuple([at for at, mark in enumerate(marks) if mark & CAPITAL]),
    )


def _has_unspaced(words: list[Word]) -> bool:
    """Whether a sample of the words knows a script without spaces: most texts know none."""
    return any(word[3] & UNSPACED for word in words[:: max(len(words) // 64, 1)])


def _without_signs(words: list[Word], starts: list[int]) -> tuple[list[Word], list[int]]:
    """The words without the signs between them; what a sign says goes to the word before it,
    or after it where it opens something."""
    kept: list[Word] = []
    places = set(starts)
    begins: list[int] = []
    opens = 0
    for at, word in enumerate(words):
        if at in places:
            begins.append(len(kept))
            opens = 0
        if word[0]:
            kept.append((*word[:3], word[3] | opens) if opens else word)
            opens = 0
            continue
        opens |= word[3] & OPENS
        if kept and len(kept) > begins[-1]:
            last = kept[-1]
            kept[-1] = (*last[:3], last[3] | word[3] & (ENDS | PAUSE))
    return kept, begins


class _Pieces(dict[str, tuple[Word, ...]]):
    """Piece between spaces → its words. Bounded: it starts anew when full."""

    def __missing__(self, piece: str) -> tuple[Word, ...]:
        words = _take_apart(piece)
        if len(piece) <= _LONGEST_PIECE:
            if len(self) >= _PIECES:
                self.clear()
            self[piece] = words
        return words


_known = _Pieces().__getitem__


def _take_apart(piece: str) -> tuple[Word, ...]:
    end = -1 if piece[-1] in _SETTING else None
    if piece.isascii() and piece[:end].isalpha():  # most pieces are one word, and a sign at most
        return (_word(piece[:end], "", piece[-1] if end else "", last=True),)
    found = list(_WORD.finditer(piece))
    if not found:
        stops = ENDS if not _STOPS.isdisjoint(piece) else PAUSE
        return (("", piece, 0, OPENS | PAUSE if piece[-1] in _OPENING else stops),)
    return tuple(
        _word(
            match[0],
            piece[found[place - 1].end() if place else 0 : match.start()],
            piece[match.end() : found[place + 1].start() if place + 1 < len(found) else None],
            last=place + 1 == len(found),
        )
        for place, match in enumerate(found)
    )


def _word(written: str, before: str, after: str, *, last: bool) -> Word:
    folded = fold(written).replace(".", "").replace("_", "")
    number = crc32(folded.encode("utf-8", "surrogatepass"))
    return folded, written, number, _shape(written) | _surroundings(written, before, after, last)


def _shape(written: str) -> int:
    marks = CAPITAL if written[0].isupper() or written[0].istitle() else 0
    if len(written) > 1 and written.isupper():
        marks |= CAPITALS
    if not written.isalpha() and any(map(str.isdigit, written)):
        marks |= DIGITS
    return marks | (UNSPACED if _UNSPACED.match(written) else 0)


def _surroundings(written: str, before: str, after: str, last: bool) -> int:
    marks = OPENS if before and before[-1] in _OPENING else 0
    if not last and len(after) == 1:
        if after in _HYPHENS:
            return marks | HYPHEN
        if after in _APOSTROPHES:
            return marks | ELIDED
    if after and not _STOPS.isdisjoint(after):
        # A full stop after one capital letter is an initial's (J. Smith), not a sentence's.
        initial = after == "." and len(written) == 1 and written.isupper()
        return marks if initial else marks | ENDS
    return marks | PAUSE if after else marks
