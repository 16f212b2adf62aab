"""The demonstration archive, as `make site` builds it."""

import shutil
from pathlib import Path

import pytest
from tests.conftest import Project

from hemero.commands.check import check_site
from hemero.hosts import HOSTS

CONTENT = Path(__file__).parents[3] / "content"


@pytest.mark.parametrize("base_url", ["", "https://archive.example/presse/"])
def test_the_demonstration_archive_suits_every_host(tmp_path: Path, base_url: str) -> None:
    """Nothing is found in it, whatever host it is to go to, with an address or without."""
    project = Project(tmp_path / "project")
    shutil.copytree(CONTENT, project.root / "content", dirs_exist_ok=True)
    assert project.build(base_url=base_url).articles > 40
    for host in (None, *HOSTS.values()):
        report = check_site(project.root / "site", host)
        assert [finding for finding in report.findings if finding.weight == "fault"] == []
        assert report.pages > 100
