"""The nouns of a text in a language that writes all of them with capitals (German).

A capital tells a noun, not a name. Neighbours are a name where they hardly stand apart
("Anna Moreau"), or where the whole came first and the surname alone after it.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from hemero.loader.mentions import NOWHERE, Mention, spelling
from hemero.loader.scan import CAPITAL, ENDS, HYPHEN, OPENS, PAUSE, Scan

NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
_TITLES = frozenset("herr herrn frau dr prof mag ing dipl".split())
_INFLECTED = ("es", "em")  # of an adjective that opens a sentence; few names end so
_ENDINGS = ("en", "es", "er", "em", "n", "e", "s")  # of cases and plurals
_LONG_ENOUGH = 5  # letters that must be left of a word without its ending
_TOGETHER = 0.6  # share of a word's occurrences beside another, from which they are one name


class _Run(Struct):
    """Words with capitals in a row."""

    first: int
    last: int
    opens: bool  # the first one opens a sentence, so that its capital says nothing


class _Census(Struct):
    """How often each word and each pair of neighbours occurs, and where the text has it first."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]
    begins: dict[str | tuple[str, str], int]


def find_nouns(head: Scan, text: Scan, common: frozenset[str]) -> list[Mention]:
    """The nouns of a text with its title `head`, and the names that they make."""
    scans = [(head, True), (text, False)] if head is not text else [(text, False)]
    small = _small(text)
    runs = [(scan, in_title, list(_runs(scan, common, small))) for scan, in_title in scans]
    census = _take_census(runs)
    found: dict[str, Mention] = {}
    for scan, in_title, of_scan in runs:
        for run in of_scan:
            for first, last in _parts(scan, run, census):
                _count(found, scan, first, last, in_title=in_title, opens=run.opens)
    _join_surnames(found)
    _join_forms(found)
    return [one for one in found.values() if one.sure or (one.in_title and one.count > 1)]


def _small(text: Scan) -> frozenset[str]:
    """The words that the text writes small."""
    capital = frozenset(text.capitals)
    return frozenset([word for at, word in enumerate(text.words) if at not in capital])


def _is_small(word: str, small: frozenset[str]) -> bool:
    """Whether the text writes a word small too, in this or another form of it."""
    if word in small:
        return True
    stem = _stem(word)
    return stem in small or any(stem + ending in small for ending in _ENDINGS)


def _runs(scan: Scan, common: frozenset[str], small: frozenset[str]) -> Iterator[_Run]:
    """Runs of words with capitals, without common words and without an adjective that has its
    capital from the sentence it opens."""
    words, marks, starts = scan.words, scan.marks, scan.starts
    run: _Run | None = None
    for at in scan.capitals:
        word, mark = words[at], marks[at]
        opens = at in starts or bool(marks[at - 1] & ENDS or mark & OPENS)
        if len(word) < 2 or word in common or word in _TITLES:
            continue
        if opens and (_is_small(word, small) or _opens_as_adjective(scan, at)):
            continue
        if run and at == run.last + 1 and not opens and not marks[run.last] & (ENDS | PAUSE):
            run.last = at
            continue
        if run:
            yield run
        run = _Run(at, at, opens)
    if run:
        yield run


def _opens_as_adjective(scan: Scan, at: int) -> bool:
    if at + 1 >= len(scan.words) or scan.marks[at] & (ENDS | PAUSE | HYPHEN):
        return False
    return bool(scan.marks[at + 1] & CAPITAL) and scan.words[at].endswith(_INFLECTED)


def _take_census(runs: list[tuple[Scan, bool, list[_Run]]]) -> _Census:
    words: list[str] = []
    places: list[int] = []
    pairs: list[tuple[str, str]] = []
    beside: list[int] = []
    for scan, in_title, of_scan in runs:
        for run in of_scan:
            first, last = run.first, run.last
            words += scan.words[first : last + 1]
            places += [-1] * (last + 1 - first) if in_title else range(first, last + 1)
            if last > first:
                pairs += pairwise(scan.words[first : last + 1])
                beside += [-1] * (last - first) if in_title else range(first, last)
    begins: dict[str | tuple[str, str], int] = {}
    begins.update(zip(reversed(words), reversed(places), strict=True))  # the first stays
    begins.update(zip(reversed(pairs), reversed(beside), strict=True))
    return _Census(Counter(words), Counter(pairs), begins)


def _parts(scan: Scan, run: _Run, census: _Census) -> Iterator[tuple[int, int]]:
    """First and last place of what belongs together within a run."""
    first = run.first
    for at in range(run.first, run.last):
        if not _belong(scan.words[at], scan.words[at + 1], census):
            yield first, at
            first = at + 1
    yield first, run.last


def _belong(one: str, other: str, census: _Census) -> bool:
    """Whether two neighbours are one name: they hardly stand apart, or the second does so only
    after the first mention of both."""
    together = census.pairs[one, other]
    if together < _TOGETHER * census.words[one]:
        return False
    if together >= _TOGETHER * census.words[other]:
        return True
    return census.begins[other] >= census.begins[one, other]


def _count(
    found: dict[str, Mention], scan: Scan, first: int, last: int, *, in_title: bool, opens: bool
) -> None:
    key = scan.words[first] if first == last else " ".join(scan.words[first : last + 1])
    mention = found.get(key)
    if mention is None:
        place = 0 if in_title else first
        written = spelling(scan, first, last)
        mention = found[key] = Mention(written, place, words=last + 1 - first)
    mention.count += 1
    mention.sure += last > first or not opens
    mention.in_title = mention.in_title or in_title
    if not in_title and mention.begins == NOWHERE:
        mention.begins = first


def _join_surnames(found: dict[str, Mention]) -> None:
    """What is left of a name's last word counts for the whole."""
    for key in [key for key, mention in found.items() if mention.words > 1]:
        short, name = found.get(key.rpartition(" ")[2]), found[key]
        if short is not None and short.begins >= name.begins:
            del found[key.rpartition(" ")[2]]
            name.count += short.count
            name.in_title = name.in_title or short.in_title
            name.first = min(name.first, short.first)


def _join_forms(nouns: dict[str, Mention]) -> None:
    """Cases and numbers of one noun count together, under the commonest form."""
    families: dict[str, list[str]] = {}
    for key in nouns:
        families.setdefault(_stem(key), []).append(key)
    for family in families.values():
        if len(family) > 1:
            family.sort(key=lambda key: (-nouns[key].count, len(key), key))
            best = nouns[family[0]]
            for key in family[1:]:
                other = nouns.pop(key)
                best.count += other.count
                best.sure += other.sure
                best.first = min(best.first, other.first)
                best.in_title = best.in_title or other.in_title


@lru_cache(maxsize=1 << 15)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LONG_ENOUGH:
            return word[: -len(ending)]
    return word
