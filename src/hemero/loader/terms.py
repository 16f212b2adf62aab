"""The words by which the search finds an article, each with how much it weighs there.

static/search.js takes a reader's words apart by the same rules; a browser test compares them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from hemero.loader.scan import ENDS, PAUSE, UNSPACED, Scan, scan_texts
from hemero.model.article import Article

LONGEST = 24  # characters of a term; what follows tells no two words apart

# BM25's saturation: a word that occurs `tf` times in a text weighs tf / (tf + K), where K grows
# with the length. The length that counts as usual is a constant, so that one article more does
# not change what the words of all others weigh.
_K1, _B, _USUAL = 1.2, 0.75, 400
_STEPS = (0.4, 0.66)  # weights below the first are level 0, below the second level 1
_TITLE = 3  # the level of words of the title

_ALIKE = str.maketrans("ıς", "iσ")  # what the two languages' lower-casing treats differently
_APART = ENDS | PAUSE
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)


def search_terms(article: Article, text: Scan) -> bytes:
    """Four lines, one a level from 0 to 3, of terms with spaces between. `text` is the scan of
    the article's body. About 60 µs for 5 KB."""
    title = _count(scan_texts((article.title,)))
    counts = _count(text, scan_texts(_beside(article)))
    for term in title:
        counts.pop(term, None)
    low, high = _thresholds(len(text.words))
    often = [(term, count) for term, count in counts.items() if count >= low]  # few
    levels = (
        [term for term, count in counts.items() if count < low],
        [term for term, count in often if count < high],
        [term for term, count in often if count >= high],
        title,
    )
    return "\n".join(map(" ".join, levels)).encode("utf-8", "replace")


def _count(*texts: Scan) -> Counter[str]:
    """How often each term occurs. A single Latin letter is none: it is mostly an elided
    article (l'eau) or a genitive's s."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_times(text))
    for letter in ascii_lowercase:
        counts.pop(letter, None)
    if max(map(len, counts), default=0) <= LONGEST:
        return counts
    for word in [word for word in counts if len(word) > LONGEST]:
        counts[word[:LONGEST]] += counts.pop(word)
    return counts


def _beside(article: Article) -> Iterator[str]:
    """What else of an article its readers may look for."""
    yield article.standfirst or ""
    yield article.source or ""
    yield from article.authors
    yield from article.contributors
    yield from article.tags


def _thresholds(length: int) -> tuple[float, float]:
    k = _K1 * (1 - _B + _B * length / _USUAL)
    low, high = (k * step / (1 - step) for step in _STEPS)
    return low, high


def _times(text: Scan) -> Counter[str]:
    """How often each folded word occurs; pairs of signs where a script writes no spaces."""
    joined = "".join(text.times)
    if joined.isascii():
        return text.times
    words: Sequence[str] = text.words
    if "ı" in joined or "ς" in joined:
        words = [word.translate(_ALIKE) for word in words]
    elif not _UNSPACED.search(joined):
        return text.times
    return Counter(_paired(words, text.marks) if _UNSPACED.search(joined) else words)


def _paired(words: Sequence[str], marks: Sequence[int]) -> Iterator[str]:
    """Each sign with the one that follows it; the last of a run alone."""
    last = len(words) - 1
    for place, (word, mark) in enumerate(zip(words, marks, strict=True)):
        joins = mark & UNSPACED and place < last and marks[place + 1] & UNSPACED
        yield word + words[place + 1] if joins and not mark & _APART else word
