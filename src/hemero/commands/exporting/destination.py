"""Where an export goes: all of it or nothing. A file takes its name when it is whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hemero.errors import OutputError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; what is there at the end takes the target's place.

    Raises OutputError for a target that cannot be a file.
    """
    if target.is_dir():
        raise OutputError("is a folder.", str(target), "Name a file with --output.")
    try:
        draft = _draft(target)
        draft.touch()
    except OSError as fault:
        raise OutputError(
            f"cannot be written ({fault.strerror}).", str(target), "Name another file."
        ) from None
    try:
        yield draft
        draft.replace(target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A new folder beside `target`, which takes its place at the end.

    Raises OutputError where something is at the target but an empty folder.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise OutputError(
            "is there already.", str(target), "Remove it, or name another folder with --output."
        )
    draft = _draft(target)
    draft.mkdir()
    try:
        yield draft
        if target.exists():
            target.rmdir()
        draft.replace(target)
    finally:
        if draft.exists():
            shutil.rmtree(draft)


def _draft(target: Path) -> Path:
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    return target.absolute().with_name(f".{target.absolute().name}.{os.getpid()}.part")
