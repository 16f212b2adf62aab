"""The preview as one sees it: pages that reload by themselves, and the overlay."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ARTICLE = "Le ferry est de retour – Le Sémaphore\n\nLe ferry a repris la mer mardi matin.\n"
OWN_TEMPLATE = '{% extends "hemero/article.html" %}\n'
SECONDS = 20_000  # ms


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one article with an own template."""
    for name, text in (("content/ferry.txt", ARTICLE), ("templates/article.html", OWN_TEMPLATE)):
        file = tmp_path / "project" / name
        file.parent.mkdir(parents=True)
        file.write_text(text)
    return tmp_path / "project"


@pytest.fixture
def address(project: Path, tmp_path: Path) -> Iterator[str]:
    """Where `hemero serve` shows the project."""
    said = tmp_path / "out.txt"
    command = (sys.executable, "-m", "hemero", "serve", "--port", "0", str(project))
    with said.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            end = time.monotonic() + 30
            while not (found := re.search(r"http://\S+", said.read_text())):
                assert time.monotonic() < end and process.poll() is None, said.read_text()
                time.sleep(0.05)
            yield found[0]
        finally:
            process.terminate()


def open_article(tab: Any, address: str, project: Path) -> None:
    page = next(project.glob("site/**/le-ferry*.html"))
    tab.goto(address + page.relative_to(project / "site").as_posix())
    tab.get_by_text("a repris la mer mardi matin").wait_for()


def test_edited_article_reloads_the_page(tab: Any, address: str, project: Path) -> None:
    """An article that is saved is on the open page a moment later, without a hand's turn."""
    open_article(tab, address, project)
    for day in ("mercredi", "jeudi"):
        (project / "content/ferry.txt").write_text(ARTICLE.replace("mardi", day))
        tab.get_by_text(f"a repris la mer {day} matin").wait_for(timeout=SECONDS)
    assert tab.faults == []
    assert "-hemero" not in next(project.glob("site/**/le-ferry*.html")).read_text()


def test_broken_template_shows_an_overlay_until_it_is_mended(
    tab: Any, address: str, project: Path
) -> None:
    """The fault lies over the last good page, as text, and goes with its cause."""
    open_article(tab, address, project)
    template = project / "templates/article.html"
    template.write_text(OWN_TEMPLATE + "{% block main %}\n{{ article.nonesuch }}{% endblock %}\n")
    overlay = tab.locator("#hemero-overlay")
    overlay.wait_for(timeout=SECONDS)
    assert "templates/article.html:3" in overlay.inner_text()
    assert "nonesuch" in overlay.inner_text()
    tab.get_by_text("a repris la mer mardi matin").wait_for()
    box = overlay.bounding_box()
    assert box["width"] == 1280 and box["y"] + box["height"] == pytest.approx(800, abs=1)
    template.write_text(OWN_TEMPLATE)
    overlay.wait_for(state="detached", timeout=SECONDS)
    assert tab.faults == []


def test_overlay_that_was_folded_stays_folded(tab: Any, address: str, project: Path) -> None:
    """Who has read what is wrong can put it away; other news open it again."""
    open_article(tab, address, project)
    (project / "content/empty.txt").write_text("")
    tab.locator("#hemero-overlay details[open]").wait_for(timeout=SECONDS)
    tab.locator("#hemero-overlay summary").click()
    tab.reload()
    assert not tab.locator("#hemero-overlay details").evaluate("overlay => overlay.open")
    (project / "content/void.txt").write_text("")
    tab.locator("#hemero-overlay details[open]").wait_for(timeout=SECONDS)
    assert "void.txt" in tab.locator("#hemero-overlay").inner_text()


def test_page_of_another_origin_reads_nothing(tab: Any, address: str, tmp_path: Path) -> None:
    """A page from elsewhere can neither listen to the channel nor read or embed a page."""
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_text("<!doctype html><title>x</title>")
    tab.goto(elsewhere.as_uri())
    heard = tab.evaluate(
        """address => new Promise(done => {
            const channel = new EventSource(address + "-hemero/events");
            channel.onmessage = () => done("heard");
            channel.onerror = () => done("refused");
        })""",
        address,
    )
    assert heard == "refused"
    read = tab.evaluate(
        "address => fetch(address).then(answer => answer.text()).catch(() => 'refused')", address
    )
    assert read == "refused"
