"""The one place where text becomes markup, and where what no format can hold is dropped.

Templates escape all they print, by `printed`. What `as_html` declares to be markup was built
by this package from pieces that were escaped one by one.
"""

import re
from json import dumps

import msgspec
from markupsafe import Markup, escape

__all__ = [
    "Markup",
    "Phrase",
    "as_html",
    "attributes",
    "element_text",
    "escape",
    "escaped",
    "printed",
    "script_json",
    "without_controls",
    "xml_text",
]

_JSON_IN_SCRIPT = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
# C0 controls but for tab and line ends: HTML calls them parse errors, XML cannot hold them.
_CONTROLS = bytes(c for c in (*range(32), 127) if c not in (9, 10, 13))
# XML 1.0, production 2 (Char), turned round; with the noncharacters it advises against.
_NOT_XML = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]"
)


def escaped(text: str) -> str:
    """What MarkupSafe's `escape` gives, as plain text. Cheaper: nearly no text has a sign."""
    if "&" in text:  # first, or references would be escaped again
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    return text


def element_text(text: str) -> str:
    """`text` as it stands between two tags, where quotation marks and apostrophes are no markup.

    Left as they are, they read the same there as in a page's JSON, which compresses better.
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def printed(value: object) -> str:
    """What a template prints for `value`: markup as it is, all else escaped."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else escape(value)


class Phrase(Markup):
    """A phrase of the interface, with places `{a}` for what a template fills in.

    Markup's own `format` parses the phrase in Python, at each use.
    """

    __slots__ = ()

    def format(self, *values: object, **named: object) -> "Phrase":
        """Markup is filled in as it is, all else escaped."""
        filled = {name: printed(value) for name, value in named.items()}
        return Phrase(str.format(self, *map(printed, values), **filled))


def as_html(html: str) -> Markup:
    """Declare `html` to be markup. Only for HTML whose every piece of text was escaped."""
    return Markup(html)  # the only call of its kind; held by a test


def attributes(**named: str) -> Markup:
    """The attributes of an element, each with a space before it; empty ones are left out."""
    return as_html("".join(f' {name}="{escaped(value)}"' for name, value in named.items() if value))


def script_json(record: object) -> Markup:
    """`record` as JSON that no HTML parser can leave the `script` element through."""
    if isinstance(record, Markup):
        record = str.__str__(record)
    try:
        json = msgspec.json.encode(record).decode()
    except UnicodeEncodeError:  # half of a surrogate pair, which no file of ours can hold
        json = dumps(record, ensure_ascii=False, default=msgspec.json.decode)
        json = json.encode("utf-8", "replace").decode()
    for sign, escaped in _JSON_IN_SCRIPT:
        if sign in json:
            json = json.replace(sign, escaped)
    return as_html(json)


def xml_text(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)


def without_controls(page: bytes) -> bytes:
    """UTF-8 `page` without control characters: a second line behind the loader."""
    return page.translate(None, _CONTROLS)
