"""One HTML page: what it says, where it leads, and what is wrong with its writing."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.entities import html5
from itertools import islice

import msgspec
from msgspec import Struct

from hemero.commands.checking.attributes import ASKED, look_at
from hemero.commands.checking.findings import Finding
from hemero.commands.checking.tags import TAG, Tag, find_tags, nesting_faults, stray_sign

_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE)
_NAMED = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*;)")
_OF_INTEREST = frozenset("h1 H1 img IMG html HTML area AREA".split())  # without attributes too
MOST_OF_A_PAGE = 30  # findings; a page with more is broken, and all have one cause
_MEND = "Mend the template that writes it."


class Page(Struct, frozen=True):
    """One page as read."""

    links: tuple[str, ...]
    ids: frozenset[str]
    indexed: bool  # whether search engines are let in
    moved: bool  # whether it only leads on
    canonical: str
    findings: tuple[Finding, ...]


def read_page(path: str, data: bytes) -> Page:
    """Read a page. Never raises: what cannot be read is a finding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        found = Finding(path, "encoding", "is not UTF-8.", "Save it as UTF-8.", line)
        return Page((), frozenset(), True, False, "", (found,))
    tags = find_tags(text)
    return _Reading(path, text, tags).page()


class _Reading:
    """One page while it is read."""

    def __init__(self, path: str, text: str, tags: Sequence[Tag]) -> None:
        self._path = path
        self._text = text
        self._tags = tags
        self._links: list[str] = []
        self._ids: list[str] = []
        self._meta: dict[str, str] = {}
        self._headings = 0
        self._found: list[Finding] = []
        self._starts: list[int] = []  # of the tags, once one must be pointed at

    def page(self) -> Page:
        for number, tag in enumerate(self._tags):
            if tag[5] or tag[4] in _OF_INTEREST or tag[0]:
                self._read(number, tag)
        self._whole()
        return Page(
            tuple(self._links),
            frozenset(self._ids),
            "noindex" not in self._meta.get("robots", ""),
            "refresh" in self._meta,
            self._meta.get("canonical", ""),
            tuple(self._found),
        )

    def _read(self, number: int, tag: Tag) -> None:
        raw, raw_attributes, raw_text, slash, name, attributes = tag
        if raw:
            name, attributes = raw, raw_attributes
            self._check_script(number, attributes, raw_text)
        elif slash or not name:
            return
        name = name.lower()
        if name == "h1":
            self._headings += 1
        looked = look_at(name, attributes)
        if looked.id:
            self._ids.append(looked.id)
        if looked.links:
            self._links += looked.links
        if looked.fault:
            self._say(number, "markup", f"<{name}>: {looked.fault}.", _MEND)
        if name in ASKED:
            self._special(number, name, looked.values)

    def _special(self, number: int, name: str, values: dict[str, str]) -> None:
        if name == "meta":
            key = (values.get("name") or values.get("http-equiv") or "").lower()
            self._meta.setdefault(key, values.get("content", "").lower())
        elif name == "link":
            if values.get("rel", "").lower() == "canonical":
                self._meta["canonical"] = values.get("href", "")
        elif name in ("img", "area") and "alt" not in values:
            hint = 'Say in alt="…" what it shows; alt="" where it only decorates.'
            self._say(number, "alt", f"<{name}> has no text for those who do not see it.", hint)
        elif name == "html" and not values.get("lang", "").strip():
            hint = 'Name it: <html lang="fr">.'
            self._say(number, "lang", "does not say which language it is in.", hint)
        elif name == "iframe" and not values.get("title"):
            self._say(number, "title", "<iframe> has no title.", 'Say in title="…" what it holds.')

    def _check_script(self, number: int, attributes: str, text: str) -> None:
        if "ld+json" not in attributes:
            return
        try:
            msgspec.json.decode(text)
        except msgspec.DecodeError as fault:
            self._say(number, "markup", f"its JSON-LD is no JSON: {fault}.", _MEND)

    def _whole(self) -> None:
        """What is asked of the page as a whole."""
        text = self._text
        if not text.lstrip("\ufeff \t\r\n")[:14].lower().startswith("<!doctype html"):
            self._add("markup", "does not begin with <!doctype html>.", _MEND, 1)
        if "<html" not in text[:2000].lower():
            self._add("lang", "has no <html lang>.", 'Name it: <html lang="fr">.', 1)
        title = _TITLE.search(text)
        if title is None or not unescape(title[1]).strip():
            self._add("title", "has no title.", "Give it a <title>.", 1)
        if self._headings != 1:
            said = "no <h1>" if not self._headings else f"{self._headings} <h1>"
            self._add("heading", f"has {said}; one names the page.", _MEND, 0)
        for number, fault in islice(nesting_faults(self._tags), MOST_OF_A_PAGE):
            self._say(number, "markup", f"{fault}.", _MEND)
        at = stray_sign(text, self._tags)
        if at >= 0:
            self._add("markup", 'a "<" begins no tag.', "Write &lt; for it.", self._line(at))
        if text.rfind("<!--") > text.rfind("-->"):
            at = self._line(text.rfind("<!--"))
            self._add("markup", "a comment is never closed.", "Close it with -->.", at)
        raw = self._tags[-1] if self._tags else None
        if raw and raw[0] and text.endswith(raw[2]):
            self._say(len(self._tags) - 1, "markup", f"<{raw[0]}> is never closed.", _MEND)
        if len(set(self._ids)) != len(self._ids):
            self._twice()
        for name in sorted(set(_NAMED.findall(text)) - html5.keys()):
            at = self._line(text.find(f"&{name}"))
            self._add("markup", f"&{name} is no character.", "Write &amp; for a plain &.", at)

    def _twice(self) -> None:
        seen: set[str] = set()
        for one in self._ids:
            if len(self._found) >= MOST_OF_A_PAGE:
                return
            if one in seen:
                at = self._text.rfind(f'id="{one}"')
                what = f'the id "{one}" stands twice; a link to it finds the first only.'
                self._add("id", what, _MEND, self._line(max(at, 0)))
            seen.add(one)

    def _say(self, number: int, rule: str, what: str, hint: str) -> None:
        """A finding at the tag of that number."""
        if len(self._found) < MOST_OF_A_PAGE:
            if not self._starts:
                self._starts = [found.start() for found in TAG.finditer(self._text)]
            self._add(rule, what, hint, self._line(self._starts[number]))

    def _add(self, rule: str, what: str, hint: str, line: int) -> None:
        if len(self._found) < MOST_OF_A_PAGE:
            self._found.append(Finding(self._path, rule, what, hint, line))

    def _line(self, at: int) -> int:
        return self._text.count("\n", 0, at) + 1


def line_of_link(data: bytes, link: str) -> int:
    """The line on which a page has `link`; 0 where it cannot be told."""
    text = data.decode("utf-8", "replace")
    for at, value in _links_in(text):
        if value == link:
            return text.count("\n", 0, at) + 1
    return 0


def _links_in(text: str) -> Iterator[tuple[int, str]]:
    for found in TAG.finditer(text):
        raw, raw_attributes, _, slash, name, attributes = found.groups(default="")
        if not slash and (raw or name):
            for link in look_at((raw or name).lower(), raw_attributes or attributes).links:
                yield found.start(), link
