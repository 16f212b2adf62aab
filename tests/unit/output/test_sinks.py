"""Bytes land below the root, or nowhere."""

import pickle
from pathlib import Path

import pytest

from hemero.errors import OutputError
from hemero.output.sinks import DirectorySink


def test_puts_and_lists_files(tmp_path: Path) -> None:
    """What was put is listed with a stamp, whatever its depth."""
    sink = DirectorySink(tmp_path)
    sink.put("a.html", b"1")
    sink.put("2022/04/b.html", b"22")
    assert {path for path, _ in sink.paths()} == {"a.html", "2022/04/b.html"}
    assert (tmp_path / "2022/04/b.html").read_bytes() == b"22"


def test_a_stamp_changes_with_the_bytes(tmp_path: Path) -> None:
    """A file written again has another stamp, even of equal size."""
    sink = DirectorySink(tmp_path)
    sink.put("a", b"1")
    before = dict(sink.paths())
    (tmp_path / "a").unlink()
    sink.put("a", b"2")
    assert dict(sink.paths()) != before


@pytest.mark.parametrize(
    "path", ["", "/a", "../a", "a/../../b", "a/..", "./a", "a/./b", "a//b", "a\\b", "a\0b"]
)
def test_refuses_paths_that_could_leave_the_root(tmp_path: Path, path: str) -> None:
    """No path is trusted to stay inside by itself."""
    with pytest.raises(OutputError):
        DirectorySink(tmp_path).put(path, b"")


def test_removing_the_last_file_removes_the_folder(tmp_path: Path) -> None:
    """An empty year leaves no folder; its neighbours stay."""
    sink = DirectorySink(tmp_path / "site")
    sink.put("2022/04/a.html", b"")
    sink.put("2022/05/b.html", b"")
    sink.remove("2022/04/a.html")
    assert not (tmp_path / "site/2022/04").exists()
    assert (tmp_path / "site/2022/05/b.html").exists()


def test_travels_between_processes(tmp_path: Path) -> None:
    """A worker gets the sink itself and writes on its own."""
    pickle.loads(pickle.dumps(DirectorySink(tmp_path))).put("a", b"1")
    assert (tmp_path / "a").exists()
