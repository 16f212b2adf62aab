"""A folder on this machine as a target: a web server's root, a mounted share, a memory stick."""

import hashlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from hemero.output.sinks import DirectorySink, contained
from hemero.output.target import Outgoing, outgoing_bytes

PART = ".hemero-part"  # end of the name of a file that is being written


class FolderTarget:
    """Each file goes in under another name and takes its own in one step."""

    whole = False
    at_once = False
    group_files = 64

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shown = str(folder)
        self._sink = DirectorySink(folder)

    def read(self, path: str) -> bytes | None:
        try:
            return (self.folder / contained(path)).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def is_empty(self) -> bool:
        return next(self._sink.paths(), None) is None

    def same(self, files: Sequence[Outgoing]) -> Collection[str]:
        return {file.path for file in files if self._holds(file)}

    def send(self, files: Sequence[Outgoing]) -> None:
        for file in files:
            part = file.path + PART
            try:
                self._sink.put(part, outgoing_bytes(file))
                (self.folder / part).replace(self.folder / file.path)
            finally:
                with suppress(OSError):
                    (self.folder / part).unlink()

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._sink.remove(path)

    def finish(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Nothing is left behind."""

    def _holds(self, file: Outgoing) -> bool:
        place = self.folder / contained(file.path)
        try:
            if place.is_symlink() or place.stat().st_size != file.size:
                return False
            with place.open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest() == file.sha256
        except OSError:
            return False
