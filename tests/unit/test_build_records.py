"""Files of many records, built: counted one by one, and cut into pieces where they are large."""

import gzip
import json
from pathlib import Path

import pytest
from tests.conftest import PARAGRAPH, Project

from hemero.build import build
from hemero.config import load_config
from hemero.executors import Workers
from hemero.model.report import BuildReport


def record(number: int, text: str = PARAGRAPH) -> str:
    return json.dumps(
        {"title": f"Le titre numéro {number}", "text": f"{text}\n\n{PARAGRAPH} {number}",
         "url": f"https://g.example/{number}", "date": f"2022-04-{number % 28 + 1:02}"},
        ensure_ascii=False,
    )  # fmt: skip


def write(project: Project, numbers: range, name: str = "a.jsonl") -> None:
    project.write(f"content/{name}", "\n".join(map(record, numbers)) + "\n")


def run(project: Project) -> BuildReport:
    with Workers(1) as workers:
        return build(load_config(project.root), workers)


def pages(project: Project) -> dict[str, bytes]:
    site = project.root / "site"
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of records counts as large, and a piece holds five records."""
    monkeypatch.setattr("hemero.loader.sources._WHOLE", 0)
    monkeypatch.setattr("hemero.loader.pieces.PIECE_RECORDS", 5)


def test_records_are_counted_one_by_one(tmp_path: Path) -> None:
    """Sources are articles and what was set aside, a bad record like a bad file."""
    project = Project(tmp_path)
    project.write("content/a.jsonl", f"{record(1)}\n{{\n{record(3)}\n")
    project.write("content/b.txt", f"Un titre\n\n{PARAGRAPH}\n")
    report = run(project)
    assert (report.sources, report.articles, report.set_aside) == (4, 3, 1)
    assert [c.where for c in report.complaints] == ["a.jsonl#2"]


@pytest.mark.usefixtures("small_pieces")
def test_pieces_give_what_the_whole_file_gives(tmp_path: Path) -> None:
    """Cutting a file changes nothing of the site, packed or not."""
    cut = Project(tmp_path / "cut")
    write(cut, range(23))
    assert run(cut).articles == 23
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hemero.loader.sources._WHOLE", 1 << 30)
        whole = Project(tmp_path / "whole")
        write(whole, range(23))
        run(whole)
    assert pages(cut) == pages(whole)
    packed = Project(tmp_path / "packed")
    text = (cut.root / "content/a.jsonl").read_bytes()
    packed.write("content/a.jsonl.gz", gzip.compress(text[:900]) + gzip.compress(text[900:]))
    assert run(packed).articles == 23


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize(
    "after", [range(23), range(31), range(9), range(3, 23), range(-4, 23)], ids=str
)
def test_only_pieces_that_changed_are_read_again(tmp_path: Path, after: range) -> None:
    """A file that grows, shrinks or shifts gives what a clean build gives."""
    project = Project(tmp_path / "kept")
    write(project, range(23))
    run(project)
    write(project, after)
    report = run(project)
    assert report.articles == len(after)
    if after.start == 0:
        assert report.structured <= max(0, len(after) - 20) or len(after) < 20
    clean = Project(tmp_path / "clean")
    write(clean, after)
    permalinks = ".hemero/permalinks.tsv"
    clean.write(permalinks, (project.root / permalinks).read_bytes())
    run(clean)
    assert pages(project) == pages(clean)


@pytest.mark.usefixtures("small_pieces")
def test_one_record_edited_in_place_is_read_with_its_piece(tmp_path: Path) -> None:
    """The pieces before and after are recognised by their bytes."""
    project = Project(tmp_path)
    write(project, range(23))
    run(project)
    lines = [record(n) if n != 12 else record(n, "Une tout autre phrase.") for n in range(23)]
    project.write("content/a.jsonl", "\n".join(lines) + "\n")
    assert run(project).structured == 5
    assert run(project).structured == 0


@pytest.mark.usefixtures("small_pieces")
def test_file_that_is_cut_off_gives_what_it_holds(tmp_path: Path) -> None:
    """The records before the place where compressed data ends are articles."""
    project = Project(tmp_path)
    data = gzip.compress("\n".join(map(record, range(2_000))).encode())
    project.write("content/a.jsonl.gz", data[: len(data) // 2])
    report = run(project)
    assert report.articles > 100
    assert [c.what for c in report.complaints if c.severity == "set-aside"] == [
        "is cut off: the compressed data ends too early."
    ]
    assert report.sources == report.articles + 1


@pytest.mark.usefixtures("small_pieces")
def test_file_that_became_small_leaves_nothing_behind(tmp_path: Path) -> None:
    """A file read in pieces may be read whole the next time, and be gone the time after."""
    project = Project(tmp_path)
    write(project, range(12))
    run(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hemero.loader.sources._WHOLE", 1 << 30)
        write(project, range(7))
        assert run(project).articles == 7
    project.write("content/b.jsonl", record(1))
    (project.root / "content/a.jsonl").unlink()
    assert run(project).articles == 1


def test_many_bad_records_are_counted_not_listed(tmp_path: Path) -> None:
    """A file of rubbish gives a bounded number of lines, and the count stays true."""
    project = Project(tmp_path)
    project.write("content/a.jsonl", "{\n" * 1_000 + record(1))
    report = run(project)
    assert (report.articles, report.set_aside) == (1, 1_000)
    assert len(report.complaints) < 120
