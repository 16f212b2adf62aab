"""Small projects, built whole, and their pages byte for byte: tests/golden/NAME/.

`content/` and hemero.yaml are the project, `expected/` what comes of it: every article's page,
the front page, some lists and feeds, and the addresses given. When a change is meant, run
`pytest tests/test_golden.py --update-golden` and read the difference before it is committed.
"""

import shutil
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import pytest
from tests.conftest import Project

GOLDEN = Path(__file__).parent / "golden"
PROJECTS = sorted(folder.name for folder in GOLDEN.iterdir() if (folder / "content").is_dir())
PAGES = ("index.html", "tags.html", "undated/*.html", "????/??/*.html", "feed.xml", "sitemap.xml")


def built(project: Project) -> Mapping[str, bytes]:
    """Those files of the built project that are compared, by path."""
    project.build()
    site = project.root / "site"
    files = {file for pattern in PAGES for file in site.glob(pattern)}
    found = {file.relative_to(project.root).as_posix(): file.read_bytes() for file in sorted(files)}
    return {
        **found,
        "permalinks.tsv": (project.root / ".hemero" / "permalinks.tsv").read_bytes(),
    }


def kept(expected: Path) -> Mapping[str, bytes]:
    """The files that stand in `expected`, by path."""
    return {
        file.relative_to(expected).as_posix(): file.read_bytes()
        for file in sorted(expected.rglob("*"))
        if file.is_file()
    }


def accept(files: Mapping[str, bytes], expected: Path) -> None:
    """Make `files` what is expected from now on."""
    shutil.rmtree(expected, ignore_errors=True)
    for path, data in files.items():
        file = expected / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def difference(path: str, old: bytes, new: bytes) -> str:
    """What a reader must see to judge a change."""
    lines = (text.decode("utf-8", "replace").splitlines() for text in (old, new))
    return "\n".join(unified_diff(*lines, f"expected/{path}", f"built/{path}", lineterm=""))


@pytest.mark.parametrize("name", PROJECTS)
def test_pages_are_what_they_were(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A project's pages change only where somebody meant them to."""
    expected = GOLDEN / name / "expected"
    root = tmp_path / name
    shutil.copytree(GOLDEN / name, root, ignore=shutil.ignore_patterns("expected"))
    now = built(Project(root))
    if request.config.getoption("--update-golden"):
        accept(now, expected)
    before = kept(expected)
    differing = [path for path in {**before, **now} if before.get(path) != now.get(path)]
    assert not differing, "\n".join(
        difference(path, before.get(path, b""), now.get(path, b"")) for path in differing
    )
