"""The attributes of one tag that a check looks at. Tags repeat from page to page: all is cached."""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_ATTRIBUTE = re.compile(
    r"""\s*+([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""", re.DOTALL
)
_LINKS = ("href", "src", "action", "poster", "data", "cite", "formaction")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?(.*?)[\"']?\s*$", re.I | re.DOTALL)


class Looked(NamedTuple):
    """What is in one tag."""

    id: str
    links: tuple[str, ...]  # addresses, decoded
    fault: str  # what is wrong with its writing, or ""
    values: dict[str, str]  # all attributes; only of the few tags of which more is asked


ASKED = frozenset("html img meta link area iframe".split())


@lru_cache(maxsize=1 << 16)
def look_at(name: str, attributes: str) -> Looked:
    """Read the attributes of a tag."""
    values: dict[str, str] = {}
    end, fault = 0, ""
    source = attributes.rstrip().removesuffix("/").rstrip()
    for found in _ATTRIBUTE.finditer(source):
        if found.start() != end:
            break
        end = found.end()
        key, *forms = found.groups()
        key = key.lower()
        if key in values:
            fault = f"{key} stands twice"
        values.setdefault(key, unescape(next((form for form in forms if form is not None), "")))
    if end != len(source):
        fault = f"its attributes cannot be read from {source[end : end + 20].strip()!r} on"
    return Looked(
        values.get("id", ""), tuple(_links(name, values)), fault, values if name in ASKED else {}
    )


def _links(name: str, values: dict[str, str]) -> list[str]:
    links = [values[key] for key in _LINKS if key in values]
    if "srcset" in values:
        candidates = (part.split() for part in values["srcset"].split(","))
        links += [candidate[0] for candidate in candidates if candidate]
    if name == "meta" and values.get("http-equiv", "").lower() == "refresh":
        found = _REFRESH.match(values.get("content", ""))
        links += [found[1]] if found else []
    return links
