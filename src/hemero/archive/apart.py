"""Whether an edited text still has no copy, and makes none of other texts that had none."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from hemero.archive.duplicates import best_of_each_text, precedence
from hemero.archive.links import title_keys
from hemero.archive.sketches import MEETINGS, NEIGHBOURS, compare, sketch_entries
from hemero.model.article import Card

if TYPE_CHECKING:
    from hemero.archive.sketches import Entries

# Texts with a sample in common of which each meets each, wherever it stands among them: the first
# meets all, and the others those up to NEIGHBOURS places on.
_ALL_MEET = NEIGHBOURS + 2
_MOST_MET = 64  # texts compared with an edited one: with more in common it is linked anew

LookUp = Callable[[Sequence[str]], Sequence[Card]]


class Sketches(Struct, frozen=True):
    """All texts that may have copies, the best first, and their samples: sample and place in one
    number each (uint64, ascending, in the byte order of this machine)."""

    paths: tuple[str, ...]
    entries: bytes


def sketches_of(cards: Sequence[Card]) -> Sketches:
    """The texts that linking compares (`find_copies`)."""
    there = [card for card in cards if card.withdrawn is None]
    telling = best_of_each_text(there, title_keys(there))
    entries = sketch_entries([card.sketch for card in telling])
    return Sketches(tuple(card.path for card in telling), entries.tobytes())


def still_apart(sketches: Sketches, before: Card, after: Card, look_up: LookUp) -> Sketches | None:
    """The sketches once `before`, which neither has copies nor is one, is edited to `after`; None
    where a copy may come or go. `look_up` gives the cards of paths."""
    import numpy as np

    if before.path not in sketches.paths or not after.sketch:
        return None
    if before.sketch[0] != after.sketch[0]:
        return None
    place = sketches.paths.index(before.path)
    entries = np.frombuffer(sketches.entries, np.uint64)
    former, later = sketch_entries([before.sketch]), sketch_entries([after.sketch])
    former, later = former | np.uint64(place), later | np.uint64(place)
    met: Counter[int] = Counter()
    changed = set(np.setxor1d(former, later).tolist())
    for entry in np.union1d(former, later).tolist():
        others = [other for other in _holders(entries, entry) if other != place]
        if entry in changed and len(others) >= _ALL_MEET:
            return None  # who of the others meet may depend on the one that comes or goes
        met.update(others)
    alike = [other for other, times in met.items() if times >= MEETINGS]
    if len(alike) > _MOST_MET or not _keeps_its_place(sketches, place, after, look_up):
        return None
    for card in look_up([sketches.paths[other] for other in alike]):
        for one in (before, after):
            if compare(one.sketch, card.sketch).one_text:
                return None
    entries = np.delete(entries, np.searchsorted(entries, former))
    entries = np.insert(entries, np.searchsorted(entries, later), later)
    return Sketches(sketches.paths, entries.tobytes())


def _holders(entries: "Entries", entry: int) -> list[int]:
    """The places of the texts that have the sample of an entry."""
    import numpy as np

    sample = np.uint64(entry >> 32)
    low = np.searchsorted(entries, sample << np.uint64(32))
    high = np.searchsorted(entries, (sample + np.uint64(1)) << np.uint64(32))
    return [int(one) & 0xFFFFFFFF for one in entries[low:high]]


def _keeps_its_place(sketches: Sketches, place: int, after: Card, look_up: LookUp) -> bool:
    """Whether an article still stands between the same two others."""
    beside = sketches.paths[max(place - 1, 0) : place], sketches.paths[place + 1 : place + 2]
    better, worse = (look_up(paths) for paths in beside)
    return all(precedence(card) < precedence(after) for card in better) and all(
        precedence(after) < precedence(card) for card in worse
    )
