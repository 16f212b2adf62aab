"""Articles that are kept in a store (`content: s3://…`): a copy of them on this machine, from which
the build reads. Only what changed there is fetched again.

A file is known by what the store says of it (its size, and its ETag or time). What was fetched is
noted after each group of files, so that a fetch that was cut short goes on.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from hemero.config import Config
from hemero.errors import HemeroError
from hemero.output.lock import BuildLock
from hemero.output.sinks import DirectorySink, contained
from hemero.output.store import open_store, store_faults
from hemero.output.target import without_secrets
from hemero.stages.stopwatch import Progress, silent

_GROUP = 64  # files fetched side by side, where the store can
_NOTES = "content.json"
_PARTS = "fetching"  # folder of what is on its way
# What stores call the state of a file; the first that one says is taken.
_SIGNS = (
    "ETag", "etag", "md5Hash", "content_md5", "LastModified", "last_modified", "updated", "mtime",
    "modified", "created",
)  # fmt: skip


class Fetched(Struct, frozen=True, kw_only=True):
    """What a fetch did."""

    source: str  # the address, without anything secret
    files: int
    fetched: int
    removed: int
    left_out: tuple[str, ...] = ()  # names that no file of this machine may have


class _Notes(Struct):
    """What the copy is of."""

    store: str = ""  # digest of the address: it may hold a password
    files: dict[str, str] = {}  # path → mark


def fetch_content(config: Config, progress: Progress = silent) -> Fetched | None:
    """Bring the copy of the content up to date; None where the content is a folder.

    Raises PublishError when the store cannot be reached or read.
    """
    url = config.content_url
    if not url:
        return None
    with BuildLock(config.state / "lock"):
        with store_faults(url):
            fs, root = open_store(url)
            fs.invalidate_cache()
            listed = fs.find(root, detail=True)
        wanted, left_out = _wanted(listed, root)
        copy = DirectorySink(config.content)
        config.content.mkdir(parents=True, exist_ok=True)
        here = {path for path, _ in copy.paths()}
        notes = _read_notes(config, url)
        gone = sorted(here - wanted.keys())
        for path in gone:
            copy.remove(path)
            notes.files.pop(path, None)
        stale = [
            path
            for path, (_, mark) in sorted(wanted.items())
            if path not in here or not mark or notes.files.get(path) != mark
        ]
        done = 0
        for group in _groups(stale):
            with store_faults(url):
                refused = _fetch(fs, config, {path: wanted[path][0] for path in group})
            left_out += refused
            notes.files |= {path: wanted[path][1] for path in group if path not in refused}
            _write_notes(config, notes)
            done += len(group)
            progress("fetch", done, len(stale))
        if gone:
            _write_notes(config, notes)
    return Fetched(
        source=without_secrets(url),
        files=len(wanted),
        fetched=len(stale),
        removed=len(gone),
        left_out=tuple(left_out),
    )


def _wanted(
    listed: Mapping[str, Mapping[str, Any]], root: str
) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Path → (name in the store, mark) of each file there; names that are no path of ours."""
    wanted: dict[str, tuple[str, str]] = {}
    left_out: list[str] = []
    within = root.strip("/") + "/"
    for name, about in listed.items():
        path = name.lstrip("/").removeprefix(within)
        if about.get("type") == "directory" or not path or path.endswith("/"):
            continue
        try:
            contained(path)
        except HemeroError:
            left_out.append(path)
            continue
        sign = next((str(about[key]) for key in _SIGNS if about.get(key)), "")
        wanted[path] = (name, f"{about.get('size')}:{sign}" if sign else "")
    return wanted, left_out


def _fetch(fs: Any, config: Config, names: Mapping[str, str]) -> list[str]:
    """Fetch files by path, and put each in its place in one step. The paths that stand in each
    other's way ("a" and "a/b" are both names of a store)."""
    parts = config.state / _PARTS
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    places = [parts / str(number) for number in range(len(names))]
    fs.get(list(names.values()), list(map(str, places)))
    refused = []
    for path, part in zip(names, places, strict=True):
        target = config.content / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.replace(target)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            refused.append(path)
    shutil.rmtree(parts, ignore_errors=True)
    return refused


def _groups(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(paths), _GROUP):
        yield paths[start : start + _GROUP]


def _read_notes(config: Config, url: str) -> _Notes:
    """What is known of the copy; nothing where it is of another address, or unreadable."""
    store = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
    try:
        notes = msgspec.json.decode(_place(config).read_bytes(), type=_Notes)
    except (OSError, msgspec.DecodeError):
        notes = _Notes()
    return notes if notes.store == store else _Notes(store)


def _write_notes(config: Config, notes: _Notes) -> None:
    place = _place(config)
    part = place.with_suffix(".part")
    part.write_bytes(msgspec.json.encode(notes))
    part.replace(place)


def _place(config: Config) -> Path:
    return config.state / _NOTES
