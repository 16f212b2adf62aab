"""Lists of saved links as HTML: Pocket's export and browsers' bookmarks. No text, only stubs."""

import re
from collections.abc import Iterable, Iterator

from hemero.loader.limits import Limits
from hemero.loader.readers.document import make_document
from hemero.loader.readers.html_events import Event, attributes
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.slices import READ, name_record

MARK = re.compile(r"<title>\s{0,20}Pocket Export|NETSCAPE-Bookmark-file", re.IGNORECASE)


def read_saved_links(path: str, events: Iterable[Event], limits: Limits) -> READ:
    """Every link with an address of the web, numbered from 1."""
    number = 0
    for link, title in _links(events):
        href = link.get("href", "")
        if href.lower().startswith(("http://", "https://")):
            number += 1
            facts: list[tuple[str, Value]] = [
                ("title", title), ("url", href), ("tags", link.get("tags")),
                ("retrieved", link.get("time_added") or link.get("add_date")),
            ]  # fmt: skip
            where = name_record(path, number)
            yield make_document(
                where, facts, (), href.encode("utf-8", "replace"), limits, stub=True
            )


def _links(events: Iterable[Event]) -> Iterator[tuple[dict[str, str], str]]:
    link: dict[str, str] | None = None
    title: list[str] = []
    for event in events:
        if event.name == "a" and event.kind == "<":
            link, title = attributes(event.text), []
        elif event.name == "a" and event.kind == "/" and link is not None:
            yield link, " ".join("".join(title).split())
            link = None
        elif event.kind == "t" and link is not None:
            title.append(event.text)
