"""A build from folder to tree: closed ledger, nothing done twice, nothing lost."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Project, scrape

from hemero.errors import ConfigError, HemeroError, OutputError


def fill(project: Project, count: int = 12) -> None:
    for n in range(count):
        cited = f"Lire aussi\u00a0 La chronique numéro {(n + 1) % count} du port"
        project.write(
            f"content/a{n:02d}.txt",
            scrape(
                f"La chronique numéro {n} du port",
                f"Gazette {n % 2}",
                cited,
                date=f"{n + 1} mars 202{n % 3}",
            ),
        )


def stamps(project: Project) -> dict[str, tuple[int, int]]:
    root = project.root / "site"
    return {
        str(file.relative_to(root)): (file.stat().st_mtime_ns, file.stat().st_ino)
        for file in root.rglob("*")
        if file.is_file()
    }


def test_sources_are_articles_plus_set_aside(project: Project) -> None:
    """Every file is accounted for, good or bad."""
    fill(project)
    project.write("content/empty.txt", b"")
    project.write("content/picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    report = project.build()
    assert (report.sources, report.articles, report.set_aside) == (14, 12, 2)
    named = {complaint.where for complaint in report.complaints}
    assert {"empty.txt", "picture.txt"} <= named


def test_a_second_build_touches_nothing(project: Project) -> None:
    """With nothing changed nothing is rendered, and no file is touched."""
    fill(project)
    first = project.build()
    before = stamps(project)
    second = project.build()
    assert (second.rendered, second.structured, second.removed) == (0, 0, 0)
    assert second.unchanged == first.rendered + first.unchanged
    assert (second.articles, second.sources) == (first.articles, first.sources)
    assert stamps(project) == before


def test_a_touched_file_is_not_structured_again(project: Project) -> None:
    """Equal bytes under a new time cost one reading and no page."""
    fill(project)
    project.build()
    file = project.root / "content/a03.txt"
    file.write_bytes(file.read_bytes())
    report = project.build()
    assert (report.structured, report.rendered) == (0, 0)


def test_an_edit_renders_its_own_and_dependent_pages_only(project: Project) -> None:
    """An edited paragraph re-renders its page and the feeds that carry it, no neighbour."""
    fill(project)
    project.build()
    before = project.site()
    file = project.root / "content/a03.txt"
    file.write_text(file.read_text().replace("La passerelle", "L'ancienne passerelle"))
    report = project.build()
    after = project.site()
    changed = {path for path in after if before.get(path) != after[path]}
    assert report.structured == 1
    assert 1 <= len(changed) <= report.rendered <= 12
    articles = {path for path in changed if path.startswith("202") and "index" not in path}
    assert len(articles) == 1


@pytest.mark.parametrize("change", ["force", "ledger", "jobs", "folder"])
def test_equal_trees_however_they_were_built(
    make_project: Callable[[str], Project], change: str
) -> None:
    """Force, a lost ledger, the number of processes and the place change no byte."""
    project = make_project("one")
    fill(project, 40)
    project.build(base_url="https://example.org/x/")
    before = project.site()
    if change == "force":
        project.build(force=True, base_url="https://example.org/x/")
    elif change == "ledger":
        (project.root / ".hemero/ledger.sqlite").unlink()
        project.build(base_url="https://example.org/x/")
    else:
        other = make_project("quite/another")
        fill(other, 40)
        other.build(jobs=2, worth=1 if change == "jobs" else 6, base_url="https://example.org/x/")
        project = other
    assert project.site() == before


@pytest.mark.parametrize("damage", ["garbage", "cut", "middle", "record", "version"])
def test_a_damaged_ledger_is_said_and_costs_only_time(project: Project, damage: str) -> None:
    """Whatever happened to the ledger: one warning, the same site, no fault."""
    fill(project, 40)
    project.build()
    before = project.site()
    file = project.root / ".hemero/ledger.sqlite"
    data = bytearray(file.read_bytes())
    if damage == "garbage":
        file.write_bytes(b"nothing of the kind" * 500)
    elif damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "middle":
        data[8192 : len(data) - 4096] = bytes(len(data) - 12288)
        file.write_bytes(data)
    else:
        edits = {"record": "UPDATE article SET record = x'00'", "version": "PRAGMA user_version=9"}
        connection = sqlite3.connect(file)
        connection.execute(edits[damage])
        connection.commit()
        connection.close()
    report = project.build(force=True)
    told = [complaint for complaint in report.complaints if "ledger" in complaint.where]
    assert [complaint.severity for complaint in told] == ["warning"]
    assert report.articles == 40
    assert project.site() == before
    assert project.build().complaints == ()


def test_a_removed_article_leaves_no_trace(project: Project) -> None:
    """Its page goes, and no other page names it."""
    fill(project)
    project.build()
    (project.root / "content/a05.txt").unlink()
    report = project.build()
    assert report.removed >= 1
    assert not any(b"num\xc3\xa9ro 5 du port</h1>" in data for data in project.site().values())


def test_incremental_equals_clean(make_project: Callable[[str], Project]) -> None:
    """Adding, changing and removing gives the tree that a clean build gives."""
    project, clean = make_project("one"), make_project("two")
    fill(project)
    project.build()
    for target in (project, clean):
        fill(target)
        (target.root / "content/a02.txt").unlink()
        target.write("content/new.txt", scrape("Un titre tout neuf", date="3 mai 2021"))
        target.write("content/a07.txt", scrape("Un autre titre", date="8 mars 2021"))
    project.build()
    permalinks = (project.root / ".hemero/permalinks.tsv").read_bytes()
    clean.write(".hemero/permalinks.tsv", permalinks)
    clean.build()
    assert clean.site() == project.site()


@pytest.mark.parametrize("option", ["search: false\n", "tags: {maximum: 0}\n"])
def test_what_an_option_left_out_comes_with_it(
    make_project: Callable[[str], Project], option: str
) -> None:
    """Turning search or found tags on reads again what was read without regard to them."""
    turned, clean = make_project("one"), make_project("two")
    for target in (turned, clean):
        for number in range(6):
            target.write(f"content/{number}.txt", scrape(f"La crue du Trévec, jour {number}"))
    turned.write("hemero.yaml", option)
    turned.build()
    turned.write("hemero.yaml", "")
    turned.build()
    clean.write("hemero.yaml", "")
    clean.build()
    assert turned.site() == clean.site()


def test_an_address_never_changes_by_itself(project: Project) -> None:
    """A better title keeps the permalink that was published."""
    project.write("content/a.txt", scrape("La première page du feuilleton", date="3 mai 2021"))
    project.build()
    project.write("content/a.txt", scrape("Un bien meilleur titre pour la page", date="4 mai 2021"))
    project.build()
    assert "Un bien meilleur titre pour la page" in project.page(
        "2021/05/la-premiere-page-du-feuilleton.html"
    )


def test_a_file_that_comes_back_finds_its_address_again(project: Project) -> None:
    """An address is kept for an absent file, unless another article took it."""
    text = scrape("La chronique du phare et du port", date="3 mai 2021")
    for name in ("b.txt", "z.txt"):
        project.write(f"content/{name}", text)
    project.build()
    before = (project.root / ".hemero/permalinks.tsv").read_text()
    (project.root / "content/b.txt").unlink()
    project.build()
    project.write("content/b.txt", text)
    project.build()
    assert (project.root / ".hemero/permalinks.tsv").read_text() == before


def test_a_broken_template_publishes_nothing(project: Project) -> None:
    """The fault names template and line, and the old site stays as it was."""
    fill(project)
    project.build()
    before = stamps(project)
    project.write("templates/article.html", "<p>\n{{ artikel.title }}\n")
    with pytest.raises(HemeroError) as caught:
        project.build()
    assert "article.html:2" in str(caught.value)
    assert stamps(project) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_malformed_rule_pack_ends_the_build(project: Project, jobs: int) -> None:
    """A fault in rules/ is told once, with its place: it is not the fault of every article."""
    fill(project)
    project.write("rules/own.yaml", "tide-table:\n  kind: chrom\n  phrases: tides\n")
    with pytest.raises(HemeroError, match=r'^rules/own\.yaml: rule "tide-table"'):
        project.build(jobs=jobs, worth=1)


def test_static_files_are_copied_as_they_are(project: Project) -> None:
    """Files of the project's static/ stand in the site, changed ones anew."""
    fill(project, 2)
    project.write("static/CNAME", "archive.example.org\n")
    project.build()
    assert project.page("CNAME") == "archive.example.org\n"
    project.write("static/CNAME", "presse.example.org\n")
    assert project.build().rendered == 1
    assert project.page("CNAME") == "presse.example.org\n"


def test_a_published_file_that_was_changed_by_hand_is_mended(project: Project) -> None:
    """The published tree is what the project says, whatever happened to it."""
    fill(project)
    project.build()
    before = project.site()
    (project.root / "site/index.html").write_text("scribble")
    (project.root / "site/archive.html").unlink()
    report = project.build()
    assert report.rendered == 2
    assert project.site() == before


def test_an_empty_archive_says_where_to_put_files(project: Project) -> None:
    """Zero articles give a site, not a fault."""
    report = project.build()
    assert report.articles == 0
    assert "content" in project.page("index.html")


def test_no_content_folder_is_said(project: Project) -> None:
    """A missing content/ names the folder and the option."""
    (project.root / "content").rmdir()
    with pytest.raises(ConfigError, match="--content"):
        project.build()


def test_somebody_elses_folder_is_refused(project: Project) -> None:
    """A folder of other files is never built into."""
    fill(project, 1)
    project.write("site/thesis.doc", "years of work")
    with pytest.raises(OutputError, match=r"thesis\.doc"):
        project.build()


def test_the_report_is_kept_as_json(project: Project) -> None:
    """The same report stands in .hemero/report.json."""
    fill(project, 3)
    project.build()
    text = (project.root / ".hemero/report.json").read_text()
    assert '"articles": 3' in text


def test_nothing_but_site_and_state_is_left(project: Project) -> None:
    """A build writes site/ and .hemero/, nothing else."""
    fill(project, 3)
    project.build()
    assert {path.name for path in Path(project.root).iterdir()} == {"content", "site", ".hemero"}
