"""The preview in the manner of a host: which file, or which other address, it answers with.

What a host does is in its table (`hosts`); its files of redirects are read as it reads them.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct

from hemero.commands.preview_files import OpenFile, open_file
from hemero.commands.publish_host import Built, Rule, host_files, redirect_rules
from hemero.hosts import Host

Segments = Sequence[str]
PAGE_END = ".html"

_RULE_PART = re.compile(r"\*$|(?<=/):[A-Za-z]\w*(?=/|$)")


class PathRule(Struct, frozen=True):
    """A rule of a redirects file: `*` at the end, and `:name` for one part, may be in it."""

    source: str
    target: str
    status: int = 301
    force: bool = False  # although there is a file


class Manner(Struct, frozen=True):
    """How a host answers for one built site."""

    host: Host
    base: tuple[str, ...] = ()
    """Folders of the domain that the site stands in."""
    rules: tuple[PathRule, ...] = ()
    absent: frozenset[str] = frozenset()
    """Files of the site that are not there at this host."""


class Reply(Struct, frozen=True):
    """A file with a status, another address, or with neither the word that there is nothing."""

    status: int
    file: OpenFile | None = None
    location: str = ""


def manner_of(host: Host, built: Built) -> Manner:
    """How `host` answers once the site is published there."""
    base = tuple(part for part in built.base.split("/") if part) if host.subpath else ()
    own = read_rules(built.own.get(host.redirects_file, b"")) if host.rules == "netlify" else ()
    ours = map(_path_rule, redirect_rules(host, built))
    replaced = host_files(host, built).replaced - {host.redirects_file, host.headers_file}
    control = {host.redirects_file, host.headers_file} - {""}
    return Manner(host, base, (*own, *ours), frozenset(replaced | control) - {host.not_found})


def read_rules(data: bytes) -> tuple[PathRule, ...]:
    """The rules of a `_redirects` file, in order; lines that are none are passed over.
    Conditions by country, language or query are not looked at."""
    found = []
    for line in data.decode("utf-8", "replace").splitlines():
        words = line.split()
        if len(words) < 2 or words[0].startswith("#") or not words[0].startswith("/"):
            continue
        status = words[2] if len(words) > 2 else "301"
        if re.fullmatch(r"[1-5]\d\d!?", status):
            found.append(PathRule(words[0], words[1], int(status[:3]), status.endswith("!")))
    return tuple(found)


def _path_rule(rule: Rule) -> PathRule:
    return PathRule(unquote(rule.source), unquote(rule.target), rule.status, rule.status == 410)


def reply_as(manner: Manner, root: Path, segments: Segments) -> Reply:
    """What the host answers to a path, decoded and taken apart by `path_segments`."""
    inside = _within(manner.base, segments)
    if inside is None:
        home = "/" + "".join(f"{quote(part)}/" for part in manner.base)
        return Reply(302, location=home) if segments in ((), ("",)) else Reply(404)
    rule, target = _matching(manner.rules, "/" + "/".join(segments))
    found = _found(manner, root, inside)
    if rule is not None and (rule.force or found is None or manner.host.rules_first):
        if found is not None and found.file is not None:
            found.file.handle.close()
        return _by_rule(manner, root, rule, target)
    return found or _miss(manner, root)


def _within(base: Segments, segments: Segments) -> Segments | None:
    """The path below the site's own folder; None for one that lies outside."""
    if tuple(segments[: len(base)]) != tuple(base) or len(segments) <= len(base):
        return None
    return segments[len(base) :]


def _found(manner: Manner, root: Path, segments: Segments) -> Reply | None:
    """The file at the path, as the host finds files; or the address that it has there."""
    host, last = manner.host, segments[-1]
    if not last:
        index = _open(manner, root, (*segments[:-1], "index.html")) if host.folder_index else None
        if index is not None:
            return Reply(200, index)
        return _moved(manner, root, segments[:-1]) if host.extensionless == "canonical" else None
    file = _open(manner, root, segments)
    if file is not None:
        if host.extensionless == "canonical" and last.endswith(PAGE_END):
            file.handle.close()
            clean = "" if last == "index.html" else last.removesuffix(PAGE_END)
            return Reply(308, location=_address(manner, (*segments[:-1], clean)))
        return Reply(200, file)
    if host.extensionless != "missing":
        page = _open(manner, root, (*segments[:-1], last + PAGE_END))
        if page is not None:
            return Reply(200, page)
    index = _open(manner, root, (*segments, "index.html")) if host.folder_index else None
    if index is None:
        return None
    index.handle.close()
    status = 308 if host.extensionless == "canonical" else 301
    return Reply(status, location=_address(manner, (*segments, "")))


def _moved(manner: Manner, root: Path, segments: Segments) -> Reply | None:
    """/page/ where page.html is: its clean address has no slash at the end."""
    if not segments:
        return None
    page = _open(manner, root, (*segments[:-1], segments[-1] + PAGE_END))
    if page is None:
        return None
    page.handle.close()
    return Reply(308, location=_address(manner, segments))


def _miss(manner: Manner, root: Path) -> Reply:
    host = manner.host
    # The twin of another name is made when the site is published: here its original shows.
    if host.not_found and (page := _open(manner, root, ("404.html",))):
        return Reply(404, page)
    if host.misses_show_home and (home := _open(manner, root, ("index.html",))):
        return Reply(200, home)
    return Reply(404)


def _open(manner: Manner, root: Path, segments: Segments) -> OpenFile | None:
    if "/".join(segments) in manner.absent:
        return None
    found = open_file(root, segments)
    return found if isinstance(found, OpenFile) else None


def _address(manner: Manner, segments: Segments) -> str:
    """An address of this server. No part of it is empty but the last, so that "//elsewhere"
    cannot come out."""
    return "/" + quote("/".join((*manner.base, *segments)))


# rules


def _matching(rules: Sequence[PathRule], path: str) -> tuple[PathRule | None, str]:
    """The first rule that fits, and where it leads for this path."""
    for rule in rules:
        pattern = _pattern(rule.source)
        if pattern is not None and (match := pattern.fullmatch(path)):
            return rule, _filled(rule.target, match.groupdict())
    return None, ""


def _filled(target: str, named: Mapping[str, str]) -> str:
    return re.sub(r":([A-Za-z]\w*)", lambda found: named.get(found[1], found[0]), target)


@lru_cache(maxsize=4096)
def _pattern(source: str) -> re.Pattern[str] | None:
    """A rule's path as a pattern; None for one that cannot be meant. Every part of it ends at a
    slash, but for a `*` at the end, so that matching takes no longer than the path is."""
    parts, done = [], 0
    source = source if source.endswith("*") else source.rstrip("/")
    for part in _RULE_PART.finditer(source):
        parts.append(re.escape(source[done : part.start()]))
        parts.append("(?P<splat>.*)" if part[0] == "*" else f"(?P<{part[0][1:]}>[^/]+)")
        done = part.end()
    parts.append(re.escape(source[done:]) + ("" if source.endswith("*") else "/?"))
    if source.count("*") > source.endswith("*"):
        return None
    try:
        return re.compile("".join(parts))
    except re.error:  # one name twice
        return None


def _by_rule(manner: Manner, root: Path, rule: PathRule, target: str) -> Reply:
    if 300 <= rule.status < 400:
        if re.match(r"https?://", target):
            return Reply(rule.status, location=target)
        return Reply(rule.status, location="/" + quote(target.lstrip("/"), safe="/#?=&%"))
    inside = _within(manner.base, tuple(target.lstrip("/").split("/")))
    shown = _found(manner, root, inside) if inside and ".." not in inside else None
    if shown is None or shown.file is None:
        return _miss(manner, root)
    return Reply(rule.status, shown.file)
