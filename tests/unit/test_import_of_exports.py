"""An export put into a content folder gives the archive back."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Project, scrape

from hemero.commands.export import export_records
from hemero.commands.inspect import inspect_file
from hemero.config import load_config
from hemero.executors import Workers

BASE = "https://archive.example/presse/"
FORMS = {"jsonl": "jsonl", "archive": "jsonl", "csv": "csv", "parquet": "parquet"}
STORY = """---
title: "La criée; un matin"
source: Le Phare
date: 2022-04
authors: ["Anne Hélion; fille", Bo Tran]
contributors: [Zoé Quay]
tags: [Pêche, "Port, vieux"]
url: https://phare.example/criee?a=1&b=2
standfirst: Une matinée au bord de l'eau.
noindex: true
aliases: [vieux/chemin.html]
---

À quatre heures du matin, la halle sent déjà le goémon, et les chariots cherchent leur place.

## Le *prix* du bar

> Tout se vend avant huit heures.

- le bar
- le lieu **jaune**

[N/A]

Le mareyeur éteint sa lampe, range son crayon et ne dit plus un mot jusqu'à midi sonné.
"""


@pytest.fixture
def press(project: Project) -> Project:
    """Chrome that was cut, a copy, a related link, Markdown, a list, an undated article."""
    inside = ("Lire aussi  Une digue pour dix ans", "- le pain\n- les œufs")
    market = scrape("Le marché du samedi revient", "Gazette", *inside)
    project.write("content/2021/a.txt", market + "\nLeave a Reply\n\nRecent News\n")
    project.write("content/b.txt", market)
    project.write("content/c.txt", DIKE)
    project.write("content/d.md", STORY)
    return project


DIKE = """Une digue pour dix ans – Le Phare

Une digue pour dix ans – Le Phare

Par Camille Roussel

4 mai 2021

Douze mille tonnes de granit attendent sur le quai de l'est, où la nouvelle digue sera posée bloc
par bloc à partir de juin, et où les riverains comptent déjà les camions qui passent le matin.

Les ingénieurs promettent qu'elle tiendra dix ans, ce que les pêcheurs du port écoutent avec
politesse, parce que la précédente, disent-ils, devait en tenir vingt et n'en a tenu que six.
"""


def export(project: Project, form: str, target: Path) -> None:
    with Workers(1) as workers:
        export_records(load_config(project.root), workers, len, form, target)


def records(project: Project) -> dict[str, dict[str, Any]]:
    """The exported records by permalink."""
    target = project.root / "records.jsonl"
    export(project, "jsonl", target)
    found = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    return {record["permalink"]: record for record in found}


def imported(press: Project, form: str, project: Project) -> Project:
    export(press, form, project.root / "content" / f"all.{FORMS[form]}")
    return project


def by_address(record: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, Any]:
    """The record with addresses in place of paths, which an import cannot share."""
    told = dict(record)
    del told["path"]
    told["duplicate_of"] = addresses.get(told["duplicate_of"])
    told["duplicates"] = [addresses[path] for path in told["duplicates"]]
    return told


@pytest.mark.parametrize("form", FORMS)
def test_an_import_gives_every_field_back(press: Project, form: str, tmp_path: Path) -> None:
    """Text, links, tags, what was cut and how each field is known: nothing is judged again."""
    again = imported(press, form, Project(tmp_path / "again"))
    before, after = records(press), records(again)
    assert set(before) == set(after)
    assert len(before) == 4
    paths = [{r["path"]: r["permalink"] for r in found.values()} for found in (before, after)]
    for permalink, record in before.items():
        assert by_address(after[permalink], paths[1]) == by_address(record, paths[0])


def test_the_archive_form_gives_the_same_pages(press: Project, tmp_path: Path) -> None:
    """Every page, feed and sitemap byte for byte; only the search index follows file names."""
    again = imported(press, "archive", Project(tmp_path / "again"))
    press.build(base_url=BASE)
    again.build(base_url=BASE)
    one, two = (
        {path: data for path, data in project.site().items() if not path.startswith("search/")}
        for project in (press, again)
    )
    assert one == two
    assert any(path.startswith("vieux/") for path in one)


@pytest.mark.parametrize("form", ["archive", "csv", "parquet"])
def test_kinds_of_blocks_come_back(press: Project, form: str, tmp_path: Path) -> None:
    """A subhead stays one, and a list a list."""
    again = imported(press, form, Project(tmp_path / "again"))
    again.build()
    page = next(text for path, text in again.site().items() if b"Le <em>prix</em>" in text)
    assert b"<li>le bar</li>" in page
    assert b"<blockquote>" in page


def test_what_asks_not_to_be_indexed_still_does(press: Project, tmp_path: Path) -> None:
    """An import does not put a hidden article before search engines."""
    again = imported(press, "jsonl", Project(tmp_path / "again"))
    again.build(base_url=BASE)
    page = next(path for path in again.site() if path.endswith("la-criee-un-matin.html"))
    assert b"noindex" in again.site()[page]


def test_an_imported_record_can_be_inspected(press: Project, tmp_path: Path) -> None:
    """Each line is said to be what the record says that it is."""
    again = imported(press, "csv", Project(tmp_path / "again"))
    found = inspect_file(again.root / "content/all.csv", None)
    assert [verdict.number for verdict in found.verdicts] == list(range(1, len(found.verdicts) + 1))
    assert {verdict.rule for verdict in found.verdicts} == {"given"}
    kinds = {verdict.kind for verdict in found.verdicts}
    assert {"title", "body", "related"} <= kinds
    assert found.article.title == "Le marché du samedi revient"


def test_a_spreadsheet_runs_nothing_that_a_scrape_holds(tmp_path: Path) -> None:
    """A cell that begins as a formula does is text in a spreadsheet, and comes back as it was."""
    titles = ["=HYPERLINK(1)", "-2+3", "@SUM(A1)", "+1", "'=x", "'plain'"]
    press, again = Project(tmp_path / "press"), Project(tmp_path / "again")
    for number, title in enumerate(titles):
        text = (
            f"---\ntitle: {json.dumps(title)}\n---\n\n- Oui, dit l'éclusier du canal, {number}.\n"
        )
        press.write(f"content/{number}.md", text)
    export(press, "csv", again.root / "content/all.csv")
    with (again.root / "content/all.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert all(cell[:1] not in tuple("=+-@") for row in rows for cell in row.values() if cell)
    told = {record["title"]: record["body"] for record in records(again).values()}
    assert told == {record["title"]: record["body"] for record in records(press).values()}
    assert set(told) == set(titles)


def one_record(press: Project, **changes: Any) -> dict[str, Any]:
    record = next(r for r in records(press).values() if r["path"] == "c.txt")
    return record | changes


@pytest.mark.parametrize("form", ["jsonl", "archive"])
def test_an_export_is_not_trusted(press: Project, tmp_path: Path, form: str) -> None:
    """Signs that hide text, addresses that run scripts and places outside the site stay out."""
    target = tmp_path / "all.jsonl"
    export(press, form, target)
    record = json.loads(target.read_text(encoding="utf-8").splitlines()[2])
    inner = record.get("article", record)
    inner |= {"title": "A\u202eB\x07", "url": "javascript:alert(1)", "date": "2021-99-99"}
    inner["body"][0] = {"text": "<script>x</script>\x00y"} if form == "archive" else "<i>\x00y"
    record["permalink"] = "../../etc/passwd.html"
    again = Project(tmp_path / "again")
    again.write("content/x.jsonl", json.dumps(record))
    again.build()
    [found] = records(again).values()
    assert (found["title"], found["url"], found["date"]) == ("AB", None, None)
    assert found["permalink"].startswith("undated/")
    assert "\x00" not in found["body"][0]
    assert not (tmp_path / "etc").exists()
    pages = [data for path, data in again.site().items() if path.endswith((".html", ".xml"))]
    assert all(b"<script>x" not in data for data in pages)


@pytest.mark.parametrize(
    "changes",
    [
        {"related": "no list"},
        {"body_kinds": ["paragraph"]},
        {"body_kinds": ["verse"] * 2},
        {"tag_evidence": []},
        {"boilerplate": [{"line": "one"}]},
        {"title": 7},
    ],
)
def test_what_is_not_quite_ours_is_read_as_any_record(
    press: Project, tmp_path: Path, changes: dict[str, Any]
) -> None:
    """A record that was edited by hand into something else is judged anew, and not lost."""
    again = Project(tmp_path / "again")
    again.write("content/x.jsonl", json.dumps(one_record(press, **{"tags": ["a"]} | changes)))
    [found] = records(again).values()
    assert "granit" in found["body"][0]
