"""Exports of press databases and of reading lists, each as its maker writes it."""

import io
import json
import zipfile
from html import escape

import pytest
from tests.unit.loader.reading import TEXT, body, documents, jsonl, one, read, refused

from hemero.errors import UnreadableSource
from hemero.model.choice import Choice

LINES = TEXT.split("\n")


def europresse(title: str) -> str:
    return f"""<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">La Gazette (site web), n° 12
</span></div><span class="DocHeader">Port, jeudi 22 décembre 2022 532 mots, p. 4</span>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{title}</p></div>
<div class="rdp__subtitle">Onze semaines de travaux</div>
<div class="docAuthors"><a>Ana Prat; Luc Morel</a></div></header>
<section><div class="DocText clearfix"><p>{LINES[0]}<p>{LINES[1]}</p><br></div></section>
<footer><div class="publiC-lblNodoc">news·20221222·GZ·0123</div>
<div class="Doc-LegalInfo"><small>© 2022 La Gazette</small></div></footer></article>"""


def test_europresse_export_gives_its_articles() -> None:
    """Title, source, French date, authors and text stand under the database's classes."""
    page = f"<html><body>{europresse('Un titre')}{europresse('Un autre')}</body></html>"
    first, second = documents("a.html", page)
    given = first.given
    assert (first.path, second.path, second.given.title) == ("a.html#1", "a.html#2", "Un autre")
    assert (given.title, given.source, given.date) == (
        "Un titre", "La Gazette (site web)", "2022-12-22",
    )  # fmt: skip
    assert given.authors == ("Ana Prat", "Luc Morel")
    assert given.standfirst == "Onze semaines de travaux"
    assert body(first) == LINES


def test_europresse_number_holds_the_day_where_no_header_does() -> None:
    """`news·20221222·…` is a day."""
    page = europresse("Un titre").replace("jeudi 22 décembre 2022", "")
    assert one("a.html", page).given.date == "2022-12-22"


FACTIVA = {
    "HD": "Footbridge reopens", "BY": "By Ana Prat", "WC": "32 words", "PD": "26 April 2022",
    "SN": "The Gazette", "SC": "GZT", "LA": "English", "CY": "Copyright 2022", "LP": LINES[0],
    "TD": LINES[1], "NS": "gtrans : Transport | gport : Ports", "AN": "Document GZT000020220426",
}  # fmt: skip


def test_factiva_html_is_read_by_its_codes() -> None:
    """Two letters before each cell say what it holds."""
    rows = "".join(
        f'<tr><td class="index"><b>{code}</b></td><td><p class="articleParagraph">{escape(text)}'
        "</p></td></tr>"
        for code, text in FACTIVA.items()
    )
    page = f'<div class="article enArticle"><table>{rows}</table></div>' * 2
    first, second = documents("a.html", page)
    given = first.given
    assert (first.path, second.path) == ("a.html#1", "a.html#2")
    assert (given.title, given.source, given.date) == (
        "Footbridge reopens", "The Gazette", "2022-04-26",
    )  # fmt: skip
    assert (given.authors, given.language) == (("Ana Prat",), "en")
    assert given.tags == ("Transport", "Ports")
    assert body(first) == LINES


def rtf(text: str) -> str:
    pieces = []
    for sign in text:
        if sign in "\\{}":
            pieces.append("\\" + sign)
        elif sign == "\n":
            pieces.append("\\par\n")
        else:
            pieces.append(sign if ord(sign) < 128 else f"\\u{ord(sign)}?")
    return "".join(pieces)


RTF = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Arial;}}{\*\generator X;}{\info{\title Nope}}"


def as_rtf(text: str) -> bytes:
    return f"{RTF}{rtf(text)}}}".encode()


def test_factiva_rtf_is_read_by_the_same_codes() -> None:
    """In RTF the codes stand in cells of a table."""
    rows = "".join(
        rf"{{\b {code}\b0}}\cell {rtf(text)}\cell\row " for code, text in FACTIVA.items()
    )
    first, second = documents("a.rtf", f"{RTF}{rows}{rows}}}")
    assert (first.given.title, first.given.date) == ("Footbridge reopens", "2022-04-26")
    assert body(first) == LINES
    assert second.path == "a.rtf#2"


LEXIS = """
                               1 of 2 DOCUMENTS


                              The Gazette (London)

                             April 26, 2022 Tuesday
                                 Final Edition

Footbridge reopens after
eleven weeks

BYLINE: Ana Prat

SECTION: NEWS; Pg. 4

LENGTH: 32 words

The footbridge of the old port reopened on Tuesday morning, after
eleven weeks of works.

The first passers-by crossed it in the rain, and the council said it was pleased.

LOAD-DATE: April 27, 2022

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: GZT

                    Copyright 2022 The Gazette Limited
                              All Rights Reserved
"""
NEXIS = """Footbridge reopens after eleven weeks
The Gazette (London)
April 26, 2022 Tuesday
Copyright 2022 The Gazette Limited All Rights Reserved
Section: NEWS; Pg. 4
Length: 32 words
Byline: Ana Prat
Body
The footbridge of the old port reopened on Tuesday morning, after eleven weeks of works.
The first passers-by crossed it in the rain, and the council said it was pleased.
Load-Date: April 27, 2022
End of Document"""
ENGLISH = NEXIS.split("\n")[8:10]


def docx(text: str, name: str = "word/document.xml") -> bytes:
    paragraphs = "".join(
        f'<w:p><w:pPr/><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            name,
            '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.'
            'openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"{paragraphs}</w:body></w:document>",
        )
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", (LEXIS + LEXIS.replace("1 of 2", "2 of 2")).encode()),
        ("a.docx", docx(f"{NEXIS}\n\n{NEXIS}")),
        ("a.rtf", as_rtf(f"{NEXIS}\n{NEXIS}")),
    ],
    ids=["text", "docx", "rtf"],
)  # fmt: skip
def test_nexis_exports_give_their_articles(name: str, data: bytes) -> None:
    """Text, DOCX and RTF of LexisNexis and Nexis Uni hold the same facts in other places."""
    first, second = documents(name, data)
    given = first.given
    assert (first.path, second.path) == (f"{name}#1", f"{name}#2")
    assert given.title == "Footbridge reopens after eleven weeks"
    assert (given.source, given.date) == ("The Gazette (London)", "2022-04-26")
    assert given.authors == ("Ana Prat",)
    assert body(first) == ENGLISH


def test_text_that_only_names_documents_stays_one_article() -> None:
    """The word alone makes no export."""
    text = f"Un titre\n\nLes 12 of 13 DOCUMENTS perdus. {TEXT}\n"
    assert one("a.txt", text).path == "a.txt"


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", docx(f"Un titre\n{TEXT}")), ("a.rtf", as_rtf(f"Un titre\n{TEXT}"))],
)
def test_other_documents_are_one_article(name: str, data: bytes) -> None:
    """A DOCX or RTF file of one text is judged as a text file is."""
    found = one(name, data)
    assert found.path == name
    assert [line for line in found.lines if line] == ["Un titre", *LINES]


def test_damaged_office_files_are_set_aside() -> None:
    """What is no such document, or a ZIP archive of something else, is named."""
    for name, data in [
        ("a.docx", b"hello"), ("a.docx", docx("x", "other.xml")), ("a.docx", docx("x" * 99)[:200]),
        ("a.rtf", b"hello"), ("a.rtf", b"{\\rtf1" + b"{" * 10_000),
    ]:  # fmt: skip
        with pytest.raises(UnreadableSource):
            read(name, data)


def test_rtf_spells_characters_in_three_ways() -> None:
    """Code page octets, Unicode numbers with a stand-in, halves of a pair."""
    data = rf"{RTF}caf\'e9 \u233?t\u233\'e9 \u-10179?\u-8704? {{\uc0\u8364}}x\par {TEXT}}}"
    assert one("a.rtf", data.encode("cp1252")).lines[0] == "café été 😀 €x"


STUBS = {
    "pocket.csv": "title,url,time_added,tags,status\n"
    "Un titre,https://g.example/a,1650954600,port|travaux,unread\n",
    "pocket.html": "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>"
    '<h1>Unread</h1><ul><li><a href="https://g.example/a" time_added="1650954600" '
    'tags="port,travaux">Un titre</a></li></ul></body></html>',
    "instapaper.csv": "URL,Title,Selection,Folder,Timestamp,Tags\n"
    "https://g.example/a,Un titre,,Unread,1650954600,\"[\"\"port\"\",\"\"travaux\"\"]\"\n",
    "readwise.csv": "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
    "Un titre,https://g.example/a,1,\"['port', 'travaux']\",2022-04-26 06:30:00+00:00,0,new,1\n",
    "omnivore.json": json.dumps([{
        "id": "x", "slug": "un-titre", "title": "Un titre", "url": "https://g.example/a",
        "state": "Active", "readingProgress": 0, "labels": ["port", "travaux"],
        "savedAt": "2022-04-26T06:30:00.000Z", "publishedAt": None}]),
}  # fmt: skip


@pytest.mark.parametrize("name", STUBS)
def test_saved_links_become_stubs(name: str) -> None:
    """A list without texts gives title, address, tags and the day of saving, and no date."""
    found = one(name, STUBS[name])
    given = found.given
    assert found.path == f"{name}#1"
    assert found.lines == ()
    assert (given.title, given.url) == ("Un titre", "https://g.example/a")
    assert given.tags == ("port", "travaux")
    assert given.date is None
    assert given.retrieved in ("2022-04-26T06:30Z", "2022-04-26T06:30+00:00")


def test_saved_link_without_a_title_is_called_by_its_address() -> None:
    """A stub always has something to click on; without an address it is none."""
    head = "title,url,time_added,tags,status\n"
    given = one("a.csv", f"{head},https://g.example/a,1650954600,,unread\n").given
    assert given.title == "https://g.example/a"
    assert refused("a.csv", f"{head}Un titre,,1650954600,,unread\n") == [
        ("a.csv#1", "has no text.")
    ]


def test_wallabag_keeps_the_text_as_html() -> None:
    """The day it was published and the day it was saved are two fields."""
    record = {
        "is_archived": 0, "is_starred": 0, "tags": ["port"], "id": 3, "title": "Un titre",
        "url": "https://g.example/a", "content": f"<p>{LINES[0]}</p><p>{LINES[1]}</p>",
        "created_at": "2023-01-09T03:04:05+00:00", "updated_at": "2023-01-10T00:00:00+00:00",
        "published_at": "2022-04-26T08:30:00+02:00", "published_by": ["Ana Prat"],
        "annotations": [], "mimetype": "text/html", "language": "fr_FR", "reading_time": 1,
        "domain_name": "g.example", "preview_picture": "", "http_status": "200", "headers": [],
    }  # fmt: skip
    found = one("a.json", json.dumps([record]))
    assert body(found) == LINES
    given = found.given
    assert (given.date, given.retrieved, given.updated) == (
        "2022-04-26T08:30+02:00", "2023-01-09T03:04+00:00", None,
    )  # fmt: skip
    assert (given.authors, given.language) == (("Ana Prat",), "fr-FR")


def test_record_without_text_is_no_empty_article() -> None:
    """A spider's failed page is set aside, with the way to name its field."""
    data = jsonl([{"title": "Un titre", "url": "https://g.example/a", "corps": TEXT}])
    assert refused("a.jsonl", data) == [("a.jsonl#1", "has no text.")]
    assert one("a.jsonl", data, Choice("pocket")).lines == ()
