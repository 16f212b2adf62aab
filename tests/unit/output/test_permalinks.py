"""The file of addresses: readable, sorted, and true to any file name."""

from pathlib import Path

import pytest

from hemero.errors import ConfigError
from hemero.output.permalinks import read_permalinks, write_permalinks


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Names with tabs, line ends and backslashes come back as they were."""
    known = {"a.txt": "2022/04/a.html", "odd\t\n\\t\\.txt": "undated/odd.html", "é.txt": "x.html"}
    write_permalinks(tmp_path / "p.tsv", known)
    assert read_permalinks(tmp_path / "p.tsv").permalinks == known


def test_lines_are_sorted_by_path(tmp_path: Path) -> None:
    """The file compares well between two versions of a project."""
    write_permalinks(tmp_path / "p.tsv", {"b": "2.html", "a": "1.html"})
    assert (tmp_path / "p.tsv").read_text() == "a\t1.html\nb\t2.html\n"


def test_former_addresses_stand_behind_the_present_one(tmp_path: Path) -> None:
    """What an article was once called is kept with it, and read again."""
    moved = {"old.html": "a.txt", "older.html": "a.txt"}
    write_permalinks(tmp_path / "p.tsv", {"a.txt": "new.html", "b.txt": "b.html"}, moved)
    text = (tmp_path / "p.tsv").read_text()
    assert text == "a.txt\tnew.html\told.html\tolder.html\nb.txt\tb.html\n"
    assert read_permalinks(tmp_path / "p.tsv").moved == moved


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    """Writing the same again leaves the time of the file alone."""
    file = tmp_path / "p.tsv"
    write_permalinks(file, {"a": "1.html"})
    before = file.stat().st_mtime_ns
    write_permalinks(file, {"a": "1.html"})
    assert file.stat().st_mtime_ns == before


def test_no_file_means_no_addresses_yet(tmp_path: Path) -> None:
    """The first build has nothing to keep."""
    assert read_permalinks(tmp_path / "p.tsv").permalinks == {}


def test_a_broken_line_is_pointed_at(tmp_path: Path) -> None:
    """A merge conflict left in the file is named with its line."""
    (tmp_path / "p.tsv").write_text("a\t1.html\n<<<<<<< HEAD\n")
    with pytest.raises(ConfigError, match=r"p\.tsv:2"):
        read_permalinks(tmp_path / "p.tsv")
