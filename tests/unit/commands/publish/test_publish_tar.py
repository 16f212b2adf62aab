"""Publishing into a tar: the same site, the same bytes."""

import os
import tarfile
from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import add_article, send

from hemero.errors import PublishError
from hemero.output.manifest import MANIFEST


def members(file: Path) -> dict[str, bytes]:
    """What the tar holds, but for the manifest."""
    with tarfile.open(file) as tar:
        files = {about.name: tar.extractfile(about) for about in tar if about.name != MANIFEST}
        return {name: content.read() for name, content in files.items() if content}


@pytest.mark.parametrize("name", ["site.tar", "site.tar.gz", "site.tgz"])
def test_a_tar_holds_the_site(built: Project, tmp_path: Path, name: str) -> None:
    """Every file once, plain files only, mode 644, nobody's name and no time in it."""
    send(built, tmp_path / name)
    assert members(tmp_path / name) == built.site()
    with tarfile.open(tmp_path / name) as tar:
        for about in tar:
            assert about.isreg() and about.mode == 0o644 and about.mtime == 0
            assert (about.uid, about.gid, about.uname, about.gname) == (0, 0, "", "")


def test_the_same_site_gives_the_same_bytes(built: Project, tmp_path: Path) -> None:
    """Whenever and under whatever name it is written."""
    send(built, tmp_path / "a.tar.gz")
    for file in (built.root / "site").rglob("*.html"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    send(built, tmp_path / "b.tar.gz")
    assert (tmp_path / "a.tar.gz").read_bytes() == (tmp_path / "b.tar.gz").read_bytes()


def test_source_date_epoch_is_the_time_of_all(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH is honoured, as reproducible-builds.org defines it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    send(built, tmp_path / "site.tar")
    with tarfile.open(tmp_path / "site.tar") as tar:
        assert {about.mtime for about in tar} == {1_700_000_000}


def test_an_unchanged_site_leaves_the_tar_alone(built: Project, tmp_path: Path) -> None:
    """Nothing new, nothing written; one article more, and it is written anew."""
    file = tmp_path / "site.tar.gz"
    send(built, file)
    before = file.stat().st_mtime_ns
    assert send(built, file).sent == ()
    assert file.stat().st_mtime_ns == before
    add_article(built, 9)
    built.build()
    send(built, file)
    assert members(file) == built.site()


def test_a_file_that_is_no_tar_is_not_written_over(built: Project, tmp_path: Path) -> None:
    """Somebody's file of that name stays as it is, and no half-written one beside it."""
    file = tmp_path / "site.tar.gz"
    file.write_text("my notes")
    with pytest.raises(PublishError, match="cannot be read as a tar"):
        send(built, file)
    assert file.read_text() == "my notes"
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []
