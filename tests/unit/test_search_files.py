"""The search index as a build leaves it."""

import gzip
from collections.abc import Callable

from tests.conftest import Project, scrape


def index(project: Project) -> dict[str, bytes]:
    """The files of the index."""
    return {path: data for path, data in project.site().items() if path.startswith("search")}


def test_the_script_keeps_its_budget(project: Project) -> None:
    """4,096 bytes on the wire, so that the page answers with its first round trip."""
    project.write("content/a.txt", scrape("Le port"))
    project.build()
    assert len(gzip.compress(project.site()["assets/search.js"], 9)) <= 4096


def test_the_search_page_alone_may_run_a_script(project: Project) -> None:
    """And it is linked from the head of every page."""
    project.write("content/a.txt", scrape("Le port"))
    project.build()
    for path, data in project.site().items():
        if path.endswith(".html"):
            assert (b"script-src 'self'" in data) == (path == "search.html")
    assert 'href="search.html"' in project.page("index.html")
    assert 'content="noindex"' in project.page("search.html")


def test_search_can_be_left_away(project: Project) -> None:
    """`search: false` leaves no page, no script, no index and no link."""
    project.write("content/a.txt", scrape("Le port"))
    project.build()
    assert index(project)
    project.write("hemero.yaml", "search: false\n")
    project.build()
    assert not index(project)
    assert "assets/search.js" not in project.site()
    assert not any(b"search.html" in data for data in project.site().values())


def test_an_unchanged_archive_keeps_its_index(project: Project) -> None:
    """A build that only restyles the site writes no part of the index."""
    project.write("content/a.txt", scrape("Le port", date="3 mars 2021"))
    project.build()
    before = index(project)
    project.write("templates/static/site.css", "p{color:red}")
    report = project.build()
    assert index(project) == before
    assert report.rendered < 40


def test_an_article_changes_its_volume_alone(make_project: Callable[[str], Project]) -> None:
    """A changed text changes its drawers and sheets; the rest is as a clean build has it."""
    edited, clean = make_project("edited"), make_project("clean")
    for number in range(40):
        text = scrape(f"Titre {number}", date=f"{number % 28 + 1} mars 2021")
        edited.write(f"content/{number}.txt", text)
        clean.write(f"content/{number}.txt", text)
    edited.build()
    for project in (edited, clean):
        project.write(
            "content/7.txt", scrape("Titre 7", "Gazette", "Un hapax.", date="8 mars 2021")
        )
        project.build()
    assert edited.site() == clean.site()


def test_the_index_is_the_same_in_other_processes(make_project: Callable[[str], Project]) -> None:
    """However many processes wrote it."""
    one, two = make_project("one"), make_project("two")
    for project in (one, two):
        for number in range(30):
            project.write(f"content/{number}.txt", scrape(f"Titre {number}"))
    one.build()
    two.build(jobs=2, worth=1)
    assert index(one) == index(two)


def test_browsers_are_offered_the_search(project: Project) -> None:
    """Where the site's address is known; the description names it."""
    project.write("content/a.txt", scrape("Le port"))
    project.build()
    assert "opensearch.xml" not in project.site()
    project.build(base_url="https://example.org/a/")
    said = project.page("opensearch.xml")
    assert 'template="https://example.org/a/search.html?q={searchTerms}"' in said
    assert 'href="opensearch.xml"' in project.page("search.html")
