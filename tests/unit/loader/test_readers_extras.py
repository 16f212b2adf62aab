"""Formats that need an extra: read where it is installed, named with the cure where it is not."""

import gzip
import io
import sys
from datetime import UTC, datetime

import pytest
from tests.unit.loader.reading import TEXT, body, documents, jsonl, read

from hemero.errors import UnreadableSource

LINES = TEXT.split("\n")
RECORD = {"text": TEXT, "timestamp": "2019-04-25T12:57:54Z", "url": "https://g.example/a"}


@pytest.mark.parametrize("name", ["c4-fr.tfrecord-00000.json.gz", "a.jsonl.gz", "a.ndjson.gz"])
def test_gzip_needs_nothing(name: str) -> None:
    """mC4's files are JSON Lines that are called .json.gz."""
    data = gzip.compress(jsonl([RECORD, RECORD]))
    found = documents(name, data)
    assert [d.path for d in found] == [f"{name}#1", f"{name}#2"]
    assert body(found[0]) == LINES


def test_gzip_that_unpacks_to_too_much_is_refused() -> None:
    """A bomb is set aside before it fills the memory."""
    with pytest.raises(UnreadableSource, match="unpacks to more than 200 times its size"):
        read("a.jsonl.gz", gzip.compress(b" " * 200_000_000))


def test_empty_lines_without_an_end_are_refused() -> None:
    """Nothing costs seconds that holds nothing."""
    for name in ("a.jsonl", "a.csv"):
        with pytest.raises(UnreadableSource, match="empty lines without an end"):
            read(name, b"text,title\n" * (name == "a.csv") + b"\n" * 200_000)


@pytest.mark.parametrize("cut", [3, 20, -1])
def test_gzip_that_is_cut_off_or_damaged_is_named(cut: int) -> None:
    """Neither a download that broke off nor flipped bits raise anything else."""
    data = gzip.compress(jsonl([RECORD]))
    with pytest.raises(UnreadableSource, match=r"cut off|damaged|no article"):
        read("a.jsonl.gz", data[:cut])
    with pytest.raises(UnreadableSource, match="damaged"):
        read("a.jsonl.gz", data[:15] + bytes(20) + data[35:])


def test_zstandard_is_read_or_the_extra_named() -> None:
    """OSCAR's files are .jsonl.zst."""
    data = b"\x28\xb5\x2f\xfd"
    if sys.version_info < (3, 14) and not _is_installed("zstandard"):
        with pytest.raises(UnreadableSource) as caught:
            read("a.jsonl.zst", data)
        assert caught.value.hint == 'Install it: pip install "hemero[zstd]"'
        return
    packed = _compress(jsonl([RECORD]) * 2)
    assert [d.path for d in documents("a.jsonl.zst", packed)] == ["a.jsonl.zst#1", "a.jsonl.zst#2"]
    with pytest.raises(UnreadableSource, match="cut off"):
        read("a.jsonl.zst", packed[:-8])
    with pytest.raises(UnreadableSource, match="damaged"):
        read("a.jsonl.zst", data + b"rubbish rubbish")
    with pytest.raises(UnreadableSource, match="unpacks to more than 200 times"):
        read("a.jsonl.zst", _compress(b" " * 200_000_000))


def test_parquet_is_read_or_the_extra_named() -> None:
    """Rows of a table are records; columns of pictures are passed over."""
    if not _is_installed("pyarrow"):
        with pytest.raises(UnreadableSource) as caught:
            read("a.parquet", b"PAR1")
        assert caught.value.hint == 'Install what reads it: pip install "hemero[parquet]"'
        return
    import pyarrow
    from pyarrow import parquet

    file = io.BytesIO()
    day = datetime(2022, 4, 26, 8, 30, tzinfo=UTC)
    columns = {
        "title": ["Un titre", None], "text": [TEXT, TEXT], "date": [day, None],
        "authors": [["Ana Prat"], []], "picture": [b"\xff\xd8", None], "n": [1, 2],
    }  # fmt: skip
    parquet.write_table(pyarrow.table(columns), file)
    first, second = documents("a.parquet", file.getvalue())
    assert (first.path, first.given.title, first.given.date) == (
        "a.parquet#1", "Un titre", "2022-04-26T08:30Z",
    )  # fmt: skip
    assert (first.given.authors, second.given.date) == (("Ana Prat",), None)
    assert body(first) == LINES
    for data in (b"PAR1", b"hello", file.getvalue()[:-20]):
        with pytest.raises(UnreadableSource, match="is a damaged Parquet table"):
            read("a.parquet", data)


def _is_installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def _compress(data: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.compress(data)
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


@pytest.mark.skipif(not _is_installed("trafilatura"), reason="needs the extra html")
def test_extractor_leaves_out_what_stands_beside_the_text() -> None:
    """With trafilatura the lines of a page are those it finds; hostile pages never reach it."""
    text = [f"La passerelle du vieux port a rouvert mardi matin, {n} fois." for n in range(9)]
    page = "<div>Menu</div><article><h1>Titre</h1>" + "".join(f"<p>{t}</p>" for t in text)
    (found,) = documents("a.html", f"<html><body>{page}</article><div>Pied de page</div></html>")
    assert [line for line in found.lines if line][-9:] == text
    read("a.html", page + "<a>" * 100_000)
