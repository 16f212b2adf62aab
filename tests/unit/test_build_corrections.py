"""Corrections in a build: one edit reads one article again, and nothing else differs."""

import json
from typing import Any

import pytest
from tests.conftest import Project, scrape, under_pitch

from hemero.commands.export import export_records
from hemero.config import load_config
from hemero.executors import Workers

PLACES = ("Kerlouan", "Port-Blanc", "Trévec", "la pointe", "l'île Longue")


def exported(project: Project) -> dict[str, dict[str, Any]]:
    lines: list[bytes] = []
    with Workers(1) as workers:
        export_records(load_config(project.root), workers, lines.append)
    return {record["path"]: record for record in map(json.loads, lines)}


@pytest.fixture
def small(project: Project) -> Project:
    project.write("content/a.txt", scrape("Le marché du samedi revient", date="3 mai 2021"))
    project.write("content/b.txt", scrape("Une digue pour dix ans", date="4 mai 2021"))
    return project


def test_editing_a_sidecar_reads_its_article_alone(small: Project) -> None:
    """Made, changed, touched and removed: each time one article, and at last none is left of it."""
    small.build()
    before = small.site()
    for sidecar in ("title: Le marché\n", "title: Le marché couvert\n"):
        small.write("content/a.txt.yaml", sidecar)
        report = small.build()
        assert (report.structured, report.articles) == (1, 2)
        assert small.build().structured == 0
        assert exported(small)["a.txt"]["title"] == sidecar[7:].strip()
    (small.root / "content/a.txt.yaml").unlink()
    assert small.build().structured == 1
    assert small.site() == before


def test_a_page_says_that_it_was_corrected(small: Project) -> None:
    """The provenance panel names the particular, and what was taken out by hand."""
    text = (small.root / "content/a.txt").read_text()
    number = text.splitlines().index("3 mai 2021") + 1
    small.write(
        "content/a.txt.yaml",
        "authors: [Anne Le Goff]\nlines:\n"
        f"  - {{line: {number}, text: 3 mai 2021, kind: boilerplate}}\n",
    )
    small.build()
    page = small.page(exported(small)["a.txt"]["permalink"])
    assert "Anne Le Goff <small>corrigé à la main</small>" in page
    assert "retiré à la main" in page


def test_a_broken_sidecar_sets_its_article_aside(small: Project) -> None:
    """Nothing of it is published until the sidecar can be read; the other article is."""
    small.build()
    small.write("content/a.txt.yaml", "draft: [")
    report = small.build()
    assert (report.articles, report.set_aside) == (1, 1)
    assert [c.where for c in report.complaints] == ["a.txt.yaml:1"]
    small.write("content/a.txt.yaml", "draft: false")
    assert small.build().articles == 2


def test_a_withdrawal_in_a_sidecar_leaves_nothing_of_the_text(small: Project) -> None:
    """It is worth as much as one in the front matter."""
    small.build()
    small.write("content/a.txt.yaml", "withdrawn: Sur demande\n")
    report = small.build()
    assert (report.articles, report.withdrawn) == (1, 1)
    assert not any(b"du samedi revient" in page for page in small.site().values())


def test_one_correction_in_a_large_file_reads_one_piece(project: Project) -> None:
    """Records travel in pieces of 256; the pieces without a correction stay as they were."""
    lines = [
        json.dumps({"title": f"Titre {n}", "text": f"Numéro {n}. " + scrape(f"Sujet {n}") * 9})
        for n in range(1, 701)
    ]
    project.write("content/all.jsonl", "\n".join(lines) + "\n")
    assert project.build().structured >= 700
    project.write("content/all.jsonl.yaml", "records: {300: {title: Corrigé}}\n")
    assert project.build().structured == 256
    assert exported(project)["all.jsonl#300"]["title"] == "Corrigé"
    project.write(
        "content/all.jsonl.yaml", "records: {300: {title: Corrigé}, 9999: {title: Absent}}\n"
    )
    report = project.build()
    assert report.structured == 0
    assert [c.what for c in report.complaints] == ["there is no record 9999."]


def test_a_correction_counts_more_than_what_recurs(project: Project) -> None:
    """A line that the archive found to recur is kept where a person has settled it as text, and
    every build after says the same."""
    for number, place in enumerate(PLACES):
        project.write(f"content/{number}.txt", under_pitch(place))
    project.build()
    recurring = "Sans publicité ni actionnaire"
    project.write("content/2.txt.yaml", f"lines: [{{line: 11, text: {recurring}, kind: body}}]")
    project.build()
    assert project.build().structured == 0
    kept = [path for path, one in exported(project).items() if recurring in "\n".join(one["body"])]
    assert kept == ["2.txt"]
