"""The text file that keeps every article's address, sorted, so that it can be read, compared
and committed. A line is `content path <TAB> permalink`, then each former address that must
redirect there, after one more tab."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from hemero.errors import ConfigError

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPE = str.maketrans(_ESCAPES)
_MEANINGS = {"t": "\t", "n": "\n", "r": "\r"}


class Addresses(Struct, frozen=True):
    """Content path → permalink, and former address → content path."""

    permalinks: dict[str, str]
    moved: dict[str, str]


def read_permalinks(file: Path) -> Addresses:
    """What the file keeps; nothing where there is none. Raises ConfigError on a broken line."""
    addresses = Addresses({}, {})
    try:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return addresses
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        path, *rest = line.rstrip("\r").split("\t")
        if not rest or not all((path, *rest)):
            raise ConfigError(
                f"not a content path, a tab and a permalink: {line[:80]!r}.",
                f"{file.name}:{number}",
                "Mend the line, or delete the file to have addresses given anew.",
            )
        path = _unescape(path)
        addresses.permalinks[path] = rest[0]
        addresses.moved.update(dict.fromkeys(rest[1:], path))
    return addresses


def write_permalinks(
    file: Path, permalinks: Mapping[str, str], moved: Mapping[str, str] | None = None
) -> None:
    """Write the file in one step; nothing is touched when it says the same already."""
    former: defaultdict[str, list[str]] = defaultdict(list)
    for address, path in sorted((moved or {}).items()):
        former[path].append(address)
    lines = (
        "\t".join((path.translate(_ESCAPE), link, *former.get(path, ()))) + "\n"
        for path, link in sorted(permalinks.items())
    )
    data = "".join(lines).encode("utf-8", "surrogateescape")
    if file.exists() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    fresh.write_bytes(data)
    fresh.replace(file)


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: _MEANINGS.get(found[1], found[1]), text)
