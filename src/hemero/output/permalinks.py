"""The text file that keeps every article's address: one `content path <TAB> permalink` a line,
sorted, so that it can be read, compared and committed."""

import re
from collections.abc import Mapping
from pathlib import Path

from hemero.errors import ConfigError

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPE = str.maketrans(_ESCAPES)
_MEANINGS = {"t": "\t", "n": "\n", "r": "\r"}


def read_permalinks(file: Path) -> dict[str, str]:
    """Content path → permalink; empty where there is no file. Raises ConfigError on a line
    that is not two fields."""
    try:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return {}
    known = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        path, tab, permalink = line.rstrip("\r").partition("\t")
        if not tab or not permalink or "\t" in permalink:
            raise ConfigError(
                f"not a content path, a tab and a permalink: {line[:80]!r}.",
                f"{file.name}:{number}",
                "Mend the line, or delete the file to have addresses given anew.",
            )
        known[_unescape(path)] = permalink
    return known


def write_permalinks(file: Path, permalinks: Mapping[str, str]) -> None:
    """Write the file in one step; nothing is touched when it says the same already."""
    lines = (f"{path.translate(_ESCAPE)}\t{link}\n" for path, link in sorted(permalinks.items()))
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
    return re.sub(r"\\(.)", lambda m: _MEANINGS.get(m[1], m[1]), text)
