"""How the search index is divided, and what its parts hold. docs/search.md tells why so.

The archive in the order of its addresses is cut into volumes. A volume's terms stand in
drawers, its articles on sheets. An article more changes the drawers of one volume and one
sheet, whatever the size of the archive; a reader's query opens one drawer a word and volume.
"""

import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TypeVar

import msgspec

from hemero.archive.links import Links
from hemero.archive.listing import period_of
from hemero.archive.magnitude import doublings, mark_of
from hemero.archive.names import short_hash
from hemero.model.article import Card
from hemero.model.search import Drawer, Finding, Sheet, Volume

T = TypeVar("T")

# A drawer may have 32 KB (gzip), and an article more changes all of a volume's. In a small archive
# it changes little else, and a question should cost little; in a large one the pages of its
# subjects, years and months count too. Hence volumes of so much text, and fewer drawers in an
# archive of many volumes.
VOLUME_WORDS = 120_000  # at most
VOLUME_ARTICLES = 800  # at most
# More than so many articles, so many drawers: where the volumes are few, and where they are many.
_OF_FEW = ((100, 12), (50, 8), (25, 4), (0, 1))
_OF_MANY = ((150, 5), (80, 4), (25, 3), (0, 1))
_FEW = 3  # doublings of one volume, about: 8 to 15, each with a step of its own
SHEET = 48  # articles at most, some 25 usually
TEXT_WORDS = 3000  # at most on a sheet of texts, but for a longer article alone
TEXT_ARTICLES = 12  # at most
_LEAST_WORDS = 60  # that any article counts for

_PRIME = 1021  # of the sums by which terms fall into drawers
_UNSPACED = "\u0e00", "\u9fff"  # scripts without spaces lie between, and some others
_MANY = 64  # articles; in fewer no term counts as too common
LEVELS = 4  # of a term in an article (loader.terms)


def plan_volumes(cards: Sequence[Card], links: Links) -> Iterator[Volume]:
    """The volumes of the archive's index, by address. O(n log n); 5 µs an article."""
    addresses = links.permalinks
    ordered = sorted(cards, key=lambda card: addresses[card.path])
    sizes = [max(card.words, _LEAST_WORDS) for card in ordered]
    keys = [addresses[card.path] for card in ordered]
    volumes = list(_cut(keys, sizes, VOLUME_WORDS, VOLUME_ARTICLES, "v"))
    for start, stop in volumes:
        part = ordered[start:stop]
        findings = tuple(_finding(card, links) for card in part)
        name = _name(keys[start]) if start else "0"
        yield Volume(
            name=name,
            drawers=_count_drawers(len(part), len(volumes), name),
            paths=tuple(map(attrgetter("path"), part)),
            digests=tuple(map(attrgetter("digest"), part)),
            findings=findings,
            tags=tuple(links.tags.get(card.path, ()) for card in part),
            sheets=tuple(_finding_sheets(keys[start:stop], findings)),
            words=tuple(sizes[start:stop]),
            texts=_text_sheets(keys[start:stop], sizes[start:stop], [card.digest for card in part]),
        )


def reindexed(volumes: Sequence[Volume], card: Card) -> list[Volume]:
    """All volumes in order, once the text of an article in one of them is edited; none where the
    edit may move the bounds of the volumes, or no volume holds it."""
    number = next((n for n, one in enumerate(volumes) if card.path in one.paths), None)
    if number is None:
        return []
    volume = volumes[number]
    place = volume.paths.index(card.path)
    words = _replaced(volume.words, place, max(card.words, _LEAST_WORDS))
    digests = _replaced(volume.digests, place, card.digest)
    keys = [finding.permalink for finding in volume.findings]
    further, sizes = list(keys), list(words)
    for after in volumes[number + 1 :]:
        if sum(sizes) > 2 * VOLUME_WORDS or len(sizes) > 2 * VOLUME_ARTICLES:
            break
        further += [finding.permalink for finding in after.findings]
        sizes += after.words
    if next(_cut(further, sizes, VOLUME_WORDS, VOLUME_ARTICLES, "v")) != (0, len(keys)):
        return []
    texts = _text_sheets(keys, words, digests)
    again = msgspec.structs.replace(volume, words=words, digests=digests, texts=texts)
    return [*volumes[:number], again, *volumes[number + 1 :]]


def _replaced(values: tuple[T, ...], place: int, value: T) -> tuple[T, ...]:
    return (*values[:place], value, *values[place + 1 :])


def _count_drawers(articles: int, volumes: int, name: str) -> int:
    """How many drawers a volume has. As the archive grows its volumes change over to fewer one
    by one, not all at once."""
    many = doublings(volumes, mark_of(name)) > _FEW
    table = _OF_MANY if many else _OF_FEW
    return next(drawers for least, drawers in table if articles > least or not least)


def fill_drawers(terms: Sequence[bytes], drawers: int) -> list[Drawer]:
    """The drawers of a volume, from the terms of its articles (loader.terms) in order.

    About 70 µs an article. Memory: 16 bytes for each term of each article.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, levels in enumerate(terms):
        for level, line in enumerate(levels.decode().split("\n")):
            value = place * LEVELS + level
            for term in line.split(" "):
                found[term].append(value)
    found.pop("", None)
    sorted_terms: list[list[str]] = [[] for _ in range(drawers)]
    number = _Drawers(drawers)
    for term in sorted(found):
        sorted_terms[number[term[:3]]].append(term)
    most = len(terms) // 2 if len(terms) >= _MANY else len(terms)
    return [_drawer(part, found, most) for part in sorted_terms]


def _drawer(terms: Sequence[str], found: Mapping[str, list[int]], most: int) -> Drawer:
    places: list[Sequence[int]] = [found[term] for term in terms]
    stops = [row for row, values in enumerate(places) if len(values) > most]
    for row in stops:
        places[row] = _titles(places[row])
    return Drawer(tuple(terms), tuple(places), frozenset(stops))


def _titles(values: Sequence[int]) -> list[int]:
    return [value for value in values if value % LEVELS == LEVELS - 1]


def drawer_key(term: str) -> str:
    """What decides a term's drawer: its first three letters, so that all words with a given
    beginning lie together; one sign in scripts that write no spaces."""
    return term[:1] if _UNSPACED[0] <= term[:1] <= _UNSPACED[1] else term[:3]


def drawer_number(key: str, drawers: int) -> int:
    """The drawer of a term with this key. static/search.js computes the same."""
    total = 0
    for letter in key:
        total = (total * 419 + ord(letter)) % _PRIME
    return total * drawers // _PRIME


class _Drawers(dict[str, int]):
    """The beginning of a term → its drawer, computed once."""

    def __init__(self, drawers: int) -> None:
        super().__init__()
        self._count = drawers

    def __missing__(self, key: str) -> int:
        self[key] = number = drawer_number(drawer_key(key), self._count)
        return number


def _finding(card: Card, links: Links) -> Finding:
    ref = links.refs[card.path]
    return Finding(
        title=ref.title,
        permalink=ref.permalink,
        source=ref.source or "",
        date=period_of(ref.date or ""),
        language=(ref.language or "").partition("-")[0],
        excerpt=card.excerpt,
    )


def _finding_sheets(keys: Sequence[str], findings: Sequence[Finding]) -> Iterator[Sheet]:
    for start, stop in _cut(keys, [1] * len(keys), SHEET, SHEET, "s"):
        yield Sheet(_name(repr(findings[start:stop])), start, stop)


def _text_sheets(
    keys: Sequence[str], sizes: Sequence[int], digests: Sequence[str]
) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(_name(" ".join(digests[start:stop])), start, stop)
        for start, stop in _cut(keys, sizes, TEXT_WORDS, TEXT_ARTICLES, "t")
    )


def _cut(
    keys: Sequence[str], sizes: Sequence[int], most: int, most_keys: int, salt: str
) -> Iterator[tuple[int, int]]:
    """Where parts start and stop, none larger than `most` in size or `most_keys` in number; but
    what is larger by itself makes a part of its own.

    As in `parts.cut_list` the keys themselves say where: from a third of the most on, the
    first whose checksum is a multiple of a fifth of the most keys begins a new part, else the
    one with the least checksum. So one key more moves no cut but, seldom, those beside it.
    """
    ends = list(accumulate(sizes))
    start, one_in = 0, max(most_keys // 5, 2)
    while start < len(keys):
        before = ends[start] - sizes[start]
        last = max(min(bisect_right(ends, before + most), start + most_keys), start + 1)
        if last >= len(keys):
            yield start, len(keys)
            return
        ripe = min(bisect_right(ends, before + most // 3), start + most_keys // 3)
        places = range(min(max(ripe, start + 1), last), last + 1)
        sums = [(_checksum(salt, keys[at]), at) for at in places]
        stop = next((at for total, at in sums if total % one_in == 0), min(sums)[1])
        yield start, stop
        start = stop


def _checksum(salt: str, key: str) -> int:
    return zlib.crc32(f"{salt}:{key}".encode("utf-8", "surrogatepass"))


def _name(key: str) -> str:
    return short_hash(key, 8)
