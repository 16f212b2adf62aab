"""All articles as citations, in the forms that reference managers read.

BibTeX and RIS are those of the article's page; CSL-JSON is told from the same particulars.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import xxhash

from hemero.commands.exporting.entries import Archive, Entry
from hemero.renderer.citation import Work, bibtex, ris, work_of
from hemero.renderer.dates import parse_date

_encode = msgspec.json.Encoder().encode


def bibtex_lines(entries: Iterable[Entry], archive: Archive) -> Iterator[bytes]:
    """A .bib file, in UTF-8 (biblatex with biber)."""
    for work in _works(entries):
        yield f"{bibtex(work)}\n\n".encode("utf-8", "replace")


def ris_lines(entries: Iterable[Entry], archive: Archive) -> Iterator[bytes]:
    """A .ris file with an empty line between records."""
    for work in _works(entries):
        yield f"{ris(work)}\n\n".encode("utf-8", "replace")


def csl_lines(entries: Iterable[Entry], archive: Archive) -> Iterator[bytes]:
    """One JSON array of CSL items (citationstyles.org), an item a line."""
    opening = b"[\n"
    for work in _works(entries):
        yield opening + _encode(csl_item(work))
        opening = b",\n"
    yield b"\n]\n" if opening == b",\n" else b"[]\n"


def csl_item(work: Work) -> dict[str, Any]:
    """One item of CSL-JSON. Names stand as they were signed: which part is the family name
    is not known."""
    item: dict[str, Any] = {"id": work.key, "type": "article-newspaper", "title": work.title}
    item["author"] = [{"literal": author} for author in work.authors]
    item["container-title"] = work.source
    item["issued"] = _issued(work.date)
    item["language"] = work.language
    item["URL"] = work.address
    item["archive_location"] = work.archived if work.archived != work.address else ""
    return {name: value for name, value in item.items() if value}


def _issued(date: str) -> dict[str, Any]:
    when = parse_date(date)
    if when is None:
        return {}
    return {"date-parts": [[part for part in (when.year, when.month, when.day) if part]]}


def _works(entries: Iterable[Entry]) -> Iterator[Work]:
    """What is cited, each under a key of its own.

    The key is that of the article's page. Where another article had it already (two files with
    the same bytes have), a digest of the path follows.
    """
    given: set[int] = set()
    for entry in entries:
        work = work_of(entry.article, entry.address)
        mark = xxhash.xxh3_64_intdigest(work.key.encode())
        if mark in given:
            own = xxhash.xxh3_64_hexdigest(entry.article.path.encode("utf-8", "surrogateescape"))
            work = msgspec.structs.replace(work, key=f"{work.key}-{own[:8]}")
        given.add(mark)
        yield work
