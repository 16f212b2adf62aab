"""Plain text: every sign in it is meant as it stands."""

from typing import BinaryIO

from msgspec.structs import replace

from hemero.loader.limits import Limits
from hemero.loader.readers.prose import read_prose
from hemero.loader.readers.slices import READ
from hemero.model.choice import DEFAULT, Choice

_HEAD = 4096


def read_text(path: str, file: BinaryIO, limits: Limits, choice: Choice = DEFAULT) -> READ:
    """The one document of a text file, with or without front matter; all those of a press
    database's export."""
    if b" DOCUMENT" in file.read(_HEAD):
        yield from _read_export(path, file, limits)
    else:
        yield read_prose(path, file, limits, "text")


def _read_export(path: str, file: BinaryIO, limits: Limits) -> READ:
    from hemero.loader.readers.nexis import is_numbered, read_numbered

    most = limits.records_file_bytes
    larger = replace(limits, file_bytes=most, lines=most // 20)
    document = read_prose(path, file, larger, "text")
    if is_numbered(document.lines):
        yield from read_numbered(path, document.lines, limits)
    else:
        yield read_prose(path, file, limits, "text")
