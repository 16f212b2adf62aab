"""Records of the tools that people scrape with, each as that tool writes it."""

import json

import pytest
from tests.unit.loader.reading import TEXT, body, documents, jsonl, one, read, refused

from hemero.loader.limits import Limits
from hemero.model.choice import Choice, FieldMap

LINES = TEXT.split("\n")

TRAFILATURA = {
    "title": "La passerelle rouvre", "author": "Ana Prat; Luc Morel", "hostname": "gazette.example",
    "date": "2022-04-26", "fingerprint": "e1f2", "id": None, "license": None,
    "comments": "Bravo ! | Enfin.", "raw_text": "Menu " + TEXT, "text": TEXT, "language": None,
    "image": "https://gazette.example/p.jpg", "pagetype": "article", "filedate": "2023-01-09",
    "source": "https://gazette.example/passerelle", "source-hostname": "La Gazette",
    "excerpt": "Onze semaines de travaux…", "categories": "", "tags": "port, travaux",
}  # fmt: skip
NEWSPAPER = {
    "url": "https://gazette.example/passerelle?utm=1", "read_more_link": "", "language": "en",
    "title": "La passerelle rouvre", "top_image": "", "meta_img": "", "images": [], "movies": [],
    "keywords": ["passerelle"], "meta_keywords": [""], "tags": None, "authors": ["Ana Prat"],
    "publish_date": "2022-04-26T08:15:00+02:00", "summary": "", "meta_description": "",
    "meta_lang": "fr", "meta_favicon": "", "meta_site_name": "La Gazette",
    "canonical_link": "https://gazette.example/passerelle", "text": TEXT,
}  # fmt: skip
NEWS_PLEASE = {
    "authors": ["Ana Prat"], "date_download": "2023-01-09 03:04:05", "date_modify": "None",
    "date_publish": "2022-04-26 06:15:00", "description": None, "filename": "x.json",
    "image_url": None, "language": "fr", "localpath": None, "maintext": TEXT,
    "source_domain": "gazette.example", "text": None, "title": "La passerelle rouvre",
    "title_page": None, "title_rss": None, "url": "https://gazette.example/passerelle",
}  # fmt: skip
FUNDUS = {
    "title": "La passerelle rouvre",
    "body": {
        "summary": ["Onze semaines de travaux au vieux port."],
        "sections": [
            {"headline": [], "paragraphs": [LINES[0]]},
            {"headline": ["Une mairie soulagée"], "paragraphs": [LINES[1]]},
        ],
    },
    "authors": ["Ana Prat"], "publishing_date": "2022-04-26 07:22:44+02:00", "topics": ["Port"],
    "images": [{"description": "La passerelle", "authors": ["AFP"]}], "free_access": True,
}  # fmt: skip


def test_trafilatura_record_is_read_as_the_tool_means_it() -> None:
    """`source` is the address, `filedate` the day of the scrape, comments are no text."""
    found = one("a.json", json.dumps(TRAFILATURA))
    given = found.given
    assert found.path == "a.json"
    assert given.title == "La passerelle rouvre"
    assert given.url == "https://gazette.example/passerelle"
    assert given.source == "La Gazette"
    assert (given.date, given.retrieved) == ("2022-04-26", "2023-01-09")
    assert given.authors == ("Ana Prat", "Luc Morel")
    assert given.tags == ("port", "travaux")
    assert body(found) == LINES


def test_trafilatura_without_metadata_is_text_alone() -> None:
    """A record of text and comments leaves the rest to the judgement of lines."""
    found = one("a.json", json.dumps({"text": TEXT, "comments": "Bravo"}))
    assert found.given.title is None
    assert list(found.lines) == LINES


def test_newspaper_language_is_the_one_found_in_the_page() -> None:
    """`language` is the tool's setting; `meta_lang` is what the page says."""
    given = one("a.json", json.dumps([NEWSPAPER])).given
    assert given.language == "fr"
    assert given.date == "2022-04-26T08:15+02:00"
    assert given.url == "https://gazette.example/passerelle"
    assert given.source == "La Gazette"
    assert given.tags == ()


def test_newspaper_arrays_that_are_broken_are_read_all_the_same() -> None:
    """Several addresses give `[{…},]{…}]`, which is no JSON, and two articles."""
    first, second = (json.dumps(NEWSPAPER | {"title": title}) for title in ("Un", "Deux"))
    found = documents("a.json", f"[{first},]{second}]")
    assert [(d.path, d.given.title) for d in found] == [("a.json#1", "Un"), ("a.json#2", "Deux")]


def test_newspaper_csv_lists_are_python_text() -> None:
    """`['a', 'b']` in a cell is a list of two."""
    head = "url,title,text,authors,publish_date,meta_lang,tags"
    row = (
        f"""https://g.example/a,Un titre,"{TEXT}","['Ana Prat', ""Luc D'Or""]",2022-04-26,fr,None"""
    )
    given = one("a.csv", f"{head}\n{row}\n").given
    assert given.authors == ("Ana Prat", "Luc D'Or")
    assert given.tags == ()


def test_news_please_none_is_no_date() -> None:
    """The text "None" says nothing; times are in UTC; the download is no publication."""
    given = one("a.json", json.dumps(NEWS_PLEASE)).given
    assert given.updated is None
    assert given.date == "2022-04-26T06:15Z"
    assert given.retrieved == "2023-01-09T03:04Z"
    assert given.source == "gazette.example"
    undated = one("a.json", json.dumps(NEWS_PLEASE | {"date_publish": "None"}))
    assert undated.given.date is None
    assert undated.warnings == ()


def test_fundus_object_names_the_publisher_of_each_array() -> None:
    """`{"Publisher": [article, …]}` gives the publisher as the source of its articles."""
    found = documents("a.json", json.dumps({"La Gazette": [FUNDUS, FUNDUS], "Autre": [FUNDUS]}))
    assert [(d.path, d.given.source) for d in found] == [
        ("a.json#1", "La Gazette"), ("a.json#2", "La Gazette"), ("a.json#3", "Autre"),
    ]  # fmt: skip
    assert found[0].given.standfirst == "Onze semaines de travaux au vieux port."
    assert found[0].given.date == "2022-04-26T07:22+02:00"
    assert body(found[0]) == [LINES[0], "Une mairie soulagée", LINES[1]]


def test_fundus_array_is_read_as_well() -> None:
    """Scripts write one array, keys in any order."""
    turned = dict(reversed(list(FUNDUS.items())))
    assert one("a.json", json.dumps([turned])).given.title == "La passerelle rouvre"


@pytest.mark.parametrize("text", ["body", "content", "article_text", "maintext", "plain_text"])
@pytest.mark.parametrize("date", ["published_at", "pubDate", "timestamp", "publish_date"])
def test_common_names_are_understood(text: str, date: str) -> None:
    """A spider's own names for a text and a date are found in the table of common ones."""
    record = {
        "headline": "Un titre", text: TEXT, date: "2022-04-26", "media_name": "La Gazette",
        "link": "https://g.example/a", "byline": "Par Ana Prat", "scraped_at": "2023-01-09",
    }  # fmt: skip
    (found,) = documents("a.jsonl", jsonl([record]))
    given = found.given
    assert found.path == "a.jsonl#1"
    assert body(found) == LINES
    assert (given.date, given.retrieved) == ("2022-04-26", "2023-01-09")
    assert (given.source, given.url, given.authors) == (
        "La Gazette", "https://g.example/a", ("Ana Prat",),
    )  # fmt: skip


CRAWLS = [
    {"text": TEXT, "timestamp": "2019-04-25T12:57:54Z", "url": "https://g.example/a"},
    {"text": TEXT, "timestamp": "2019-04-25T12:57:54Z", "url": "https://g.example/a",
     "source": "mC4"},
    {"text": TEXT, "id": "<urn:1>", "dump": "CC-MAIN-2019-18", "url": "https://g.example/a",
     "date": "2019-04-25T12:57:54Z", "file_path": "s3://x", "language": "fr",
     "language_score": 0.9, "token_count": 80},
    {"content": TEXT, "warc_headers": {"warc-target-uri": "https://g.example/a",
     "warc-date": "2019-04-25T12:57:54Z"}, "metadata": {"identification":
     {"label": "fr", "prob": 0.9}, "quality_warnings": None}},
    {"id": 0, "text": TEXT, "meta": {"warc_headers": {"warc-target-uri": "https://g.example/a",
     "warc-date": "2019-04-25T12:57:54Z"}, "identification": {"label": "fr"}}},
    {"content": TEXT, "warc-target-uri": "https://g.example/a",
     "warc-date": "2019-04-25T12:57:54Z", "identification-language": "fra-Latn"},
    {"raw_content": TEXT, "url": "https://g.example/a", "date_download": "2019-04-25T12:57:54Z",
     "source_domain": "g.example", "title": None, "language": "fr", "digest": "sha1:X"},
]  # fmt: skip


@pytest.mark.parametrize("record", CRAWLS, ids=lambda record: "-".join(record)[:40])
def test_a_day_of_crawling_is_never_the_date(record: dict[str, object]) -> None:
    """Sets made from Common Crawl know when a page was fetched, not when it was published."""
    (found,) = documents("a.jsonl", jsonl([record]))
    assert found.given.date is None
    assert found.given.retrieved == "2019-04-25T12:57Z"
    assert found.given.url == "https://g.example/a"
    assert found.given.language in (None, "fr")
    assert body(found) == LINES


def test_text_that_is_html_becomes_lines() -> None:
    """A spider that keeps markup gives paragraphs, not tags; captions are no text."""
    html = f"<p>{LINES[0]}</p><figure><figcaption>Photo</figcaption></figure><p>{LINES[1]}<br></p>"
    (found,) = documents("a.jsonl", jsonl([{"title": "Un titre", "body": html}]))
    assert body(found) == LINES


def test_map_of_the_project_names_odd_fields() -> None:
    """`map:` leads to the key, into inner objects too."""
    record = {"kop": "Een titel", "inhoud": {"tekst": TEXT}, "dag": "2022-04-26", "date": "1999"}
    chosen = FieldMap(title="kop", text="inhoud.tekst", date=("datum", "dag"))
    (found,) = documents("a.jsonl", jsonl([record]), Choice("", chosen))
    assert (found.given.title, found.given.date) == ("Een titel", "2022-04-26")
    assert body(found) == LINES


def test_from_forces_a_format() -> None:
    """What `--from` names is taken whatever the record looks like."""
    record = {"text": TEXT, "timestamp": "2019-04-25T12:57:54Z", "url": "https://g.example/a"}
    (found,) = documents("a.jsonl", jsonl([record]), Choice("scrapy"))
    assert found.given.date == "2019-04-25T12:57Z"


def test_seconds_since_1970_are_a_moment() -> None:
    """A number where a date should be counts seconds or milliseconds."""
    for number in (1650954600, 1650954600000, "1650954600"):
        (found,) = documents("a.jsonl", jsonl([{"text": TEXT, "published": number}]))
        assert found.given.date == "2022-04-26T06:30Z"


def test_one_bad_record_costs_no_other() -> None:
    """Each is set aside under its number, in plain words; the rest is read."""
    data = b"\n".join(
        [
            json.dumps({"text": TEXT}).encode(), b'{"text": "cut off', b"[1, 2]", b"\xff\xfe{",
            b'{"text": "x", "n": NaN}', b'{"text": "x", "n": ' + b"9" * 500 + b"}",
            b'{"a": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", b'{"text": ""}', b"",
            json.dumps({"text": TEXT}).encode(),
        ]
    )  # fmt: skip
    assert [where for where, _ in refused("a.jsonl", data)] == [f"a.jsonl#{n}" for n in range(2, 9)]
    reasons = [what for _, what in refused("a.jsonl", data)]
    assert reasons[0].startswith("is not JSON: ")
    assert reasons[1:] == [
        "is no JSON object.", "is not UTF-8 (byte FF).", "holds NaN, which is no JSON.",
        "holds a number of 500 digits.", reasons[5], "has no text.",
    ]  # fmt: skip
    assert "nested" in reasons[5]


def test_key_that_stands_twice_is_reported() -> None:
    """The first of equal keys counts, with a word."""
    document, warning = read("a.jsonl", f'{{"text": {json.dumps(TEXT)}, "text": "other"}}')
    assert (warning.where, warning.severity) == ("a.jsonl#1", "warning")
    assert body(document) == LINES


def test_file_cut_off_in_the_middle_keeps_what_is_whole() -> None:
    """The record in which a file ends is set aside; those before it are read."""
    whole = json.dumps([{"text": TEXT}, {"text": TEXT}])
    assert refused("a.json", whole[:-30]) == [("a.json#2", "is cut off: the file ends inside it.")]


def test_objects_around_an_array_of_articles_are_looked_into() -> None:
    """Answers of news services hold their articles under a known name."""
    data = {"status": "ok", "totalResults": 2, "articles": [{"content": TEXT}, {"content": TEXT}]}
    assert [d.path for d in documents("a.json", json.dumps(data))] == ["a.json#1", "a.json#2"]


def test_rows_of_csv_are_records() -> None:
    """Quoted text may run over lines, cells may be empty, separators differ."""
    for sign in (",", ";", "\t"):
        rows = [["title", "text", "date"], ["Un", f'"{TEXT}"', "2022-04-26"], ["", f'"{TEXT}"', ""]]
        data = "\ufeff" + "\r\n".join(sign.join(row) for row in rows)
        found = documents("a.csv", data)
        assert [(d.path, d.given.title) for d in found] == [("a.csv#1", "Un"), ("a.csv#2", None)]
        assert body(found[0]) == LINES


def test_csv_of_trafilatura_has_no_header() -> None:
    """Its columns are known by their order; `null` is nothing."""
    row = ["https://g.example/a", "null", "e1f2", "g.example", "Un titre", "null", "2022-04-26",
           f'"{TEXT}"', "null", "null", "article"]  # fmt: skip
    given = one("a.csv", "\t".join(row) + "\n").given
    assert (given.url, given.title, given.date) == ("https://g.example/a", "Un titre", "2022-04-26")
    assert given.source == "g.example"


def test_csv_of_a_spreadsheet_is_read_with_a_warning() -> None:
    """Windows-1252 is guessed as for text files; UTF-16 has its mark."""
    data = f'title;text\nDéjà vu;"{TEXT}"\n'
    warning, found = read("a.csv", data.encode("cp1252"))
    assert (warning.what, warning.severity) == ("not UTF-8; read as Windows-1252.", "warning")
    assert (found.given.title, body(found)) == ("Déjà vu", LINES)
    assert one("a.csv", data.encode("utf-16")).given.title == "Déjà vu"


def test_line_without_an_end_costs_no_memory_and_no_other_row() -> None:
    """A row longer than a record may be is set aside, the next is read."""
    data = f'title,text\n"{"x" * 50_000}",y\n{"z" * 50_000}\nUn,"{TEXT}"\n'
    found = read("a.csv", data, Limits(record_bytes=9_000))
    assert [getattr(bad, "where", "") for bad in found] == ["a.csv#1", "a.csv#2", ""]
    assert found[2].path == "a.csv#3"


def test_rows_that_do_not_fit_the_header_are_set_aside() -> None:
    """A row with more cells than names cannot be told apart."""
    data = f'title,text\nUn,"{TEXT}",trois\nDeux,"{TEXT}"\n'
    assert refused("a.csv", data) == [("a.csv#1", "has 3 columns; the header names 2.")]


def test_own_export_comes_back() -> None:
    """What `hemero export` prints is read with every fact that it states."""
    record = {
        "path": "a.txt", "permalink": "2022/04/un-titre.html", "title": "Un titre",
        "standfirst": "Onze semaines.", "source": "La Gazette", "url": "https://g.example/a",
        "language": "fr", "date": "2022-04", "updated": None, "retrieved": "2023-01-09",
        "authors": ["Ana Prat"], "contributors": ["Luc Morel"], "body": LINES, "related": [],
        "tags": ["Port"], "boilerplate": [], "evidence": [],
    }  # fmt: skip
    (found,) = documents("a.jsonl", jsonl([record]))
    given = found.given
    assert body(found) == LINES
    assert (given.date, given.retrieved, given.standfirst) == (
        "2022-04", "2023-01-09", "Onze semaines.",
    )  # fmt: skip
    assert (given.authors, given.contributors) == (("Ana Prat",), ("Luc Morel",))
    assert given.permalink == "2022/04/un-titre.html"


def test_json_feed_gives_its_items() -> None:
    """The items of a feed are articles with their own day; HTML and plain text are both read."""
    items = [
        {"id": "1", "url": "https://g.example/a", "title": "Un titre", "content_text": TEXT,
         "date_published": "2022-04-26T08:30:00+02:00", "authors": [{"name": "Ana Prat"}],
         "tags": ["port"], "language": "fr"},
        {"id": "2", "url": "https://g.example/b", "title": "Deux",
         "content_html": f"<p>{LINES[0]}</p><p>{LINES[1]}</p>",
         "date_published": "2022-04-27T08:30:00+02:00"},
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "La Gazette", "items": items}
    first, second = documents("feed.json", json.dumps(feed))
    assert (first.path, second.path) == ("feed.json#1", "feed.json#2")
    assert body(first) == body(second) == LINES
    assert (first.given.date, first.given.url) == (
        "2022-04-26T08:30+02:00",
        "https://g.example/a",
    )
    assert (first.given.authors, first.given.tags) == (("Ana Prat",), ("port",))


def test_cc_news_states_a_day_of_publication() -> None:
    """Unlike the sets of whole crawls, this one has the article's own date and host."""
    record = {
        "title": "Un titre", "text": TEXT, "domain": "g.example", "date": "2018-04-26 06:30:00",
        "description": "Onze semaines.", "url": "https://g.example/a", "image_url": "",
    }  # fmt: skip
    for choice in (Choice(), Choice("cc_news")):
        (found,) = documents("cc_news.jsonl", jsonl([record]), choice)
        assert body(found) == LINES
        given = found.given
        assert (given.title, given.source, given.url) == (
            "Un titre",
            "g.example",
            "https://g.example/a",
        )
        assert given.date is not None
        assert given.date.startswith("2018-04-26")
        assert given.retrieved is None


def test_note_of_a_web_clipper_states_its_day_of_saving_apart() -> None:
    """Obsidian's clipper writes front matter: names in brackets, `created` beside `published`."""
    head = (
        '---\ntitle: "Un titre"\nsource: "https://g.example/a"\nauthor:\n  - "[[Ana Prat]]"\n'
        "published: 2022-04-26\ncreated: 2023-01-09\ndescription: Onze semaines.\ntags:\n"
        '  - "clippings"\n---\n'
    )
    (found,) = documents("note.md", head + TEXT)
    given = found.given
    assert (given.title, given.url, given.authors) == (
        "Un titre",
        "https://g.example/a",
        ("Ana Prat",),
    )
    assert (given.date, given.retrieved) == ("2022-04-26", "2023-01-09")
