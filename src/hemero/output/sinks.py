"""Where finished bytes go. A sink is told a path and bytes, and keeps both inside its root."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from hemero.errors import OutputError

_TO_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Sink(Protocol):
    """What a shard needs to know of where its bytes go."""

    def put(self, path: str, data: bytes) -> None: ...


class DirectorySink:
    """A folder on disk. Pickles as its root, so that workers write for themselves."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._prefix = str(root) + os.sep

    def __reduce__(self) -> tuple[type["DirectorySink"], tuple[Path]]:
        return (DirectorySink, (self.root,))

    def put(self, path: str, data: bytes) -> None:
        target = self._prefix + contained(path)
        try:
            handle = os.open(target, _TO_WRITE, 0o644)
        except FileNotFoundError:  # the first file of its folder
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(target, _TO_WRITE, 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)

    def remove(self, path: str) -> None:
        target = self.root / contained(path)
        if target.is_dir() and not target.is_symlink():
            return  # other files have taken its place
        with suppress(FileNotFoundError, NotADirectoryError):
            target.unlink()
        for folder in target.parents:
            if folder == self.root:
                return
            try:
                folder.rmdir()
            except OSError:  # not empty: somebody still lives there
                return

    def paths(self) -> Iterator[tuple[str, str]]:
        pending = [""] if self.root.is_dir() else []
        while pending:
            folder = pending.pop()
            with os.scandir(self._prefix + folder) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(path + "/")
                    else:
                        yield path, stamp(entry.stat(follow_symlinks=False))


class ParcelSink:
    """Keeps what it is told, for one who can reach the folder."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def put(self, path: str, data: bytes) -> None:
        self._files[contained(path)] = data

    def files(self) -> tuple[tuple[str, bytes], ...]:
        return tuple(self._files.items())


def stamp(stat: os.stat_result) -> str:
    """What changes when a file's bytes may have: modification time, size and inode."""
    return f"{stat.st_mtime_ns}:{stat.st_size}:{stat.st_ino}"


def contained(path: str) -> str:
    """`path` itself, when it can only lie below a root; raises OutputError otherwise."""
    if (
        not path
        or path[0] == "/"
        or "\\" in path
        or "\0" in path
        or "//" in path
        or f"/{path}/".find("/../") >= 0
        or f"/{path}/".find("/./") >= 0
    ):
        raise OutputError(f"refused to write to {path!r}: it could lie outside the output folder.")
    return path
