"""The archive in the forms that other programs take, read back by programs that take them."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy
import sqlite_utils
from lxml import etree
from tests.conftest import PARAGRAPH, Project, scrape

from hemero.commands.export import export_records
from hemero.commands.exporting.entries import Selection, choose
from hemero.commands.exporting.formats import FORMATS, Stream
from hemero.config import load_config
from hemero.errors import ConfigError, OutputError
from hemero.executors import Workers

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
BASE = "https://archive.example/presse/"
# The parts of csl-data.json (citation-style-language/schema) that an article of a newspaper uses.
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"const": "article-newspaper"},
            "title": {"type": "string"},
            "author": {
                "type": "array",
                "items": {"type": "object", "properties": {"literal": {"type": "string"}}},
            },
            "container-title": {"type": "string"},
            "language": {"type": "string"},
            "URL": {"type": "string"},
            "archive_location": {"type": "string"},
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "items": {
                            "type": "array",
                            "items": {"type": "number"},
                            "minItems": 1,
                            "maxItems": 3,
                        },
                    }
                },
            },
        },
    },
}
MARKDOWN = """---
title: 'La "criée" & ses 100 % d''habitués_{vrais} <b>'
source: La Gazette; du port
date: 2022-04
authors: [Anne Hélion, Bo Tran]
contributors: [Zoé Quay]
language: fr
tags: [Pêche, Port]
url: https://gazette.example/criee?a=1&b=2
standfirst: Une matinée au bord de l'eau.
---

À quatre heures du matin, la halle sent déjà le goémon, et les chariots cherchent leur place.

## Le *prix* du bar

> Tout se vend avant huit heures.

- le bar
- le lieu **jaune**

Le mareyeur éteint sa lampe, range son crayon et ne dit plus un mot jusqu'à midi. **** fin.
"""

DIKE = """---
title: Une digue pour dix ans
source: Le Phare
date: 2021-05-04
---

Douze mille tonnes de granit attendent sur le quai de l'est, où la nouvelle digue sera posée bloc
par bloc à partir de juin, et où les riverains comptent déjà les camions qui passent le matin.

Lire aussi  Le marché du samedi revient

Les ingénieurs promettent qu'elle tiendra dix ans, ce que les pêcheurs du port écoutent avec
politesse, parce que la précédente, disent-ils, devait en tenir vingt et n'en a tenu que six.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def port(project: Project) -> Project:
    """A small archive that holds what forms stumble over: signs, copies, links, no date."""
    project.write("content/a.md", MARKDOWN)
    project.write("content/b.txt", DIKE)
    project.write("content/c.txt", scrape("Le marché du samedi revient", "Le Phare"))
    project.write("content/d.txt", scrape("Le marché du samedi revient", "Le Phare"))
    project.write("content/e.md", "---\ntitle: Sans rien\n---\n\nUn texte \ufffe court.\n")
    return project


def export(project: Project, form: str, target: Path | None = None, **wanted: Any) -> bytes:
    """What an export in the form gives, as bytes where it is written from beginning to end."""
    lines: list[bytes] = []
    config = load_config(project.root, base_url=BASE)
    with Workers(1) as workers:
        export_records(config, workers, lines.append, form, target, Selection(**wanted))
    return b"".join(lines)


def records(project: Project, **wanted: Any) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in export(project, "jsonl", **wanted).splitlines()]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_archive_gives_the_same_bytes(port: Project, form: str, tmp_path: Path) -> None:
    """An export depends on the articles alone, so that a deposit can be compared."""
    targets = [tmp_path / "one", tmp_path / "two"]
    for target in targets:
        export(port, form, target)
    one, two = (
        [(f.name, f.read_bytes()) for f in ([t] if t.is_file() else sorted(t.iterdir()))]
        for t in targets
    )
    assert [data for _, data in one] == [data for _, data in two]
    assert one[0][1]


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if type(form) is Stream])
def test_a_file_holds_what_would_be_printed(port: Project, form: str, tmp_path: Path) -> None:
    """--output and standard output give the same bytes."""
    export(port, form, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == export(port, form)


def test_csv_has_a_row_an_article_and_loses_nothing(port: Project) -> None:
    """Every column of the record stands in its cell, lists so that they can be taken apart."""
    rows = list(csv.DictReader(io.StringIO(export(port, "csv").decode(), newline="")))
    for row, record in zip(rows, records(port), strict=True):
        for name in ("path", "permalink", "title", "source", "date", "standfirst", "url"):
            assert row[name] == (record[name] or "")
        assert row["body"].split("\n\n") == record["body"]
        assert [tag for tag in row["tags"].split("; ") if tag] == record["tags"]
        assert json.loads(row["related"] or "[]") == record["related"]


def test_parquet_holds_the_records_with_their_types(port: Project, tmp_path: Path) -> None:
    """Lists are lists and numbers numbers, in the words of the JSON lines."""
    from pyarrow import parquet

    export(port, "parquet", tmp_path / "out.parquet")
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    for row, record in zip(rows, records(port), strict=True):
        for name in ("path", "title", "date", "authors", "tags", "body", "related", "duplicates"):
            assert row[name] == record[name], name
    kinds = {row["path"]: row["body_kinds"] for row in rows}
    assert set(kinds["b.txt"]) == {"paragraph"}


def test_sqlite_has_its_keys_and_its_search(port: Project, tmp_path: Path) -> None:
    """Foreign keys hold, and the full-text index is one that sqlite-utils and Datasette find."""
    file = tmp_path / "out.db"
    export(port, "sqlite", file)
    database = sqlite_utils.Database(file)
    articles = database["articles"]
    assert articles.count == 5
    assert articles.detect_fts() == "articles_fts"
    assert [row["path"] for row in articles.search("criee")] == ["a.md"]
    assert {key.other_table for key in database["article_tags"].foreign_keys} == {
        "articles", "tags",
    }  # fmt: skip
    assert list(database.query("PRAGMA foreign_key_check")) == []
    query = """SELECT t.title FROM related r JOIN articles a ON a.id = r.article_id
        JOIN articles t ON t.id = r.target_id WHERE a.path = 'b.txt'"""
    assert [row["title"] for row in database.query(query)] == ["Le marché du samedi revient"]
    copies = "SELECT c.path, a.path AS first FROM articles c JOIN articles a ON c.duplicate_of=a.id"
    assert list(database.query(copies)) == [{"path": "d.txt", "first": "c.txt"}]
    names = database.query("SELECT name, role FROM authors JOIN article_authors ON id = author_id")
    assert [(row["name"], row["role"]) for row in names][-1] == ("Zoé Quay", "contributor")
    database.close()


def test_a_part_in_sqlite_points_only_to_itself(port: Project, tmp_path: Path) -> None:
    """A link to an article that was not chosen is null, never a key that leads nowhere."""
    export(port, "sqlite", tmp_path / "part.db", since="2021", until="2021")
    with sqlite3.connect(tmp_path / "part.db") as database:
        assert database.execute("SELECT title, target_id FROM related").fetchall() == [
            ("Le marché du samedi revient", None)
        ]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def test_tei_is_valid(port: Project) -> None:
    """The corpus is valid by the DTD of TEI P5, whatever the articles hold."""
    dtd = etree.DTD(str(files("trafilatura") / "data" / "tei_corpus.dtd"))
    corpus = etree.fromstring(export(port, "tei"))
    assert dtd.validate(corpus), dtd.error_log.filter_from_errors()[:3]


def test_tei_says_what_is_known(port: Project) -> None:
    """Header, divisions, lists, quotes and related notes stand where TEI has them."""
    corpus = etree.fromstring(export(port, "tei"))
    article = corpus.xpath("t:TEI[.//t:publisher='La Gazette; du port']", namespaces=TEI)[0]

    def texts(path: str) -> list[str]:
        return ["".join(e.itertext()) for e in article.xpath(path, namespaces=TEI)]

    assert texts(".//t:titleStmt/t:author") == ["Anne Hélion", "Bo Tran"]
    assert texts(".//t:respStmt/t:name") == ["Zoé Quay"]
    assert texts(".//t:div/t:head")[1:] == ["Le prix du bar"]
    assert texts(".//t:argument/t:p") == ["Une matinée au bord de l'eau."]
    date = article.find(".//t:publicationStmt/t:date", TEI)
    assert (date.get("when"), date.get("precision")) == ("2022-04", "medium")
    note = corpus.find(".//t:note[@type='related']/t:ref", TEI)
    ids = corpus.xpath("t:TEI/@xml:id", namespaces=TEI)
    assert note.get("target").removeprefix("#") in ids
    undated = corpus.xpath("t:TEI[.//t:title='Sans rien']//t:date", namespaces=TEI)[0]
    assert undated.get("when") is None


def test_iramuteq_texts_begin_with_variables_and_hold_no_other_star(port: Project) -> None:
    """Each line of variables has the form that the program takes, and a star means nothing else."""
    text = export(port, "iramuteq").decode()
    starred = [line for line in text.splitlines() if "*" in line]
    assert len(starred) == 5
    for line in starred:
        assert re.fullmatch(r"\*\*\*\*( \*[a-z]+_[a-z0-9-]+)+", line), line
    assert "*source_la-gazette-du-port *date_2022-04 *year_2022 *month_2022-04" in text
    assert "*date_none" in text


def test_txm_names_every_text_in_its_table(port: Project, tmp_path: Path) -> None:
    """metadata.csv has a row for each XML file, by its name."""
    export(port, "txm", tmp_path / "corpus")
    with (tmp_path / "corpus/metadata.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    texts = {file.stem: etree.parse(file).getroot() for file in tmp_path.glob("corpus/*.xml")}
    assert sorted(row["id"] for row in rows) == sorted(texts)
    assert all(root.tag == "text" and len(root) > 1 for root in texts.values())
    assert {row["month"] for row in rows} == {"", "04", "05"}


def test_bibtex_parses_and_its_keys_are_unique(port: Project) -> None:
    """Every article is an entry that a library reads, under a key of its own, copies too."""
    library = bibtexparser.parse_string(export(port, "bibtex").decode())
    assert not library.failed_blocks
    entries = {entry["title"]: entry for entry in library.entries}
    assert len(library.entries) == 5
    assert len({entry.key for entry in library.entries}) == 5
    assert all(re.fullmatch(r"[a-zA-Z0-9-]+", entry.key) for entry in library.entries)
    crier = next(entry for title, entry in entries.items() if "criée" in title)
    assert crier["date"] == "2022-04"
    assert crier["author"] == "{Anne Hélion} and {Bo Tran}"
    assert r"100 \% d'habitués\_\{vrais\}" in crier["title"]


def test_a_key_stays_when_other_articles_come(port: Project) -> None:
    """A paper that cites the archive need not change when the archive grows."""

    def keys() -> set[str]:
        return set(re.findall(r"@online\{([^,]+),", export(port, "bibtex").decode()))

    before = keys()
    port.write("content/0.txt", DIKE + "\nLe chantier commence en juin, si la mer le veut bien.\n")
    assert before < keys()


def test_ris_parses(port: Project) -> None:
    """rispy reads a record an article, with names, date and address."""
    entries = rispy.loads(export(port, "ris").decode())
    assert len(entries) == 5
    crier = next(entry for entry in entries if "criée" in entry["title"])
    assert crier["authors"] == ["Anne Hélion", "Bo Tran"]
    assert crier["date"] == "2022/04//"
    assert crier["urls"] == ["https://gazette.example/criee?a=1&b=2"]
    assert all(entry["type_of_reference"] == "NEWS" for entry in entries)


def test_csl_json_is_of_its_schema(port: Project) -> None:
    """Each item is one that citation processors take; a date keeps its precision."""
    items = json.loads(export(port, "csl-json"))
    jsonschema.validate(items, CSL)
    by_title = {item["title"]: item for item in items}
    assert by_title["Une digue pour dix ans"]["issued"] == {"date-parts": [[2021, 5, 4]]}
    assert next(i for t, i in by_title.items() if "criée" in t)["issued"] == {
        "date-parts": [[2022, 4]]
    }
    assert "issued" not in by_title["Sans rien"]
    assert by_title["Sans rien"]["URL"].startswith(BASE)


def test_nothing_chosen_is_still_of_the_form(port: Project, tmp_path: Path) -> None:
    """A span without articles gives an empty array, table or corpus, not a broken one."""
    assert json.loads(export(port, "csl-json", since="2999")) == []
    assert len(etree.fromstring(export(port, "tei", since="2999"))) == 1
    for form in ("parquet", "sqlite"):
        export(port, form, tmp_path / form, since="2999")
        assert (tmp_path / form).stat().st_size


@pytest.mark.parametrize(
    ("wanted", "paths"),
    [
        ({"tags": ("pêche",)}, ["a.md"]),
        ({"sources": ("le phare",)}, ["b.txt", "c.txt", "d.txt"]),
        ({"sources": ("le-phare",)}, ["b.txt", "c.txt", "d.txt"]),
        ({"sources": ("Le Phare", "La Gazette; du port"), "since": "2021"}, ["a.md", "b.txt"]),
        ({"since": "2022-04-30"}, ["a.md"]),
        ({"until": "2022-03"}, ["b.txt"]),
        ({"until": "2022-04-01"}, ["a.md", "b.txt"]),
        ({"since": "2021-05-05", "until": "2022-03-31"}, []),
    ],
)
def test_only_what_is_chosen(port: Project, wanted: dict[str, Any], paths: list[str]) -> None:
    """Kinds of choice add up; a month may be any of its days; undated is in no span."""
    assert [record["path"] for record in records(port, **wanted)] == paths


def test_languages_are_chosen_with_or_without_region(project: Project) -> None:
    """fr takes fr-CA too, fr-CA takes only itself."""
    project.write("content/a.md", f"---\ntitle: A\nlanguage: fr-CA\n---\n\n{PARAGRAPH}\n")
    project.write("content/b.md", f"---\ntitle: B\nlanguage: fr\n---\n\n{PARAGRAPH} Fin.\n")
    assert [r["path"] for r in records(project, languages=("fr",))] == ["a.md", "b.md"]
    assert [r["path"] for r in records(project, languages=("fr-ca",))] == ["a.md"]


def test_a_name_that_is_not_there_is_said(port: Project) -> None:
    """A typing mistake gives a word with the nearest name, not an empty export."""
    with pytest.raises(ConfigError, match=r'no article has the tag "Pechee".*Pêche'):
        export(port, "jsonl", tags=("Pechee",))
    with pytest.raises(ConfigError, match="Le Phare"):
        export(port, "jsonl", sources=("Le Phar",))


@pytest.mark.parametrize("date", ["2022-13", "2022-02-30", "hier", "2022-04-26T10:00"])
def test_a_span_wants_dates(date: str) -> None:
    """What is no day, month or year is refused with its value."""
    with pytest.raises(ConfigError, match=re.escape(date)):
        choose((), (), (), date, "")


def test_tables_and_folders_want_a_place(port: Project) -> None:
    """A form that cannot be printed says that it needs --output."""
    for form in ("parquet", "sqlite", "txm"):
        with pytest.raises(ConfigError, match="--output"):
            export(port, form)


def test_an_export_that_fails_leaves_the_former_one(port: Project, tmp_path: Path) -> None:
    """The file is replaced when the new one is whole, and no draft stays behind."""
    target = tmp_path / "here" / "out.csv"
    export(port, "csv", target)
    before = target.read_bytes()
    with pytest.raises(ConfigError):
        export(port, "csv", target, tags=("nobody",))
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_is_not_written_over(port: Project, tmp_path: Path) -> None:
    """What stands in the named folder is the user's."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="already"):
        export(port, "txm", tmp_path / "corpus")
    assert [file.name for file in (tmp_path / "corpus").iterdir()] == ["notes.txt"]
