"""The built site as a bag for deposit."""

from pathlib import Path

import bagit
import pytest
from tests.conftest import Project, scrape

from hemero.commands.export import EVERYTHING, export_bag
from hemero.commands.exporting.entries import Selection
from hemero.config import load_config
from hemero.errors import ConfigError, OutputError


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def built(project: Project) -> Project:
    project.write("content/a.txt", scrape("Le marché du samedi revient", date="3 mai 2021"))
    project.write("hemero.yaml", "title: Archive du port\n")
    project.build(base_url="https://archive.example/")
    return project


def bag(project: Project, target: Path, epoch: str = "") -> bagit.Bag:
    export_bag(load_config(project.root), target, EVERYTHING, epoch)
    return bagit.Bag(str(target))


def test_a_bag_is_valid_and_holds_the_site(built: Project, tmp_path: Path) -> None:
    """The Library of Congress' own library finds every file and digest right."""
    made = bag(built, tmp_path / "bag")
    assert made.validate()
    assert {p.removeprefix("data/") for p in made.payload_files()} == set(built.site())
    assert made.info["External-Description"] == "Archive du port"


def test_a_damaged_bag_is_found_out(built: Project, tmp_path: Path) -> None:
    """The digests are of the bytes: a changed page no longer fits."""
    made = bag(built, tmp_path / "bag")
    page = tmp_path / "bag/data/index.html"
    page.write_bytes(page.read_bytes().replace(b"<", b"[", 1))
    assert not made.is_valid()


def test_the_clock_is_not_in_a_bag(built: Project, tmp_path: Path) -> None:
    """The day of bagging is told only where SOURCE_DATE_EPOCH says it."""
    assert "Bagging-Date" not in bag(built, tmp_path / "plain").info
    assert bag(built, tmp_path / "dated", "1650931200").info["Bagging-Date"] == "2022-04-26"


@pytest.mark.parametrize("name", ["100%.txt", "two\nlines.txt"])
def test_names_that_programs_read_in_two_ways_are_refused(
    built: Project, tmp_path: Path, name: str
) -> None:
    """RFC 8493 encodes these signs and the library in use does not: no such bag is made."""
    built.write(f"site/{name}", "a")
    with pytest.raises(OutputError, match="name"):
        bag(built, tmp_path / "bag")


def test_no_bag_without_a_site(project: Project, tmp_path: Path) -> None:
    """An archive that was never built says so, and leaves no folder."""
    with pytest.raises(OutputError, match="hemero build"):
        bag(project, tmp_path / "bag")
    assert not (tmp_path / "bag").exists()


def test_a_link_in_the_site_is_refused(built: Project, tmp_path: Path) -> None:
    """What a link leads to may change after deposit."""
    (built.root / "site/link.html").symlink_to("index.html")
    with pytest.raises(OutputError, match=r"link\.html"):
        bag(built, tmp_path / "bag")


def test_a_bag_has_no_parts(built: Project, tmp_path: Path) -> None:
    """A choice of articles means nothing to a built site, and is not passed over in silence."""
    with pytest.raises(ConfigError, match="whole site"):
        export_bag(load_config(built.root), tmp_path / "bag", Selection(tags=("x",)), "")
