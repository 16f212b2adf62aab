"""`hemero check` as a person runs it."""

import json

from tests.conftest import Project, scrape
from tests.unit.test_cli import run


def test_a_clean_site_ends_with_0(project: Project) -> None:
    """One line says what was looked at."""
    project.write("content/a.txt", scrape("Le marché du samedi revient", date="3 mai 2021"))
    project.build()
    done = run("check", cwd=project.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing wrong in ")


def test_findings_end_with_1_and_point(project: Project) -> None:
    """Each is one line: file and line, what is wrong, what to do; --json says the same."""
    project.write("content/a.txt", scrape("Le marché du samedi revient", date="3 mai 2021"))
    project.build()
    page = project.root / "site/about.html"
    page.write_text(page.read_text(encoding="utf-8").replace("archive.html", "archves.html", 1))
    done = run("check", project.root)
    assert done.returncode == 1
    first, last = done.stdout.splitlines()
    assert first.startswith("about.html:")
    assert "archves.html, which does not exist. Is archive.html meant?" in first
    assert last.startswith("1 finding in ")
    done = run("check", project.root / "site", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"][0]["file"] == "about.html"


def test_advice_ends_with_1_only_when_asked(project: Project) -> None:
    """--strict takes advice as seriously as a fault."""
    project.write("content/a.txt", scrape("Le marché du samedi revient", date="3 mai 2021"))
    project.build()
    done = run("check", project.root, "--host", "neocities")
    assert done.returncode == 0
    assert "advice: not_found.html" in done.stdout
    assert run("check", project.root, "--host", "neocities", "--strict").returncode == 1


def test_mistakes_end_with_2(project: Project) -> None:
    """No site, and a host that there is not."""
    for said, options in (("hemero build", []), ("Known: github", ["--host", "angelfire"])):
        done = run("check", project.root, *options)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
