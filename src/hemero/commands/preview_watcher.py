"""Notices that something in the project changed. Knows folders and files, not what they mean."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

from msgspec import Struct
from watchfiles import Change, watch
from watchfiles._rust_notify import WatchfilesRustInternalError

QUIET = 80  # ms without a change after which a burst is over
BURST = 2_000  # ms after which a burst is reported even while it goes on
LOOK = 400  # ms between looks at the single files, and at whether folders came or went
POLL_SECONDS = 1.0  # between two looks at every file, where the system cannot report changes

# What editors leave beside a file while it is edited.
PASSING_SUFFIXES = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".part")

Stamp = tuple[int, int, int]  # time of change, size, inode


class Places(Struct, frozen=True):
    """What to watch: folders with all that is in them, and single files. None need exist."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...] = ()


def bursts(
    places: Callable[[], Places],
    stop: Event,
    warn: Callable[[str], None],
    is_due: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[Path, ...]]:
    """What changed, sorted, once for each burst of changes, until `stop` is set.

    Empty when a look is due without a known change: first of all and whenever a folder comes
    or goes, since something may have changed before it was watched, and when `is_due` says
    so. `places` is asked again after every burst, so that the caller may have changed it.
    """
    while not stop.is_set():
        try:
            yield from _watch_once(places, stop, is_due)
        except FileNotFoundError:
            stop.wait(LOOK / 1000)  # a folder went away just now: look again what is there
        except (OSError, WatchfilesRustInternalError) as fault:
            warn(f"The system cannot report changes ({fault}); looking every second instead.")
            yield from _look_regularly(places, stop, is_due)


def _watch_once(
    places: Callable[[], Places], stop: Event, is_due: Callable[[], bool]
) -> Iterator[tuple[Path, ...]]:
    """Bursts as the system reports them, until a folder comes or goes and with it what must
    be watched."""
    folders = _standing(places().folders)
    files = _stamps(places().files)
    first = True
    for found in watch(
        *folders,
        watch_filter=_matters,
        step=QUIET,
        debounce=BURST,
        stop_event=stop,
        rust_timeout=LOOK,
        yield_on_timeout=True,
    ):
        former, files = files, _stamps(places().files)
        changed = {Path(path) for _, path in found} | _differing(former, files)
        if changed or first or is_due():
            first = False
            yield tuple(sorted(changed))
        if _standing(places().folders) != folders:
            return


def _look_regularly(
    places: Callable[[], Places], stop: Event, is_due: Callable[[], bool]
) -> Iterator[tuple[Path, ...]]:
    """Bursts as they are found by looking at every file, with pauses far longer than a look."""
    former: dict[Path, Stamp] | None = None
    pause = POLL_SECONDS
    while not stop.wait(pause):
        started = time.monotonic()
        files = _stamps((*places().files, *_files_of(places().folders)))
        pause = max(POLL_SECONDS, 20 * (time.monotonic() - started))
        changed = set() if former is None else _differing(former, files)
        if changed or former is None or is_due():
            yield tuple(sorted(changed))
        former = files


def _files_of(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for place, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            yield from (Path(place, name) for name in names if _matters(Change.modified, name))


def _standing(folders: tuple[Path, ...]) -> dict[Path, int]:
    """The folders that exist, with what tells one from its successor of the same name."""
    found = {}
    for folder in folders:
        try:
            if folder.is_dir():
                found[folder] = folder.stat().st_ino
        except OSError:
            continue
    return found


def _stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    found = {}
    for file in files:
        try:
            about = file.stat()
        except OSError:
            continue
        found[file] = (about.st_mtime_ns, about.st_size, about.st_ino)
    return found


def _matters(_: Change, path: str) -> bool:
    name = path.replace(os.sep, "/").rpartition("/")[2]
    return not name.startswith((".", "#")) and not name.endswith(PASSING_SUFFIXES)


def _differing(former: dict[Path, Stamp], now: dict[Path, Stamp]) -> set[Path]:
    return {path for path in former.keys() | now.keys() if former.get(path) != now.get(path)}
