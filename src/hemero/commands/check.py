"""Whether a built site will do: for readers, for machines, for the host it goes to."""

import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import msgspec
from msgspec import Struct

from hemero.commands.checking.contrast import contrast_findings
from hemero.commands.checking.feeds import ATOM, atom_findings, json_feed_findings
from hemero.commands.checking.findings import Finding, Findings
from hemero.commands.checking.limits import host_findings, name_findings
from hemero.commands.checking.links import LinkBook
from hemero.commands.checking.pages import read_page
from hemero.commands.checking.sitemaps import SITEMAPS, read_sitemap, robots_findings
from hemero.commands.checking.xmltree import Malformed, read_xml
from hemero.config import CONFIG_NAME, load_config
from hemero.errors import ConfigError
from hemero.hosts import HOSTS, Host
from hemero.renderer.strings import nearest

FRONT = "index.html"
# Larger files are counted and not read: no page, feed or stylesheet has so many bytes.
LARGEST = 64 << 20


class CheckReport(Struct, frozen=True, kw_only=True):
    """What was looked at and what was found."""

    site: str
    host: str  # "" where none was named
    files: int
    pages: int
    bytes: int
    faults: int
    advice: int
    findings: tuple[Finding, ...]
    unsaid: dict[str, int]  # by rule: how many findings there are beyond those kept
    seconds: float

    def as_json(self) -> str:
        """One JSON object; equal for equal sites, so without the seconds."""
        told = msgspec.to_builtins(self)
        del told["seconds"]
        return msgspec.json.format(msgspec.json.encode(told), indent=1).decode()


def find_site(path: Path, output: Path | None) -> Path:
    """The built site that is meant: the folder itself, or the one its project writes to.

    Raises ConfigError where there is none.
    """
    is_project = (path / CONFIG_NAME).is_file() or (path / "content").is_dir()
    site = path if not is_project and output is None else load_config(path, output=output).output
    if not (site / FRONT).is_file():
        raise ConfigError(
            f"there is no built site in {site}.", None, "Run hemero build, or name its folder."
        )
    return site


def host_named(name: str | None) -> Host | None:
    """The host of that name. Raises ConfigError for one that is not known."""
    if name is not None and name not in HOSTS:
        hint = nearest(name, HOSTS) or f"Known: {', '.join(HOSTS)}."
        raise ConfigError(f'no host is called "{name}".', hint=hint)
    return HOSTS[name] if name else None


def check_site(site: Path, host: Host | None = None) -> CheckReport:
    """Look the built site over. Reads every page once, writes nothing."""
    began = perf_counter()
    check = _Check(site, host)
    check.run()
    findings = check.findings
    return CheckReport(
        site=str(site),
        host=host.name if host else "",
        files=len(check.files),
        pages=len(check.pages),
        bytes=sum(check.files.values()),
        faults=findings.faults,
        advice=len(findings) - findings.faults,
        findings=tuple(findings),
        unsaid=findings.unsaid(),
        seconds=perf_counter() - began,
    )


class _Check:
    """One check on its way through the site."""

    def __init__(self, site: Path, host: Host | None) -> None:
        self._site = site
        self._host = host
        self._root = f"{site}{os.sep}"
        self.findings = Findings()
        self.files: dict[str, int] = {}
        self.pages: list[str] = []
        self._to_index: set[str] = set()  # pages that a sitemap should name
        self._hidden: set[str] = set()  # pages that it must not name

    def run(self) -> None:
        self._walk()
        self.pages = [path for path in self._readable() if path.endswith((".html", ".htm"))]
        names = frozenset(self.files)
        base = self._base()
        self._tell(name_findings(self.files))
        self._check_pages(LinkBook(names, base, self._host, self._read))
        self._check_feeds(base, names)
        if self._host:
            self._tell(host_findings(self._site, self.files, self._host))

    def _tell(self, findings: Iterator[Finding]) -> None:
        for finding in findings:
            self.findings.add(finding)

    def _readable(self) -> list[str]:
        return [path for path, size in self.files.items() if size <= LARGEST]

    def _read(self, path: str) -> bytes:
        with open(self._root + path, "rb") as file:  # noqa: PTH123  # a Path costs 5 µs a page
            return file.read()

    def _walk(self) -> None:
        """Path and bytes of each file, sorted; a link is what it leads to, but for a host."""
        found: dict[str, int] = {}
        pending = [""]
        while pending:
            folder = pending.pop()
            with os.scandir(self._root + folder) as entries:
                for entry in entries:
                    path = folder + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(path + "/")
                    elif entry.is_file():
                        found[path] = entry.stat().st_size
                    if entry.is_symlink():
                        self._tell_link(path)
        self.files = dict(sorted(found.items()))

    def _tell_link(self, path: str) -> None:
        if self._host and not self._host.symlinks:
            what = f"is a symbolic link, which {self._host.title} does not follow."
            self.findings.add(Finding(path, "name", what, "Put the file itself there."))

    def _base(self) -> str:
        """The site's own address, as its front page states it."""
        canonical = read_page(FRONT, self._read(FRONT)).canonical
        return canonical if canonical.endswith("/") else ""

    def _check_pages(self, links: LinkBook) -> None:
        for path in self.pages:
            page = read_page(path, self._read(path))
            for finding in page.findings:
                self.findings.add(finding)
            self._tell(links.add(path, page))
            (self._to_index if page.indexed and not page.moved else self._hidden).add(path)
        for target, anchors in links.wanted_anchors().items():
            ids = read_page(target, self._read(target)).ids
            for anchor in anchors:
                if anchor not in ids and anchor != "top":
                    self.findings.add(links.missing_anchor(target, anchor))
        for path in sorted(self._to_index):
            if links.is_orphan(path):
                what = "no page leads here, so readers do not find it."
                self.findings.add(Finding(path, "orphan", what, "Link to it, or remove it."))

    def _check_feeds(self, base: str, names: frozenset[str]) -> None:
        named: set[str] = set()
        maps = False
        for path in self._readable():
            if path.endswith(".xml"):
                pages = self._check_xml(path, base)
                maps = maps or pages is not None
                named |= pages or set()
            elif path.endswith(".json"):
                self._tell(json_feed_findings(path, self._read(path)))
            elif path.endswith(".css"):
                sheet = self._read(path).decode("utf-8", "replace")
                self._tell(contrast_findings(path, sheet))
        if "robots.txt" in names:
            self._tell(robots_findings(self._read("robots.txt"), base, names))
        if maps:
            self._compare(named)

    def _check_xml(self, path: str, base: str) -> set[str] | None:
        """The pages that a sitemap names; None for other files."""
        data = self._read(path)
        try:
            root = read_xml(path, data)
        except Malformed as fault:
            self.findings.add(fault.finding)
            return None
        if root.name == f"{ATOM} feed":
            self._tell(atom_findings(path, root))
        if not root.name.startswith(SITEMAPS):
            return None
        sitemap = read_sitemap(path, root, len(data), base)
        for finding in sitemap.findings:
            self.findings.add(finding)
        for target in (*sitemap.pages, *sitemap.maps):
            if target not in self.files:
                what = f"names {target}, which does not exist."
                self.findings.add(Finding(path, "sitemap", what, "Build the site again."))
        return set(sitemap.pages)

    def _compare(self, named: set[str]) -> None:
        """Every page that may be indexed is in a sitemap, and no other."""
        for path in sorted(self._to_index - named):
            what = "is in no sitemap."
            self.findings.add(Finding(path, "sitemap", what, "Build the site again."))
        for path in sorted(self._hidden & named):
            what = "is in a sitemap, though it asks not to be indexed."
            self.findings.add(Finding(path, "sitemap", what, "Take it out."))
