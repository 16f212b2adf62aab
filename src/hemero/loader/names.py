"""File names as printable text and back. Names are bytes; a content path is text.

A path keeps every name that is clean UTF-8 as it is. What cannot be shown (bytes that are not
UTF-8, control characters, marks that turn the writing direction, line separators) stands as
"%" with two capital hexadecimal digits for each byte, and so does a "%" that such digits follow:
each path names exactly one file, each file has exactly one path.
"""

import re

from hemero.loader.characters import UNWANTED

_UNSHOWN = re.compile(
    f"%(?=[0-9A-F]{{2}})|[{UNWANTED}\U000e0000-\U000e0fff\t-\r\x85\u061c\u200e\u200f\u2028\u2029]"
)
_ESCAPE = re.compile(rb"%([0-9A-F]{2})")


def path_of(name: bytes) -> str:
    """The content path of a file name (or of several, joined by "/")."""
    text = name.decode("utf-8", "surrogateescape")
    if "%" not in text and text.isprintable():
        return text
    return _UNSHOWN.sub(_escape, text)


def name_of(path: str) -> bytes:
    """The file name that a content path stands for: the inverse of path_of."""
    name = path.encode("utf-8", "surrogateescape")
    return _ESCAPE.sub(_unescape, name) if b"%" in name else name


def _escape(found: re.Match[str]) -> str:
    data = found[0].encode("utf-8", "surrogateescape")
    return "".join(f"%{byte:02X}" for byte in data)


def _unescape(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode("ascii"))
