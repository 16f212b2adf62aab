"""DOCX and RTF files: exports of press databases, told by their lines; else one article."""

from collections.abc import Callable
from typing import TypeAlias

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.document import as_complaint, make_document, text_lines
from hemero.loader.readers.docx import docx_lines
from hemero.loader.readers.factiva import is_coded, read_factiva, rows_of_lines
from hemero.loader.readers.nexis import is_nexis, is_numbered, read_nexis, read_numbered
from hemero.loader.readers.rtf import rtf_lines
from hemero.loader.readers.slices import READ, Slice
from hemero.model.choice import Choice

_Lines: TypeAlias = Callable[[str, bytes, Limits], list[str]]


def read_docx(path: str, part: Slice, limits: Limits, choice: Choice) -> READ:
    """The documents of a DOCX file."""
    yield from _read(path, part, limits, docx_lines, choice.form)


def read_rtf(path: str, part: Slice, limits: Limits, choice: Choice) -> READ:
    """The documents of an RTF file."""
    yield from _read(path, part, limits, rtf_lines, choice.form)


def _read(path: str, part: Slice, limits: Limits, take_lines: _Lines, form: str) -> READ:
    lines = take_lines(path, part.data, limits)
    if form == "factiva" or is_coded(lines):
        yield from read_factiva(path, rows_of_lines(lines), limits)
        return
    lines = text_lines("\n".join(lines))
    if form == "nexis" or is_nexis(lines):
        yield from read_nexis(path, lines, limits)
    elif is_numbered(lines):
        yield from read_numbered(path, lines, limits)
    else:
        try:
            yield make_document(path, (), lines, part.data, limits)
        except UnreadableSource as fault:
            yield as_complaint(fault, path)
