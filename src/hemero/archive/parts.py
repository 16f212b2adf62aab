"""A list too long for one page, cut into pages that stay as they are when it grows.

The cuts follow from the items themselves, not from their number: an item begins a part when
a checksum of its key says so. A new item therefore changes the part it falls into, perhaps
its neighbour, and the pages above, whatever the length of the list.
"""

import zlib
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from hemero.archive.names import short_hash
from hemero.model.page import NamedLink
from hemero.text import cut_at_word

MOST = 150  # items a page; as many titles are about 12 KB gzip


class Part(Struct, frozen=True):
    """One page of a list: its items, or the parts it is divided into."""

    path: str
    keys: tuple[str, ...]  # of the items, all of them also where it is divided
    start: int  # place of the first item in the list
    parts: tuple["Part", ...] = ()
    number: int = 1  # unique in the list; 1 is the list's own page


def cut_list(path: str, keys: Sequence[str], *, most: int = MOST, from_end: bool = False) -> Part:
    """The list as one page at `path`, or as parts below it named after their first item.

    `keys` tell the items apart, in list order. Parts are numbered from the list's beginning,
    or `from_end` where it stands newest first, so that what comes later gets higher numbers.
    """
    if len(keys) <= most:
        return Part(path, tuple(keys), 0)
    number = 2
    parts: list[Part] = [
        Part("", tuple(keys[start:stop]), start) for start, stop in _cuts(keys, 0, most)
    ]
    for level in range(4):
        parts = _named(path, parts, level, number, from_end)
        number += len(parts)
        if len(parts) <= MOST:
            break
        firsts = [part.keys[0] for part in parts]
        parts = [_joined(parts[start:stop]) for start, stop in _cuts(firsts, level + 1, MOST)]
    return Part(path, tuple(keys), 0, tuple(parts))


def every_part(part: Part) -> Iterator[Part]:
    """The page itself, then all below it."""
    yield part
    for below in part.parts:
        yield from every_part(below)


def part_links(part: Part, names: Sequence[str]) -> tuple[NamedLink, ...]:
    """Links to the parts of a page, each named after its first item."""
    return tuple(
        NamedLink(cut_at_word(names[below.start], 60), below.path, len(below.keys))
        for below in part.parts
    )


def _cuts(keys: Sequence[str], level: int, most: int) -> Iterator[tuple[int, int]]:
    """Where parts start and stop: most / 6 to `most` items each, usually some 60 % of it."""
    least, one_in = most // 6, most * 3 // 7
    start = 0
    for at, key in enumerate(keys):
        size = at - start
        if size >= most or (size >= least and _checksum(key, level) % one_in == 0):
            yield start, at
            start = at
    yield start, len(keys)


def _checksum(key: str, level: int) -> int:
    return zlib.crc32(f"{level}:{key}".encode("utf-8", "surrogatepass"))


def _named(path: str, parts: Sequence[Part], level: int, number: int, from_end: bool) -> list[Part]:
    stem, _, suffix = path.rpartition(".")
    last = number + len(parts) - 1
    return [
        structs.replace(
            part,
            path=f"{stem}.{short_hash(f'{level}:{part.keys[0]}', 12)}.{suffix}",
            number=last - at if from_end else number + at,
        )
        for at, part in enumerate(parts)
    ]


def _joined(parts: Sequence[Part]) -> Part:
    keys = tuple(key for part in parts for key in part.keys)
    return Part("", keys, parts[0].start, tuple(parts))
