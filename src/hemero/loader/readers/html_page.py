"""One saved web page as a document: what its head states, and its text.

With trafilatura installed (extra `html`) the text is what it finds; without it, and where it
finds nothing, every line that the page shows. Either way our own judgement follows.
"""

import codecs
import logging
import re
from collections.abc import Iterable, Sequence

import msgspec

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.containers import has_extractor
from hemero.loader.readers.decoding import decode
from hemero.loader.readers.document import make_document, text_lines
from hemero.loader.readers.html_events import Event, read_events
from hemero.loader.readers.html_head import read_head
from hemero.loader.readers.html_lines import VOID, lines_of
from hemero.loader.readers.plain_yaml import Value
from hemero.model.article import RawDocument
from hemero.model.report import Complaint

_HEAD = 4096  # bytes in which a page must name its charset; the standard says 1024
_META = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s{0,4}([\w:.+-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}encoding=[\"']([\w:.+-]{1,40})", re.IGNORECASE)
# Tags and texts of a page, and tags that never close: a large front page has 15,000 and a few
# hundred. Pages made to hurt have more, and would cost the extractor minutes.
_MOST_EVENTS = 30_000
_MOST_UNCLOSED = 1_000
_RARE = "".join(map(chr, range(0x10080, 0x100A0)))  # Linear B, which no newspaper prints
_SHORTEST = 200  # characters; of less text, the page knows more than the extractor


def page_document(
    where: str,
    data: bytes,
    limits: Limits,
    facts: Iterable[tuple[str, Value]] = (),
    charset: str = "",
) -> RawDocument:
    """The document of a page's bytes. `facts` are known from outside of it and come first."""
    html, encoding, warnings = decode_page(where, data, charset)
    events = list(read_events(html))
    head = read_head(events, limits)
    lines = (_extracted(html) if _is_ordinary(events) else []) or lines_of(events)
    known = [*facts, *head.facts]
    if not head.title_stated and head.title and lines:
        lines = [head.title, "", *lines]
    document = make_document(where, known, lines, data, limits)
    return msgspec.structs.replace(
        document, encoding=encoding, warnings=(*warnings, *document.warnings)
    )


def decode_page(
    where: str, data: bytes, charset: str = ""
) -> tuple[str, str, tuple[Complaint, ...]]:
    """Text, encoding and warnings: as UTF-8 where it is, else as the page or its server says."""
    if not data.strip():
        raise UnreadableSource("has no text.", where, "Remove it, or scrape it again.")
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-8-sig"), "utf-8", ()
        except UnicodeDecodeError:
            pass
        named = charset or _named(data)
        text, encoding, lost = _decode_as(data, named)
        if text is not None:
            what = f"{lost} of its characters cannot be read as {encoding}."
            complaint = Complaint(where, what, "Check its accents.", severity="warning")
            return text, encoding, (complaint,) if lost else ()
    decoded = decode(data, where)
    return decoded.text, decoded.encoding, ()


def _named(data: bytes) -> str:
    found = _META.search(data, 0, _HEAD) or _XML.match(data, 0, _HEAD)
    return found[1].decode("ascii") if found else ""


def _decode_as(data: bytes, named: str) -> tuple[str | None, str, int]:
    try:
        encoding = codecs.lookup(named).name if named else ""
        # Browsers read these two as Windows-1252, and pages mean that.
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        if not encoding or not codecs.lookup(encoding)._is_text_encoding:
            return None, "", 0
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None, "", 0
    lost = text.count("\ufffd")
    return (text, encoding, lost) if lost * 200 <= len(text) else (None, "", 0)


def _is_ordinary(events: Sequence[Event]) -> bool:
    if len(events) > _MOST_EVENTS:
        return False
    opened = sum(event.kind == "<" and event.name not in VOID for event in events)
    return opened - sum(event.kind == "/" for event in events) <= _MOST_UNCLOSED


def _extracted(html: str) -> list[str]:
    """The lines that trafilatura finds, none where it is not there or finds next to nothing."""
    if not has_extractor():
        return []
    try:
        import trafilatura  # type: ignore[import-not-found,unused-ignore]
    except ImportError:  # it is there, but one of its own libraries is not
        return []
    # What it finds odd in a page is nothing that our user could mend.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # It decodes entities twice, and would show "&amp;lt;" as "<": a sign that the page does not
    # hold stands for every ampersand meanwhile.
    stand_in = next((sign for sign in _RARE if sign not in html), "&amp;")
    text = trafilatura.extract(html.replace("&amp;", stand_in), include_comments=False)
    if not text or len(text) < _SHORTEST:
        return []
    return text_lines(text.replace(stand_in, "&"))
