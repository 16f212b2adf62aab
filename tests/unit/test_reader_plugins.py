"""A format that another distribution brings: really installed, really read, and its faults kept
to its files."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import PARAGRAPH, Project, scrape

READER = """
from datetime import date

TEXT = {text!r}

def read(file):
    for line in file.read().decode().splitlines():
        if line == "boom":
            raise RuntimeError("no such line")
        if line == "odd":
            yield 3
        elif line == "empty":
            yield {{"title": "Sans texte"}}
        else:
            yield {{"title": line, "text": TEXT, "date": date(2022, 4, 26), "authors": ["Ann Lee"]}}

def read_one(file):
    with file:
        return {{"title": file.readline().decode().strip(), "text": [TEXT, "<b>" + TEXT]}}

def leave(file):
    raise SystemExit(3)
"""


def install(folder: Path, version: str, points: str, text: str = PARAGRAPH) -> None:
    """A distribution as pip leaves it: a package, and what is known of it beside it."""
    (folder / "notes_reader.py").write_text(READER.format(text=text))
    for old in folder.glob("*.dist-info"):
        for file in old.iterdir():
            file.unlink()
        old.rmdir()
    info = folder / f"notes_reader-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: notes-reader\nVersion: {version}\n"
    )
    (info / "entry_points.txt").write_text(f"[hemero.readers]\n{points}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "installed"
    made.mkdir()
    return made


def hemero(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))
    return subprocess.run(
        [sys.executable, "-m", "hemero", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )


def build(folder: Path, project: Project) -> dict[str, Any]:
    done = hemero(folder, "build", "--json", project.root)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def records(folder: Path, project: Project) -> dict[str, dict[str, Any]]:
    lines = hemero(folder, "export", project.root).stdout.splitlines()
    return {record["path"]: record for record in map(json.loads, lines)}


def test_a_format_is_added_by_installing_its_reader(folder: Path, project: Project) -> None:
    """Its files become articles, with the facts that it states, and a sidecar corrects them too;
    without the distribution they are named as unread."""
    project.write("content/march.notes", "Le bac reprend\nLa digue tient\n")
    project.write("content/march.notes.yaml", "records: {2: {title: La digue a tenu}}\n")
    assert "are not read" in hemero(folder, "build", project.root).stderr
    install(folder, "1.0", "notes = notes_reader:read\n")
    assert build(folder, project)["articles"] == 2
    found = records(folder, project)
    first = found["march.notes#1"]
    assert (first["title"], first["date"], first["authors"]) == (
        "Le bac reprend",
        "2022-04-26",
        ["Ann Lee"],
    )
    assert first["body"] == [PARAGRAPH]
    assert found["march.notes#2"]["title"] == "La digue a tenu"


def test_a_reader_may_give_one_article_a_file(folder: Path, project: Project) -> None:
    """A mapping is the file's one article, known by the file's digest; it may close the file."""
    install(folder, "1.0", "one = notes_reader:read_one\n")
    file = project.write("content/a.one", "Le bac reprend\n")
    assert build(folder, project)["structured"] == 1
    os.utime(file, (1, 1))
    assert build(folder, project)["structured"] == 0
    assert records(folder, project)["a.one"]["title"] == "Le bac reprend"


def test_another_version_reads_its_files_again(folder: Path, project: Project) -> None:
    """What was read by an older reader is not kept."""
    install(folder, "1.0", "notes = notes_reader:read\n")
    project.write("content/a.notes", "Le bac reprend\n")
    assert build(folder, project)["structured"] == 1
    assert build(folder, project)["structured"] == 0
    install(folder, "1.1", "notes = notes_reader:read\n", "Un autre texte. " + PARAGRAPH)
    assert build(folder, project)["structured"] == 1


def test_a_fault_of_a_reader_costs_its_file_alone(folder: Path, project: Project) -> None:
    """One that raises, exits, is not there or gives nonsense is named with its distribution; what
    it had given before is kept, and so are all other files."""
    install(
        folder,
        "2.3",
        "notes = notes_reader:read\nbye = notes_reader:leave\ngone = no_such_module:read\n",
    )
    project.write("content/a.notes", "Le bac reprend\nodd\nempty\nboom\n")
    project.write("content/b.bye", "x")
    project.write("content/c.gone", "x")
    project.write("content/d.notes", "")
    project.write("content/e.txt", scrape("Le marché revient"))
    report = build(folder, project)
    said = {one["where"]: one["what"] for one in report["complaints"]}
    assert "RuntimeError: no such line" in said["a.notes"]
    assert "int in place of a mapping" in said["a.notes#2"]
    assert "has no text" in said["a.notes#3"]
    assert "SystemExit" in said["b.bye"]
    assert "ModuleNotFoundError" in said["c.gone"]
    assert "holds no article" in said["d.notes"]
    assert any("notes-reader 2.3" in one.get("hint", "") for one in report["complaints"])
    assert records(folder, project).keys() == {"a.notes#1", "e.txt"}


def test_no_reader_takes_a_format_of_our_own(folder: Path, project: Project) -> None:
    """A plug-in for .txt is named, and not asked."""
    install(folder, "1.0", "txt = notes_reader:leave\nodd-name = notes_reader:read\n")
    project.write("content/e.txt", scrape("Le marché revient"))
    report = build(folder, project)
    assert (report["articles"], report["set_aside"]) == (1, 0)
    assert [one["where"] for one in report["complaints"]] == ["notes-reader", "notes-reader"]
