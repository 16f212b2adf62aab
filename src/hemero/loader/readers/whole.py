"""Files that cannot be cut before they are understood: read whole, within a limit."""

from collections.abc import Iterator
from typing import BinaryIO

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.slices import Slice
from hemero.model.report import Complaint


def split_nothing(path: str, file: BinaryIO, limits: Limits) -> Iterator[Slice | Complaint]:
    """The one part that is all of the file."""
    most = limits.records_file_bytes
    data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableSource(f"more than {most:,} bytes, the most that is read at once.", path)
    if not data:
        raise UnreadableSource("the file is empty.", path)
    yield Slice(0, data)
