"""Same input, same bytes: whatever the machine, its language, clock or zone, the number of
processes, the place on disk, or the order in which it lists a folder."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.attacks import inputs
from tests.attacks.killing import fill
from tests.attacks.running import hemero
from tests.conftest import Project

THOROUGH = os.environ.get("HEMERO_ATTACKS") == "all"
ARTICLES = 420  # enough for two processes to share the work


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Mapping[str, bytes]]:
    """A project with texts, records and pages, and its site."""
    project = Project(tmp_path_factory.mktemp("original") / "project")
    fill(project, ARTICLES, "certain")
    for number, (suffix, form) in enumerate(inputs.FORMS.items()):
        project.write(f"content/İ/Ünï-{number}.{suffix}", form(inputs.fields(number)))
    assert hemero("build", project.root, "--jobs", 1, "--base-url", "https://a.example/").code == 0
    return project, project.site()


SURROUNDINGS = {
    "two processes": (["--jobs", "2"], {}),
    "four processes": (["--jobs", "4"], {}),
    "eight processes": (["--jobs", "8"], {}),
    "plain locale": ([], {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "Turkish": ([], {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
    "another zone": ([], {"TZ": "Pacific/Kiritimati"}),
    "another seed": ([], {"PYTHONHASHSEED": "4711"}),
    "optimised": ([], {"PYTHONOPTIMIZE": "2"}),
    "another epoch": ([], {"SOURCE_DATE_EPOCH": "86400"}),
}
EVERY_TIME = ("four processes", "plain locale", "another seed")


@pytest.mark.parametrize("surroundings", SURROUNDINGS if THOROUGH else EVERY_TIME)
def test_surroundings_change_no_byte(
    original: tuple[Project, Mapping[str, bytes]], tmp_path: Path, surroundings: str
) -> None:
    """The tree is the same, at another place and from files written in another order too."""
    project, site = original
    options, env = SURROUNDINGS[surroundings]
    other = Project(tmp_path / "an other place é")
    files = sorted((project.root / "content").rglob("*"), key=lambda file: file.name[::-1])
    for file in reversed([file for file in files if file.is_file()]):
        target = other.root / file.relative_to(project.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    env = {"TZ": "UTC", **env}
    ran = hemero("build", other.root, *options, "--base-url", "https://a.example/", env=env)
    assert ran.code == 0, ran.err
    assert other.site() == site


def test_no_page_knows_the_day(original: tuple[Project, Mapping[str, bytes]]) -> None:
    """No published file names the day on which it was made."""
    import datetime

    today = datetime.datetime.now(datetime.UTC).date().isoformat().encode()
    assert [path for path, data in original[1].items() if today in data] == []
