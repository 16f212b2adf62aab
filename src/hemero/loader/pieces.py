"""A large file of records as pieces of work that fit into memory, each recognised by its bytes.

The file is gone through once; each piece travels to whoever understands it. A piece whose bytes
and numbers are as they were last time need not be understood again.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from hemero.errors import UnreadableSource
from hemero.loader.amending import corrections_of
from hemero.loader.limits import Limits
from hemero.loader.readers.slices import Slice
from hemero.loader.sources import split_source
from hemero.model.report import Complaint, Source

if TYPE_CHECKING:
    from hemero.loader.corrections import Corrections

PIECE_RECORDS = 256
PIECE_BYTES = 4_000_000
NAMED = 100  # complaints of one kind that are named one by one for each file
_JOINT = "\t"  # stands in no content path


class Piece(Struct, frozen=True):
    """Some records in a row. `source` is what the ledger calls it, its stamp the digest of the
    records, its sidecar that of what is corrected of them."""

    path: str
    source: Source
    slices: tuple[Slice, ...]
    corrections: "Corrections | None" = None


class ComplaintBook:
    """Complaints, of which a bad file of a million records may not give a million."""

    def __init__(self) -> None:
        self._kept: list[Complaint] = []
        self._seen: dict[tuple[str, str], int] = {}

    def add(self, complaints: Iterable[Complaint]) -> None:
        """Take down each, or only count it where its file has given many."""
        for complaint in complaints:
            key = _kind(complaint)
            self._seen[key] = seen = self._seen.get(key, 0) + complaint.count
            if seen <= NAMED:
                self._kept.append(complaint)

    def settle(self) -> tuple[Complaint, ...]:
        """Those named, in their order, and for each file how many were set aside besides."""
        more = dict(self._seen)
        for one in self._kept:
            more[_kind(one)] -= one.count
        rest = [
            Complaint(path, f"{count:,} more records of it are set aside.", count=count)
            for (path, severity), count in more.items()
            if count and severity == "set-aside"
        ]
        return (*self._kept, *rest)


def _kind(complaint: Complaint) -> tuple[str, str]:
    return complaint.where.partition("#")[0], complaint.severity


def cut_source(content: Path, source: Source, limits: Limits) -> Iterator[Piece | Complaint]:
    """The pieces of a file in order. Where it cannot be read on, a Complaint, and the end."""
    try:
        corrections = corrections_of(content, source, limits)
        if corrections is None:
            yield from _cut(content, source, limits, None)
        else:
            yield from _cut_corrected(content, source, limits, corrections)
    except UnreadableSource as fault:
        yield Complaint(fault.where or source.path, fault.message, fault.hint or "")


def _cut_corrected(
    content: Path, source: Source, limits: Limits, corrections: "Corrections"
) -> Iterator[Piece | Complaint]:
    """The same, and at last what is corrected of records that are not there."""
    from hemero.loader.corrections import missing_records, number_of, refuse_common_lines

    refuse_common_lines(corrections)
    seen: set[int] = set()
    for found in _cut(content, source, limits, corrections):
        if isinstance(found, Complaint):
            seen.add(number_of(found.where))
        else:
            seen.update(part.number for part in found.slices)
        yield found
    yield from (*corrections.warnings, *missing_records(corrections, seen))


def _cut(
    content: Path, source: Source, limits: Limits, corrections: "Corrections | None"
) -> Iterator[Piece | Complaint]:
    slices: list[Slice] = []
    size = 0
    empty = True
    fault: UnreadableSource | None = None
    parts = split_source(content, source, limits)
    while True:
        try:
            part = next(parts, None)
        except UnreadableSource as reason:
            part, fault = None, reason
        empty = empty and part is None
        if isinstance(part, Complaint):
            yield part
            continue
        if part is not None:
            slices.append(part)
            size += len(part.data)
        if slices and (part is None or len(slices) >= PIECE_RECORDS or size >= PIECE_BYTES):
            yield _make_piece(source.path, tuple(slices), corrections)
            slices, size = [], 0
        if part is None:
            break
    if empty and fault is None:
        fault = UnreadableSource("holds no article.", source.path)
    if fault is not None:
        yield Complaint(fault.where or source.path, fault.message, fault.hint or "")


def is_piece_of(key: str) -> str | None:
    """The path of the file that a piece with this key belongs to; None for a whole file."""
    path, joint, _ = key.partition(_JOINT)
    return path if joint else None


def _make_piece(path: str, slices: tuple[Slice, ...], corrections: "Corrections | None") -> Piece:
    import xxhash

    mark = ""
    if corrections is not None:
        corrections = corrections.of([part.number for part in slices])
    if corrections is not None:
        mark = xxhash.xxh3_128_hexdigest(msgspec.msgpack.encode(corrections))

    hasher = xxhash.xxh3_128()
    for part in slices:
        hasher.update(f"{part.number}\0{part.label}\0{len(part.data)}\0".encode())
        hasher.update(part.data)
    key = f"{path}{_JOINT}{slices[0].number:012}"
    return Piece(path, Source(key, hasher.hexdigest(), mark), slices, corrections)
