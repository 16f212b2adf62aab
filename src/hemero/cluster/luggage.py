"""Files that travel with a shard to where they cannot be seen, and are laid out there."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from hemero.loader import omnivore
from hemero.loader.names import name_of
from hemero.loader.sources import size_of
from hemero.model.report import Source
from hemero.renderer.themefiles import files_of

MOST_BYTES = 64_000_000  # of content that travels with one shard


class Packed(Struct, frozen=True):
    """One file: its name below the folder, its time in nanoseconds, its bytes."""

    name: bytes
    time: int
    data: bytes


Luggage = tuple[Packed, ...]


def pack_rules(folder: Path) -> Luggage:
    """The rule packs of a project."""
    return tuple(_pack(folder, os.fsencode(file.name)) for file in sorted(folder.glob("*.yaml")))


def pack_templates(folder: Path) -> Luggage:
    """The templates of a project; its static files are not needed to render a page."""
    names = (file.relative_to(folder) for file in files_of(folder))
    return tuple(_pack(folder, os.fsencode(name)) for name in names if name.parts[0] != "static")


def pack_content(content: Path, sources: Sequence[Source]) -> Luggage | None:
    """Content files with their sidecars. None where they had better be read here: too large,
    not readable, or one that other files belong to."""
    if sum(map(size_of, sources)) > MOST_BYTES:
        return None
    if any(omnivore.is_metadata(source.path) for source in sources):
        return None
    try:
        return tuple(_pack(content, name) for source in sources for name in _names(source))
    except OSError:
        return None


@contextmanager
def laid_out(luggage: Luggage) -> Iterator[Path]:
    """A folder that holds the files for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="hemero-") as folder:
        _unpack(luggage, folder)
        yield Path(folder)


def kept(luggage: Luggage) -> Path:
    """A folder that holds the files as long as this process lives, made once for equal files."""
    return Path(_kept(luggage).name)


@lru_cache(maxsize=64)
def _kept(luggage: Luggage) -> "tempfile.TemporaryDirectory[str]":
    folder = tempfile.TemporaryDirectory(prefix="hemero-")
    _unpack(luggage, folder.name)
    return folder


def _names(source: Source) -> Iterator[bytes]:
    name = name_of(source.path)
    yield name
    if source.sidecar:
        yield name + source.sidecar_suffix.encode()


def _pack(folder: Path, name: bytes) -> Packed:
    with open(os.fsencode(folder) + b"/" + name, "rb") as file:  # noqa: PTH123 (names are bytes)
        return Packed(name, os.fstat(file.fileno()).st_mtime_ns, file.read())


def _unpack(luggage: Luggage, folder: str) -> None:
    for one in luggage:
        place = os.fsencode(folder) + b"/" + one.name
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        with open(place, "wb") as file:  # noqa: PTH123
            file.write(one.data)
        os.utime(place, ns=(one.time, one.time))
