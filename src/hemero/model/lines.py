"""The lines of a document as numbers: what recurs in an archive can be counted without its text."""

from array import array
from collections.abc import Iterable
from sys import byteorder

from msgspec import Struct

KEPT, PROSE = 1, 2  # flags in the two lowest bits of a key in `DocumentLines.keys`
FLAG_BITS = 2


def line_id(digest: int) -> int:
    """A 64-bit digest as a key whose flags are free."""
    return digest & ~(KEPT | PROSE)


class DocumentLines(Struct, frozen=True):
    """One document's lines."""

    path: str  # of the article
    family: str  # documents in which the same lines may recur: one site, one folder
    keys: bytes  # sorted 64-bit numbers, lowest byte first; KEPT: it is text of the article,
    #              PROSE: it reads like a sentence


def pack_keys(keys: Iterable[int]) -> bytes:
    """Keys as bytes, in their order."""
    packed = array("Q", keys)
    if byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack_keys(packed: bytes) -> frozenset[int]:
    """The keys of `pack_keys`."""
    numbers = array("Q", packed)
    if byteorder == "big":
        numbers.byteswap()
    return frozenset(numbers)
