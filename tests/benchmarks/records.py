"""What reading many records costs: JSON Lines (packed or not), CSV and WET, streamed to their end.

    python tests/benchmarks/records.py [--count 100000] [--form jsonl.gz|json|csv|wet] [--build]

Without --build the records are cut and understood in this process, no page is made: µs a record
and peak memory, which must not grow with the count. With --build a whole `hemero build` runs.
Asserts nothing: figures depend on the machine.
"""

import argparse
import csv
import gzip
import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from build import run, show
from generate import write_articles


def texts(count: int, folder: Path) -> Iterator[dict[str, str]]:
    """`count` records made from a thousand generated articles."""
    write_articles(folder, min(count, 1_000), "text")
    pages = [file.read_text() for file in sorted(folder.rglob("*.txt"))]
    for number in range(count):
        title, _, rest = pages[number % len(pages)].partition("\n")
        day = f"20{number // 12 // 28 % 25:02}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        yield {
            "title": f"{title} {number}", "text": f"{rest}\nNuméro {number}.", "date": day,
            "url": f"https://gazette.example/{number}", "source": f"Gazette {number % 40}",
        }  # fmt: skip


def write(file: Path, form: str, records: Iterator[dict[str, str]]) -> None:
    with gzip.open(file, "wb", 1) if form.endswith(".gz") else file.open("wb") as out:
        if form == "csv":
            text = io.TextIOWrapper(out, "utf-8", newline="")  # type: ignore[arg-type]
            rows = csv.DictWriter(text, ["title", "text", "date", "url", "source"])
            rows.writeheader()
            rows.writerows(records)
            text.flush()
            text.detach()
            return
        for number, record in enumerate(records):
            data = json.dumps(record, ensure_ascii=False).encode()
            if form == "json":
                out.write((b"[" if not number else b",") + data)
            elif form == "wet":
                block = f"{record['title']}\n{record['text']}".encode()
                head = (
                    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Date: 2023-01-09T03:04:05Z\r\n"
                    f"WARC-Target-URI: {record['url']}\r\nContent-Type: text/plain\r\n"
                    f"Content-Length: {len(block)}\r\n\r\n"
                )
                out.write(head.encode() + block + b"\r\n\r\n")
            else:
                out.write(data + b"\n")
        if form == "json":
            out.write(b"]")


def stream(content: Path, name: str) -> None:
    """Cut the file into pieces and understand each; nothing is kept."""
    from hemero.loader.limits import Limits
    from hemero.loader.pieces import Piece, cut_source
    from hemero.loader.sources import read_slices, source_of

    source = source_of(content, content / name)
    limits = Limits()
    for understand in (False, True):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.process_time()
        records = pieces = 0
        for piece in cut_source(content, source, limits):
            assert isinstance(piece, Piece), piece
            pieces += 1
            if understand:
                records += sum(1 for _ in read_slices(piece.path, piece.slices, limits))
            else:
                records += len(piece.slices)
        spent = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"{'cut and understood' if understand else 'cut':<20} {records:,} records in "
            f"{pieces:,} pieces, {spent:6.2f} s, {spent / records * 1e6:6.1f} µs a record, "
            f"peak {peak / 1024:.0f} MiB (+{(peak - before) / 1024:.0f})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument(
        "--form", choices=("jsonl", "jsonl.gz", "json", "csv", "wet"), default="jsonl"
    )
    parser.add_argument("--build", action="store_true", help="build the site as well")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as temporary:
        project = Path(temporary)
        content = project / "content"
        content.mkdir()
        file = content / f"records.{options.form}"
        write(file, options.form, texts(options.count, project / "pages"))
        print(f"{options.count:,} records, {file.stat().st_size / 1e6:,.0f} MB of {options.form}")
        stream(content, file.name)
        if options.build:
            base = ("--base-url", "https://example.org/")
            show("cold", run(project, options.jobs, *base), options.count)
            show("nothing changed", run(project, options.jobs, *base), options.count)
            if options.form == "jsonl":
                with file.open("a") as out:
                    out.write(json.dumps({"title": "Neuf", "text": "Une phrase. " * 40}) + "\n")
                show("one record more", run(project, options.jobs, *base), options.count)


if __name__ == "__main__":
    main()
