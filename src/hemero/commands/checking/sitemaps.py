"""Sitemaps by sitemaps.org, and the line of robots.txt that names them."""

import re
from collections.abc import Iterator

from msgspec import Struct

from hemero.commands.checking.addresses import place_of
from hemero.commands.checking.findings import Finding
from hemero.commands.checking.xmltree import Node

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # sitemaps.org: addresses of a file
MOST_BYTES = 50 << 20  # sitemaps.org: 52,428,800 bytes, not compressed
LONGEST = 2_048  # sitemaps.org: characters of an address
# W3C's note on dates: a year, a month, a day, or a moment with its zone.
_LASTMOD = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?"
)
_MEND = "Mend the template of the sitemap."


class Sitemap(Struct, frozen=True):
    """What one file names, as paths of the site."""

    findings: tuple[Finding, ...]
    pages: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()  # of an index


def read_sitemap(path: str, root: Node, size: int, base: str) -> Sitemap:
    """A sitemap or an index of sitemaps; `base` is the site's own address, "" where unknown."""
    found: list[Finding] = []
    is_index = root.name.endswith("sitemapindex")
    entries = root.all(f"{SITEMAPS} {'sitemap' if is_index else 'url'}")
    if len(entries) > MOST:
        found.append(_fault(path, f"names {len(entries):,} addresses; {MOST:,} are the most."))
    if size > MOST_BYTES:
        found.append(_fault(path, f"has {size:,} bytes; {MOST_BYTES:,} are the most."))
    named: dict[str, int] = {}
    for entry in entries:
        locations = [node.text.strip() for node in entry.all(f"{SITEMAPS} loc")]
        if len(locations) != 1:
            found.append(_fault(path, "an entry must have one <loc>.", entry.line))
            continue
        found += _entry_findings(path, entry, locations[0], base)
        place = place_of("", locations[0], base)
        if place is None:
            continue
        if place.path in named:
            found.append(_fault(path, f"names {place.path} twice.", entry.line))
        named[place.path] = entry.line
    paths = tuple(named)
    return Sitemap(tuple(found), *(((), paths) if is_index else (paths, ())))


def _entry_findings(path: str, entry: Node, location: str, base: str) -> Iterator[Finding]:
    if not location.startswith(("http://", "https://")):
        yield _fault(path, f"{location!r} is no absolute address.", entry.line)
    elif base and not location.startswith(base):
        yield _fault(path, f"{location} is not of this site ({base}).", entry.line)
    if len(location) > LONGEST:
        yield _fault(path, f"an address has {len(location):,} characters.", entry.line)
    for node in entry.all(f"{SITEMAPS} lastmod"):
        if not _LASTMOD.fullmatch(node.text.strip()):
            what = f"<lastmod> is {node.text!r}; it must be a date like 2022-04-26."
            yield _fault(path, what, node.line)


def robots_findings(data: bytes, base: str, files: frozenset[str]) -> Iterator[Finding]:
    """robots.txt must name sitemaps by their whole address, and they must be there."""
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        key, _, value = line.partition(":")
        if key.strip().lower() != "sitemap":
            continue
        address = value.strip()
        place = place_of("", address, base)
        if not address.startswith(("http://", "https://")):
            what = f"the sitemap {address!r} is no absolute address."
            yield Finding("robots.txt", "sitemap", what, _MEND, number)
        elif place is not None and place.path not in files:
            what = f"names the sitemap {place.path}, which does not exist."
            yield Finding("robots.txt", "sitemap", what, _MEND, number)


def _fault(path: str, what: str, line: int = 0) -> Finding:
    return Finding(path, "sitemap", what, _MEND, line)
