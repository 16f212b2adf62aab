"""WARC (ISO 28500) and WET files: records with headers, one after the other.

Only what may be a page is cut out: text that Common Crawl took from pages (conversion), pages as
they came over the wire (response), and saved pages (resource). The rest is counted in a warning.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import Struct

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.slices import Slice, name_record, too_long
from hemero.model.report import Complaint

_HEADER_BYTES = 1 << 16
_BLANKS = 64  # empty lines between records; the standard has two
_CHUNK = 1 << 20
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_TYPE = re.compile(rb"\r?\ncontent-type:[ \t]{0,20}([\w.+-]{1,80}/[\w.+-]{1,80})", re.IGNORECASE)
_PAGES = (b"text/html", b"application/xhtml+xml")
_PASSED_IN_SILENCE = frozenset(("warcinfo", "request", "metadata", "revisit", "continuation"))


class WebRecord(Struct, frozen=True, omit_defaults=True):
    """What the header of a record says of the page in it."""

    kind: str  # conversion, response, resource
    url: str = ""
    fetched: str = ""
    language: str = ""
    type: str = ""


def split_warc(path: str, file: BinaryIO, limits: Limits) -> Iterator[Slice | Complaint]:
    """Every record that holds a page; its number counts all records of the file."""
    number = others = 0
    while (header := _read_header(path, file, number)) is not None:
        number += 1
        length = _length(path, number, header)
        record = _describe(header)
        if record.kind in _PASSED_IN_SILENCE or length == 0:
            _skip(path, file, number, length)
        elif length > limits.record_bytes:
            _skip(path, file, number, length)
            yield too_long(path, number, limits)
        else:
            block = file.read(length)
            if len(block) < length:
                raise _cut_off(path, number)
            if _is_page(record, block):
                yield Slice(number, block, msgspec.json.encode(record).decode())
            else:
                others += 1
    if not number:
        raise UnreadableSource("holds no WARC record.", path)
    if others:
        what = f"{others:,} records of it are no pages (pictures, redirects, errors…)."
        yield Complaint(path, what, severity="warning")


def _read_header(path: str, file: BinaryIO, number: int) -> dict[str, str] | None:
    """The next record's header, names in small letters; None at the end of the file."""
    where = name_record(path, number + 1)
    for _ in range(_BLANKS):
        first = file.readline(_HEADER_BYTES)
        if first.strip():
            break
    else:
        return None
    if not first:
        return None
    if not first.startswith(b"WARC/"):
        raise UnreadableSource("does not begin as a WARC record does.", where)
    header: dict[str, str] = {}
    size = 0
    while line := file.readline(_HEADER_BYTES):
        size += len(line)
        if size > _HEADER_BYTES:
            raise UnreadableSource("has a header without an end.", where)
        if not line.strip():
            return header
        name, _, value = line.decode("utf-8", "replace").partition(":")
        header.setdefault(name.strip().lower(), value.strip())
    raise _cut_off(path, number + 1)


def _length(path: str, number: int, header: dict[str, str]) -> int:
    written = header.get("content-length", "")
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise UnreadableSource(
            "has no length, so that its end is unknown.", name_record(path, number)
        )
    return int(written)


def _describe(header: dict[str, str]) -> WebRecord:
    return WebRecord(
        header.get("warc-type", "").lower(),
        header.get("warc-target-uri", "").strip("<>"),  # wget writes <http://…>
        header.get("warc-date", ""),
        header.get("warc-identified-content-language", ""),
        header.get("content-type", "").partition(";")[0].strip().lower(),
    )


def _is_page(record: WebRecord, block: bytes) -> bool:
    if record.kind == "conversion":
        return record.type in ("text/plain", "")
    if record.kind == "resource":
        return record.type.encode() in _PAGES
    if record.kind != "response":
        return False
    status = _STATUS.match(block)
    if status is None or status[1] != b"200":
        return False
    end = block.find(b"\r\n\r\n", 0, _HEADER_BYTES)
    said = _TYPE.search(block, 0, end if end >= 0 else 4096)
    return said is not None and said[1].lower() in _PAGES


def _skip(path: str, file: BinaryIO, number: int, length: int) -> None:
    while length:
        passed = len(file.read(min(length, _CHUNK)))
        if not passed:
            raise _cut_off(path, number)
        length -= passed


def _cut_off(path: str, number: int) -> UnreadableSource:
    return UnreadableSource(
        "is cut off: the file ends inside it.", name_record(path, number), "Download it again."
    )
