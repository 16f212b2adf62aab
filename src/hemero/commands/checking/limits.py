"""What a host allows: number, size and names of files, and its files of rules."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from hemero.commands.checking.findings import Finding
from hemero.hosts import Host

_WINDOWS = frozenset(
    "con prn aux nul".split() + [f"{n}{d}" for n in ("com", "lpt") for d in "123456789"]
)
_CLASHES_SHOWN = 3


def name_findings(files: Mapping[str, int]) -> Iterator[Finding]:
    """Names that not every disk and server can hold, whatever the host."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for path in files:
        spellings[path.casefold()].append(path)
        for part in path.split("/"):
            if part.partition(".")[0].lower() in _WINDOWS or part.endswith((".", " ")):
                what = f'the name "{part}" cannot stand on a Windows disk.'
                yield Finding(path, "name", what, "Rename it.")
    for paths in spellings.values():
        if len(paths) > 1:
            others = ", ".join(sorted(paths)[1 : 1 + _CLASHES_SHOWN])
            what = f"differs from {others} by small and capital letters only."
            yield Finding(min(paths), "name", what, "Rename one; many disks keep only one of them.")


def host_findings(site: Path, files: Mapping[str, int], host: Host) -> Iterator[Finding]:
    """What the host would refuse, lose or answer otherwise. `files`: path → bytes."""
    yield from limit_findings(files, host)
    if host.redirects_file in files:
        data = (site / host.redirects_file).read_bytes()
        yield from _redirect_findings(data, host)
    if host.headers_file in files:
        data = (site / host.headers_file).read_bytes()
        yield from _header_findings(data, host)


def limit_findings(files: Mapping[str, int], host: Host) -> Iterator[Finding]:
    """The same without a look into any file: number, size and names. `files`: path → bytes."""
    yield from _numbers(files, host)
    for path, size in files.items():
        yield from _file_findings(path, size, host)
    yield from _missing(files, host)


def _numbers(files: Mapping[str, int], host: Host) -> Iterator[Finding]:
    folders = {path[:at] for path in files for at, sign in enumerate(path) if sign == "/"}
    count = len(files) + (len(folders) if host.folders_count else 0)
    what = "files and folders" if host.folders_count else "files"
    if host.max_files and count > host.max_files:
        said = f"has {count:,} {what}; {host.title} takes {host.max_files:,}."
        yield Finding("", "limit", said, "Choose a host that takes more, or part the archive.")
    total = sum(files.values())
    if host.max_site_bytes and total > host.max_site_bytes:
        said = f"has {total:,} bytes; {host.title} takes {host.max_site_bytes:,}."
        yield Finding("", "limit", said, "Choose a host that takes more, or part the archive.")
    if host.max_files_a_folder:
        for folder, number in Counter(path.rpartition("/")[0] for path in files).items():
            if number > host.max_files_a_folder:
                said = f"holds {number:,} files; {host.title} takes {host.max_files_a_folder:,}."
                yield Finding(folder + "/", "limit", said, "Choose a host that takes more.")


def _file_findings(path: str, size: int, host: Host) -> Iterator[Finding]:
    encoded = path.encode("utf-8", "surrogateescape")
    longest = max(map(len, encoded.split(b"/")))
    forbidden = sorted(set(path) & set(host.forbidden_signs))
    suffix = path.rpartition("/")[2].rpartition(".")[2].lower()
    if host.max_file_bytes and size > host.max_file_bytes:
        what = f"has {size:,} bytes; {host.title} takes {host.max_file_bytes:,} a file."
        yield Finding(path, "limit", what, "Make it smaller, or keep it elsewhere.")
    if host.max_path_bytes and len(encoded) > host.max_path_bytes:
        what = f"its path has {len(encoded):,} bytes; {host.title} takes {host.max_path_bytes:,}."
        yield Finding(path, "name", what, "Shorten it.")
    if host.max_name_bytes and longest > host.max_name_bytes:
        what = f"a name in it has {longest:,} bytes; {host.title} takes {host.max_name_bytes:,}."
        yield Finding(path, "name", what, "Shorten it.")
    if forbidden:
        what = f"{host.title} takes no {' '.join(forbidden)} in a name."
        yield Finding(path, "name", what, "Rename it.")
    if host.suffixes and suffix not in host.suffixes and not path.startswith("."):
        what = f"{host.title} does not take files of this kind from free accounts."
        yield Finding(path, "limit", what, "Leave it out, or give it another ending.")


def _missing(files: Mapping[str, int], host: Host) -> Iterator[Finding]:
    if host.not_found and host.not_found not in files:
        if host.misses_show_home:
            what = f"{host.title} shows the front page for every address that does not exist."
            yield Finding(host.not_found, "404", f"is missing, so {what}", "Build the site again.")
        else:
            what = f"is missing; {host.title} shows a page of its own for what does not exist."
            hint = "Copy 404.html to that name."
            yield Finding(host.not_found, "404", what, hint, weight="advice")
    if host.needs_nojekyll and ".nojekyll" not in files:
        hidden = sorted(path for path in files if path.startswith("_") or "/_" in path)
        if hidden:
            what = f"is lost on {host.title}: names that begin with _ are passed over."
            yield Finding(hidden[0], "name", what, "Put an empty file .nojekyll into static/.")


def _redirect_findings(data: bytes, host: Host) -> Iterator[Finding]:
    file = host.redirects_file
    if host.max_redirects_bytes and len(data) > host.max_redirects_bytes:
        what = f"has {len(data):,} bytes; {host.title} reads {host.max_redirects_bytes:,}."
        yield Finding(file, "redirects", what, "Shorten it: what comes after is not read.")
    if host.rules in ("vercel", "azure"):
        yield from _json_rules(data, file, host)
    if host.rules != "netlify":
        return
    number = 0
    for line_number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        rule = line.partition("#")[0].strip() if line.lstrip().startswith("#") else line.strip()
        if not rule:
            continue
        number += 1
        if len(rule.split()) < 2:
            what = f"the rule {rule!r} has no address to lead to."
            yield Finding(file, "redirects", what, "Write: /from /to 301", line_number)
        if host.max_redirect_chars and len(rule) > host.max_redirect_chars:
            what = f"a rule has {len(rule):,} characters; {host.max_redirect_chars:,} are read."
            yield Finding(file, "redirects", what, "Shorten it.", line_number)
    yield from _too_many(file, number, host.max_redirects, host)


def _too_many(file: str, number: int, most: int, host: Host) -> Iterator[Finding]:
    if most and number > most:
        what = f"has {number:,} rules; {host.title} takes {most:,}."
        yield Finding(file, "redirects", what, "Leave redirects to the pages that lead on.")


def _json_rules(data: bytes, file: str, host: Host) -> Iterator[Finding]:
    try:
        rules: Any = msgspec.json.decode(data)
    except msgspec.DecodeError as fault:
        yield Finding(file, "redirects", f"is no JSON: {fault}.", "Mend it.")
        return
    found = rules.get("redirects", rules.get("routes", [])) if isinstance(rules, dict) else []
    if isinstance(found, list):
        yield from _too_many(file, len(found), host.max_redirects, host)


def _header_findings(data: bytes, host: Host) -> Iterator[Finding]:
    if host.rules != "netlify":
        return
    lines = data.decode("utf-8", "replace").splitlines()
    rules = [line for line in lines if line.strip() and not line[0].isspace() and line[0] != "#"]
    yield from _too_many(host.headers_file, len(rules), host.max_header_rules, host)
    for number, line in enumerate(lines, 1):
        if host.max_header_chars and len(line) > host.max_header_chars:
            what = f"a line has {len(line):,} characters; {host.max_header_chars:,} are read."
            yield Finding(host.headers_file, "redirects", what, "Shorten it.", number)
