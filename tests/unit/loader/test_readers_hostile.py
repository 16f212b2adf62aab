"""Any bytes in any file give documents or one UnreadableSource, never another exception."""

import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers import READERS, suffix_of
from hemero.loader.sources import read_source, source_of
from hemero.model.article import RawDocument

LIMITS = Limits(file_bytes=200_000, lines=5_000, line_chars=50_000)

YAML_BITS = st.sampled_from(
    [
        "title: ", "date: ", "tags: ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!str ", "!x ", "|",
        ">", "'", '"', "#", "? ", ": ", "%YAML 1.2", "---", "...", "\n", "\n  ", "\t", "<<: ", "~",
        "\u2028", "\x85", "é", "\\x41", "hostname: ", "@", "`", ",", "\ufeff", "\x00", "0x1",
    ]
)  # fmt: skip
FRONT_MATTER = st.lists(YAML_BITS, max_size=30).map(
    lambda bits: ("---\n" + "".join(bits) + "\n---\nUn texte.").encode()
)
BYTES = st.binary(max_size=300)
ENCODED = st.builds(
    lambda text, encoding, mark: mark + text.encode(encoding, "surrogatepass"),
    st.text(st.characters(), max_size=100),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"]),
    st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]),
)
WESTERN = st.text(max_size=200).map(lambda text: text.encode("cp1252", "ignore"))


def read(data: bytes, name: str) -> RawDocument | None:
    try:
        (document,) = READERS[suffix_of(name)](name, io.BytesIO(data), LIMITS)
    except UnreadableSource as fault:
        assert fault.where
        assert fault.where.startswith(name)
        assert fault.message.endswith(".")
        return None
    return document


@settings(max_examples=400, deadline=None)
@given(BYTES | ENCODED | WESTERN | FRONT_MATTER, st.sampled_from(["a.txt", "a.md"]))
@example(b"---\ntitle: \xed\xa0\x80\n---\nx", "a.md")
@example(b"---\n%TAG ! !\ntitle: x\n---\nx", "a.md")
@example(b"---\n? \n: \n---\nx", "a.md")
def test_any_bytes_are_a_document_or_set_aside(data: bytes, name: str) -> None:
    """What is read holds only clean lines in NFC, one line each."""
    document = read(data, name)
    if document is None:
        return
    for line in document.lines:
        assert unicodedata.is_normalized("NFC", line)
        assert len(line.splitlines()) <= 1
        assert not re.search(
            "[\x00-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", line
        )
        line.encode("utf-8")
    assert document.size == len(data)


@pytest.mark.parametrize(
    "sign", list("a \t\n\r#-:[{\"'&*!>|é\u0301\u0316\uff9e日🏴\u202e\ufffd\x85")
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_one_sign_repeated_is_read_or_refused(sign: str, name: str) -> None:
    """A hundred thousand of one character, alone and as front matter, are read or set aside."""
    repeated = sign * (100_000 // len(sign.encode()))
    read(repeated.encode(), name)
    read(f"---\ntitle: {repeated}\n---\nx".encode(), name)
    read(f"---\n{repeated[:60_000]}\n---\nx".encode(), name)


def test_every_failure_names_the_file(tmp_path: Path) -> None:
    """What a batch of bad files says is one line for each, with its path."""
    bad = {
        "empty.txt": b"", "blank.txt": b" \n\n", "image.txt": b"\x89PNG\r\n\x1a\n\0",
        "noise.txt": b"\xfd\xfe\xff\x81", "front.md": b"---\ntitle: [\n---\nx",
        "nul.txt": b"a\0b", "stub.md": b"---\ntitle: x\n---\n",
    }  # fmt: skip
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UnreadableSource) as caught:
            list(read_source(tmp_path, source_of(tmp_path, tmp_path / name)))
        assert str(caught.value).startswith(name)
        assert "\n" not in str(caught.value)
