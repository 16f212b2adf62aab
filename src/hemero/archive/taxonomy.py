"""Names that articles share (tags, sources, authors): one page for all spellings of a name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from hemero.archive.names import RESERVED_NAME, name_key, name_segment
from hemero.model.page import TopicKind

UNKNOWN_SOURCE = f"source/{RESERVED_NAME}"  # where articles without a source are listed


class Name(Struct, frozen=True, cache_hash=True):
    """One tag, source or author of the archive."""

    key: str
    name: str  # the spelling most articles use; ties by text
    stem: str  # "tag/otan": its page and feed add a suffix, its period pages a folder


def merge_names(
    kind: TopicKind,
    spellings: Iterable[Iterable[str]],
    aliases: Mapping[str, str] = {},
    stop: Iterable[str] = (),
) -> dict[str, Name]:
    """Every spelling that occurs → the name it belongs to; spellings that stop are left out.

    `spellings` holds one iterable an article. `aliases` maps a spelling to the name wanted
    for it, which is then shown as written there. O(n) in spellings.
    """
    counts: Counter[str] = Counter()
    for of_article in spellings:
        counts.update(of_article)
    wanted = {name_key(spelling): name for spelling, name in sorted(aliases.items())}
    fixed = {name_key(name): name for name in wanted.values()}
    stopped = {name_key(word) for word in stop}
    families: defaultdict[str, list[str]] = defaultdict(list)
    for spelling in counts:
        key = name_key(spelling)
        if key in wanted:
            key = name_key(wanted[key])
        if key and key not in stopped:
            families[key].append(spelling)
    stems = name_stems(kind, families)
    return {
        spelling: name
        for key, family in families.items()
        for name in [Name(key, fixed.get(key) or _majority(family, counts), stems[key])]
        for spelling in family
    }


def unite(spellings: Iterable[str], names: Mapping[str, Name]) -> tuple[Name, ...]:
    """The names that spellings belong to, each once, in their order."""
    found = [names[spelling] for spelling in spellings if spelling in names]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def name_stems(kind: TopicKind, keys: Iterable[str]) -> dict[str, str]:
    """Key → where its page stands, less the suffix. Told by the key alone."""
    taken: dict[str, str] = {}
    for key in sorted(keys):
        digits = 6
        while (segment := name_segment(key, kind, digits)) in taken:
            digits += 6  # two hashes of six digits are equal once in sixteen million
        taken[segment] = key
    return {key: f"{kind}/{segment}" for segment, key in taken.items()}


def _majority(family: list[str], counts: Counter[str]) -> str:
    return min(family, key=lambda spelling: (-counts[spelling], spelling))
