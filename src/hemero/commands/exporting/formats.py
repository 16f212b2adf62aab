"""All forms of export, in one table: a row more is a form more."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from hemero.commands.exporting.citations import bibtex_lines, csl_lines, ris_lines
from hemero.commands.exporting.entries import Archive, Entry
from hemero.commands.exporting.iramuteq import iramuteq_lines
from hemero.commands.exporting.parquet import write_parquet
from hemero.commands.exporting.sqlite import write_sqlite
from hemero.commands.exporting.tables import csv_lines
from hemero.commands.exporting.tei import tei_lines
from hemero.commands.exporting.txm import write_txm
from hemero.commands.exporting.whole import archive_lines
from hemero.errors import ConfigError

Lines = Callable[[Iterable[Entry], Archive], Iterator[bytes]]
Write = Callable[[Path, Iterable[Entry], Archive], None]

_encode = msgspec.json.Encoder().encode


class Stream(Struct, frozen=True):
    """A form that is written from beginning to end: to standard output too."""

    lines: Lines


class Table(Struct, frozen=True):
    """A form that needs a file."""

    write: Write


class Folder(Struct, frozen=True):
    """A form of several files."""

    write: Write


def jsonl_lines(entries: Iterable[Entry], archive: Archive) -> Iterator[bytes]:
    """One JSON object a line."""
    return (_encode(entry.record) + b"\n" for entry in entries)


FORMATS: dict[str, Stream | Table | Folder] = {
    "jsonl": Stream(jsonl_lines),
    "archive": Stream(archive_lines),
    "csv": Stream(csv_lines),
    "parquet": Table(write_parquet),
    "sqlite": Table(write_sqlite),
    "tei": Stream(tei_lines),
    "iramuteq": Stream(iramuteq_lines),
    "txm": Folder(write_txm),
    "bibtex": Stream(bibtex_lines),
    "ris": Stream(ris_lines),
    "csl-json": Stream(csl_lines),
}
BAG = "bagit"  # of the built site, not of its articles


def check_form(form: str) -> None:
    """Raises ConfigError for a form that there is not."""
    if form not in FORMATS and form != BAG:
        known = ", ".join([*FORMATS, BAG])
        raise ConfigError(f'there is no export "{form}".', None, f"Known: {known}.")
