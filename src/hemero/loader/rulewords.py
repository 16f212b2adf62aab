"""Phrases as words, and the tree that finds all of them at the beginning of a text at once.

Words are folded (case, accents, kinds of letters); signs between them do not count, digits are
"#", a Chinese or Japanese character is a word of its own. Looking a line up costs a few
dictionary look-ups, however many phrases there are: prose leaves the tree at its first or
second word. To find phrases at the *end* of a line, give line and phrases reversed.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

NUMBER = "#"
ANY_WORDS = "*"

# Kana and Han put no space between words. (One plain range: a class of many takes milliseconds
# to compile.)
_UNSPACED = "\u3040-\u9fff"
_WORD = (
    rf"(?:([{_UNSPACED}]|[^\W\d_{_UNSPACED}]{{1,40}}|[©ⓒ])"
    r"|(\d{1,12}(?:[.,:]\d{1,12}){0,4}(?:[kKmM](?!\w))?))"
)  # group 1: a word, group 2: a number
_OPENING = re.compile(rf"(?:[^\w©ⓒ]|_){{0,16}}{_WORD}")
_NEXT = re.compile(rf"(?:[^\w©ⓒ]|_){{0,8}}{_WORD}")
_PHRASE_WORD = re.compile(rf"{_WORD}|([*#])")
_LETTER = re.compile(r"[^\W_]|[©ⓒ]")
_MOST_SIGNS = 60  # characters
_SAME_LETTER = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d"}
    | {"ł": "l", "Ł": "l", "ı": "i", "ⓒ": "©", "ـ": None}
)
# Accents, harakat and the voicing signs of kana, once taken apart from their letters.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u3099\u309a]+")

# A node leads from a folded word to the next node, and from "" to the tuple of what ends here.
Node = dict[str, Any]
Found = list[tuple[Any, int, int]]  # leaf, start and end of its words
_ENDS = ""
_ANY_WORDS_LETTERS = 16  # what "*" may hold: four words, or sixteen characters of Han or kana


@lru_cache(maxsize=1 << 14)
def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.translate(_SAME_LETTER))
    return _MARKS.sub("", apart).casefold()


def phrase_words(phrase: str) -> list[str]:
    """The folded words of a phrase; "#" stands for a number, "*" for one to four words."""
    return [
        sign or (_fold(word) if word else NUMBER)
        for word, _, sign in _PHRASE_WORD.findall(phrase)
        if word != "・"  # within the range of kana, but a sign
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
        self._roots: dict[str, Node] = {}
        self._waiting: dict[str, list[tuple[str, object]]] = {}  # by folded first word
        self._as_written: dict[str, list[tuple[str, object]]] = {}  # the same lists, unfolded

    def add(self, phrases: Sequence[str], leaf: object) -> None:
        """Let `leaf` be found where one of `phrases` stands. Call it before the first `find`.

        ValueError for a phrase without words and for one that begins with "*": every text
        would have to be looked at.
        """
        for phrase in phrases:
            written = phrase.partition(" ")[0]
            waiting = self._as_written.get(written)
            if waiting is None:
                waiting = self._waiting.setdefault(_first_word(phrase, written), [])
                self._as_written[written] = waiting
            waiting.append((phrase, leaf))

    def find(self, text: str, at: int = 0) -> Found:
        """Every leaf whose words stand at `at`, with their span; signs may stand before them."""
        opening = _OPENING.match(text, at)
        if opening is None:
            return []
        word = opening[1]
        first = _fold(word) if word else NUMBER
        node = self._roots.get(first)
        if node is None:
            if first not in self._waiting:
                return []
            node = self._grow(first)
        found: Found = []
        _descend(node, text, opening.start(opening.lastindex or 0), opening.end(), found)
        return found

    def _grow(self, first: str) -> Node:
        node: Node = {}
        for phrase, leaf in self._waiting[first]:
            _plant(node, phrase, leaf)
        self._roots[first] = node
        return node


def _first_word(phrase: str, written: str) -> str:
    """The folded first word of `phrase`; `written` is what stands before its first space."""
    if written.isalpha():
        if written.isascii():
            return written.lower()
        if "\u3040" <= written[0] <= "\u9fff":
            return _fold(written[0])
        if max(written) < "\u3040":
            return _fold(written)
    match = _PHRASE_WORD.search(phrase)
    if match is None or match[3] == ANY_WORDS:
        raise ValueError(phrase)
    return _fold(match[1]) if match[1] and match[1] != "・" else phrase_words(phrase)[0]


def _plant(root: Node, phrase: str, leaf: object) -> None:
    node = root
    for word in phrase_words(phrase)[1:]:
        node = node.setdefault(word, {})
    node[_ENDS] = (*node.get(_ENDS, ()), leaf)


def _descend(node: Node, text: str, start: int, at: int, found: Found) -> None:
    if _ENDS in node:
        found.extend([(leaf, start, at) for leaf in node[_ENDS]])
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
    room = _ANY_WORDS_LETTERS
    while step is not None:
        room -= 1 if "\u3040" <= (step[1] or "") <= "\u9fff" else 4
        if room < 0:
            return
        _descend(node, text, start, step.end(), found)
        step = _NEXT.match(text, step.end())
