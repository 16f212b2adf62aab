"""Where all links of a site lead: to files that are there, to anchors that are there; and which
pages no link leads to.

What is remembered grows with the number of pages and of different anchors, not of links.
"""

import difflib
from collections.abc import Callable, Iterator

from hemero.commands.checking.addresses import place_of
from hemero.commands.checking.findings import MOST_OF_A_RULE, Finding
from hemero.commands.checking.pages import Page, line_of_link
from hemero.hosts import Host

_ENTRANCES = frozenset(["index.html", "404.html", "not_found.html"])
_MEND = "Build the site again; if it stays, mend the template or the text that has the link."
Read = Callable[[str], bytes]


class LinkBook:
    """All links, gone through page by page."""

    def __init__(self, files: frozenset[str], base: str, host: Host | None, read: Read) -> None:
        self._files = files
        self._base = base
        self._read = read
        self._bare = host is not None and host.extensionless != "missing"
        self._led_to: set[str] = set()
        self._faults = 0
        self._anchors: dict[tuple[str, str], tuple[str, str]] = {}  # place → page and link

    def add(self, path: str, page: Page) -> Iterator[Finding]:
        """Note the links of a page; gives those that lead nowhere."""
        folder = path[: path.rfind("/") + 1]
        for link in dict.fromkeys(page.links):
            place = place_of(folder, link, self._base)
            if place is None:
                continue
            target, anchor, trouble = place
            if trouble:
                yield self._fault(path, "link", link, trouble)
                continue
            if target and target not in self._files:
                bare = f"{target}.html"
                if not (self._bare and bare in self._files):
                    yield self._broken(path, link, target)
                    continue
                target = bare
            if target == path or not target:
                if anchor and anchor != "top" and anchor not in page.ids:
                    yield self._no_anchor(path, link, path, anchor)
                continue
            self._led_to.add(target)
            if anchor and target.endswith(".html"):
                self._anchors.setdefault((target, anchor), (path, link))

    def wanted_anchors(self) -> dict[str, list[str]]:
        """Page → anchors that other pages lead to."""
        wanted: dict[str, list[str]] = {}
        for target, anchor in self._anchors:
            wanted.setdefault(target, []).append(anchor)
        return wanted

    def missing_anchor(self, target: str, anchor: str) -> Finding:
        """The finding at the first page that leads to an anchor which is not there."""
        path, link = self._anchors[target, anchor]
        return self._no_anchor(path, link, target, anchor)

    def is_orphan(self, path: str) -> bool:
        """Whether no other page leads there."""
        return path not in self._led_to and path not in _ENTRANCES

    def _broken(self, path: str, link: str, target: str) -> Finding:
        if self._faults > MOST_OF_A_RULE:
            hint = ""
        elif f"{target}.html" in self._files:
            hint = f"Link to {target}.html: not every host finds the file without its ending."
        elif f"{target}/index.html" in self._files:
            hint = f"Link to {target}/index.html."
        else:
            near = self._near(target)
            hint = f"Is {near} meant?" if near else _MEND
        return self._fault(path, "link", link, f"leads to {target}, which does not exist", hint)

    def _near(self, target: str) -> str:
        folder = target[: target.rfind("/") + 1]
        beside = [f for f in self._files if f.startswith(folder) and "/" not in f[len(folder) :]]
        close = difflib.get_close_matches(target, beside[:2000], n=1, cutoff=0.8)
        return close[0] if close else ""

    def _no_anchor(self, path: str, link: str, target: str, anchor: str) -> Finding:
        what = f'leads to a place "{anchor}" that {target} does not have'
        return self._fault(path, "anchor", link, what)

    def _fault(self, path: str, rule: str, link: str, what: str, hint: str = _MEND) -> Finding:
        # What is beyond is only counted; a line costs a page, a near name a folder.
        self._faults += 1
        line = line_of_link(self._read(path), link) if self._faults <= MOST_OF_A_RULE else 0
        shown = link if len(link) <= 100 else f"{link[:100]}…"
        return Finding(path, rule, f'the link "{shown}" {what}.', hint, line)
