"""A check reads whatever lies in the folder: it never raises, and never takes forever."""

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.commands.check import check_site
from hemero.commands.checking.feeds import json_feed_findings
from hemero.commands.checking.pages import read_page
from hemero.commands.checking.xmltree import Malformed, read_xml

PIECES = st.sampled_from(
    ["<", ">", "/", "a", "<a ", "</a>", "<p>", "</p>", "<!--", "-->", "<script>", "</script>",
     "<svg>", "<path/>", '"', "'", "=", " ", "\n", "&", ";", "&amp;", "href=", "#x", "id=x", "%",
     "../", "//", "?", "<title>", "<li>", "é", "\x00",
     "<meta http-equiv=refresh content='0;url=x'>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_markup_is_read(text: str) -> None:
    """Pieces of tags in any order give a page and findings, each at a line that there is."""
    page = read_page("x.html", text.encode("utf-8", "surrogatepass"))
    lines = text.count("\n") + 1
    assert all(0 <= finding.line <= lines for finding in page.findings)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_links_are_followed(text: str) -> None:
    """A whole check on a folder with such a page ends with a report."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("index.html", "other.html", "feed.xml", "a.json", "_redirects", "robots.txt"):
            (Path(folder) / name).write_text(text, encoding="utf-8")
        assert check_site(Path(folder)).faults


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    """What is no text, no XML and no JSON is said to be so."""
    read_page("x.html", data)
    list(json_feed_findings("x.json", data))
    with pytest.raises(Malformed):
        read_xml("x.xml", data + b"<")


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<a ", '<a "', "<a='", "<script>", "<style ", "<!--", "</", "<title>", "&", "&a",
     "<p>", "<svg>", "</p>", "<a b=c ", "a='", '<a "<a\' ', "<!doctype "],
)  # fmt: skip
def test_a_page_of_one_sign_takes_no_longer_than_its_length(piece: str) -> None:
    """Four times the page takes no more than some ten times the work: nothing is quadratic."""

    def spent(size: int) -> float:
        data = (piece * (size // len(piece))).encode()
        best = 9.0
        for _ in range(2):
            began = time.process_time()
            read_page("x.html", data)
            best = min(best, time.process_time() - began)
        return best

    assert spent(80_000) < 10 * spent(20_000) + 0.1
