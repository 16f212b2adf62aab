"""Files of the built site as answers: found inside the root, opened once, with type and tag."""

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from hemero.commands.media_types import media_type

# One range, of numbers that fit a file size. Anything else is ignored (RFC 9110 §14.2).
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class OpenFile(Struct, frozen=True):
    """A regular file of the site, open for reading: what was checked is what is sent."""

    handle: BinaryIO
    name: str
    size: int
    tag: str  # changes whenever the bytes may have

    @property
    def media_type(self) -> str:
        """For Content-Type, with the charset where the type is text."""
        return media_type(self.name)


class Folder(Struct, frozen=True):
    """A folder asked for without its final slash."""


def open_file(root: Path, segments: Sequence[str]) -> OpenFile | Folder | None:
    """The file at `segments` below `root`, or its index.html for a folder; None for nothing.

    Links are followed as long as they stay inside the root. Only regular files are opened,
    and without waiting for a writer (a pipe would never answer).
    """
    try:
        base = os.path.realpath(root, strict=True)
        place = os.path.realpath(Path(base, *segments), strict=True)
        if not _is_inside(place, base):
            return None
        if Path(place).is_dir():
            if segments[-1]:
                return Folder()
            place = os.path.realpath(Path(place, "index.html"), strict=True)
        elif not segments[-1]:
            return None
        return _open_regular(place) if _is_inside(place, base) else None
    except OSError:  # nothing there, a loop of links, a name too long, no permission
        return None


def requested_range(header: str | None, size: int) -> range | None:
    """The one range of bytes asked for, or None for the whole. Empty: it cannot be had."""
    match = _RANGE.fullmatch(header.replace(" ", "").lower()) if header else None
    if match is None or match[1] == match[2] == "":
        return None
    if not match[1]:
        return range(max(size - int(match[2]), 0), size)
    first = int(match[1])
    if not match[2]:
        return range(first, size)
    last = int(match[2])
    return None if last < first else range(first, min(last + 1, size))


def matches_tag(header: str | None, tag: str) -> bool:
    """Whether If-None-Match names `tag` (weakly, as RFC 9110 §13.1.2 asks) or anything."""
    if header is None:
        return False
    named = (part.strip().removeprefix("W/") for part in header.split(","))
    return any(part in ("*", tag) for part in named)


def _open_regular(place: str) -> OpenFile | None:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.fdopen(os.open(place, flags | getattr(os, "O_BINARY", 0)), "rb")
    about = os.fstat(handle.fileno())
    if not stat.S_ISREG(about.st_mode):
        handle.close()
        return None
    tag = f"{about.st_mtime_ns:x}-{about.st_size:x}-{about.st_ino:x}"
    return OpenFile(handle, place, about.st_size, tag)


def _is_inside(place: str, base: str) -> bool:
    return place == base or place.startswith(base.rstrip(os.sep) + os.sep)
