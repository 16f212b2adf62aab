"""Where a site is published: what every kind of target can do, and what is sent to it."""

import hashlib
import os
import stat
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from hemero.errors import PublishError
from hemero.output.sinks import contained


class Outgoing(Struct, frozen=True, kw_only=True):
    """One file to be published. Its bytes are `data`, or those of the site's file."""

    path: str
    root: Path
    """The built site."""
    sha256: str
    size: int
    stage: int
    """Place in the order of sending, from 0."""
    media_type: str
    cache: str
    """Value of Cache-Control, where the target takes one."""
    location: str = ""
    """Address that its own address leads to, where the target can be told so."""
    data: bytes | None = None


class Target(Protocol):
    """A place for files."""

    shown: str
    """The target as it may be printed: without password or key."""
    whole: bool
    """Whether it is written anew from all files whenever one of them differs."""
    at_once: bool
    """Whether readers see nothing of it before `finish`."""
    group_files: int
    """Files that are best sent in one go."""

    def read(self, path: str) -> bytes | None:
        """The file's bytes, or None where there is none. Raises PublishError when the target
        cannot be reached."""

    def is_empty(self) -> bool:
        """Whether nothing stands there, or the place itself is not there yet."""

    def same(self, files: Sequence[Outgoing]) -> Collection[str]:
        """The paths among `files` whose bytes are there already, found by looking."""

    def send(self, files: Sequence[Outgoing]) -> None:
        """Put the files there. None is ever seen half written, where the target allows that."""

    def remove(self, paths: Sequence[str]) -> None:
        """Take the files away; those that are gone already do not matter."""

    def finish(self) -> None:
        """Everything was sent and removed."""

    def abandon(self) -> None:
        """Called at the end in any case: clear what is left of the way there."""


def outgoing_bytes(file: Outgoing) -> bytes:
    """The bytes that were planned to be sent. Raises PublishError when they have changed."""
    if file.data is not None:
        return file.data
    data = read_regular(file.root, file.path)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise PublishError(
            "changed while it was published.", str(file.root / file.path), "Publish again."
        )
    return data


def read_regular(root: Path, path: str) -> bytes:
    """The bytes of a regular file at `path` below `root`, never those a link leads to."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(root / contained(path), flags), "rb") as handle:
        if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
            raise PublishError("is not a regular file.", str(root / path))
        return handle.read()


def without_secrets(address: str) -> str:
    """`address` as it may be printed and logged: no user, no password, no query."""
    parts = _taken_apart(address)
    if parts is None:
        return address
    place = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{place}{parts.path}" + (f"#{parts.fragment}" * bool(parts.fragment))


def redacted(said: str, address: str) -> str:
    """What a tool or a library said of `address`, without what is secret in that."""
    said = said.replace(address, without_secrets(address))
    parts = _taken_apart(address)
    for secret in (parts.password, parts.query) if parts else ():
        if secret:
            said = said.replace(secret, "…")
    return said


def _taken_apart(address: str) -> SplitResult | None:
    """The parts of an address that has a scheme. Raises PublishError for a malformed one."""
    if "://" not in address:
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as fault:
        raise PublishError(f"the target is no address ({fault}).") from fault
    return parts
