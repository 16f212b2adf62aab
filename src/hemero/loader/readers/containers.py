"""Which reader a file's name calls for. Their modules are imported when one is met: most archives
hold text alone."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path

from hemero.loader.readers.slices import Container

# suffix → (module, how it is cut, module, how a part is read); "" cuts nothing: the file is whole.
_TABLE: dict[str, tuple[str, str, str, str]] = {
    ".json": ("json_values", "split_json", "records", "read_record"),
    ".jsonl": ("json_values", "split_json_lines", "records", "read_record"),
    ".xml": ("xml_items", "split_items", "records", "read_record"),
    ".warc": ("warc", "split_warc", "web_records", "read_web_record"),
    ".parquet": ("parquet", "split_table", "records", "read_record"),
    ".docx": ("", "", "office", "read_docx"),
    ".rtf": ("", "", "office", "read_rtf"),
    ".html": ("", "", "html_files", "read_html"),
    ".csv": ("csv_rows", "split_rows", "records", "read_record"),
}
_SAME = {
    ".ndjson": ".jsonl", ".jl": ".jsonl", ".tsv": ".csv", ".jsonlines": ".jsonl",
    ".rss": ".xml", ".atom": ".xml", ".wxr": ".xml", ".tei": ".xml",
    ".wet": ".warc", ".htm": ".html", ".xhtml": ".html",
}  # fmt: skip
COMPRESSED = (".gz", ".zst", ".bz2", ".xz")
_PACKAGE = "hemero.loader.readers"

SUFFIXES: frozenset[str] = frozenset(
    suffix + packed for suffix in (*_TABLE, *_SAME) for packed in ("", *COMPRESSED)
)


@lru_cache
def container_of(suffix: str) -> Container | None:
    """How files with this suffix (".jsonl.gz") are cut and read; None if nobody knows them."""
    bare = suffix
    for packed in COMPRESSED:
        bare = bare.removesuffix(packed)
    row = _TABLE.get(_SAME.get(bare, bare))
    if row is None:
        return None
    cut_in, cut, read_in, read = row
    reader = getattr(import_module(f"{_PACKAGE}.{read_in}"), read)
    if not cut_in:
        from hemero.loader.readers.whole import split_nothing

        return Container(split_nothing, reader, streams=False)
    return Container(getattr(import_module(f"{_PACKAGE}.{cut_in}"), cut), reader)


@lru_cache(maxsize=1)
def has_extractor() -> bool:
    """Whether the extra `html` is installed, which finds the text of a saved page."""
    from importlib.util import find_spec

    return find_spec("trafilatura") is not None


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """Its version, "" where it has none: another one may find another text.

    The folder beside the package says it; importlib.metadata would say the same and take 25 ms
    to import, of every build.
    """
    from importlib.util import find_spec

    spec = find_spec("trafilatura")
    if spec is None or spec.origin is None:
        return ""
    beside = [
        folder.name for folder in Path(spec.origin).parent.parent.glob("trafilatura-*.dist-info")
    ]
    if len(beside) == 1:
        return beside[0].removesuffix(".dist-info").partition("-")[2]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("trafilatura")
    except PackageNotFoundError:
        return ""
