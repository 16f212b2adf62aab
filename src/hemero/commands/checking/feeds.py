"""Feeds by their specifications: Atom is RFC 4287, JSON Feed is version 1.1."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from hemero.commands.checking.findings import Finding
from hemero.commands.checking.xmltree import Node

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/"
_MOMENT = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
)
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_MEND = "Mend the template of the feed."


def atom_findings(path: str, feed: Node) -> Iterator[Finding]:
    """What is wrong with an Atom feed."""
    entries = feed.all(f"{ATOM} entry")
    yield from _required(path, feed, "the feed")
    if not feed.all(f"{ATOM} author"):
        for entry in entries:
            if not entry.all(f"{ATOM} author"):
                yield _fault(path, "an entry has no author, and the feed has none.", entry.line)
    seen: set[str] = set()
    for entry in entries:
        yield from _required(path, entry, "an entry")
        yield from _entry_findings(path, entry)
        key = "".join(node.text for node in entry.all(f"{ATOM} id")).strip()
        if key in seen:
            yield _fault(path, f"two entries have the id {key}.", entry.line)
        seen.add(key)


def _required(path: str, node: Node, name: str) -> Iterator[Finding]:
    """RFC 4287, 4.1.1 and 4.1.2: one id, one title, one moment of the last change."""
    for part in ("id", "title", "updated"):
        found = node.all(f"{ATOM} {part}")
        if len(found) != 1:
            yield _fault(path, f"{name} has {len(found)} <{part}>; it must have one.", node.line)
    for key in node.all(f"{ATOM} id"):
        if not _ADDRESS.fullmatch(key.text.strip()):
            yield _fault(path, f"the id {key.text!r} is no absolute address.", key.line)
    for part in ("updated", "published"):
        for moment in node.all(f"{ATOM} {part}"):
            if not _MOMENT.fullmatch(moment.text.strip()):
                what = f"<{part}> is {moment.text!r}; it must be like 2022-04-26T00:00:00Z."
                yield _fault(path, what, moment.line)


def _entry_findings(path: str, entry: Node) -> Iterator[Finding]:
    links = entry.all(f"{ATOM} link")
    has_page = any(link.attributes.get("rel", "alternate") == "alternate" for link in links)
    if not has_page and not entry.all(f"{ATOM} content"):
        yield _fault(path, "an entry has neither text nor a link to its page.", entry.line)
    for link in links:
        if not _ADDRESS.fullmatch(link.attributes.get("href", "")):
            what = f"the link {link.attributes.get('href', '')!r} is no absolute address."
            yield _fault(path, what, link.line)


def json_feed_findings(path: str, data: bytes) -> Iterator[Finding]:
    """What is wrong with a file of JSON, and with a feed in one."""
    try:
        feed = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        yield Finding(path, "markup", f"is no JSON: {fault}.", "Mend the template that writes it.")
        return
    if not isinstance(feed, dict) or JSON_FEED not in str(feed.get("version")):
        return
    if not isinstance(feed.get("title"), str):
        yield _fault(path, "the feed has no title.")
    items = feed.get("items")
    if not isinstance(items, list):
        yield _fault(path, "the feed has no list of items.")
        return
    seen: set[str] = set()
    for number, item in enumerate(items, 1):
        yield from _item_findings(path, f"item {number}", item if isinstance(item, dict) else {})
        key = str(item.get("id")) if isinstance(item, dict) else ""
        if key in seen:
            yield _fault(path, f"two items have the id {key}.")
        seen.add(key)


def _item_findings(path: str, name: str, item: dict[str, Any]) -> Iterator[Finding]:
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield _fault(path, f"{name} has no id.")
    if not isinstance(item.get("content_html"), str) and not isinstance(
        item.get("content_text"), str
    ):
        yield _fault(path, f"{name} has no text.")
    for part in ("url", "external_url", "image", "banner_image"):
        if part in item and not _ADDRESS.fullmatch(str(item[part])):
            yield _fault(path, f"{name}: {part} is {item[part]!r}, no absolute address.")
    for part in ("date_published", "date_modified"):
        if part in item and not _MOMENT.fullmatch(str(item[part])):
            what = f"{name}: {part} is {item[part]!r}; it must be like 2022-04-26T00:00:00Z."
            yield _fault(path, what)


def _fault(path: str, what: str, line: int = 0) -> Finding:
    return Finding(path, "feed", what, _MEND, line)
