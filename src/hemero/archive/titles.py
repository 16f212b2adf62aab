"""The titles of an archive, to be found by what others make of them when they cite them.

Four ways, tried in turn: the same words; the same words before the name of a source; the
beginning of one title alone, where the citation is cut; one title alone that comes near.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal
from zlib import crc32

from msgspec import Struct

from hemero.text import title_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Entries = NDArray[np.uint64]

Method = Literal["address", "title", "suffix", "beginning", "near"]

AMBIGUOUS = -1
NEAR = 77.0  # of 100, by edit distance over the length of both
MARGIN = 2.0  # by which the second best must fall behind
_RECURS = 3  # different citations that end alike: the ending is the name of a source
_SUFFIX_WORDS = 5  # of a source's name at most
_HEAD_WORDS = 3  # of a title whose ending was never seen before, at least
_BEGINNING = 14  # characters that tell a title by its beginning
_SHARED = 48  # titles with one word or pair of words in common that are looked at
_COMPARED = 160  # titles compared with one citation
_MANY = 2000  # titles from which the library pays that searches arrays
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
_TERM = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")
_SUFFIX_SIGN = re.compile(r" [|·–—-] ")
_CUT = re.compile(r"\s{0,3}(?:…|\.{3}|\[\s?(?:…|\.{3})\s?\]|\(\s?(?:…|\.{3})\s?\))\s{0,3}$")


class Match(Struct, frozen=True, gc=False):
    """The article a citation names; AMBIGUOUS where several have the title."""

    row: int
    method: Method
    score: float = 100.0


class Titles:
    """All titles of an archive. Rows are numbers that the caller gives meaning to."""

    def __init__(self, keys: Sequence[str], titles: Sequence[str], rows: Sequence[int]) -> None:
        """Parallel: title key, title, row. Rows may repeat (copies of one text)."""
        self._rows: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        for key, title, row in zip(keys, titles, rows, strict=True):
            if key:
                self._titles.setdefault(key, title)
                if self._rows.setdefault(key, row) != row:
                    self._rows[key] = AMBIGUOUS
        self._sources: set[str] = set()

    def row(self, key: str) -> int | None:
        """The row of a title key, None where no article has it."""
        return self._rows.get(key)

    def learn_sources(self, names: Iterable[str], citations: Iterable[str]) -> None:
        """Names of sources (folded), and all citations: endings that recur are names too."""
        endings = Counter(
            title_key(cut[1]) for title in sorted(set(citations)) if (cut := _cut_suffix(title))
        )
        self._sources.update(names)
        self._sources.update(ending for ending, count in endings.items() if count >= _RECURS)

    def find(self, citation: str, key: str) -> Match | None:
        """The article that a citation names, `key` being its title key; None for none."""
        row = self._rows.get(key)
        if row is not None:
            return Match(row, "title")
        if (ending := _CUT.search(citation)) is not None:
            return self._beginning(citation[: ending.start()])
        cut = _cut_suffix(citation)
        if cut is None:
            return self._near(citation, key)
        head, suffix = cut
        return self._before_suffix(head, suffix) or self._near(citation, key)

    def _before_suffix(self, head: str, suffix: str) -> Match | None:
        if (ending := _CUT.search(head)) is not None:
            return self._beginning(head[: ending.start()])
        key = title_key(head)
        known = title_key(suffix) in self._sources
        if not known and (len(key.split()) < _HEAD_WORDS or not suffix[:1].isupper()):
            return None
        row = self._rows.get(key)
        if row is not None:
            return Match(row, "suffix")
        return self._near(head, key)

    def _beginning(self, citation: str) -> Match | None:
        """The one title that begins so; the last word may be cut too."""
        start = title_key(citation)
        if len(start) < _BEGINNING:
            return None
        at = bisect_left(self._sorted, start)
        found = {
            self._rows[key] for key in self._sorted[at : at + _SHARED] if key.startswith(start)
        }
        if not found:
            return None
        return Match(found.pop() if len(found) == 1 else AMBIGUOUS, "beginning")

    def _near(self, citation: str, key: str) -> Match | None:
        """The one title within the margin that the citation can be an edit of."""
        keys = self._candidates(key)
        if not keys:
            return None
        from rapidfuzz import fuzz, process

        from hemero.archive.edits import is_edit

        best = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=NEAR - MARGIN, limit=4)
        if not best or best[0][1] < NEAR:
            return None
        top, score, _ = best[0]
        row = self._rows[top]
        if any(self._rows[other] != row and score - near < MARGIN for other, near, _ in best[1:]):
            return Match(AMBIGUOUS, "near", score)
        return Match(row, "near", score) if is_edit(citation, self._titles[top], key, top) else None

    def _candidates(self, key: str) -> list[str]:
        """Titles that share rare words or pairs of words with the key, in stable order."""
        terms = sorted(_terms(key))
        few = len(self._sorted) < _MANY
        holders = self._holders_of_few(terms) if few else self._holders(terms)
        places: dict[int, None] = {}
        for holding in sorted(holders, key=len):  # stable: ties in the order of the terms
            if len(places) >= _COMPARED:
                break
            places.update(dict.fromkeys(holding))
        return [self._sorted[place] for place in places]

    def _holders(self, terms: list[int]) -> list[list[int]]:
        """For each rare term the places of the titles that have it."""
        import numpy as np

        entries, half = self._entries, np.uint64(32)
        wanted = np.array(terms, dtype=np.uint64)
        lows = np.searchsorted(entries, wanted << half).tolist()
        highs = np.searchsorted(entries, (wanted + np.uint64(1)) << half).tolist()
        return [
            (entries[low:high] & np.uint64(0xFFFFFFFF)).tolist()
            for low, high in zip(lows, highs, strict=True)
            if low < high <= low + _SHARED
        ]

    def _holders_of_few(self, terms: list[int]) -> list[list[int]]:
        """The same, without waiting for a library."""
        found = (self._shelf.get(term, ()) for term in terms)
        return [list(places) for places in found if 0 < len(places) <= _SHARED]

    @cached_property
    def _shelf(self) -> dict[int, list[int]]:
        shelf: dict[int, list[int]] = {}
        for place, key in enumerate(self._sorted):
            for term in _terms(key):
                shelf.setdefault(term, []).append(place)
        return shelf

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._rows)

    @cached_property
    def _entries(self) -> "Entries":
        """Term and place of the title, sorted: 8 bytes for each word and pair of words."""
        import numpy as np

        packed = array("Q")
        for place, key in enumerate(self._sorted):
            packed.extend([term << 32 | place for term in _terms(key)])
        entries = np.array(packed, dtype=np.uint64)
        entries.sort()
        return entries


def _terms(key: str) -> set[int]:
    """The words of a key and its pairs of neighbours, as numbers of 32 bits."""
    words = [crc32(word.encode("utf-8", "surrogatepass")) for word in _TERM.findall(key)]
    pairs = [(first * 3 + second) % 0xFFFFFFFB for first, second in pairwise(words)]
    return {*words, *pairs}


def _cut_suffix(title: str) -> tuple[str, str] | None:
    """A title before its last dash or bar, and what follows, where that is as short as a name."""
    signs = list(_SUFFIX_SIGN.finditer(title[-100:]))
    if not signs:
        return None
    at = max(len(title) - 100, 0) + signs[-1].start()
    suffix = title[at + 3 :].strip()
    return (title[:at], suffix) if suffix and len(suffix.split()) <= _SUFFIX_WORDS else None
