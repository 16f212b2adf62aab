"""What the articles of each language propose as subjects, counted, under one key for each.

An acronym and what it stands for are one subject, and so are a name and the same with a word
glued to it, where the articles say so.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from hemero.archive.candidates import acronyms_of, keys_of
from hemero.archive.names import name_key
from hemero.model.article import Card

FLOORS = ((1000, 6), (500, 3), (200, 2))  # articles of a language → articles a tag needs
_AGREED = 0.7  # share of the articles that spell an acronym out and mean the same by it


class Pool(Struct):
    """The articles of one language: how many, and how many propose each subject."""

    counts: Counter[str]
    nouns: Counter[str]  # those in which it surely is a name or a noun
    size: int = 0
    floor: int = 1  # articles that must share a tag
    strict: bool = False  # the project set the floor: no tag below it


def floor_of(size: int) -> int:
    """Articles a tag needs where a language has `size` articles."""
    return next((floor for least, floor in FLOORS if size >= least), 1)


def language_of(card: Card) -> str:
    return (card.language or "").partition("-")[0]


def gather_pools(cards: Sequence[Card], copies: frozenset[str], floor: int) -> dict[str, Pool]:
    """Language → its articles. Those of `copies` do not count; `floor` is the project's own, or
    0 to choose by size."""
    pools: defaultdict[str, Pool] = defaultdict(lambda: Pool(Counter(), Counter()))
    for card in cards:
        if card.path not in copies:
            language = language_of(card)
            pool = pools[language]
            pool.size += 1
            proposed, surely = keys_of(card.subjects, language)
            pool.counts.update(proposed)
            pool.nouns.update(surely)
        else:
            pools[language_of(card)]  # a copy may be the only one in its language
    for pool in pools.values():
        pool.floor, pool.strict = floor or floor_of(pool.size), floor > 0
    return pools


def acronyms_agreed(cards: Sequence[Card]) -> dict[str, str]:
    """Key of what an acronym stands for → key of the acronym, where articles agree."""
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for card in cards:
        for short, long in acronyms_of(card.subjects):
            said[name_key(short)][name_key(long)] += 1
    agreed = {}
    for short, meanings in sorted(said.items()):
        long, count = min(meanings.items(), key=lambda item: (-item[1], item[0]))
        if count >= _AGREED * sum(meanings.values()):
            agreed[long] = short
    return agreed


def tails_of(pools: Mapping[str, Pool]) -> dict[str, str]:
    """Names with a word before them that is none of theirs → the name: "Defence Ann Example"
    where articles have "Ann Example" as often."""
    found = {}
    for pool in pools.values():
        for key, count in pool.counts.items():
            if (tail := tail_of(key)) and is_as_common(pool.counts.get(tail, 0), count):
                found[key] = tail
    return found


def tail_of(key: str) -> str:
    """What stands behind the first word of a name of three words and more, else ""."""
    return key.partition(" ")[2] if key.count(" ") >= 2 else ""


def is_as_common(tail: int, whole: int) -> bool:
    """By doublings, so that one article more hardly ever decides."""
    return tail.bit_length() >= whole.bit_length()


class Standing(dict[str, str]):
    """Key → the key that stands for it, "" where it is no tag."""

    def __init__(self, aliases: Mapping[str, str], accept: Callable[[str], str]) -> None:
        super().__init__()
        self._aliases = aliases
        self._accept = accept

    def __missing__(self, key: str) -> str:
        standing = key
        for _ in range(4):  # an acronym, after a word that is none of its
            standing = self._aliases.get(standing, standing)
        self[key] = standing = self._accept(standing)
        return standing

    def merged(self, counts: Counter[str]) -> Counter[str]:
        """The counts under the keys that stand."""
        merged: Counter[str] = Counter()
        for key, count in counts.items():
            merged[self[key]] += count
        return merged
