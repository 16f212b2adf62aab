"""Changes are noticed as they come, whatever happens to the folders."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hemero.commands.preview_watcher import Places, _look_regularly, bursts

Until = Callable[..., None]


@pytest.fixture(params=["reported", "looked at"])
def noticed(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[list[tuple[Path, ...]]]:
    """The bursts noticed in `in/` and `one.yaml`, growing while the test runs; both ways."""
    folder = tmp_path / "in"
    folder.mkdir()
    found: list[tuple[Path, ...]] = []
    stop = threading.Event()
    places = Places((folder, tmp_path / "later"), (tmp_path / "one.yaml",))

    if request.param == "reported":
        watching = bursts(lambda: places, stop, lambda line: None)
    else:
        watching = _look_regularly(lambda: places, stop, lambda: False)
    watcher = threading.Thread(target=found.extend, args=(watching,))
    watcher.start()
    yield found
    stop.set()
    watcher.join(5)
    assert not watcher.is_alive()


def test_first_look_comes_by_itself(noticed: list[tuple[Path, ...]], until: Until) -> None:
    """What changed before the watching began is not missed: the first burst names nothing."""
    until(lambda: noticed)
    assert noticed[0] == ()


def test_every_kind_of_change_is_named(
    noticed: list[tuple[Path, ...]], until: Until, tmp_path: Path
) -> None:
    """Written, rewritten, moved and deleted files, deep ones too, and a single file."""
    until(lambda: noticed)
    file = tmp_path / "in/a.txt"

    def named(path: Path) -> bool:
        return any(path in burst for burst in noticed[seen:])

    for change, path in (
        (lambda: file.write_text("one"), file),
        (lambda: file.write_text("two"), file),
        (lambda: file.rename(tmp_path / "in/b.txt"), tmp_path / "in/b.txt"),
        ((tmp_path / "in/b.txt").unlink, tmp_path / "in/b.txt"),
    ):
        seen = len(noticed)
        change()
        until(lambda path=path: named(path))
    seen = len(noticed)
    (tmp_path / "in/deep/er").mkdir(parents=True)
    (tmp_path / "in/deep/er/c.txt").write_text("deep")
    until(lambda: any("deep" in path.parts for burst in noticed[seen:] for path in burst))
    (tmp_path / "one.yaml").write_text("title: x")
    until(lambda: named(tmp_path / "one.yaml"))


def test_folder_that_comes_later_is_watched(
    noticed: list[tuple[Path, ...]], until: Until, tmp_path: Path
) -> None:
    """A folder made while we watch gets a look at once, and is watched from then on."""
    until(lambda: noticed)
    seen = len(noticed)
    (tmp_path / "later").mkdir()
    (tmp_path / "later/x.html").write_text("x")
    until(lambda: len(noticed) > seen)
    until(lambda: (tmp_path / "later/x.html").write_text("y") and len(noticed) > seen + 1)


def test_passing_files_of_editors_are_not_changes(
    noticed: list[tuple[Path, ...]], until: Until, tmp_path: Path
) -> None:
    """Swap, backup and hidden files are an editor's own business."""
    until(lambda: noticed)
    seen = len(noticed)
    for name in (".a.txt.swp", "a.txt~", "#a.txt#", "a.txt.tmp", ".hidden"):
        (tmp_path / "in" / name).write_text("x")
    (tmp_path / "in/real.txt").write_text("x")
    until(lambda: len(noticed) > seen)
    assert {path.name for burst in noticed[seen:] for path in burst} <= {"real.txt"}
