"""Readers of further formats that other distributions bring, by the entry point group
`hemero.readers`: its names are suffixes, what they point to reads an open file.

Which there are is told from the names alone; a plug-in is imported with the first file that is
its. It is others' code: whatever goes wrong in it costs the file at hand and no other.
"""

import hashlib
import io
import os
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.slices import READ, name_record
from hemero.model.article import RawDocument
from hemero.model.choice import Choice
from hemero.model.report import Complaint

GROUP = "hemero.readers"
_MENTION = f"[{GROUP}]".encode()
_LONGEST_SUFFIX = 10
_DEEPEST = 8  # lists and mappings inside each other in a record


class _Lent(io.BufferedReader):
    """An open file that is its opener's to close."""

    def close(self) -> None:
        """Whoever was lent it may say so."""


class Plugin(Struct, frozen=True):
    """One reader of another distribution."""

    suffix: str  # ".abc"
    target: str  # "package.module:function"
    distribution: str
    version: str


def readers_brought() -> Mapping[str, Plugin]:
    """All plug-ins by suffix. Of two for one suffix the first by name counts."""
    return _found()[0]


def notes_on_plugins(own: frozenset[str]) -> Iterator[Complaint]:
    """A warning for each plug-in that is not asked: its suffix is our own, taken, or none."""
    plugins, unused = _found()
    for plugin in (*unused, *(one for one in plugins.values() if one.suffix in own)):
        what = f"brings a reader for {plugin.suffix} files, which is not asked."
        hint = "Hemero reads them itself, another reader does, or the name is no suffix."
        yield Complaint(plugin.distribution, what, hint, severity="warning")


def plugins_key() -> str:
    """Changes with the plug-ins that are installed, and with their versions."""
    return ";".join(
        f"{one.suffix}={one.distribution} {one.version} {one.target}"
        for one in readers_brought().values()
    )


def read_with(plugin: Plugin, path: str, file: BinaryIO, limits: Limits, choice: Choice) -> READ:
    """The documents that a plug-in makes of an open file: of a mapping that it returns the one,
    of mappings that it yields one each. UnreadableSource for whatever goes wrong in it."""
    stream = _Lent(file)  # type: ignore[arg-type]
    try:
        found = _load(plugin)(stream)
        if isinstance(found, Mapping):
            document = _document(path, found, limits, choice)
            yield replace(document, sha256=_digest(file), size=file.seek(0, io.SEEK_END))
        else:
            yield from _records(path, found, limits, choice)
    except UnreadableSource:
        raise
    except (Exception, SystemExit) as fault:
        raise UnreadableSource(
            f"its reader stumbled over it ({type(fault).__name__}: {fault}).",
            path,
            f"It comes from {plugin.distribution} {plugin.version}; tell its makers.",
        ) from fault
    finally:
        stream.detach()


def _records(path: str, found: Any, limits: Limits, choice: Choice) -> READ:
    empty = True
    for number, record in enumerate(found, 1):
        empty = False
        where = name_record(path, number)
        try:
            yield _document(where, record, limits, choice)
        except UnreadableSource as fault:
            yield Complaint(fault.where or where, fault.message, fault.hint or "")
    if empty:
        raise UnreadableSource("holds no article.", path)


def _document(where: str, record: Any, limits: Limits, choice: Choice) -> RawDocument:
    from hemero.loader.readers.records import stated_document

    if not isinstance(record, Mapping):
        what = f"its reader gave {type(record).__name__} in place of a mapping."
        raise UnreadableSource(what, where)
    facts = {str(name): _plain(value, 1, where) for name, value in record.items()}
    return stated_document(where, facts, limits, choice)


def _plain(value: Any, depth: int, where: str) -> Any:
    """Texts, lists and mappings; all else as the text that it has, days as ISO 8601."""
    if value is None or isinstance(value, str):
        return value
    if depth > _DEEPEST:
        raise UnreadableSource(f"nested more than {_DEEPEST} deep.", where)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner, depth + 1, where) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, depth + 1, where) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    hasher = hashlib.sha256()
    while data := file.read(1 << 20):
        hasher.update(data)
    return hasher.hexdigest()


def _load(plugin: Plugin) -> Any:
    from importlib import import_module

    module, _, name = plugin.target.partition(":")
    found: Any = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


@lru_cache(maxsize=1)
def _found() -> tuple[dict[str, Plugin], tuple[Plugin, ...]]:
    """The plug-ins that are asked by suffix, and those that are not."""
    if not any(map(_mentions, sys.path)):
        return {}, ()
    from importlib.metadata import entry_points  # 15 ms, and as many to ask

    points = [
        Plugin(f".{point.name.lower()}", point.value, point.dist.name, point.dist.version)
        for point in entry_points(group=GROUP)
        if point.dist is not None
    ]
    plugins: dict[str, Plugin] = {}
    unused: list[Plugin] = []
    for one in sorted(points, key=lambda one: (one.suffix, one.distribution, one.target)):
        bare = one.suffix[1:]
        fits = bare.isascii() and bare.isalnum() and len(one.suffix) <= _LONGEST_SUFFIX
        if fits and one.suffix not in plugins:
            plugins[one.suffix] = one
        else:
            unused.append(one)
    return plugins, tuple(unused)


def _mentions(folder: str) -> bool:
    """Whether a distribution in a folder of sys.path names the group. Some 10 µs each: asking
    for the entry points of all would take longer than a build with nothing to do."""
    try:
        with os.scandir(folder or ".") as entries:
            places = [
                entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))
            ]
    except OSError:
        return False
    return any(_MENTION in _read(f"{place}/entry_points.txt") for place in places)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a Path costs as much as the reading
            return file.read()
    except OSError:
        return b""
