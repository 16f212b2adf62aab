"""Parquet tables, with the extra `parquet`: each row becomes a JSON record."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.slices import Slice, name_record, too_long
from hemero.model.report import Complaint

_ROWS = 64  # held in memory at once


def split_table(path: str, file: BinaryIO, limits: Limits) -> Iterator[Slice | Complaint]:
    """Every row, numbered from 1. Columns of bytes (pictures, mostly) are not looked at."""
    try:
        import pyarrow as arrow  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from pyarrow import parquet
    except ImportError as fault:
        raise UnreadableSource(
            "is a Parquet table.", path, 'Install what reads it: pip install "hemero[parquet]"'
        ) from fault
    try:
        table = parquet.ParquetFile(file)
        columns = [field.name for field in table.schema_arrow if _holds_text(arrow, field.type)]
        batches = table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False)
        number = 0
        for batch in batches:
            for row in batch.to_pylist():
                number += 1
                yield _settle(path, number, row, limits)
    except (arrow.ArrowException, OSError, ValueError) as fault:
        raise UnreadableSource("is a damaged Parquet table.", path, "Download it again.") from fault


def _holds_text(arrow: Any, kind: Any) -> bool:
    types = arrow.types
    return not (types.is_binary(kind) or types.is_large_binary(kind) or types.is_null(kind))


def _settle(path: str, number: int, row: dict[str, Any], limits: Limits) -> Slice | Complaint:
    try:
        data = msgspec.json.encode(row, enc_hook=lambda value: None)
    except (TypeError, ValueError, UnicodeError):
        return Complaint(name_record(path, number), "holds values that are no text.")
    return (
        Slice(number, data) if len(data) <= limits.record_bytes else too_long(path, number, limits)
    )
