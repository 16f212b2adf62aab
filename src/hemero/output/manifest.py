"""What stands at a target, as the last publication left it: one line a file, with its SHA-256.

The form is that of `sha256sum`, so that `sha256sum -c` checks a published folder. Comment lines
name the files that a publication had begun to send: of these nothing is certain before it has
come to its end.
"""

import re
from collections.abc import Collection, Mapping

from msgspec import Struct

from hemero.errors import OutputError
from hemero.output.sinks import contained

MANIFEST = ".hemero-manifest"
_HEAD = "# What Hemero published here; it compares with this the next time."
_SENDING = "# sending: "
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


class Manifest(Struct, frozen=True):
    """Path → SHA-256 of what is certainly there, and the paths of which that is not known."""

    files: Mapping[str, str] = {}
    sending: frozenset[str] = frozenset()


def write_manifest(files: Mapping[str, str], sending: Collection[str] = ()) -> bytes:
    """The manifest as it is kept at the target, sorted by path."""
    lines = [_HEAD, *(_SENDING + path for path in sorted(sending))]
    lines += [f"{files[path]}  {path}" for path in sorted(files)]
    return ("\n".join(lines) + "\n").encode()


def read_manifest(data: bytes) -> Manifest:
    """What `data` says. It comes from elsewhere: what is no manifest line is passed over, and
    so is a path that could lie outside the target."""
    files: dict[str, str] = {}
    sending = set()
    for line in data.decode("utf-8", "replace").split("\n"):
        if line.startswith(_SENDING):
            path = line.removeprefix(_SENDING)
            if _is_contained(path):
                sending.add(path)
        elif (match := _LINE.fullmatch(line)) and _is_contained(match[2]):
            files[match[2]] = match[1]
    return Manifest(files, frozenset(sending))


def _is_contained(path: str) -> bool:
    try:
        return contained(path) == path and path != MANIFEST
    except OutputError:
        return False
