"""Lines that recur across the documents of one source: menus, footers, prompts, standing texts.

Knows lines as keys (`model.lines`), never their words. A line recurs when it stands in at least
FEWEST documents and a quarter of its source's. Copies of one story would make the story look
like chrome, and stories written in one form would lose the form's words; so a document of whose
prose more than a third recurs has no vote.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from hemero.model.lines import FLAG_BITS, KEPT, PROSE, line_id, unpack_keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]

FEWEST = 4  # documents; below, two stories that share a sentence look like chrome
SHARE = 4  # one in so many of a source's documents
# Cells of the table that counts keys before any is remembered: some for each line of a page,
# 2**20 (4 MB) at most, for of many documents only lines of very many cells pass.
_CELLS, _MOST_BITS = 64, 20
_BATCH = 512  # documents counted at a time


def fewest_documents(count: int) -> int:
    """In how many of `count` documents a line must stand to recur.

    The count is rounded down to three binary digits, so that one document more or less seldom
    moves the bar and never by much: between a fifth and a quarter of all.
    """
    shift = max(0, count.bit_length() - 3)
    rounded = count >> shift << shift
    return max(FEWEST, -(-rounded // SHARE))


def recurring_keys(count: int, documents: Callable[[], Iterable[bytes]]) -> frozenset[int]:
    """Keys of the lines that recur in a source of `count` documents, given as often as asked.

    Three passes: rough counts in a table, who may vote, exact counts of the few keys left; a
    quarter of the documents can hold few such keys each, so memory does not grow with `count`.
    """
    if count < FEWEST:
        return frozenset()
    import numpy as np

    fewest = fewest_documents(count)
    bits = min((count * _CELLS).bit_length(), _MOST_BITS)
    table = np.zeros(1 << bits, dtype=np.int64)
    for keys, _ in _batches(documents()):
        table += np.bincount(_cell(keys, bits), minlength=len(table))
    votes: dict[int, int] = {}
    for keys, ends in _batches(documents()):
        likely = table[_cell(keys, bits)] >= fewest
        likely &= np.repeat(_may_vote(keys, ends, likely), np.diff(ends, prepend=0))
        ids, times = np.unique(keys[likely] >> np.uint64(FLAG_BITS), return_counts=True)
        for key, number in zip(ids.tolist(), times.tolist(), strict=True):
            votes[key] = votes.get(key, 0) + number
    return frozenset(key << FLAG_BITS for key, number in votes.items() if number >= fewest)


def lines_to_strip(keys: bytes, recurring: frozenset[int]) -> tuple[int, ...]:
    """The lines of one document that recur and that its first reading kept, sorted; none where
    no prose would be left of it, since a text that all recurs is a copy and no chrome."""
    if not recurring:
        return ()
    kept = [key for key in unpack_keys(keys) if key & KEPT]
    if not any(key & PROSE and line_id(key) not in recurring for key in kept):
        return ()
    return tuple(sorted(line_id(key) for key in kept if line_id(key) in recurring))


def _batches(documents: Iterable[bytes]) -> "Iterator[tuple[Keys, NDArray[np.intp]]]":
    """The keys of some documents in a row, and where each document's end."""
    import numpy as np

    parts: list[bytes] = []

    def batch() -> "tuple[Keys, NDArray[np.intp]]":
        keys = np.frombuffer(b"".join(parts), dtype="<u8").astype(np.uint64)
        return keys, np.cumsum([len(part) // 8 for part in parts])

    for document in documents:
        if document:
            parts.append(document)
        if len(parts) == _BATCH:
            yield batch()
            parts.clear()
    if parts:
        yield batch()


def _cell(keys: "Keys", bits: int) -> "NDArray[np.int64]":
    import numpy as np

    return (keys >> np.uint64(64 - bits)).astype(np.int64)


def _may_vote(
    keys: "Keys", ends: "NDArray[np.intp]", likely: "NDArray[np.bool_]"
) -> "NDArray[np.bool_]":
    """For each document, whether at most a third of its prose recurs."""
    import numpy as np

    prose = (keys & np.uint64(PROSE)) != 0
    begins = np.concatenate(([0], ends[:-1]))
    all_prose = np.add.reduceat(prose.astype(np.int64), begins)
    shared = np.add.reduceat((prose & likely).astype(np.int64), begins)
    return shared * 3 <= all_prose
