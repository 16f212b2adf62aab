"""Whether an edit of one article leaves all tags as they are, its own and those of the others."""

from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from msgspec.structs import replace

from hemero.archive.candidates import acronyms_of, keys_of
from hemero.archive.pools import Pool, Standing, is_as_common, language_of, tail_of
from hemero.archive.tagging import (
    Found,
    PoolCounts,
    TagCounts,
    company,
    rank_subjects,
    settle_subjects,
    spare_subject,
    stance,
)
from hemero.archive.tally import count_again, count_of
from hemero.model.article import Card


def tags_that_stay(
    counts: TagCounts, before: Card, after: Card, accept: Callable[[str], str], most: int
) -> TagCounts | None:
    """The counts once `before`, no copy of another text, is edited to `after`, in the same
    language; None where a tag of any article may thereby change. `accept` and `most` are those
    that the tags were found with."""
    language = language_of(after)
    pool = counts.pools[language]
    proposed, surely = keys_of(before.subjects, language)
    proposes, sure = keys_of(after.subjects, language)
    changes = _difference(proposed, proposes)
    added = _new_aliases(counts, language, changes)
    if added is None or sorted(acronyms_of(before.subjects)) != sorted(acronyms_of(after.subjects)):
        return None
    was = Standing(counts.aliases, accept)
    now = Standing(ChainMap(added, counts.aliases), accept)
    keys = {was[key] for key in proposed} | {now[key] for key in proposes}
    shared = _difference(map(was.__getitem__, proposed), map(now.__getitem__, proposes))
    nouns = _difference(map(was.__getitem__, surely), map(now.__getitem__, sure))
    former = _pool(pool, count_of(pool.counts, keys), count_of(pool.nouns, keys))
    later = _pool(pool, _plus(former.counts, shared), _plus(former.nouns, nouns))
    kept = Counter(count_of(counts.kept, keys))
    ranked = rank_subjects(before, former, was, most), rank_subjects(after, later, now, most)
    keeping = _difference(*([one.key for one in found[:most]] for found in ranked))
    kept_later = _plus(kept, keeping)
    if _concerns_others(counts, keys - {""}, (former, kept), (later, kept_later)):
        return None
    chosen = settle_subjects(ranked[0], former, kept, most)
    if not chosen and not pool.strict:
        chosen = spare_subject(before, former, was, kept)
    spares: set[str] = set()
    chooses = settle_subjects(ranked[1], later, kept_later, most)
    if not chooses and not pool.strict:
        spares = {now[key] for key in proposes}
        chooses = spare_subject(after, later, now, kept_later)
    if _told(chosen) != _told(chooses):
        return None
    spares = {key for key, known in count_of(counts.spare, spares).items() if not known}
    changed = replace(
        pool,
        proposed=count_again(pool.proposed, changes),
        counts=count_again(pool.counts, shared),
        nouns=count_again(pool.nouns, nouns),
    )
    return replace(
        counts,
        pools={**counts.pools, language: changed},
        aliases={**counts.aliases, **added} if added else counts.aliases,
        tails=count_again(counts.tails, _tail_changes(count_of(pool.proposed, changes), changes)),
        kept=count_again(counts.kept, keeping),
        spare=count_again(counts.spare, dict.fromkeys(spares, 1)),
    )


def _pool(counts: PoolCounts, shared: Mapping[str, int], nouns: Mapping[str, int]) -> Pool:
    """A pool of the same articles that knows a few subjects only."""
    return Pool(Counter(shared), Counter(nouns), counts.size, counts.floor, counts.strict)


def _concerns_others(
    counts: TagCounts,
    keys: Set[str],
    before: tuple[Pool, Counter[str]],
    after: tuple[Pool, Counter[str]],
) -> bool:
    """Whether what a count says to other articles changes with it: one of the pool, or how many
    articles keep a subject among their first."""
    (former, kept), (later, kept_later) = before, after
    is_spare = count_of(counts.spare, keys)
    floors = {pool.floor for pool in counts.pools.values()}
    for key in keys:
        was, now = former.counts[key], later.counts[key]
        stances = stance(was, former.nouns[key], former), stance(now, later.nouns[key], later)
        # What one article alone proposes concerns no other.
        if max(was, now) > 1 and stances[0] != stances[1]:
            return True
        if any((kept[key] >= floor) != (kept_later[key] >= floor) for floor in floors):
            return True
        if is_spare[key] and company(was, kept[key]) != company(now, kept_later[key]):
            return True
    return False


def _new_aliases(
    counts: TagCounts, language: str, changes: Mapping[str, int]
) -> dict[str, str] | None:
    """Names that now stand for themselves no more (see `tails_of`); None where that may change
    for a name of another article."""
    tails = {key: tail for key in changes if (tail := tail_of(key))}
    former = count_of(counts.pools[language].proposed, {*changes, *tails.values()})
    later = _plus(Counter(former), changes)
    behind = count_of(counts.tails, changes)
    for key in changes:
        if behind[key] and former[key].bit_length() != later[key].bit_length():
            return None
    added = {}
    for key, tail in tails.items():
        was_one = former[key] > 0 and is_as_common(former[tail], former[key])
        is_one = later[key] > 0 and is_as_common(later[tail], later[key])
        if was_one != is_one:
            if was_one or former[key] or _is_known_elsewhere(counts, language, key):
                return None
            added[key] = tail
    return added


def _is_known_elsewhere(counts: TagCounts, language: str, key: str) -> bool:
    """Whether articles of other languages propose the same: they share its alias."""
    return any(
        count_of(pool.proposed, (key,))[key]
        for other, pool in counts.pools.items()
        if other != language
    )


def _tail_changes(former: Mapping[str, int], changes: Mapping[str, int]) -> Counter[str]:
    """Tail → how many more names have it, as names come and go."""
    more: Counter[str] = Counter()
    for key, change in changes.items():
        if tail := tail_of(key):
            more[tail] += bool(former[key] + change) - bool(former[key])
    return more


def _difference(before: Iterable[str], after: Iterable[str]) -> Counter[str]:
    """How much more often each name comes; only of those that do."""
    counted = Counter(after)
    counted.subtract(Counter(before))
    return Counter({name: change for name, change in counted.items() if change})


def _plus(counts: Counter[str], differences: Mapping[str, int]) -> Counter[str]:
    later = counts.copy()
    later.update(differences)
    return later


def _told(found: Sequence[Found]) -> list[tuple[str, str, str, bool, bool]]:
    """All of an article's tags that a page shows or another tag depends on."""
    return [(one.key, one.kind, one.written, one.sure, one.in_title) for one in found]
