"""Notices that something in the project changed. Knows folders and files, not what they mean."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from msgspec import Struct
from watchfiles import Change, watch
from watchfiles._rust_notify import WatchfilesRustInternalError

QUIET = 80  # ms without a change after which a burst is over
BURST = 2_000  # ms after which a burst is reported even while it goes on
LOOK = 400  # ms between looks at the single files, and at whether folders came or went
POLLING = 1_000  # ms between two looks at every file, where the system cannot notify us

# What editors leave beside a file while it is edited.
PASSING_SUFFIXES = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".part")


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
    polling = False
    while not stop.is_set():
        try:
            yield from _watch_once(places, stop, is_due, polling)
        except (OSError, WatchfilesRustInternalError) as fault:
            if polling:
                raise
            polling = True
            warn(f"The system cannot report changes ({fault}); looking every second instead.")


def _watch_once(
    places: Callable[[], Places], stop: Event, is_due: Callable[[], bool], polling: bool
) -> Iterator[tuple[Path, ...]]:
    """Bursts until a folder comes or goes, and with it what must be watched."""
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
        force_polling=polling or None,
        poll_delay_ms=POLLING,
    ):
        now = _stamps(places().files)
        changed = {Path(path) for _, path in found}
        changed |= {path for path in now.keys() | files.keys() if now.get(path) != files.get(path)}
        files = now
        if changed or first or is_due():
            first = False
            yield tuple(sorted(changed))
        if _standing(places().folders) != folders:
            return


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


def _stamps(files: tuple[Path, ...]) -> dict[Path, tuple[int, int, int]]:
    found = {}
    for file in files:
        try:
            about = file.stat()
        except OSError:
            continue
        found[file] = (about.st_mtime_ns, about.st_size, about.st_ino)
    return found


def _matters(_: Change, path: str) -> bool:
    name = path.rpartition("/")[2]
    return not name.startswith((".", "#")) and not name.endswith(PASSING_SUFFIXES)
