"""A built project, and a place to publish it to."""

from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import built_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    return Project(tmp_path / "carnet")


@pytest.fixture
def built(project: Project) -> Project:
    """A project of three articles, built."""
    return built_project(project)


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "there"
