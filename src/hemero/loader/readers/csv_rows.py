"""CSV: each row becomes a JSON record, so that what follows knows one kind of record only.

The header names the fields. trafilatura writes tabs and no header; its columns are known.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Self

import msgspec

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.json_lines import MOST_BLANK
from hemero.loader.readers.slices import Slice, name_record, too_long
from hemero.loader.readers.western import is_plausible
from hemero.model.report import Complaint

_HEAD = 1 << 16
_TRAFILATURA = (
    "source", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments",
    "license", "pagetype",
)  # fmt: skip
_SEPARATORS = ",;\t|"
_MOST_COLUMNS = 500
_WESTERN = "cp1252"
_SAVE_IT = "Save the file as UTF-8."

_encode = msgspec.json.Encoder().encode


def split_rows(path: str, file: BinaryIO, limits: Limits) -> Iterator[Slice | Complaint]:
    """Every row under the header, numbered from 1."""
    head = file.read(_HEAD)
    file.seek(0)
    encoding = _encoding(head)
    text = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
    csv.field_size_limit(limits.record_bytes)
    first, separator = _first_line(head)
    rows = csv.reader(_Lines(text, limits.record_bytes), delimiter=separator)
    if encoding == _WESTERN:
        what = "not UTF-8; read as Windows-1252."
        yield Complaint(path, what, "Check its accents.", severity="warning")
    try:
        header = _TRAFILATURA if _is_trafilatura(first) else _read_header(path, rows)
        yield from _number(path, rows, header, limits)
    except UnicodeError as fault:
        raise UnreadableSource(f"is not {text.encoding.upper()}.", path, _SAVE_IT) from fault
    finally:
        text.detach()


class _Lines:
    """The lines of a text, none longer than a record may be."""

    def __init__(self, text: io.TextIOWrapper, most: int) -> None:
        self.text = text
        self.most = most

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.most + 1)
        if not line:
            raise StopIteration
        if len(line) <= self.most:
            return line
        while line and not line.endswith("\n"):
            line = self.text.readline(self.most)
        raise csv.Error("line too long")


def _number(
    path: str, rows: Any, header: tuple[str, ...], limits: Limits
) -> Iterator[Slice | Complaint]:
    number = blank = 0
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            number += 1
            yield too_long(path, number, limits)
            continue
        if row is None:
            return
        blank += 1
        if blank > MOST_BLANK:
            raise UnreadableSource("holds empty lines without an end.", path)
        if any(row):
            number += 1
            blank = 0
            yield _settle(path, number, row, header, limits)


def _settle(
    path: str, number: int, row: list[str], header: tuple[str, ...], limits: Limits
) -> Slice | Complaint:
    where = name_record(path, number)
    if len(row) > len(header):
        return Complaint(where, f"has {len(row)} columns; the header names {len(header)}.")
    if sum(map(len, row)) > limits.record_bytes:
        return too_long(path, number, limits)
    try:
        return Slice(number, _encode(dict(zip(header, row, strict=False))))
    except UnicodeEncodeError:
        return Complaint(where, "is not UTF-8.", _SAVE_IT)


def _read_header(path: str, rows: Any) -> tuple[str, ...]:
    try:
        header = tuple(name.strip() for name in next(rows, []))
    except csv.Error as fault:
        raise UnreadableSource("its first line is too long for a header.", path) from fault
    if not any(header) or len(header) > _MOST_COLUMNS or any(len(name) > 100 for name in header):
        raise UnreadableSource(
            "has no header that names its columns.", path, "Put one into its first line."
        )
    return header


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        # Spreadsheets save so; the guess is the one that text files get.
        if is_plausible(head):
            return _WESTERN
    return "utf-8-sig"


def _first_line(head: bytes) -> tuple[str, str]:
    """The first line, and the sign that separates its columns."""
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        line = head.decode("utf-16", "replace").split("\n", 1)[0]
    return line, max(_SEPARATORS, key=lambda sign: (line.count(sign), -_SEPARATORS.index(sign)))


def _is_trafilatura(first: str) -> bool:
    """Columns of an address, an id and a fingerprint, and no header."""
    cells = first.split("\t")
    return len(cells) > 3 and cells[0].strip('"').startswith(("http://", "https://"))
