"""JSON Lines: one record a line. A broken line costs itself and no other."""

from collections.abc import Iterator
from typing import BinaryIO

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.slices import Slice, too_long
from hemero.model.report import Complaint

MOST_BLANK = 100_000  # empty lines in a row
_MARK = b"\xef\xbb\xbf"


def split_lines(path: str, file: BinaryIO, limits: Limits) -> Iterator[Slice | Complaint]:
    """Every line that is not blank; its number is that of the line, as an editor counts."""
    most = limits.record_bytes
    number = blank = 0
    while line := file.readline(most + 1):
        number += 1
        if len(line) > most:
            _skip_line(file, line, most)
            yield too_long(path, number, limits)
        elif line := line.removeprefix(_MARK).strip():
            yield Slice(number, line)
            blank = 0
        else:
            blank += 1
            if blank > MOST_BLANK:
                raise UnreadableSource("holds empty lines without an end.", f"{path}:{number}")


def _skip_line(file: BinaryIO, line: bytes, most: int) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(most)
