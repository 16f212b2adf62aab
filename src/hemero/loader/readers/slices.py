"""A file of many records, cut into records that are not understood yet.

Cutting is cheap and goes through the file once, whatever its size; understanding a record costs
a hundred times as much and may happen in another process.
"""

from collections.abc import Generator, Iterator
from typing import BinaryIO, Protocol

from msgspec import Struct

from hemero.loader.limits import Limits
from hemero.model.article import RawDocument
from hemero.model.choice import Choice
from hemero.model.report import Complaint

READ = Generator[RawDocument | Complaint, None, None]


class Slice(Struct, frozen=True):
    """The bytes of one record."""

    number: int  # of the record in its file, from 1; 0 where the file is one record
    data: bytes
    label: str = ""  # what the container says of it: a publisher, a kind of record


class Splitter(Protocol):
    """Cuts an open file into its records, in order; a Complaint for each that it cannot cut out.
    UnreadableSource where the file is not of this kind, or ends in disorder."""

    def __call__(
        self, path: str, file: BinaryIO, limits: Limits, /
    ) -> Iterator[Slice | Complaint]: ...


class SliceReader(Protocol):
    """Understands one record. Most give one document; a saved database gives many."""

    def __call__(self, path: str, part: Slice, limits: Limits, choice: Choice, /) -> READ: ...


class Container(Struct, frozen=True):
    """How files of one kind are cut, and how what is cut out is read."""

    split: Splitter
    read: SliceReader
    streams: bool = True  # whether it can be cut without holding it whole


def name_record(path: str, number: int) -> str:
    """The content path of one record: "file.jsonl#12"; the file's own where it is the record."""
    return f"{path}#{number}" if number else path


def too_long(path: str, number: int, limits: Limits) -> Complaint:
    what = f"longer than {limits.record_bytes:,} bytes, the most that is read as one record."
    return Complaint(name_record(path, number), what)
