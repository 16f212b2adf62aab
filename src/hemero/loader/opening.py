"""Opening a content file without being led elsewhere or kept waiting."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from hemero.errors import UnreadableSource
from hemero.loader.names import name_of

# No link as the last part, no waiting for a FIFO's writer, no handle left to child processes.
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)

_IS_LINK = (errno.ELOOP, errno.EMLINK)  # what O_NOFOLLOW says; EMLINK on FreeBSD
_REASONS = {
    errno.ENOENT: "vanished during the build.",
    errno.ENOTDIR: "vanished with its folder during the build.",
    errno.EACCES: "may not be read (permission denied).",
    errno.EPERM: "may not be read (permission denied).",
    errno.ENXIO: "is no regular file.",
    errno.ELOOP: "is a link that leads in a circle.",
    errno.ENAMETOOLONG: "its path is too long for this system.",
}


def open_source(content: Path, path: str) -> tuple[BinaryIO, str]:
    """The file of a content path, unbuffered, and its stamp; what was opened is what was checked.

    UnreadableSource if it is no regular file, a link that leads out of `content`, or gone.
    """
    root = os.fsencode(content)
    handle = _open(root, root + b"/" + name_of(path), path)
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise UnreadableSource(f"is {kind_of(found.st_mode)}, no regular file.", path)
    return os.fdopen(handle, "rb", buffering=0), stamp_of(found)


def resolve_inside(root: bytes, name: bytes) -> bytes | None:
    """Where a link really leads, None where that is outside of `root`. OSError for a circle."""
    target = os.path.realpath(name, strict=True)
    top = os.path.realpath(root).rstrip(b"/")
    return target if target == top or target.startswith(top + b"/") else None


def stamp_of(found: os.stat_result) -> str:
    """Changes whenever the file may have changed."""
    return f"{found.st_mtime_ns}:{found.st_size}"


def kind_of(mode: int) -> str:
    """What a file that is not regular is, in plain words."""
    kinds = (
        (stat.S_ISFIFO, "a FIFO"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISDIR, "a folder"),
    )
    return next((name for matches, name in kinds if matches(mode)), "a special file")


def explain(fault: OSError) -> str:
    """An operating system's refusal in plain words."""
    said = _REASONS.get(fault.errno or 0)
    return said or f"cannot be read ({os.strerror(fault.errno or 0).lower()})."


def _open(root: bytes, name: bytes, path: str) -> int:
    try:
        try:
            return os.open(name, _FLAGS)
        except OSError as fault:
            if fault.errno not in _IS_LINK:
                raise
        target = resolve_inside(root, name)
        if target is None:
            raise UnreadableSource("is a link that leads out of the content folder.", path)
        return os.open(target, _FLAGS)
    except OSError as fault:
        raise UnreadableSource(explain(fault), path) from fault
