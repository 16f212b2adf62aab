"""A folder for TXM (txm.org): an XML file an article and metadata.csv, for its import modules
"XML-XTZ + CSV" and "XML/w + CSV"."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from hemero.commands.exporting.entries import Archive, Entry, plain_text
from hemero.commands.exporting.tei import tei_id
from hemero.commands.exporting.xml import element
from hemero.model.article import Block

METADATA = "metadata.csv"
# The first column must be called "id" and hold the files' names without ".xml".
_COLUMNS = ("id", "title", "source", "date", "year", "month", "language", "authors", "tags", "url")


def write_txm(folder: Path, entries: Iterable[Entry], archive: Archive) -> None:
    """Write the files into `folder`, which exists and is empty."""
    with (folder / METADATA).open("w", encoding="utf-8", errors="replace", newline="") as table:
        rows = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\n")
        rows.writerow(_COLUMNS)
        for entry in entries:
            name = tei_id(entry.permalink)
            rows.writerow(_row(name, entry))
            text = "".join(f"{line}\n" for line in _text(name, entry))
            (folder / f"{name}.xml").write_bytes(text.encode("utf-8", "replace"))


def _row(name: str, entry: Entry) -> tuple[str, ...]:
    article = entry.article
    date = article.date or ""
    return (
        name, article.title, article.source or "", date[:10], date[:4], date[:7][5:],
        article.language or "", "; ".join(article.authors), "; ".join(entry.record["tags"]),
        article.url or "",
    )  # fmt: skip


def _text(name: str, entry: Entry) -> Iterator[str]:
    article = entry.article
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<text id="{name}">'
    yield element("head", article.title)
    if article.standfirst:
        yield element("p", article.standfirst, type="standfirst")
    yield from map(_block, article.body)
    yield "</text>"


def _block(block: Block) -> str:
    text = plain_text(block)
    if block.kind == "list":
        return f"<list>{''.join(element('item', item) for item in text.splitlines())}</list>"
    if block.kind == "heading":
        return element("head", text)
    return element("p", text, type="" if block.kind in ("paragraph", "markdown") else block.kind)
