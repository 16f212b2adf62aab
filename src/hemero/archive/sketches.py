"""Which texts share a passage, told by their sketches (see `Card.sketch`) alone.

A sketch is a byte for its level (one sequence of words in 2**level was sampled) and the samples,
sorted, four bytes each; a sample also belongs to a sparser level when so many of its lowest bits
are zero.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from sys import byteorder
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Entries = NDArray[np.uint64]

ALIKE = 0.35  # share of all sequences of two texts that both have: the same text, edited
HELD = 0.72  # share of the shorter text's sequences that the longer has: an excerpt of it
HELD_WHOLE = 0.9  # the same where few samples can tell: nearly all must agree
MANY_SAMPLES = 20
FEW_SAMPLES = 3  # below which nothing is said of excerpts
NEIGHBOURS = 3  # texts after each that are compared, among those with one sample in common
MEETINGS = 3  # samples that two texts must be seen to share before they are compared

SAMPLE_BYTES = 4
_BLOCK = 4096  # sketches laid out at a time
MANY_TEXTS = 300  # from which the library pays that compares arrays


class Likeness(Struct, frozen=True):
    """What two sketches say of their texts; both are shares from 0 to 1."""

    alike: float  # of all sequences, in both
    held: float  # of the shorter text's, in the longer
    samples: int  # of the shorter text, at the level of both

    @property
    def one_text(self) -> bool:
        """Whether the texts are one: edited, or one cut from the other."""
        if self.alike >= ALIKE:
            return True
        few = self.samples < MANY_SAMPLES
        return self.samples >= FEW_SAMPLES and self.held >= (HELD_WHOLE if few else HELD)


def compare(one: bytes, other: bytes) -> Likeness:
    """How much two texts share. About 10 µs."""
    level = max(one[0], other[0])
    first, second = _samples(one, level), _samples(other, level)
    shared, shorter = len(first & second), min(len(first), len(second))
    return Likeness(
        alike=shared / max(len(first | second), 1),
        held=shared / max(shorter, 1),
        samples=shorter,
    )


def find_alike(sketches: Sequence[bytes]) -> list[tuple[int, int]]:
    """The places of texts that are one text, in pairs, smaller first, sorted.

    Texts meet in their samples; a sample that many share (a template, a notice) lets each meet
    the few after it and the first, so that pairs stay proportional to samples. O(n log n);
    8 bytes a sample while it runs.
    """
    few = len(sketches) < MANY_TEXTS
    met = _meetings_of_few(sketches) if few else _meetings(sketches)
    return [(one, two) for one, two in met if compare(sketches[one], sketches[two]).one_text]


def _meetings_of_few(sketches: Sequence[bytes]) -> list[tuple[int, int]]:
    """The same pairs as `_meetings`, without waiting for a library: 0.2 ms a text."""
    holders: dict[int, list[int]] = {}
    for place, sketch in enumerate(sketches):
        for sample in sorted(_samples(sketch, sketch[0])):
            holders.setdefault(sample, []).append(place)
    met: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) > 1:
            met.update((places[0], other) for other in places[1:])
            for step in range(1, NEIGHBOURS + 1):
                met.update(zip(places[1:], places[1 + step :], strict=False))
    return sorted(pair for pair, times in met.items() if times >= MEETINGS)


def _meetings(sketches: Sequence[bytes]) -> list[tuple[int, int]]:
    import numpy as np  # 80 ms to import: only where there are texts to compare

    entries = sketch_entries(sketches)
    # The sample is the higher half of an entry; compared in place, for entries are many.
    shared = entries.view(np.uint32)[(1 if byteorder == "little" else 0) :: 2]
    again = np.zeros(len(entries) + 1, dtype=bool)
    again[1:-1] = shared[1:] == shared[:-1]
    again[:-1] |= again[1:]
    return _pairs(entries[again[:-1]])  # most samples are of one text alone


def sketch_entries(sketches: Sequence[bytes]) -> "Entries":
    """Sample and place of all sketches in one number each, sorted. Filled in place, by blocks."""
    import numpy as np

    entries = np.empty(sum(len(sketch) // SAMPLE_BYTES for sketch in sketches), dtype=np.uint64)
    filled = 0
    for first in range(0, len(sketches), _BLOCK):
        block = sketches[first : first + _BLOCK]
        counts = [len(sketch) // SAMPLE_BYTES for sketch in block]
        samples = np.frombuffer(b"".join([sketch[1:] for sketch in block]), dtype="<u4")
        places = np.arange(first, first + len(block), dtype=np.uint64).repeat(counts)
        part = entries[filled : filled + len(samples)]
        part[:] = samples
        part <<= np.uint64(32)
        part |= places
        filled += len(samples)
    entries.sort()
    return entries


def _pairs(entries: "Entries") -> list[tuple[int, int]]:
    """Places of texts that share samples. `entries` are sample and place, sorted."""
    import numpy as np

    if not len(entries):
        return []
    half = np.uint64(32)
    shared, place = entries >> half, entries & np.uint64(0xFFFFFFFF)
    first = np.concatenate(([True], shared[1:] != shared[:-1]))
    leader = place[np.maximum.accumulate(np.where(first, np.arange(len(place)), 0))]
    found = [(leader << half | place)[leader != place]]
    for step in range(1, NEIGHBOURS + 1):
        fellows = (shared[step:] == shared[:-step]) & (leader[step:] != place[:-step])
        found.append((place[:-step] << half | place[step:])[fellows])
    codes, met = np.unique(np.concatenate(found), return_counts=True)
    often = codes[met >= MEETINGS]
    return list(
        zip((often >> half).tolist(), (often & np.uint64(0xFFFFFFFF)).tolist(), strict=True)
    )


def _samples(sketch: bytes, level: int) -> set[int]:
    """The samples as they would be at `level`, its own or a sparser one."""
    samples = array("I", sketch[1:])
    if byteorder == "big":
        samples.byteswap()
    mask = (1 << level) - 1 if level > sketch[0] else 0
    return {sample for sample in samples if not sample & mask} if mask else set(samples)
