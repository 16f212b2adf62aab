"""From bytes to text. In doubt a file is set aside: no character is ever made up.

In this order: a byte order mark (UTF-8, UTF-16, UTF-32) is believed; valid UTF-8; one guess,
Windows-1252, where the text is plausible (see `western`) and with a warning; else no text.
"""

import codecs
from typing import NamedTuple

from hemero.errors import UnreadableSource
from hemero.loader.readers import western
from hemero.loader.readers.signatures import certain_kind, likely_kind

_SAVE_AS_UTF8 = "Save it as UTF-8."
# UTF-32 before UTF-16: the mark of the one begins with that of the other.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK_STARTS = frozenset(mark[0] for mark, _ in _MARKS)


class Decoded(NamedTuple):
    """A file's text, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, path: str) -> Decoded:
    """The text of a file's bytes. UnreadableSource where they are none, or not certainly."""
    if not data:
        raise UnreadableSource("the file is empty.", path)
    kind = certain_kind(data)
    if kind is not None:
        raise _not_text(kind, path)
    if data[0] in _MARK_STARTS:
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                return Decoded(_decode_marked(data[len(mark) :], encoding, path), encoding)
    return _decode_unmarked(data, path)


def _decode_marked(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise UnreadableSource(
            f"its byte order mark says {encoding.upper()}, but {_bytes_at(fault)} is not.",
            path if encoding != "utf-8" else _place(path, fault),
            _SAVE_AS_UTF8,
        ) from fault
    _refuse_nul("\0" in text, data, path)
    return text


def _decode_unmarked(data: bytes, path: str) -> Decoded:
    _refuse_nul(b"\0" in data, data, path)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as fault:
        if western.is_plausible(data):
            return Decoded(data.decode("cp1252"), western.ENCODING)
        kind = likely_kind(data)
        if kind is not None:
            raise _not_text(kind, path) from fault
        raise UnreadableSource(
            f"neither UTF-8 ({_bytes_at(fault)} is not) nor plausible Windows-1252 text.",
            _place(path, fault),
            _SAVE_AS_UTF8,
        ) from fault


def _refuse_nul(has_nul: bool, data: bytes, path: str) -> None:
    if not has_nul:
        return
    kind = likely_kind(data)
    if kind is not None:
        raise _not_text(kind, path)
    raise UnreadableSource(
        "not text: it holds NUL bytes, as binary files do.",
        path,
        "If it is UTF-16 text without a byte order mark, save it as UTF-8.",
    )


def _not_text(kind: str, path: str) -> UnreadableSource:
    return UnreadableSource(f"looks like {kind}, not text.", path, "Move it out of the content.")


def _bytes_at(fault: UnicodeDecodeError) -> str:
    return f"byte {fault.object[fault.start]:02X} at offset {fault.start:,}"


def _place(path: str, fault: UnicodeDecodeError) -> str:
    line = fault.object.count(b"\n", 0, fault.start) + 1
    return f"{path}:{line}"
