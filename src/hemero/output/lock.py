"""One build of a project at a time."""

import os
from pathlib import Path
from typing import Self

from hemero.errors import OutputError


class BuildLock:
    """Held while a project builds; dies with the process that holds it. Raises OutputError
    when another process holds it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._handle = -1

    def __enter__(self) -> Self:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._handle = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(self._handle)
        except OSError as fault:
            os.close(self._handle)
            raise OutputError(
                "another build of this project is running.",
                hint="Wait for it to end, then build again.",
            ) from fault
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
