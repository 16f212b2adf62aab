"""One small module a format. A reader turns an open file into documents, and judges nothing.

A reader gets the content path, the file (open, at its start, a regular file) and the limits,
and yields its documents one by one, so that a file of a million records never sits in memory.
A file with many documents names each "file.jsonl#12". It raises UnreadableSource for what it
cannot read, with the line where it knows it. To add a format, write its module and its row here.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Protocol

from hemero.loader.limits import Limits
from hemero.loader.readers.markdown import read_markdown
from hemero.loader.readers.text import read_text
from hemero.model.article import RawDocument


class Reader(Protocol):
    """What every format's module offers."""

    def __call__(self, path: str, file: BinaryIO, limits: Limits, /) -> Iterator[RawDocument]: ...


READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


def suffix_of(path: str) -> str:
    """The end of a file name from its last dot, in small letters; "" where it has none."""
    name = path[path.rfind("/") + 1 :]
    at = name.rfind(".")
    return name[at:].lower() if at > 0 else ""
