"""Where a link leads within the site, as a browser finds it."""

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SHADY = re.compile(r"\s*(?:javascript|vbscript)\s*:", re.IGNORECASE)


class Place(NamedTuple):
    """A file of the site ("" for the page itself) and an anchor in it."""

    path: str
    anchor: str
    trouble: str = ""  # why the link is no link


ELSEWHERE = None


@lru_cache(maxsize=1 << 16)
def place_of(folder: str, link: str, base: str) -> Place | None:
    """The place that `link` names on a page in `folder` ("2022/04/"); None for another site.

    `base`: the site's own address, "" where it has none: then links from the top count from the
    site's own folder.
    """
    link = link.strip()
    if _SHADY.match(link):
        return Place("", "", "is a script, not an address")
    if base and link.startswith(base):
        folder, link = "", link[len(base) :]
        if not link:
            return Place("index.html", "")
    elif link.startswith("//") or _SCHEME.match(link):
        return ELSEWHERE
    address, _, anchor = link.partition("#")
    address = address.partition("?")[0]
    path = unquote(address, errors="surrogateescape")
    if not path:
        return Place("", unquote(anchor))
    top = urlsplit(base).path or "/"
    if path.startswith("/"):
        if not path.startswith(top):
            return Place(path, "", f"leads out of the site, which stands at {top}")
        folder, path = "", path[len(top) :]
    return Place(_joined(folder, path), unquote(anchor))


def _joined(folder: str, path: str) -> str:
    joined = posixpath.normpath(folder + path) if folder + path else "."
    if joined == ".":
        return "index.html"
    return f"{joined}/index.html" if path.endswith("/") or path.endswith("/..") else joined
