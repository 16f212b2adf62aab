"""Any bytes under any name give documents, Complaints or one UnreadableSource, nothing else."""

import gzip
import io
import json
import unicodedata
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers import KNOWN_SUFFIXES, read_file
from hemero.model.article import RawDocument
from hemero.model.choice import DEFAULT, Choice

LIMITS = Limits(file_bytes=200_000, lines=5_000, line_chars=50_000, record_bytes=20_000)
NAMES = sorted(f"a{suffix}" for suffix in KNOWN_SUFFIXES if not suffix.endswith(".zst"))

BITS = {
    "json": ["{", "}", "[", "]", '"', ":", ",", "\\", "\\u", "d800", '"text"', '"title"', '"date"',
             '"body"', '"sections"', '"articles"', "null", "1e9", "NaN", "\n", '"x y z."', "\x00"],
    "xml": ["<items>", "<item>", "</item>", "</items>", "<rss><channel>", "<value>", "<", ">", "&",
            "&nbsp;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<!--", "<?xml version='1.0'?>",
            "<!DOCTYPE x [", "<!ENTITY a 'b'>", "]>", "&a;", "<TEI>", "<doc>", "<main>", "x y."],
    "html": ["<html>", "<p>", "</p>", "<a href='", "'", '"', "<script>", "</script>", "<title>",
             "<meta charset=", "utf-16", "rot13", "utf-7", ">", "<article>", "</article>",
             'class="DocText"', '<div class="titreArticle">', "<b>HD</b>", "<tr><td>", "HD", "&",
             "x y.", "<title>Pocket Export", '<a href="http://x" time_added="9999999999">', "</a>",
             "<li>"],
    "warc": ["WARC/1.0\r\n", "WARC-Type: response\r\n", "WARC-Type: conversion\r\n", "\r\n",
             "Content-Length: 40\r\n", "Content-Length: -1\r\n", "HTTP/1.1 200 OK\r\n",
             "Content-Type: text/html\r\n", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n",
             "Content-Encoding: gzip\r\n", "x y z.", "0\r\n"],
    "csv": [",", ";", "\t", '"', "\n", "\r\n", "title", "text", "url", "https://x.example/",
            "x y."],
    "rtf": ["{\\rtf1", "{", "}", "\\par ", "\\u", "-10179?", "\\'e9", "\\cell ", "\\row ", "HD",
            "PD", "SN", "\\*", "\\uc9", "\\ansicpg", "932 ", "\\", "x y.", "\\'"],
    "text": ["1 of 2 DOCUMENTS\n", "\n", "BYLINE: x\n", "LENGTH: 3 words\n", "April 26, 2022\n",
             "End of Document\n", "Body\n", "x y z.\n", "LOAD-DATE: x\n", "(London)\n"],
}  # fmt: skip
LOOKS_LIKE = st.one_of(
    [st.lists(st.sampled_from(bits), max_size=25).map("".join) for bits in BITS.values()]
).map(lambda text: text.encode("utf-8", "surrogatepass"))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
KEYS = st.sampled_from(
    "title text body content date publish_date timestamp authors author tags url source language "
    "meta warc_headers sections summary savedAt slug is_archived labels maintext topics".split()
)
RECORDS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=15,
).map(lambda value: json.dumps(value).encode())


def read(name: str, data: bytes, choice: Choice = DEFAULT) -> list[RawDocument]:
    documents: list[RawDocument] = []
    try:
        for found in read_file(name, io.BytesIO(data), LIMITS, choice):
            if isinstance(found, RawDocument):
                documents.append(found)
            else:
                assert found.where.startswith(name)
                assert found.what.endswith(".")
    except UnreadableSource as fault:
        assert str(fault).startswith(name)
        assert fault.message.endswith(".")
    return documents


def check(documents: list[RawDocument]) -> None:
    for document in documents:
        given = document.given
        for line in (*document.lines, given.title or "", *given.authors, *given.tags):
            assert unicodedata.is_normalized("NFC", line)
            assert len(line.splitlines()) <= 1
            line.encode("utf-8")
        assert any(map(str.strip, document.lines)) or given.url


@settings(max_examples=600, deadline=None)
@given(LOOKS_LIKE | RECORDS | st.binary(max_size=300), st.sampled_from(NAMES))
@example(b'{"text": "\\ud800", "title": "\\udfff a\\u2028b"}', "a.json")
@example(b'{"text": "x", "authors": [["a"], {"name": ["b"]}], "tags": [[[]]]}', "a.json")
@example(b"\xff\xfe<\x00a\x00>\x00", "a.xml")
@example(b"\xef\xbb\xbf", "a.json")
@example(b"<?xml version='1.0' encoding='utf-7'?><items/>", "a.xml")
@example(b'<meta charset="base64"><p>\xff\xff', "a.html")
@example(b'<meta charset="idna"><p>\xff\xff', "a.html")
@example(b'<meta charset="undefined"><p>\xff\xff', "a.html")
def test_any_bytes_are_read_or_set_aside(data: bytes, name: str) -> None:
    """What is read is clean text, one line each; what is not is said in a sentence."""
    if name.endswith(".gz"):
        data = gzip.compress(data)
    check(read(name, data))


@example(b"{\\rtf1\\ansicpg", "factiva")
@settings(max_examples=150, deadline=None)
@given(LOOKS_LIKE, st.sampled_from(["europresse", "factiva", "pocket", "nexis", "fundus", "oscar"]))
def test_forced_formats_hold_as_well(data: bytes, form: str) -> None:
    """`--from` may name the wrong format; that is no reason to fall."""
    for name in ("a.html", "a.json", "a.csv", "a.rtf"):
        check(read(name, data, Choice(form)))


@settings(max_examples=100, deadline=None)
@given(LOOKS_LIKE)
def test_any_document_part_of_a_docx_holds(data: bytes) -> None:
    """What stands in the package may be anything."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", data)
    check(read("a.docx", file.getvalue()))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 400))
def test_damaged_gzip_holds(noise: bytes, at: int) -> None:
    """Bytes changed anywhere in a compressed file are damage, not a fall."""
    data = gzip.compress(b'{"text": "Une phrase assez longue pour un essai."}\n' * 20)
    check(read("a.jsonl.gz", data[:at] + noise + data[at + len(noise) :]))


@pytest.mark.parametrize("sign", [*'[{"<&\\\n, \t', "[{", '{"a":', "<a>", "\\'", '"\\', "[[["])
@pytest.mark.parametrize(
    "name", ["a.json", "a.jsonl", "a.csv", "a.xml", "a.html", "a.rtf", "a.wet"]
)
def test_one_sign_repeated_is_read_or_refused_at_once(sign: str, name: str) -> None:
    """A hundred thousand of anything cost no more than their length."""
    for start in ("", '{"text": "', "[", "<items><item>", "{\\rtf1 "):
        read(name, (start + sign * (100_000 // len(sign))).encode())
