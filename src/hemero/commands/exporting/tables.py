"""Rows and columns: one article a row, the same columns in CSV and in Parquet.

Lists stand in one cell in CSV: names parted by "; ", blocks of text by an empty line, and
records within the record as JSON.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from hemero.commands.exporting.entries import Archive, Entry

NAMES = ("authors", "contributors", "tags", "duplicates", "body_kinds")
PARTS = ("related", "tag_evidence", "boilerplate", "evidence")
COLUMNS = (
    "path", "permalink", "title", "standfirst", "source", "url", "language", "date", "updated",
    "retrieved", "authors", "contributors", "tags", "body", "body_kinds", "related",
    "tag_evidence", "duplicate_of", "duplicates", "boilerplate", "evidence", "noindex",
)  # fmt: skip

FORMULA = re.compile(r"'*[=+@\t\r-]")

_encode = msgspec.json.Encoder().encode


def row_of(entry: Entry) -> Mapping[str, Any]:
    """The public record with the kinds of its blocks, its parts as plain lists and dicts."""
    row = {"noindex": False, **entry.record}
    row["body_kinds"] = [block.kind for block in entry.article.body]
    return {name: _listed(msgspec.to_builtins(row[name])) for name in COLUMNS}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def csv_lines(entries: Iterable[Entry], archive: Archive) -> Iterator[bytes]:
    """A header and a row an article, as RFC 4180 has it, in UTF-8."""
    yield _csv_line(COLUMNS)
    for entry in entries:
        row = row_of(entry)
        yield _csv_line([_guarded(_cell(name, row[name])) for name in COLUMNS])


def _csv_line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula, and run, with an apostrophe before it."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def _cell(name: str, value: Any) -> str:
    if name in PARTS:
        return _encode(value).decode() if value else ""
    if name == "body":
        return _joined(value, "\n\n")
    if name == "noindex":
        return "true" if value else ""
    return _joined(value, "; ") if name in NAMES else value or ""


def _joined(texts: list[str], sign: str) -> str:
    """The texts with `sign` between them; as JSON where that could not be taken apart again."""
    joined = sign.join(texts)
    plain = not texts or (joined.split(sign) == texts and joined[:1] not in ("", "["))
    return joined if plain else _encode(texts).decode()
