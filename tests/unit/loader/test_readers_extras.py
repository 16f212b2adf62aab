"""Formats that need an extra: read where it is installed, named with the cure where it is not.

The tests' own environment has every extra; where one is missing is shown by hiding it.
"""

import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.unit.loader.reading import TEXT, body, documents, jsonl, read

from hemero.errors import UnreadableSource
from hemero.model.article import RawDocument
from hemero.model.report import Complaint

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


@pytest.mark.parametrize(("suffix", "pack"), [("bz2", bz2.compress), ("xz", lzma.compress)])
def test_bzip2_and_xz_need_nothing(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    """Members after each other are one file; what is cut off, damaged or a bomb is named."""
    name = f"a.jsonl.{suffix}"
    many = jsonl([{"text": f"{TEXT}\n{n}"} for n in range(3_000)])
    found = documents(name, pack(many) + pack(jsonl([RECORD])))
    assert [d.path for d in found] == [f"{name}#{n}" for n in range(1, 3_002)]
    assert body(found[-1]) == LINES
    with pytest.raises(UnreadableSource, match="cut off"):
        read(name, pack(jsonl([RECORD]))[:-8])
    packed = bytearray(pack(many))
    packed[len(packed) // 2] ^= 0xFF
    with pytest.raises(UnreadableSource, match="damaged"):
        read(name, bytes(packed))
    with pytest.raises(UnreadableSource, match="unpacks to more than 200 times"):
        read(name, pack(b" " * 200_000_000))


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_json_in_wide_letters_is_read(name: str, encoding: str) -> None:
    """PowerShell writes UTF-16 with a mark; half a letter at the end spoils that record alone."""
    text = jsonl([RECORD, RECORD | {"text": f"{TEXT}\nÀ la fin 🚢"}]).decode()
    data = text.encode(encoding)
    assert len(data) > 2 * len(text)
    found = documents(name, gzip.compress(data) if name.endswith("gz") else data)
    assert [d.path for d in found] == [f"{name}#1", f"{name}#2"]
    assert body(found[1])[-1] == "À la fin 🚢"
    if name == "a.jsonl":
        first, second = read(name, data[:-9] + b"\0")
        assert isinstance(first, RawDocument) and body(first) == LINES
        assert isinstance(second, Complaint) and second.where == f"{name}#2"


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


@pytest.mark.parametrize(
    ("library", "name", "data", "hint"),
    [
        ("pyarrow", "a.parquet", b"PAR1", 'Install what reads it: pip install "hemero[parquet]"'),
        pytest.param(
            "zstandard",
            "a.jsonl.zst",
            b"\x28\xb5\x2f\xfd",
            'Install it: pip install "hemero[zstd]"',
            marks=pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python reads it itself"),
        ),
    ],
)
def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, library: str, name: str, data: bytes, hint: str
) -> None:
    """A file that cannot be read for want of a library says how to get it."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UnreadableSource) as caught:
        read(name, data)
    assert caught.value.hint == hint


def test_zstandard_is_read() -> None:
    """OSCAR's files are .jsonl.zst."""
    data = b"\x28\xb5\x2f\xfd"
    packed = _compress(jsonl([RECORD]) * 2)
    assert [d.path for d in documents("a.jsonl.zst", packed)] == ["a.jsonl.zst#1", "a.jsonl.zst#2"]
    with pytest.raises(UnreadableSource, match="cut off"):
        read("a.jsonl.zst", packed[:-8])
    with pytest.raises(UnreadableSource, match="damaged"):
        read("a.jsonl.zst", data + b"rubbish rubbish")
    with pytest.raises(UnreadableSource, match="unpacks to more than 200 times"):
        read("a.jsonl.zst", _compress(b" " * 200_000_000))


def test_parquet_is_read() -> None:
    """Rows of a table are records; columns of pictures are passed over."""
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


def _compress(data: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.compress(data)
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


def test_extractor_leaves_out_what_stands_beside_the_text() -> None:
    """With trafilatura the lines of a page are those it finds; hostile pages never reach it."""
    text = [f"La passerelle du vieux port a rouvert mardi matin, {n} fois." for n in range(9)]
    page = "<div>Menu</div><article><h1>Titre</h1>" + "".join(f"<p>{t}</p>" for t in text)
    (found,) = documents("a.html", f"<html><body>{page}</article><div>Pied de page</div></html>")
    assert [line for line in found.lines if line][-9:] == text
    read("a.html", page + "<a>" * 100_000)
