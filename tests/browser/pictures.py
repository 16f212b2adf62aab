"""Take the README's pictures of the demonstration archive anew.

    python tests/browser/pictures.py

Writes docs/img/*.png, in 64 colours where ImageMagick is there to reduce them.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from conftest import find_chromium
from hemero.build import build
from hemero.config import load_config
from hemero.executors import Workers

ROOT = Path(__file__).parent.parent.parent
IMAGES = ROOT / "docs" / "img"
COLOURS = "64"
QUERY = "pont kerrec"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = Path(folder)
        shutil.copytree(ROOT / "content", project / "content")
        with Workers(1) as workers:
            build(load_config(project), workers)
        executable = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        take_all(browser, project / "site")
        browser.close()
    for image in sorted(IMAGES.glob("*.png")):
        reduce_colours(image)


def take_all(browser: Any, site: Path) -> None:
    """The five pages that show what the archive is."""
    article = richest_article(site)
    year = max(site.glob("[12]*/index.html"), key=lambda file: file.stat().st_size)
    take(browser, "home", site / "index.html", 1080, 760)
    take(browser, "article", article, 1080, 960)
    take(browser, "article-phone", article, 360, 720)
    take(browser, "dates", year, 1080, 640)
    take(browser, "search", site / "search.html", 1080, 760, QUERY)


def richest_article(site: Path) -> Path:
    """One in the interface's language that links to another near its beginning."""
    found = []
    for file in sorted(site.glob("[12]*/*/*.html")):
        page = file.read_text(encoding="utf-8")
        text = page.partition('class="text e-content"')[2]
        at = text.find('<div class="also" role="note"')
        if at > 0 and 'class="byline"' in page and 'class="frame h-entry" lang="fr"' in page:
            found.append((at, file))
    return min(found)[1]


def take(browser: Any, name: str, file: Path, width: int, height: int, query: str = "") -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(file.as_uri())
    if query:
        page.fill("input[type=search]", query)
        page.locator("main ol h2, main ol a").first.wait_for()
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def reduce_colours(image: Path) -> None:
    if tool := shutil.which("convert"):
        subprocess.run([tool, image, "+dither", "-colors", COLOURS, f"PNG8:{image}"], check=True)


if __name__ == "__main__":
    main()
