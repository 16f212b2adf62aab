"""Parquet, for notebooks and data frames; needs the extra `parquet`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from hemero.commands.exporting.entries import Archive, Entry
from hemero.commands.exporting.tables import COLUMNS, NAMES, row_of
from hemero.errors import ConfigError

ROWS = 1_000  # of a row group: what is in memory at once


def write_parquet(file: Path, entries: Iterable[Entry], archive: Archive) -> None:
    """Write one table with a row an article. Raises ConfigError where pyarrow is missing."""
    try:
        import pyarrow as arrow  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from pyarrow import parquet
    except ImportError as fault:
        raise ConfigError(
            "a Parquet export needs pyarrow.", None, 'Install it: pip install "hemero[parquet]"'
        ) from fault
    schema = _schema(arrow)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _batches(map(row_of, entries), ROWS):
            writer.write_table(arrow.Table.from_pylist(rows, schema))


def _schema(arrow: Any) -> Any:
    text, whole = arrow.string(), arrow.int32()
    texts = arrow.list_(text)
    parts = {
        "noindex": arrow.bool_(),
        "body": texts,
        "related": _list_of(
            arrow, title=text, source=text, position=whole, target=text, state=text, method=text,
            score=arrow.float64(),
        ),
        "tag_evidence": _list_of(arrow, kind=text, count=whole, in_title=arrow.bool_()),
        "boilerplate": _list_of(arrow, line=whole, text=text, rule=text, group=text),
        "evidence": _list_of(arrow, field=text, rule=text, line=whole),
    }  # fmt: skip
    kinds = dict.fromkeys(COLUMNS, text) | dict.fromkeys(NAMES, texts) | parts
    return arrow.schema([(name, kinds[name]) for name in COLUMNS])


def _list_of(arrow: Any, **fields: Any) -> Any:
    return arrow.list_(arrow.struct(list(fields.items())))


def _batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch
