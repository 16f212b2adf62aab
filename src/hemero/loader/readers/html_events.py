"""HTML as a run of events: tags open, tags close, text. Linear, whatever the text.

As much of the HTML standard's tokenizer as saved articles need: comments, quoted attributes,
elements whose content is no markup. It builds no tree and mends no nesting.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,60})")
_ATTRIBUTES = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]{1,80})(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+"""
)
_RAW = frozenset(("script", "style", "title", "textarea", "xmp", "noembed", "noframes"))
_LONG = 20_000  # characters of attributes; what is longer is a picture in a data: address


class Event(NamedTuple):
    """`kind` "<": a tag opens, "/": it closes, "t": text, "!": a comment."""

    kind: str
    name: str = ""  # of the tag, in small letters
    text: str = ""  # decoded text, or a tag's attributes as they stand


def read_events(html: str) -> Iterator[Event]:
    """Every tag, text and comment, in order."""
    at = 0
    broken = False  # a quotation mark never closes: quotes mean nothing from here on
    while (start := html.find("<", at)) >= 0:
        if start > at:
            yield Event("t", "", _decode(html[at:start]))
        tag = _TAG.match(html, start)
        if tag is None:
            event, at = _declaration(html, start)
            yield event
            continue
        close = None if broken else _ATTRIBUTES.match(html, tag.end())
        broken = close is None
        end = close.end() if close else html.find(">", tag.end()) + 1
        if not end:
            at = len(html)
            break
        name = tag[2].lower()
        yield Event("/" if tag[1] else "<", name, html[tag.end() : end - 1])
        at = end
        if not tag[1] and name in _RAW:
            at = _raw_end(html, name, end)
            yield Event("t", name, _decode(html[end:at]))
    if at < len(html):
        yield Event("t", "", _decode(html[at:]))


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters, values decoded; the first of a name."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text[:_LONG]):
        found.setdefault(name.lower(), _decode(double or single or bare))
    return found


def _declaration(html: str, start: int) -> tuple[Event, int]:
    """What begins with "<" and is no tag: a comment, a declaration, or just that sign."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        end = end if end >= 0 else len(html)
        return Event("!", "", html[start + 4 : end]), min(end + 3, len(html))
    if html.startswith("<![CDATA[", start):
        end = html.find("]]>", start)
        end = end if end >= 0 else len(html)
        return Event("t", "", html[start + 9 : end]), min(end + 3, len(html))
    if html.startswith(("<!", "<?", "</"), start):
        end = html.find(">", start)
        return Event("!"), end + 1 if end >= 0 else len(html)
    return Event("t", "", "<"), start + 1


def _raw_end(html: str, name: str, start: int) -> int:
    """Where `</name` stands, or the end."""
    found = re.compile(f"</{name}", re.IGNORECASE).search(html, start)
    return found.start() if found else len(html)


def _decode(text: str) -> str:
    return unescape(text) if "&" in text else text
