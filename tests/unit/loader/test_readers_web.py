"""Saved pages and crawls: what the head states, the lines that show, the records of WARC."""

import gzip
import json
import zlib

import pytest
from tests.unit.loader.reading import TEXT, body, documents, one, read, refused

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.model.article import RawDocument
from hemero.model.report import Complaint

LINES = TEXT.split("\n")
LINKED = json.dumps(
    {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {
        "@type": ["NewsArticle"], "headline": "La passerelle rouvre",
        "datePublished": "2022-04-26T08:30:00+02:00", "dateModified": "2022-04-27",
        "author": [{"@type": "Person", "name": "Ana Prat"}], "publisher": {"name": "La Gazette"},
        "keywords": ["Port", "Travaux"]}]}
)  # fmt: skip
PAGE = f"""<!DOCTYPE html>
<html lang="fr-FR"><head><meta charset="utf-8"><title>La passerelle rouvre | La Gazette</title>
<link rel="canonical" href="https://g.example/passerelle"><meta name="author" content="Autre">
<script type="application/ld+json">{LINKED}</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Accueil</a></nav><h1>La passerelle rouvre</h1>
<p>{LINES[0]}</p><script>var x = "<p>rien</p>";</script><figure><img src="a"><figcaption>Photo
</figcaption></figure><p>{LINES[1]}</p><footer>Mentions légales</footer></body></html>"""


def test_page_gives_what_its_head_states_and_its_lines() -> None:
    """JSON-LD is believed before meta elements; scripts, captions and navigation are no text."""
    found = one("a.html", PAGE)
    given = found.given
    assert (found.path, given.title) == ("a.html", "La passerelle rouvre")
    assert (given.date, given.updated) == ("2022-04-26T08:30+02:00", "2022-04-27")
    assert (given.authors, given.source) == (("Ana Prat",), "La Gazette")
    assert (given.url, given.language) == ("https://g.example/passerelle", "fr-FR")
    assert given.tags == ("Port", "Travaux")
    assert body(found)[-3:] == ["La passerelle rouvre", *LINES]


def test_page_that_states_nothing_begins_with_its_window_title() -> None:
    """The lines are then as a scrape's, and judged as one."""
    page = f"<title>Un titre – La Gazette</title><h1>Un titre</h1><p>{LINES[0]}<p>{LINES[1]}"
    found = one("a.htm", page)
    assert found.given.title is None
    assert [line for line in found.lines if line] == ["Un titre – La Gazette", "Un titre", *LINES]


def test_page_of_singlefile_names_its_address_and_day() -> None:
    """The comment that SingleFile leaves says where a page was and when it was saved."""
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://g.example/a \n saved date: Sun Nov 22 "
        "2026 10:43:17 GMT+0000 (Coordinated Universal Time)\n-->"
    )
    picture = f"<img src=data:image/png;base64,{'A' * 300_000}>"
    found = one(
        "a.html", PAGE.replace("<head>", f"{comment}<head>").replace("<p>", picture + "<p>")
    )
    assert found.given.retrieved == "2026-11-22T10:43+00:00"
    assert found.given.url == "https://g.example/passerelle"
    assert body(found)[-2:] == LINES


@pytest.mark.parametrize("name", ["iso-8859-1", "windows-1252", "iso-8859-15", "utf-16"])
def test_page_is_decoded_as_it_says(name: str) -> None:
    """The charset that a page names is the one it is read in."""
    page = f'<meta charset="{name}"><title>Été</title><p>{LINES[0]}</p><p>{LINES[1]}</p>'
    assert body(one("a.html", page.encode(name)))[-2:] == LINES


def test_page_without_text_is_set_aside() -> None:
    """A page of scripts alone is no article."""
    assert refused("a.html", "<html><script>var a;</script></html>") == [("a.html", "has no text.")]


@pytest.mark.parametrize(
    "sign", ["<", "<a ", "<a '", '<a ">', "<!--", "<script>", "&", "<p", "<blockquote>", "<a b=",
             "</", "<![CDATA[", "<title>", "<svg>", "<a \"'>", "<li>", "x"],
)  # fmt: skip
def test_one_sign_repeated_costs_linear_time(sign: str) -> None:
    """A hundred thousand of anything are read or refused at once."""
    read("a.html", f"<html><body>{sign * 100_000}")


def warc(*records: tuple[dict[str, str], bytes], version: str = "WARC/1.0") -> bytes:
    pieces = []
    for header, block in records:
        lines = [version, *(f"{name}: {value}" for name, value in header.items())]
        lines.append(f"Content-Length: {len(block)}")
        pieces.append("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")
    return b"".join(pieces)


def response(body: bytes, *header: str, status: str = "200 OK") -> tuple[dict[str, str], bytes]:
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *header]
    block = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    return head("response", "application/http; msgtype=response"), block


def head(kind: str, media: str) -> dict[str, str]:
    return {
        "WARC-Type": kind, "WARC-Target-URI": "<https://g.example/a>",
        "WARC-Date": "2023-01-09T03:04:05Z", "WARC-Record-ID": "<urn:uuid:1>",
        "Content-Type": media,
    }  # fmt: skip


INFO = ({"WARC-Type": "warcinfo", "WARC-Date": "2023-01-09T03:04:05Z"}, b"software: x\r\n")
WET = (
    head("conversion", "text/plain") | {"WARC-Identified-Content-Language": "fra,eng"},
    f"Un titre – La Gazette\n{TEXT}".encode(),
)
BODY = PAGE.encode()


def test_wet_record_is_a_text_with_an_address() -> None:
    """The day of the crawl is when it was retrieved; the language is Common Crawl's guess."""
    found = one("a.warc.wet", warc(INFO, WET))
    given = found.given
    assert found.path == "a.warc.wet#2"
    assert (given.url, given.retrieved) == ("https://g.example/a", "2023-01-09T03:04Z")
    assert (given.date, given.language) == (None, "fr")
    assert found.lines == ("Un titre – La Gazette", *LINES)


CHUNKED = b"".join(b"%x\r\n%s\r\n" % (len(BODY[i : i + 700]), BODY[i : i + 700])
                   for i in range(0, len(BODY), 700)) + b"0\r\n\r\n"  # fmt: skip


@pytest.mark.parametrize(
    "record",
    [
        response(BODY),
        response(CHUNKED, "Transfer-Encoding: chunked"),
        response(gzip.compress(BODY), "Content-Encoding: gzip"),
        response(zlib.compress(BODY), "content-encoding: deflate"),
        response(BODY, "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        (head("resource", "text/html"), BODY),
    ],
    ids=["plain", "chunked", "gzip", "deflate", "already unpacked", "resource"],
)
def test_response_is_read_as_it_came_over_the_wire(record: tuple[dict[str, str], bytes]) -> None:
    """Chunks and compression are undone, and left where a tool has undone them before."""
    found = one("a.warc", warc(INFO, record))
    assert found.path == "a.warc#2"
    assert found.given.retrieved == "2023-01-09T03:04Z"
    assert found.given.url == "https://g.example/a"
    assert body(found)[-2:] == LINES


def test_records_that_are_no_pages_are_counted() -> None:
    """Requests pass in silence; errors, pictures and wget's log give one warning."""
    picture = (head("response", "application/http"),
               b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx")  # fmt: skip
    log = (head("resource", "text/plain"), b"--2023--  https://g.example/a")
    request = (head("request", "application/http"), b"GET / HTTP/1.1\r\n\r\n")
    data = warc(INFO, request, response(BODY, status="404 Not Found"), picture, log, response(BODY))
    document, warning = read("a.warc", data)
    assert isinstance(document, RawDocument)
    assert isinstance(warning, Complaint)
    assert document.path == "a.warc#6"
    assert warning.what.startswith("3 records of it are no pages")
    assert warning.severity == "warning"


def test_members_of_gzip_are_one_file() -> None:
    """Common Crawl compresses each record by itself."""
    data = b"".join(gzip.compress(warc(record)) for record in (INFO, WET, response(BODY)))
    assert [d.path for d in documents("a.warc.gz", data)] == ["a.warc.gz#2", "a.warc.gz#3"]


def test_bad_record_costs_no_other_and_a_cut_file_says_where() -> None:
    """Text that is no UTF-8 is set aside by its number; a file cut off names its last record."""
    bad = (head("conversion", "text/plain"), b"caf\xe9 \xff")
    assert refused("a.wet", warc(INFO, bad, WET)) == [("a.wet#2", "is not UTF-8 (byte E9).")]
    with pytest.raises(UnreadableSource, match=r"a\.wet#3: is cut off"):
        read("a.wet", warc(INFO, WET, WET)[:-80])
    with pytest.raises(UnreadableSource, match=r"a\.warc#1: does not begin as a WARC record"):
        read("a.warc", b"hello")


def test_record_that_is_too_long_is_passed_over() -> None:
    """A video between pages costs neither memory nor the pages."""
    found = read(
        "a.warc", warc(INFO, response(b"x" * 50_000), response(BODY)), Limits(record_bytes=9_000)
    )
    assert [getattr(one, "where", "") or getattr(one, "path", "") for one in found] == [
        "a.warc#2", "a.warc#3",
    ]  # fmt: skip


def test_entities_bring_in_nothing_unseen() -> None:
    """Overrides and controls that a page writes as entities go, as those written plainly do."""
    page = f"<html><title>Un&#x202e; titre</title><p>Le&#1; vote&#x2066; du soir.</p><p>{TEXT}</p>"
    found = one("a.html", page.encode())
    assert not [line for line in found.lines if not line.replace("\u00a0", " ").isprintable()]
