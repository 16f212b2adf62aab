"""One page out of a crawl, as a document. The day of the crawl is never its date."""

import re
import zlib

import msgspec

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.document import as_complaint, make_document, text_lines
from hemero.loader.readers.html_page import page_document
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.slices import READ, Slice, name_record
from hemero.loader.readers.warc import WebRecord
from hemero.model.choice import Choice

_HEADER = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"\s{0,4}([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHARSET = re.compile(r"charset=[\"']?([\w:.+-]{1,40})", re.IGNORECASE)

_decode = msgspec.json.Decoder(WebRecord).decode


def read_web_record(path: str, part: Slice, limits: Limits, choice: Choice) -> READ:
    """The document of one record. A fault of it is a Complaint under its number."""
    where = name_record(path, part.number)
    record = _decode(part.label)
    facts: list[tuple[str, Value]] = [
        ("url", record.url), ("retrieved", record.fetched), ("language", record.language),
    ]  # fmt: skip
    try:
        if record.kind == "conversion":
            lines = text_lines(part.data.decode("utf-8"))
            yield make_document(where, facts, lines, part.data, limits)
        else:
            body, charset = (
                _page(part.data, limits) if record.kind == "response" else (part.data, "")
            )
            yield page_document(where, body, limits, facts, charset)
    except UnicodeDecodeError as fault:
        bad = UnreadableSource(f"is not UTF-8 (byte {fault.object[fault.start]:02X}).", where)
        yield as_complaint(bad, where)
    except UnreadableSource as fault:
        yield as_complaint(fault, where)


def _page(block: bytes, limits: Limits) -> tuple[bytes, str]:
    """The body of an HTTP response as a browser sees it, and the charset that its header names."""
    end = _HEADER.search(block)
    if end is None:
        return b"", ""
    header = _fields(block[: end.start()])
    body = block[end.end() :]
    if "chunked" in header.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    coding = header.get("content-encoding", "").lower()
    charset = _CHARSET.search(header.get("content-type", ""))
    return _unpack(body, coding, limits), charset[1] if charset else ""


def _fields(header: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in header.decode("latin-1").splitlines()[1:200]:
        name, _, value = line.partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _join_chunks(body: bytes) -> bytes:
    """What the chunks hold; `body` itself where it holds none (some tools join them)."""
    pieces: list[bytes] = []
    at = 0
    while found := _SIZE.match(body, at):
        size = int(found[1], 16)
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size
        if not size or at > len(body):
            break
    return b"".join(pieces) if pieces else body


def _unpack(body: bytes, coding: str, limits: Limits) -> bytes:
    """The body without its compression; as it is where a tool has taken that off already."""
    if coding in ("", "identity"):
        return body
    if coding in ("gzip", "x-gzip", "deflate"):
        for bits in (47, -15):  # gzip or zlib, bare deflate
            try:
                return zlib.decompressobj(bits).decompress(body, limits.record_bytes)
            except zlib.error:
                continue
        return body
    if body.lstrip()[:1] == b"<":
        return body
    raise UnreadableSource(f"is compressed as '{coding[:20]}', which is not read.")
