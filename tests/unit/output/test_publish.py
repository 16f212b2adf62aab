"""From staging to published: others' files are safe, ours are replaced one by one."""

import json
import threading
from pathlib import Path

import pytest

from hemero.errors import OutputError
from hemero.output.publish import Publication
from hemero.output.sinks import DirectorySink

PAGE = b'<!doctype html><meta name="generator" content="Hemero 1">'


def publish(output: Path, pages: dict[str, bytes], known: tuple[str, ...] = ()) -> Publication:
    publication = Publication(output, output.with_name("state"))
    publication.begin(known)
    sink = DirectorySink(publication.staging)
    for path, data in pages.items():
        sink.put(path, data)
    publication.publish(sorted(pages), dict.fromkeys(pages, ""), known)
    return publication


@pytest.fixture(params=["exchange", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways into the output: by exchange of folders, and where there is none."""
    if request.param != "exchange":
        monkeypatch.setattr("hemero.output.publish.exchange", lambda one, other: False)
    return str(request.param)


def tree(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path, _ in DirectorySink(root).paths()}


def test_publishes_and_leaves_no_staging(tmp_path: Path) -> None:
    """After a build there is the site and nothing beside it."""
    publish(tmp_path / "site", {"index.html": PAGE, "a/b.html": PAGE})
    assert tree(tmp_path) == {"site/index.html": PAGE, "site/a/b.html": PAGE}
    assert list((tmp_path / "state").iterdir()) == []


def test_equal_bytes_leave_the_file_alone(tmp_path: Path, way: str) -> None:
    """A page rendered again to the same bytes keeps its time, so nothing is uploaded anew."""
    publish(tmp_path / "site", {"index.html": PAGE})
    before = (tmp_path / "site/index.html").stat().st_mtime_ns
    publish(tmp_path / "site", {"index.html": PAGE})
    assert (tmp_path / "site/index.html").stat().st_mtime_ns == before


def test_refuses_a_folder_of_somebody_else(tmp_path: Path) -> None:
    """A mistyped --output never mixes with other files."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match=r"thesis\.doc"):
        Publication(tmp_path / "site", tmp_path / "state").begin([])


def test_hidden_files_do_not_make_a_folder_somebody_elses(tmp_path: Path, way: str) -> None:
    """A .gitignore or .nojekyll may stand in the output folder, and stays."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.gitignore").write_text("*")
    publish(tmp_path / "site", {"index.html": PAGE})
    assert (tmp_path / "site/.gitignore").read_text() == "*"


def test_our_own_pages_are_known_without_a_ledger(tmp_path: Path, way: str) -> None:
    """A lost ledger neither stops the build nor leaves removed pages published."""
    publish(tmp_path / "site", {"index.html": PAGE, "old.html": PAGE})
    (tmp_path / "site/theirs.html").write_text("<p>by hand</p>")
    (tmp_path / "site/photo.jpg").write_bytes(b"jpg")
    publish(tmp_path / "site", {"index.html": PAGE})
    assert set(tree(tmp_path / "site")) == {"index.html", "theirs.html", "photo.jpg"}


def test_removed_pages_go(tmp_path: Path, way: str) -> None:
    """A remembered page that is no longer planned is deleted."""
    publish(tmp_path / "site", {"index.html": PAGE, "a/old.html": b"unmarked"})
    publish(tmp_path / "site", {"index.html": PAGE}, known=("index.html", "a/old.html"))
    assert set(tree(tmp_path / "site")) == {"index.html"}
    assert not (tmp_path / "site/a").exists()


def test_a_page_may_take_the_place_of_a_folder_and_back(tmp_path: Path, way: str) -> None:
    """Kinds of pages may change places between two builds."""
    publish(tmp_path / "site", {"index.html": PAGE, "x": PAGE})
    publish(tmp_path / "site", {"index.html": PAGE, "x/y.html": PAGE}, known=("x",))
    assert "x/y.html" in tree(tmp_path / "site")
    publish(tmp_path / "site", {"index.html": PAGE, "x": PAGE}, known=("x/y.html",))
    assert tree(tmp_path / "site") == {"index.html": PAGE, "x": PAGE}


def test_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The output must be a folder."""
    (tmp_path / "site").write_text("")
    with pytest.raises(OutputError, match="not a folder"):
        Publication(tmp_path / "site", tmp_path / "state").begin([])


def test_readers_never_see_a_mixture(tmp_path: Path) -> None:
    """While a site is replaced again and again, a look between two builds finds one of them whole,
    and no page is ever absent."""
    names = [f"{n}.html" for n in range(40)]
    site = tmp_path / "site"
    publish(site, dict.fromkeys([*names, "index.html"], PAGE + b"0"))
    mixtures = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            before = (site / "index.html").read_bytes()
            seen = {(site / name).read_bytes() for name in names}
            if (site / "index.html").read_bytes() == before and seen != {before}:
                mixtures.append(seen)

    reader = threading.Thread(target=look)
    reader.start()
    for n in range(30):
        pages = dict.fromkeys([*names, "index.html"], PAGE + str(n).encode())
        publish(site, pages, known=tuple(pages))
    done.set()
    reader.join()
    assert mixtures == []


def test_an_unchanged_file_is_shared_and_not_written(tmp_path: Path) -> None:
    """A small change costs its own size: other files keep their inode."""
    site = tmp_path / "site"
    publish(site, {"index.html": PAGE, "a.html": PAGE})
    inode = (site / "a.html").stat().st_ino
    for n in range(3):
        publish(site, {"index.html": PAGE + bytes([65 + n]), "a.html": PAGE})
        assert (site / "a.html").stat().st_ino == inode


def test_others_files_survive_every_exchange(tmp_path: Path) -> None:
    """What somebody puts into the published folder between two builds stays there."""
    site = tmp_path / "site"
    for n in range(4):
        publish(site, {"index.html": PAGE + bytes([65 + n])})
        (site / f"note{n}.doc").write_text(str(n))
    publish(site, {"index.html": PAGE})
    assert {f"note{n}.doc" for n in range(4)} <= tree(site).keys()
    (site / "note1.doc").unlink()
    publish(site, {"index.html": PAGE + b"again"})
    assert "note1.doc" not in tree(site)


def test_a_build_cut_short_one_by_one_is_finished_by_the_next(tmp_path: Path) -> None:
    """Where folders cannot be exchanged, the journal says what is left to do."""
    site, state = tmp_path / "site", tmp_path / "state"
    publish(site, {"index.html": PAGE, "a.html": PAGE, "old.html": PAGE})
    publication = Publication(site, state)
    DirectorySink(publication.staging).put("a.html", PAGE + b"new")
    order = {"output": str(site), "in": ["a.html", "index.html"], "out": ["old.html"]}
    (state / "publishing.json").write_text(json.dumps(order))
    Publication(site, state).begin(["index.html"])
    assert tree(site) == {"index.html": PAGE, "a.html": PAGE + b"new"}
    assert list(state.iterdir()) == []
