"""Sentences that a scraper tore apart, put together again where that is certain.

Two kinds of texts are torn: those where every link and emphasis stands on a line of its own, and
those wrapped at a fixed width. Other texts stay as they are. Knows lines, nothing of articles.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

CONTINUES = "torn/continues"  # rule of a line that goes on with the sentence before it

_CLOSERS = frozenset(",.;:!?)]”»’…、。，．）」』")
_SENTENCE_ENDS = frozenset(".!?…。！？:：;")
_OPENERS = frozenset("([„“«‚‹-–—/&")
_TITLE_SIGNS = (" | ", " - ", " – ", " — ", " » ", " · ")  # before the name of a site
_MOST_BLANK = 0.03  # share of blank lines above which lines are not torn at links
_FEWEST_CLOSERS = 3  # lines that begin with a closing sign, from which on they are
_OPEN_WORDS = 4  # words from which on a line without an end is an open sentence
_LINK_CHARS = 80  # characters of the longest link that is believed to stand inside a sentence
_MOST_PIECES = 60  # lines of one sentence or paragraph
_WRAP_LOW, _WRAP_HIGH = 40, 100  # characters at which texts are wrapped
_WRAP_SLACK = 14  # characters by which a wrapped line falls short of the width
_FEWEST_WRAPPED = 4  # lines, and three quarters of those that another follows


def find_pieces(lines: Sequence[str]) -> list[int] | None:
    """For each line the index of the line whose sentence it goes on with (its own where it
    does not); None where the text is not torn. O(characters)."""
    texts = [line.strip() for line in lines]
    if _is_torn_at_links(texts):
        return _join_links(texts)
    width = _wrap_width(texts)
    return _join_wrapped(texts, width) if width else None


def set_apart(owners: list[int], settled: Iterable[int]) -> list[int]:
    """Pieces of torn sentences (as of find_pieces) so that each settled line begins its own;
    what followed it in its sentence goes on by itself."""
    for at in sorted(settled):
        former = owners[at]
        if former == at:
            continue
        owners[at] = at
        for after in range(at + 1, len(owners)):
            if owners[after] != former:
                break
            owners[after] = at + 1
    return owners


def _is_torn_at_links(texts: Sequence[str]) -> bool:
    blanks = texts.count("")
    if blanks > len(texts) * _MOST_BLANK + 1:
        return False
    closers = sum(text[0] in _CLOSERS for text in texts if text)
    return closers >= _FEWEST_CLOSERS


def _join_links(texts: Sequence[str]) -> list[int]:
    owner = list(range(len(texts)))
    pieces = 1
    first = next((at for at, text in enumerate(texts) if text), 0)
    if any(sign in texts[first] for sign in _TITLE_SIGNS):
        first += 1  # a page's title; nothing goes on with it
    for at in range(first + 1, len(texts)):
        text, before = texts[at], texts[at - 1]
        if not text or not before or pieces >= _MOST_PIECES:
            pieces = 1
            continue
        after = texts[at + 1] if at + 1 < len(texts) else ""
        if text[0] in _CLOSERS or (
            _is_open(texts, owner[at - 1], at) and _goes_on(text, before, after)
        ):
            owner[at] = owner[at - 1]
            pieces += 1
        else:
            pieces = 1
    return owner


def _is_open(texts: Sequence[str], first: int, end: int) -> bool:
    """Whether the sentence that began at `first` has not ended before line `end`."""
    before = texts[end - 1]
    if before[-1] in _SENTENCE_ENDS and before[-1] != ";":
        return False
    return end - first > 1 or len(before.split(None, _OPEN_WORDS)) >= _OPEN_WORDS


def _goes_on(text: str, before: str, after: str) -> bool:
    if text[0].islower() or before[-1] in _OPENERS or before[-1] == ",":
        return True
    if len(text) > _LINK_CHARS or not after:
        return False
    # A link inside a sentence: what stands after it goes on in the middle.
    return (after[0].islower() or after[0] in _CLOSERS) and text[-1] not in _SENTENCE_ENDS


def _wrap_width(texts: Sequence[str]) -> int:
    """The width at which the lines of a text are wrapped, 0 where they are not: most lines that
    another follows are nearly as long as the longest, and the next goes on in small letters."""
    longest = max(map(len, texts), default=0)
    if not _WRAP_LOW <= longest <= _WRAP_HIGH:
        return 0
    followed = [(before, after) for before, after in pairwise(texts) if before and after]
    full = sum(len(before) >= longest - _WRAP_SLACK for before, _ in followed)
    going_on = sum(after[0].islower() for _, after in followed)
    wrapped = full >= _FEWEST_WRAPPED and full * 4 >= len(followed) * 3
    return longest if wrapped and going_on * 5 >= len(followed) * 2 else 0


def _join_wrapped(texts: Sequence[str], width: int) -> list[int]:
    owner = list(range(len(texts)))
    for at in range(1, len(texts)):
        if texts[at] and len(texts[at - 1]) >= width - _WRAP_SLACK:
            owner[at] = owner[at - 1]
    return owner


def join_pieces(lines: Sequence[str], owners: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """(first line, last line, text) of every sentence put together; blank lines left out."""
    first = last = -1
    pieces: list[str] = []
    for at, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if pieces and owners[at] == first:
            pieces += (space_between(pieces[-1], text), text)
        else:
            if pieces:
                yield first, last, "".join(pieces)
            first, pieces = at, [text]
        last = at
    if pieces:
        yield first, last, "".join(pieces)


def space_between(before: str, after: str) -> str:
    """What belongs between two pieces of one sentence: a space, unless a sign forbids it."""
    if not before or not after or after[0] in _CLOSERS or before[-1] in "([„«/":
        return ""
    return "" if _are_unspaced(before[-1], after[0]) else " "


def _are_unspaced(last: str, first: str) -> bool:
    """Chinese and Japanese are written without spaces."""
    return last >= "\u3040" and first >= "\u3040" and not "\uac00" <= first <= "\ud7a3"
