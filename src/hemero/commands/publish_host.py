"""What a host wants to find beside the pages: its files of redirects and headers, a twin of the
404 page, `.nojekyll`. Made when a site is published or previewed, never written into the site.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from msgspec import Struct

from hemero.hosts import Host

NOT_FOUND = "404.html"
NO_JEKYLL = ".nojekyll"
_PLAIN = re.compile(r"[\w./()+~,-]+")

# For every answer. Who may frame a page cannot be said in the page itself.
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


class Built(Struct, frozen=True, kw_only=True):
    """What of a built site matters to a host."""

    own: Mapping[str, bytes]
    """The site's own files of the names that this host gives meaning to."""
    moved: Mapping[str, str]
    """Path of a redirect page → path of the page it leads to."""
    withdrawn: Collection[str] = ()
    """Paths of pages that say that an article was taken down."""
    base: str = "/"
    """Path of the site's address, with slashes at both ends."""
    base_is_known: bool = True
    """Whether `base_url` says so."""


class HostFiles(Struct, frozen=True):
    """Files to publish beside the site's, and files of the site that they stand in for."""

    files: Mapping[str, bytes]
    replaced: frozenset[str] = frozenset()
    locations: Mapping[str, str] = {}
    """Path of a redirect page → address that the host is told to lead to from there."""


class Rule(Struct, frozen=True):
    """One address, and what is answered there: another address with 301, or its own page with
    410, which has search engines forget it."""

    source: str
    target: str
    status: int


def host_files(host: Host, built: Built) -> HostFiles:
    """What `host` wants. Moved pages within its limits become rules, which answer with a true
    301; the rest keep their redirect pages."""
    files: dict[str, bytes] = {}
    if host.needs_nojekyll:
        files[NO_JEKYLL] = b""
    if host.not_found not in (NOT_FOUND, "") and NOT_FOUND in built.own:
        files[host.not_found] = built.own[NOT_FOUND]
    rules = redirect_rules(host, built)
    if host.rules and not _is_theirs(host, built):
        files |= _WRITERS[host.rules](host, built, rules)
    elif not host.object_redirects:
        rules = []
    ruled = {rule.source: rule.target for rule in rules}
    addresses = {page: _address(built.base, page) for page in built.moved}
    pages = {page: ruled[address] for page, address in addresses.items() if address in ruled}
    if host.object_redirects:
        return HostFiles(files, frozenset(files.keys() & built.own.keys()), pages)
    needless = set() if host.rules_may_sleep else pages.keys()
    return HostFiles(files, frozenset(needless | (files.keys() & built.own.keys())))


def meant_names(host: Host) -> frozenset[str]:
    """Names that mean something to `host`."""
    named = {host.redirects_file, host.headers_file, host.not_found, NOT_FOUND}
    return frozenset(named - {""})


def _is_theirs(host: Host, built: Built) -> bool:
    """Whether the project has a settings file of its own: JSON is all of one hand."""
    return host.rules in ("vercel", "azure") and host.redirects_file in built.own


def redirect_rules(host: Host, built: Built) -> list[Rule]:
    """As many rules as the host takes, those of withdrawn articles first."""
    if not host.rules and not (host.object_redirects and built.base_is_known):
        return []
    gone = sorted(built.withdrawn) if host.gone else ()
    rules = [Rule(_address(built.base, path), _address(built.base, path), 410) for path in gone]
    rules += [
        Rule(_address(built.base, old), _address(built.base, new), 301)
        for old, new in sorted(built.moved.items())
    ]
    own = built.own.get(host.redirects_file, b"")
    room = host.max_redirects - own.count(b"\n") if host.max_redirects else len(rules)
    return _within(host, rules[: max(room, 0)], len(own))


def _within(host: Host, rules: Sequence[Rule], used: int) -> list[Rule]:
    """The rules up to the host's limit of bytes. Cloudflare cuts silently what is over."""
    kept = []
    for rule in rules:
        line = _redirect_line(rule)
        used += len(line)
        if host.max_redirects_bytes and used > host.max_redirects_bytes:
            break
        if not host.max_redirect_chars or len(line) <= host.max_redirect_chars:
            kept.append(rule)
    return kept


def _address(base: str, path: str) -> str:
    return base + quote(path)


# how each kind of host has it written down


def _write_lines(host: Host, built: Built, rules: Sequence[Rule]) -> dict[str, bytes]:
    files = {}
    if rules:
        lines = "".join(map(_redirect_line, rules)).encode()
        files[host.redirects_file] = _joined(built.own.get(host.redirects_file, b""), lines)
    if host.headers_file:
        headers = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
        own = built.own.get(host.headers_file, b"")
        files[host.headers_file] = own or f"/*\n{headers}".encode()
    return files


def _joined(own: bytes, ours: bytes) -> bytes:
    """The project's own rules first: the first rule that fits an address counts."""
    return own + (b"\n" if own and not own.endswith(b"\n") else b"") + ours


def _redirect_line(rule: Rule) -> str:
    force = "!" if rule.source == rule.target else ""  # although there is a page
    return f"{rule.source} {rule.target} {rule.status}{force}\n"


def _write_vercel(host: Host, built: Built, rules: Sequence[Rule]) -> dict[str, bytes]:
    settings: dict[str, Any] = {
        "headers": [
            {
                "source": "/(.*)",
                "headers": [{"key": name, "value": value} for name, value in HEADERS.items()],
            }
        ]
    }
    if rules:
        settings["redirects"] = [
            {"source": rule.source, "destination": rule.target, "statusCode": rule.status}
            for rule in rules
        ]
    return {host.redirects_file: _as_json(settings)}


def _write_azure(host: Host, built: Built, rules: Sequence[Rule]) -> dict[str, bytes]:
    routes = [
        {"route": rule.source, "statusCode": rule.status}
        | ({"redirect": rule.target} if rule.status == 301 else {})
        for rule in rules
    ]
    settings = {
        "routes": routes,
        "responseOverrides": {"404": {"rewrite": f"/{NOT_FOUND}"}},
        "globalHeaders": HEADERS,
    }
    return {host.redirects_file: _as_json(settings)}


def _write_apache(host: Host, built: Built, rules: Sequence[Rule]) -> dict[str, bytes]:
    """Directives for a folder. All but the first two are passed over where a module is missing."""
    own = built.own.get(host.redirects_file, b"")
    lines = []
    if b"errordocument 404" not in own.lower():
        lines.append(f"ErrorDocument 404 {_quoted(built.base + NOT_FOUND)}")
    lines += _gone_in_apache(built, [unquote(rule.source) for rule in rules if rule.status == 410])
    if moved := [rule for rule in rules if rule.status != 410]:
        lines.append("<IfModule mod_alias.c>")
        for rule in moved:
            source, target = _quoted(unquote(rule.source)), _quoted(rule.target)
            lines.append(f"Redirect {rule.status} {source} {target}")
        lines.append("</IfModule>")
    lines.append("<IfModule mod_headers.c>")
    lines += [f"Header always set {name} {_quoted(value)}" for name, value in HEADERS.items()]
    lines.append("</IfModule>")
    return {host.redirects_file: _joined(own, "".join(f"{line}\n" for line in lines).encode())}


def _gone_in_apache(built: Built, addresses: Sequence[str]) -> Iterator[str]:
    """The page itself is what is shown with 410, and the condition keeps the rule from meeting it
    a second time. An address with signs that mean something in an expression gets no rule."""
    plain = [address for address in addresses if _PLAIN.fullmatch(address)]
    if not plain:
        return
    yield from ("<IfModule mod_rewrite.c>", "RewriteEngine On")
    for address in plain:
        yield f"<If \"%{{REQUEST_URI}} == '{address}'\">"
        yield f"ErrorDocument 410 {address}"
        yield "</If>"
        yield "RewriteCond %{ENV:REDIRECT_STATUS} !=410"
        yield f"RewriteRule ^{re.escape(address[len(built.base) :])}$ - [G]"
    yield "</IfModule>"


def _quoted(argument: str) -> str:
    return '"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _as_json(settings: Mapping[str, Any]) -> bytes:
    return json.dumps(settings, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"


_WRITERS: Mapping[str, Callable[[Host, Built, Sequence[Rule]], dict[str, bytes]]] = {
    "netlify": _write_lines,
    "vercel": _write_vercel,
    "azure": _write_azure,
    "apache": _write_apache,
}
