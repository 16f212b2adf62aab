"""One small module a format. A reader turns an open file into documents, and judges nothing.

A reader gets the content path, the file (open, at its start, a regular file), the limits and the
user's choice, and yields its documents one by one, so that a file of a million records never sits
in memory. A file with many documents names each "file.jsonl#12"; a record that cannot be read is
a Complaint under that name, and the next one follows. It raises UnreadableSource for a file that
it cannot read at all, with the line where it knows it.

A format of text is a row here. A format of records is a row in `containers`, or where only the
names of its fields are its own, in `profile_table`. Other distributions may bring readers too:
`plugins`.
"""

from collections.abc import Generator, Mapping
from contextlib import closing
from typing import BinaryIO, Protocol

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers import containers
from hemero.loader.readers.plugins import read_with, readers_brought
from hemero.loader.readers.slices import READ, Container, Slice
from hemero.model.choice import DEFAULT, Choice
from hemero.model.report import Complaint


class Reader(Protocol):
    """What every format's module offers."""

    def __call__(self, path: str, file: BinaryIO, limits: Limits, choice: Choice, /) -> READ: ...


def _text(path: str, file: BinaryIO, limits: Limits, choice: Choice = DEFAULT) -> READ:
    from hemero.loader.readers.text import read_text

    return read_text(path, file, limits, choice)


def _markdown(path: str, file: BinaryIO, limits: Limits, choice: Choice = DEFAULT) -> READ:
    from hemero.loader.readers.markdown import read_markdown

    return read_markdown(path, file, limits, choice)


# Each is loaded with its first file: which files there are is known without any of them.
READERS: Mapping[str, Reader] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
}
KNOWN_SUFFIXES = frozenset(READERS) | containers.SUFFIXES
READ_ARE = "Read are text, Markdown, records (JSON, CSV, XML, WARC…), saved pages and exports."


def read_file(path: str, file: BinaryIO, limits: Limits, choice: Choice = DEFAULT) -> READ:
    """The documents of an open file, by the reader that its name calls for."""
    suffix = suffix_of(path)
    if (reader := READERS.get(suffix)) is not None:
        yield from reader(path, file, limits, choice)
    elif (container := containers.container_of(suffix)) is not None:
        empty = True
        with closing(split_file(path, file, limits, container)) as parts:
            for part in parts:
                if isinstance(part, Complaint):
                    yield part
                    empty = False
                    continue
                for found in container.read(path, part, limits, choice):
                    yield found
                    empty = False
        if empty:
            raise UnreadableSource("holds no article.", path)
    elif (plugin := readers_brought().get(suffix)) is not None:
        yield from read_with(plugin, path, file, limits, choice)


def known_suffixes() -> frozenset[str]:
    """Ends of the names of all files that are read, those of plug-ins too."""
    return KNOWN_SUFFIXES.union(readers_brought())


def split_file(
    path: str, file: BinaryIO, limits: Limits, container: Container
) -> Generator[Slice | Complaint, None, None]:
    """The records of an open file, packed or not, still to be understood."""
    from hemero.loader.readers.unpacking import unpack

    stream = unpack(path, file, limits)
    try:
        yield from container.split(path, stream, limits)
    finally:
        stream.detach()  # the file is its opener's to close


def suffix_of(path: str) -> str:
    """The end of a file name from its last dot, in small letters ("" where it has none); of a
    compressed file the one before it too: ".jsonl.gz"."""
    name = path[path.rfind("/") + 1 :].lower()
    at = name.rfind(".")
    if at > 0 and name[at:] in containers.COMPRESSED:
        at = max(name.rfind(".", 0, at), 0) or at
    return name[at:] if at > 0 else ""
