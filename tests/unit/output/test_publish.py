"""From staging to published: others' files are safe, ours are replaced one by one."""

from pathlib import Path

import pytest

from hemero.errors import OutputError
from hemero.output.publish import Publication
from hemero.output.sinks import DirectorySink

PAGE = b'<!doctype html><meta name="generator" content="Hemero 1">'


def publish(output: Path, pages: dict[str, bytes], known: tuple[str, ...] = ()) -> Publication:
    publication = Publication(output)
    publication.begin(known)
    sink = DirectorySink(publication.staging)
    for path, data in pages.items():
        sink.put(path, data)
    publication.publish(sorted(pages))
    publication.abandon()
    publication.prune(dict.fromkeys(pages, ""), known)
    return publication


def tree(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path, _ in DirectorySink(root).paths()}


def test_publishes_and_leaves_no_staging(tmp_path: Path) -> None:
    """After a build there is the site and nothing beside it."""
    publish(tmp_path / "site", {"index.html": PAGE, "a/b.html": PAGE})
    assert tree(tmp_path) == {"site/index.html": PAGE, "site/a/b.html": PAGE}


def test_equal_bytes_leave_the_file_alone(tmp_path: Path) -> None:
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
        Publication(tmp_path / "site").begin([])


def test_hidden_files_do_not_make_a_folder_somebody_elses(tmp_path: Path) -> None:
    """A .gitignore or .nojekyll may stand in the output folder, and stays."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.gitignore").write_text("*")
    publish(tmp_path / "site", {"index.html": PAGE})
    assert (tmp_path / "site/.gitignore").read_text() == "*"


def test_our_own_pages_are_known_without_a_ledger(tmp_path: Path) -> None:
    """A lost ledger neither stops the build nor leaves removed pages published."""
    publish(tmp_path / "site", {"index.html": PAGE, "old.html": PAGE})
    (tmp_path / "site/theirs.html").write_text("<p>by hand</p>")
    (tmp_path / "site/photo.jpg").write_bytes(b"jpg")
    publish(tmp_path / "site", {"index.html": PAGE})
    assert set(tree(tmp_path / "site")) == {"index.html", "theirs.html", "photo.jpg"}


def test_removed_pages_go(tmp_path: Path) -> None:
    """A remembered page that is no longer planned is deleted."""
    publish(tmp_path / "site", {"index.html": PAGE, "a/old.html": b"unmarked"})
    publish(tmp_path / "site", {"index.html": PAGE}, known=("index.html", "a/old.html"))
    assert set(tree(tmp_path)) == {"site/index.html"}
    assert not (tmp_path / "site/a").exists()


def test_a_page_may_take_the_place_of_a_folder_and_back(tmp_path: Path) -> None:
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
        Publication(tmp_path / "site").begin([])
