"""What the preview does when the project changes."""

import ctypes
import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import scrape

Until = Callable[..., None]


def text_of(browser: Any, path: str = "/ferry.html") -> str:
    return str(browser.ask(path)[2].decode())


def test_script_is_in_the_answer_and_not_on_disk(browser: Any) -> None:
    """A page gets the script on its way to the browser, and leave to run it; its file never."""
    page = text_of(browser)
    assert '<script src="/-hemero/reload.js" data-build="' in page
    assert "script-src &#x27;self&#x27;" in page
    assert "script-src 'self'" in browser.ask("/ferry.html")[1]["content-security-policy"]
    on_disk = (browser.site / "ferry.html").read_text()
    assert "script" not in on_disk
    assert browser.ask("/-hemero/reload.js")[1]["content-type"].startswith("text/javascript")


def test_edited_article_is_built_and_told(browser: Any, until: Until) -> None:
    """A saved text is on its page a moment later, and open browsers are told once."""
    with browser.listening() as told:
        (browser.project / "content/ferry.txt").write_text("Le ferry est reparti.")
        until(lambda: len(told) == 2)
        assert "Le ferry est reparti." in text_of(browser)
        assert told[0] != told[1]
        assert f'data-build="{told[1]}"' in text_of(browser)
    assert any("content/ferry.txt changed: 1 page rendered" in line for line in browser.said)


FERRY = "/2021/03/le-ferry-de-kerrec-gazette.html"
LEFT = "Le ferry de dix heures est parti sans attendre les derniers passagers."


def test_edit_in_a_large_archive_is_shown_before_the_build(archive: Any, until: Until) -> None:
    """Browsers are told as soon as the text is on its page, and again when all is up to date."""
    file = archive.project / "content/ferry.txt"
    with archive.listening() as told:
        file.write_text(scrape("Le ferry de Kerrec", "Gazette", LEFT, date="3 mars 2021"))
        until(lambda: len(told) == 3)
        assert LEFT in text_of(archive, FERRY)
    assert any("content/ferry.txt changed: " in line for line in archive.said)


def test_edit_under_a_fault_waits_for_the_build(archive: Any, until: Until) -> None:
    """While the project's rules are wrong, nothing is shown that they might have changed."""
    rules, text = archive.project / "rules/own.yaml", archive.project / "content/ferry.txt"
    rules.parent.mkdir()
    rules.write_text("x:\n  kind: nothing\n")
    until(lambda: "rules/own.yaml" in text_of(archive, FERRY))
    with archive.listening() as told:
        text.write_text(scrape("Le ferry de Kerrec", "Gazette", LEFT, date="3 mars 2021"))
        until(lambda: len(told) == 2)
        assert LEFT not in text_of(archive, FERRY)
    rules.unlink()
    until(lambda: LEFT in text_of(archive, FERRY))


def test_burst_of_changes_is_one_reload(browser: Any, until: Until) -> None:
    """A thousand files written at once are few builds and few reloads."""
    with browser.listening() as told:
        for number in range(1000):
            (browser.project / f"content/n{number}.txt").write_text(f"Texte {number}.")
        until(lambda: (browser.site / "n999.html").exists() and len(told) > 1)
        assert "Texte 999." in text_of(browser, "/n999.html")
    assert len(told) - 1 <= 3


def test_replaced_and_passing_files_are_told_apart(browser: Any, until: Until) -> None:
    """An editor's own files build nothing; a file moved over the old one does."""
    with browser.listening() as told:
        (browser.project / "content/.ferry.txt.swp").write_text("x")
        (browser.project / "content/ferry.txt~").write_text("x")
        fresh = browser.project / "fresh"
        fresh.write_text("Remplacé.")
        fresh.rename(browser.project / "content/ferry.txt")
        until(lambda: "Remplacé." in text_of(browser))
    assert len(told) <= 2


def test_broken_template_keeps_the_site_and_says_where(browser: Any, until: Until) -> None:
    """The last good page stays under an overlay that names file and line, until it is mended."""
    template = browser.project / "templates/article.html"
    good = template.read_text()
    template.write_text("one\n<i>BROKEN</i>\n")
    until(lambda: "hemero-overlay" in text_of(browser))
    page = text_of(browser)
    assert "Le ferry est de retour." in page
    assert "templates/article.html:2" in page
    assert "&lt;i&gt;BROKEN&lt;/i&gt;" in page
    assert str(browser.project) not in page
    assert any("templates/article.html:2" in line for line in browser.said)
    assert "overlay" not in (browser.site / "ferry.html").read_text()
    template.write_text(good)
    until(lambda: "hemero-overlay" not in text_of(browser))
    assert "All is well again." in browser.said


def test_file_set_aside_is_named_over_the_page(browser: Any, until: Until) -> None:
    """A file that gives no article is named, escaped, while the rest of the site goes on."""
    bad = browser.project / "content/bad.txt"
    bad.write_text("BAD")
    until(lambda: "content/bad.txt" in text_of(browser))
    page = text_of(browser)
    assert "Le ferry est de retour." in page
    assert "is &lt;b&gt;bad&lt;/b&gt;." in page
    assert "Rewrite it." in page
    bad.unlink()
    until(lambda: "hemero-overlay" not in text_of(browser))


def test_configuration_that_appears_is_followed(browser: Any, until: Until) -> None:
    """A hemero.yaml written later counts; a wrong one is said and the site stays."""
    file = browser.project / "hemero.yaml"
    file.write_text("titel: Archive\n")
    until(lambda: "unknown key" in text_of(browser))
    assert "hemero.yaml:1" in text_of(browser)
    assert "Le ferry est de retour." in text_of(browser)
    file.write_text("output: public\n")
    until(lambda: "hemero-overlay" not in text_of(browser))
    assert (browser.project / "public/ferry.html").is_file()


def test_folder_that_comes_and_goes_is_followed(browser: Any, until: Until) -> None:
    """Content moved away and put back is watched again."""
    content, away = browser.project / "content", browser.project / "away"
    content.rename(away)
    shutil.copytree(away, content)
    (content / "ferry.txt").write_text("Revenu.")
    until(lambda: "Revenu." in text_of(browser))
    (content / "ferry.txt").write_text("Reparti.")
    until(lambda: "Reparti." in text_of(browser))


def test_foreign_page_cannot_listen(browser: Any) -> None:
    """The reload channel is closed to pages of other origins, on this machine too."""
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", "http://localhost"):
        assert browser.ask("/-hemero/events", Origin=origin)[0] == 403
    assert browser.ask("/-hemero/events", Sec_Fetch_Site="cross-site")[0] == 403
    with browser.listening() as told:
        assert told


@pytest.mark.alone
def test_watching_goes_on_when_the_system_has_no_watches_left(
    project: Path, until: Until, request: Any
) -> None:
    """Where the system hands out no more watches, the files are looked at instead."""
    libc = ctypes.CDLL(None, use_errno=True)
    taken: list[int] = []
    room = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200
    while len(taken) < room and (handle := libc.inotify_init()) >= 0:
        taken.append(handle)
    try:
        if len(taken) == room:
            pytest.skip("the system has more watches to give than files to open")
        browser = request.getfixturevalue("browser")
        until(lambda: any("cannot report changes" in line for line in browser.said))
    finally:
        for handle in taken:
            os.close(handle)
    (project / "content/ferry.txt").write_text("Vu quand même.")
    until(lambda: "Vu quand même." in text_of(browser))
