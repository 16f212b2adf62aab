"""Phrases as words, and the tree that finds all of them at the beginning of a text at once.

Words are folded (case, accents, kinds of letters); signs between them do not count, digits are
"#", a Chinese, Japanese or Thai character is a word of its own. Looking a line up costs a few
dictionary look-ups, however many phrases there are: prose leaves the tree at its first or
second word. To find phrases at the *end* of a line, give line and phrases reversed.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from hemero.text import strip_accents

NUMBER = "#"
ANY_WORDS = "*"
MOST_ANY_WORDS = 4

# Scripts that put no space between words: Thai consonants; kana and Han. (Two plain ranges: a
# class of many costs milliseconds to compile.)
_UNSPACED = "\u0e01-\u0e30\u3040-\u9fff"
_WORD = (
    rf"(?:([{_UNSPACED}]|[^\W\d_]{{1,40}}|©)"
    r"|(\d{1,12}(?:[.,:]\d{1,12}){0,4}(?:[kKmM](?!\w))?))"
)  # group 1: a word, group 2: a number
_OPENING = re.compile(rf"(?:[^\w©]|_){{0,16}}{_WORD}")
_NEXT = re.compile(rf"(?:[^\w©]|_){{0,8}}{_WORD}")
_PHRASE_WORD = re.compile(rf"{_WORD}|([*#])")
_FIRST_WORDS = re.compile(rf"^(?:[^\w©*#\n]|_){{0,16}}(?:{_WORD}|(#)).*$", re.MULTILINE)
_LETTER = re.compile(r"[^\W_]|©")
_MOST_SIGNS = 60
_SAME_LETTER = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ـ": None}
)

# A node leads from a folded word to the next node, and from "" to the tuple of what ends here.
Node = dict[str, Any]
Found = list[tuple[Any, int, int]]  # leaf, start and end of its words
_ENDS = ""


@lru_cache(maxsize=1 << 14)
def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_SAME_LETTER)
    return strip_accents(folded)


def phrase_words(phrase: str) -> list[str]:
    """The folded words of a phrase; "#" stands for a number, "*" for one to four words."""
    return [
        sign or (_fold(word) if word else NUMBER) for word, _, sign in _PHRASE_WORD.findall(phrase)
    ]


def has_words(text: str, at: int) -> bool:
    """Whether anything but signs stands in `text` from `at` on. A long run of signs counts as
    something."""
    if len(text) - at > _MOST_SIGNS:
        return True
    return _LETTER.search(text, at) is not None


class PhraseTree:
    """Phrases by their words. Phrases that share a first word are split up when a text first
    begins with it: most never are, and splitting all of them is what start-up would wait for."""

    def __init__(self) -> None:
        self._roots: dict[str, Node | list[tuple[str, object]]] = {}

    def add(self, phrases: Sequence[str], leaf: object) -> None:
        """Let `leaf` be found where one of `phrases` stands.

        ValueError for a phrase without words and for one that begins with "*": every text
        would have to be looked at.
        """
        openings = _FIRST_WORDS.findall("\n".join(phrases))
        if len(openings) != len(phrases):
            raise ValueError(next(p for p in phrases if not _FIRST_WORDS.match(p)))
        for phrase, (word, *_) in zip(phrases, openings, strict=True):
            first = _fold(word) if word else NUMBER
            waiting = self._roots.setdefault(first, [])
            if isinstance(waiting, list):
                waiting.append((phrase, leaf))
            else:
                _plant(waiting, phrase, leaf)

    def find(self, text: str, at: int = 0) -> Found:
        """Every leaf whose words stand at `at`, with their span; signs may stand before them."""
        opening = _OPENING.match(text, at)
        if opening is None:
            return []
        word = opening[1]
        first = _fold(word) if word else NUMBER
        node = self._roots.get(first)
        if node is None:
            return []
        if isinstance(node, list):
            node = self._grow(first, node)
        found: Found = []
        _descend(node, text, opening.start(opening.lastindex or 0), opening.end(), found)
        return found

    def _grow(self, first: str, waiting: list[tuple[str, object]]) -> Node:
        node: Node = {}
        for phrase, leaf in waiting:
            _plant(node, phrase, leaf)
        self._roots[first] = node
        return node


def _plant(root: Node, phrase: str, leaf: object) -> None:
    node = root
    for word in phrase_words(phrase)[1:]:
        node = node.setdefault(word, {})
    node[_ENDS] = (*node.get(_ENDS, ()), leaf)


def _descend(node: Node, text: str, start: int, at: int, found: Found) -> None:
    found.extend((leaf, start, at) for leaf in node.get(_ENDS, ()))
    step = _NEXT.match(text, at)
    if step is None:
        return
    word = step[1]
    child = node.get(_fold(word) if word else NUMBER)
    if child is not None:
        _descend(child, text, start, step.end(), found)
    anything = node.get(ANY_WORDS)
    if anything is not None:
        _skip_words(anything, text, start, step, found)


def _skip_words(node: Node, text: str, start: int, first: re.Match[str], found: Found) -> None:
    """Go on below "*" after one word, after two, and so on."""
    step: re.Match[str] | None = first
    for _ in range(MOST_ANY_WORDS):
        if step is None:
            return
        _descend(node, text, start, step.end(), found)
        step = _NEXT.match(text, step.end())
