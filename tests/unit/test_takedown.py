"""Articles that were taken down, drafts, embargoes and pages that no search engine may list."""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.conftest import Project, scrape

from hemero.commands.export import export_records
from hemero.config import load_config
from hemero.executors import Workers
from hemero.model.report import BuildReport

TITLE = "Un notaire de Kerrec devant le tribunal"
SECRET = "Le notaire Aurélien Quintrec a quitté la salle sans un mot"
ADDRESS = "2021/03/un-notaire-de-kerrec-devant-le-tribunal.html"
BASE = "https://example.org/archive/"


def fill(project: Project, head: str = "") -> None:
    """One article to be taken down, and others that cite it and share its tag."""
    front = f"---\n{head}\n---\n" if head else ""
    text = scrape(TITLE, "Gazette", f"{SECRET}.", date="3 mars 2021")
    project.write("content/notaire.txt", front + text)
    for n in range(4):
        cited = f"Lire aussi\u00a0 {TITLE}"
        date = f"{n + 4} mars 2021"
        text = scrape(f"La chronique {n} du port", "Gazette", cited, date=date)
        project.write(f"content/a{n}.txt", text)


def build(project: Project, **options: str) -> BuildReport:
    return project.build(base_url=BASE, **options)


def published(project: Project, word: str) -> list[str]:
    """Published files that hold a word, in whatever case."""
    return [path for path, data in project.site().items() if word.lower() in data.decode().lower()]


def kept(folder: Path) -> Iterator[bytes]:
    """All that the state folder holds: files as they are, and each record unpacked."""
    yield from (file.read_bytes() for file in folder.rglob("*") if file.is_file())
    with sqlite3.connect(folder / "ledger.sqlite") as ledger:
        for card, record, terms in ledger.execute("SELECT card, record, terms FROM article"):
            yield from (card, zlib.decompress(record), terms)
        yield from (page for (page,) in ledger.execute("SELECT page FROM page"))
    ledger.close()


def exported(project: Project) -> str:
    lines: list[bytes] = []
    with Workers(1) as workers:
        export_records(load_config(project.root), workers, lines.append)
    return b"".join(lines).decode()


@pytest.fixture(params=["front matter", "path", "permalink", "address", "deleted"])
def taken_down(project: Project, request: pytest.FixtureRequest) -> Project:
    """A project from which an article was taken down after it had been published, in each of
    the ways in which that can be said."""
    fill(project)
    build(project)
    assert SECRET in project.page(ADDRESS)
    if request.param == "front matter":
        fill(project, "withdrawn: À la demande de la personne citée")
    else:
        if request.param == "deleted":
            (project.root / "content/notaire.txt").unlink()
        named = {"permalink": ADDRESS, "address": BASE + ADDRESS}
        article = named.get(request.param, "content/notaire.txt")
        project.write(
            "hemero.yaml",
            f"withdrawn:\n  - article: {article}\n    reason: À la demande de la personne citée\n",
        )
    build(project)
    return project


def test_nothing_of_the_text_is_left(taken_down: Project) -> None:
    """No page, feed, sitemap, search file or export has its text, nor has the ledger, free
    pages included, nor the copy of the site that Hemero keeps."""
    assert published(taken_down, "Quintrec") == []
    assert published(taken_down, SECRET) == []
    assert SECRET not in exported(taken_down)
    for data in kept(taken_down.root / ".hemero"):
        assert b"quintrec" not in data.lower()


def test_a_tombstone_stands_at_its_address(taken_down: Project) -> None:
    """The page says that the article was withdrawn and why, not what it was called; search
    engines are asked to forget it, and the report names the address for the host's rules."""
    page = taken_down.page(ADDRESS)
    assert "Cet article a été retiré" in page
    assert "À la demande de la personne citée" in page
    assert '<meta name="robots" content="noindex">' in page
    assert TITLE not in page
    report = json.loads((taken_down.root / ".hemero/report.json").read_text())
    assert report["gone"] == [ADDRESS]


def test_no_list_names_it(taken_down: Project) -> None:
    """Lists, feeds, sitemap and search know nothing of it; what cites it shows plain titles."""
    assert published(taken_down, ADDRESS.rpartition("/")[2]) == []
    assert TITLE not in taken_down.page("missing.html")
    citing = taken_down.page("2021/03/la-chronique-0-du-port.html")
    assert f"<bdi>{TITLE}</bdi>" in citing


def test_incremental_equals_clean(
    taken_down: Project, make_project: Callable[[str], Project]
) -> None:
    """With the same addresses a fresh build gives the same tree, and a third nothing new."""
    before = taken_down.site()
    assert build(taken_down).rendered == 0
    clean = make_project("clean")
    for file in (taken_down.root / "content").iterdir():
        clean.write(f"content/{file.name}", file.read_bytes())
    for name in ("hemero.yaml", ".hemero/permalinks.tsv"):
        if (taken_down.root / name).exists():
            clean.write(name, (taken_down.root / name).read_bytes())
    build(clean)
    assert clean.site() == before


def test_it_can_come_back(project: Project) -> None:
    """A withdrawal that is taken back gives the article its page again."""
    fill(project)
    build(project)
    before = project.site()
    project.write("hemero.yaml", "withdrawn: [notaire.txt]\n")
    build(project)
    assert project.site() != before
    project.write("hemero.yaml", "")
    build(project)
    assert project.site() == before


def test_title_is_kept_where_asked(project: Project) -> None:
    """With keep_title the tombstone says which article it was."""
    fill(project, "withdrawn: true\nkeep_title: true")
    build(project)
    page = project.page(ADDRESS)
    assert TITLE in page
    assert "Motif" not in page


def test_withdrawn_from_the_start(project: Project) -> None:
    """An address that no earlier build gave is found all the same."""
    fill(project)
    project.write("hemero.yaml", f"withdrawn: [{ADDRESS}]\n")
    report = build(project)
    assert (report.articles, report.withdrawn, report.sources) == (4, 1, 5)
    assert "retiré" in project.page(ADDRESS)
    assert published(project, "Quintrec") == []


def test_one_record_of_many(project: Project) -> None:
    """Of a file of records one can be withdrawn, by its number or by itself."""
    rows = [{"title": f"Titre {n} du port", "text": f"Texte numéro{n} du port."} for n in range(4)]
    rows[3]["withdrawn"] = True  # type: ignore[assignment]
    project.write("content/all.jsonl", "\n".join(json.dumps(row) for row in rows))
    project.build()
    project.write("hemero.yaml", "withdrawn: ['all.jsonl#2']\n")
    report = project.build()
    assert (report.articles, report.withdrawn) == (2, 2)
    assert published(project, "numéro1") == []
    assert published(project, "numéro3") == []
    assert published(project, "numéro2") != []


def test_former_addresses_tell_of_it_too(project: Project) -> None:
    """An alias of a withdrawn article leads to no other page: it is gone as well."""
    fill(project, "aliases: [2019/vieux.html]\nwithdrawn: true")
    report = build(project)
    assert set(report.gone) == {ADDRESS, "2019/vieux.html"}
    assert "retiré" in project.page("2019/vieux.html")


def test_copy_that_stays_is_told_of(project: Project) -> None:
    """A text that stands under another address too is not gone: a warning names it."""
    fill(project, "withdrawn: true")
    project.write("content/copie.txt", scrape(TITLE, "Courrier", f"{SECRET}."))
    report = build(project)
    assert any(
        one.where == "copie.txt" and "same text as notaire.txt" in one.what
        for one in report.complaints
    )


def test_name_that_is_no_article_is_told_of(project: Project) -> None:
    """A slip in hemero.yaml is no silent failure to withdraw."""
    fill(project)
    project.write("hemero.yaml", "withdrawn: [notary.txt]\n")
    complaints = build(project).complaints
    assert [one.where for one in complaints if "no article has" in one.what] == ["notary.txt"]


def test_file_that_was_emptied_keeps_its_tombstone(project: Project) -> None:
    """The text may be deleted from the file: what says that it was withdrawn is enough."""
    fill(project)
    build(project)
    project.write("content/notaire.txt", "---\nwithdrawn: true\n---\n")
    report = build(project)
    assert report.set_aside == 0
    assert "retiré" in project.page(ADDRESS)


@pytest.mark.parametrize(
    "head", ["withdrawn: [a, b]", "draft: perhaps", "publish_after: soon", "noindex: {a: b}"]
)
def test_doubt_publishes_nothing(project: Project, head: str) -> None:
    """What decides who may read an article and cannot be understood sets the file aside."""
    fill(project, head)
    report = build(project)
    assert [one.where for one in report.complaints] == ["notaire.txt:2"]
    assert published(project, "Quintrec") == []


def test_draft_is_never_published(project: Project) -> None:
    """A draft is nowhere on the site or in exports, is no fault, and is reported."""
    fill(project, "draft: true")
    report = build(project, as_of="2199-01-01")
    assert (report.articles, report.held_back, report.set_aside, report.sources) == (4, 1, 0, 5)
    assert published(project, "Quintrec") == []
    assert SECRET not in exported(project)


@pytest.mark.parametrize(
    ("until", "as_of", "is_out"),
    [
        ("2022-04-26", "", False),
        ("1999-01-01", "", False),  # the clock is never asked
        ("2022-04-26", "2022-04-25", False),
        ("2022-04-26", "2022-04-26", True),
        ("2022-04-26T18:30", "2022-04-26", False),
        ("2022-04-26T18:30", "2022-04-26T18:30", True),
        ("2022-04-26T18:30+02:00", "2022-04-26T16:29Z", False),
        ("2022-04-26T18:30+02:00", "2022-04-26T16:30Z", True),
        ("2022", "2022-01", True),
    ],
)
def test_embargo_ends_on_its_day(project: Project, until: str, as_of: str, is_out: bool) -> None:
    """An article appears with the build that says its day has come, and not before."""
    fill(project, f"publish_after: {until}")
    report = build(project, as_of=as_of)
    assert bool(published(project, "Quintrec")) is is_out
    assert report.held_back == (not is_out)
    assert is_out or any("may be published from" in one.what for one in report.complaints)


def test_noindex_is_for_readers_only(project: Project) -> None:
    """The page stands and lists link it; robots, sitemap and the site's search leave it out."""
    fill(project, "noindex: true")
    build(project)
    assert '<meta name="robots" content="noindex">' in project.page(ADDRESS)
    assert ADDRESS.rpartition("/")[2] in project.page("2021/index.html")
    where = published(project, ADDRESS.rpartition("/")[2])
    assert not [path for path in where if "sitemap" in path or path.startswith("search")]
    assert not [path for path in published(project, "Quintrec") if path.startswith("search")]
