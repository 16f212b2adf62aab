"""An edited article is on its page before the archive is linked anew; the build says the rest."""

import sqlite3
from pathlib import Path

import pytest
from tests.conftest import PITCH, Project, scrape, under_pitch

from hemero.build import first_look
from hemero.config import load_config
from hemero.errors import OutputError
from hemero.output.lock import BuildLock

PAGE = "2021/03/la-criee-de-kerrec-rouvre.html"
CITED = "Lire aussi\u00a0 Le phare de Kerrec change de mains"
FILE = "content/criee.txt"
OWN_RULE = "x:\n  kind: chrome\n  group: form\n  phrases: la marée basse\n"


def text_of(*paragraphs: str) -> str:
    return scrape("La criée de Kerrec rouvre", "Gazette", *paragraphs, date="3 mars 2021")


@pytest.fixture
def built(project: Project) -> Project:
    """A project of two articles, one of which cites the other, as a build left it."""
    project.write(FILE, text_of(CITED))
    phare = scrape("Le phare de Kerrec change de mains", "Gazette", date="2 mars 2021")
    project.write("content/phare.txt", phare)
    project.build()
    return project


def look(project: Project, *names: str) -> tuple[str, ...]:
    config = load_config(project.root)
    return first_look(config, [project.root / name for name in names or (FILE,)])


def shown(project: Project, path: str = PAGE) -> str:
    return (project.root / "site" / path).read_text()


def pages(project: Project) -> bytes:
    with sqlite3.connect(project.root / ".hemero/ledger.sqlite") as ledger:
        found = ledger.execute(
            "SELECT article, page.page FROM shown JOIN page ON path = shown.page"
        ).fetchall()
    ledger.close()
    return b"".join(article.encode() + page for article, page in found)


def test_edit_is_on_its_page_at_once(built: Project) -> None:
    """The new text stands on the page beside the neighbours and links of the last build."""
    built.write(FILE, text_of("Les mareyeurs applaudissent.", CITED))
    former = shown(built)
    assert look(built) == (PAGE,)
    page = shown(built)
    assert "Les mareyeurs applaudissent." in page
    assert page.count("le-phare-de-kerrec") == former.count("le-phare-de-kerrec") > 0


def test_build_after_it_equals_a_clean_build(built: Project, tmp_path: Path) -> None:
    """What was shown ahead is looked at again, and leaves no trace."""
    text = text_of("Les mareyeurs applaudissent.", "Lire aussi\u00a0 Un titre inconnu", CITED)
    built.write(FILE, text)
    assert look(built) == (PAGE,)
    built.build()
    clean = Project(tmp_path / "clean")
    clean.write(FILE, text)
    clean.write("content/phare.txt", (built.root / "content/phare.txt").read_bytes())
    clean.build()
    assert built.site() == clean.site()
    assert built.build().rendered == 0


def test_edit_taken_back_before_the_build_leaves_no_trace(built: Project) -> None:
    """The text is again as the last build read it: its page is made again all the same."""
    former = built.site()
    built.write(FILE, text_of("Une phrase de trop.", CITED))
    assert look(built) == (PAGE,)
    built.write(FILE, text_of(CITED))
    built.build()
    assert built.site() == former


def test_links_keep_their_targets_when_one_comes_before(built: Project) -> None:
    """A link that is new is shown as one whose article is not known to be there."""
    built.write(FILE, text_of("Lire aussi\u00a0 Un titre inconnu", CITED))
    assert look(built) == (PAGE,)
    ahead = shown(built)
    built.build()
    assert ahead.count("le-phare-de-kerrec") == shown(built).count("le-phare-de-kerrec")
    assert "Un titre inconnu" in ahead


@pytest.mark.parametrize("head", ["draft: true", "publish_after: 2031-01-01", "withdrawn: true"])
def test_what_may_not_be_published_is_not_shown(built: Project, head: str) -> None:
    """A draft, an embargo and a withdrawal wait for the build, which knows what to do."""
    former = shown(built)
    built.write(FILE, f"---\n{head}\n---\n" + text_of("Ne doit pas paraître."))
    assert look(built) == ()
    assert shown(built) == former


def test_what_other_files_decide_waits_for_the_build(built: Project) -> None:
    """New files, files with a sidecar, and pages that a file of the project's own replaces."""
    built.write("content/new.txt", text_of("Tout neuf."))
    assert look(built, "content/new.txt", "content/missing.txt") == ()
    built.write(FILE + ".yaml", "title: Un autre titre\n")
    built.build()
    built.write(FILE, text_of("Une phrase de plus."))
    assert look(built) == ()


def test_own_file_in_place_of_a_page_stays(built: Project) -> None:
    """Where the project's own file stands, the article's page is never shown."""
    built.write(f"static/{PAGE}", "<!doctype html><title>Mine</title>")
    built.build()
    built.write(FILE, text_of("Une phrase de plus."))
    assert look(built) == ()
    assert "Mine" in shown(built)


def test_link_in_the_site_is_not_followed(built: Project, tmp_path: Path) -> None:
    """Nothing is written through a link, nor to where no page stood."""
    outside = tmp_path / "outside.html"
    outside.write_text("not ours")
    page = built.root / "site" / PAGE
    page.unlink()
    built.write(FILE, text_of("Une phrase de plus."))
    assert look(built) == ()
    assert not page.exists()
    page.symlink_to(outside)
    assert look(built) == ()
    assert outside.read_text() == "not ours"


def test_recurring_lines_stay_out(project: Project) -> None:
    """A line that the archive knows for chrome is not back on the page for a moment."""
    for number, place in enumerate(("Kerlouan", "Port-Blanc", "Trévec", "la pointe")):
        project.write(f"content/{number}.txt", under_pitch(place))
    project.build()
    file = project.root / "content/0.txt"
    file.write_text(file.read_text().replace("Kerlouan", "Kerlouan-sur-Mer"))
    (path,) = look(project, "content/0.txt")
    assert "Kerlouan-sur-Mer" in shown(project, path)
    assert PITCH not in shown(project, path).partition("<details")[0]


def test_two_articles_in_one_file_wait_for_the_build(project: Project) -> None:
    """Records share their file: which page an edit concerns is for the build to say."""
    record = '{"title": "Le titre %s", "body": "Un premier paragraphe, assez long."}\n'
    project.write("content/all.jsonl", record % "un" + record % "deux")
    project.build()
    project.write("content/all.jsonl", record % "un" + record % "trois")
    assert look(project, "content/all.jsonl") == ()


def test_pages_that_are_gone_are_not_remembered(built: Project) -> None:
    """Neither of a removed article nor, after it, of its name on other pages."""
    (built.root / "content/phare.txt").unlink()
    built.write(FILE, text_of())
    built.build()
    assert b"phare" not in pages(built)


def test_rules_that_change_nothing_keep_it_at_hand(built: Project) -> None:
    """All is read again and no page made: edits are shown at once as before."""
    built.write("rules/own.yaml", OWN_RULE)
    built.build()
    built.write(FILE, text_of("Une phrase de plus."))
    assert look(built) == (PAGE,)


def test_no_build_no_first_look(project: Project) -> None:
    """Before anything was built there is nothing to show, and nothing is made."""
    project.write(FILE, text_of())
    assert look(project) == ()
    assert not (project.root / ".hemero").exists()


def test_a_build_under_way_is_not_disturbed(built: Project) -> None:
    """While another process builds, the published site is its alone."""
    built.write(FILE, text_of("Une phrase de plus."))
    former = shown(built)
    with BuildLock(built.root / ".hemero/lock"), pytest.raises(OutputError):
        look(built)
    assert shown(built) == former
