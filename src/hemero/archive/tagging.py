"""Which subjects become the tags of an article: few, shared with others, worth a click.

Every article proposes what it may be about (`candidates`). The archive knows how many articles
propose the same: what one alone proposes leads nowhere, what every other proposes says nothing.
Decided from counts alone, so that neither the order of articles matters nor, but for the
subjects it has itself, does one article more.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from hemero.archive.candidates import Candidate, candidates_of
from hemero.archive.magnitude import doublings, mark_of
from hemero.archive.pools import (
    Pool,
    Standing,
    acronyms_agreed,
    gather_pools,
    language_of,
    tail_of,
    tails_of,
)
from hemero.archive.tally import Tally, tally
from hemero.model.article import Card

MOST = 6  # tags found for an article, given ones included
_TOO_COMMON = 3 / 16  # of the next power of two above a language's articles: on more, a theme
#                       says nothing
_FEW = 40  # articles of a language, of which shares say nothing
_RESERVE = 6  # candidates kept beside those chosen, for when one of these turns out to be alone
_PLURAL = "sxen"  # letters that make plurals: two words that differ by them are one
_THEME_FLOOR = 2.0  # a theme is to be shared by more articles than a name
# Factors on weights. A name is the better tag, and so is what few share: but how few counts in
# one step alone, for with each step that a subject comes to, the tags of others change.
_NAME, _THEME = 5, 4
_RARE, _COMMON, _STEP = 3, 2, 5
_KNOWN = 12  # articles with a theme, from which one knows whether they use it as a noun
# Where an article shares no name with others, its own: the first few that weigh so much.
_OWN = 3
_OWN_WEIGHT = 60


class Found(Struct, frozen=True, gc=False):
    """A subject that became a tag of an article, and why."""

    key: str
    written: str
    count: int  # occurrences in the article
    in_title: bool
    kind: str  # N name, T theme
    sure: bool  # the text uses it as a name or a noun
    weight: int  # in the article


class PoolCounts(Struct, frozen=True):
    """The counts of one language."""

    proposed: Tally  # articles that propose a subject, under its own key
    counts: Tally  # the same under the keys that stand
    nouns: Tally  # those in which it surely is a name or a noun, likewise
    size: int
    floor: int
    strict: bool


class TagCounts(Struct, frozen=True):
    """What all tags were decided from, by which an edit can be told that changes none of them
    (see `retagging`)."""

    pools: dict[str, PoolCounts]  # by language
    aliases: dict[str, str]  # key → the key that stands for it
    tails: Tally  # what stands behind the first word of a longer name: names that have it
    kept: Tally  # articles that count a subject among their first
    spare: Tally  # keys that articles without a tag had to choose from


def find_tags(
    cards: Sequence[Card],
    copies: frozenset[str],
    accept: Callable[[str], str] = str,
    floor: int = 0,
    most: int = MOST,
    *,
    remember: bool = False,
) -> tuple[dict[str, tuple[Found, ...]], TagCounts | None]:
    """Path → the subjects found for it, best first, only articles with some; and the counts
    where they are to be remembered.

    `copies` are the paths of articles whose text another stands for: they get tags but do not
    count. `accept` gives the key that stands for a key, "" for none. `floor` is how many
    articles must share a tag, 0 to choose by size. O(n) in cards, about 80 µs each.
    """
    pools = gather_pools(cards, copies, floor)
    aliases = acronyms_agreed(cards) | tails_of(pools)
    names = Standing(aliases, accept)
    proposed = {language: tally(pool.counts) for language, pool in pools.items() if remember}
    tails = (
        tally(
            Counter(tail for pool in pools.values() for tail in map(tail_of, pool.counts) if tail)
        )
        if remember
        else Tally()
    )
    for pool in pools.values():
        pool.counts, pool.nouns = names.merged(pool.counts), names.merged(pool.nouns)
    ranked = {
        card.path: rank_subjects(card, pools[language_of(card)], names, most)
        for card in cards
        if card.subjects
    }
    kept: Counter[str] = Counter()
    for path, found in ranked.items():
        if path not in copies:
            kept.update(subject.key for subject in found[:most])
    settled = {}
    spare: set[str] = set()
    for card in cards:
        pool = pools[language_of(card)]
        chosen = settle_subjects(ranked.get(card.path, ()), pool, kept, most)
        if not chosen and not pool.strict:
            if remember:
                spare.update(names[c.key] for c in candidates_of(card.subjects, language_of(card)))
            chosen = spare_subject(card, pool, names, kept)
        if chosen:
            settled[card.path] = tuple(chosen)
    if not remember:
        return settled, None
    counted = {
        language: PoolCounts(
            proposed[language],
            tally(pool.counts),
            tally(pool.nouns),
            pool.size,
            pool.floor,
            pool.strict,
        )
        for language, pool in pools.items()
    }
    spares = tally(dict.fromkeys(spare, 1))
    return settled, TagCounts(counted, aliases, tails, tally(kept), spares)


def rank_subjects(card: Card, pool: Pool, names: Mapping[str, str], most: int) -> tuple[Found, ...]:
    """The subjects of an article that could be its tags, the best first: `most` and a reserve."""
    scored: dict[str, tuple[int, Candidate]] = {}
    asker = mark_of(card.text_key or card.path)
    for candidate in candidates_of(card.subjects, language_of(card)):
        key = names[candidate.key]
        shared = pool.counts.get(key, 1)
        if not key or _says_nothing(candidate, key, shared, pool):
            continue
        score = _score(candidate, _is_rare(shared, key, asker))
        if key not in scored or scored[key][0] < score:
            scored[key] = score, candidate
    best = sorted(scored.items(), key=lambda item: -item[1][0])  # stable: ties as they come
    chosen: dict[str, Found] = {}
    roots: set[str] = set()
    for key, (_, c) in best:
        if len(chosen) == most + _RESERVE:
            break
        root = key.rstrip(_PLURAL)
        if root not in roots and not _says_the_same(key, chosen):
            chosen[key] = _found(key, c)
            roots.add(root)
    return tuple(chosen.values())


def _says_the_same(key: str, chosen: Iterable[str]) -> bool:
    """Whether a subject adds nothing to better ones: it has the words of one, or some of them."""
    for other in chosen:
        if key in other or other in key:
            ours, theirs = set(key.split()), set(other.split())
            if ours <= theirs or theirs <= ours:
                return True
    return False


def _found(key: str, c: Candidate) -> Found:
    return Found(key, c.written, c.count, c.in_title, c.kind, c.sure, c.weight)


def _says_nothing(candidate: Candidate, key: str, shared: int, pool: Pool) -> bool:
    """Whether too few share a subject, or whether a theme is no noun, on every other article's
    mind, or on too few to be one."""
    if candidate.kind != "T":
        return shared < pool.floor and (pool.strict or candidate.weight < _OWN_WEIGHT)
    return (
        shared < pool.floor
        or _is_thin(shared, pool)
        or _is_no_noun(shared, pool.nouns[key])
        or _is_common(shared, pool)
    )


def _is_thin(shared: int, pool: Pool) -> bool:
    return pool.size >= _FEW and shared < _THEME_FLOOR * (pool.floor - 1)


def _is_no_noun(shared: int, nouns: int) -> bool:
    return shared >= _KNOWN and nouns.bit_length() + 1 < shared.bit_length()


def _is_common(shared: int, pool: Pool) -> bool:
    return pool.size >= _FEW and shared > _TOO_COMMON * (1 << pool.size.bit_length())


def _score(candidate: Candidate, is_rare: bool) -> int:
    kind = _THEME if candidate.kind == "T" else _NAME
    return candidate.weight * kind * (_RARE if is_rare else _COMMON)


def _is_rare(shared: int, key: str, asker: int) -> bool:
    """Whether few articles share a subject: fewer than 16, or than 32, or than some number in
    between that is the article's own for this subject."""
    if shared >> _STEP:
        return False
    return not shared >> _STEP - 1 or doublings(shared, mark_of(key, asker)) < _STEP


def stance(shared: int, nouns: int, pool: Pool) -> tuple[int, ...]:
    """All that two counts say of a subject to those who share it: equal stances, equal ranks."""
    asked = shared if 1 << _STEP - 1 <= shared < 1 << _STEP else 0  # each has a step of his own
    return (
        shared < pool.floor,
        _is_thin(shared, pool),
        _is_no_noun(shared, nouns),
        _is_common(shared, pool),
        shared >= 1 << _STEP,
        asked,
    )


def company(shared: int, kept: int) -> tuple[int, int, bool]:
    """All that two counts say of a subject to an article without any tag, besides `stance`."""
    return _magnitude(kept), _magnitude(shared), shared > 1


def _magnitude(count: int) -> int:
    """A step every eightfold: one article more hardly ever makes one."""
    return count.bit_length() // 3


def spare_subject(
    card: Card, pool: Pool, names: Mapping[str, str], kept: Mapping[str, int]
) -> list[Found]:
    """The one subject of an article without any that has most company."""
    best = 0, 0, 0
    found: list[Found] = []
    for c in candidates_of(card.subjects, language_of(card)):
        key = names[c.key]
        shared = pool.counts.get(key, 0)
        company = _magnitude(kept.get(key, 0)), _magnitude(shared), c.weight
        if key and shared > 1 and not _is_common(shared, pool) and company > best:
            best = company
            found = [_found(key, c)]
    return found


def _own_names(own: Sequence[Found], kept: Mapping[str, int], floor: int) -> list[Found]:
    """The weightiest names that the article shares with too few."""
    return [
        subject
        for subject in own
        if subject.kind == "N" and kept[subject.key] < floor and subject.count > 1
    ][:_OWN]


def settle_subjects(
    own: Sequence[Found], pool: Pool, kept: Mapping[str, int], most: int
) -> list[Found]:
    """The first `most` of an article's subjects; one that too few articles keep gives way to the
    next."""
    shared = [subject for subject in own if kept[subject.key] >= pool.floor][:most]
    if not any(subject.kind == "N" for subject in shared):
        return [*_own_names(own, kept, pool.floor), *shared][:most]
    return shared
