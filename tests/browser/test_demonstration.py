"""The demonstration archive in a real browser: from a server, under a subpath and from disk."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from hemero.build import build
from hemero.config import load_config
from hemero.executors import Workers

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """content/ built into a folder `archive`, so that its parent serves it under a subpath."""
    output = tmp_path_factory.mktemp("web") / "archive"
    config = load_config(ROOT, output=output)
    state = tmp_path_factory.mktemp("project")
    (state / "content").symlink_to(ROOT / "content")
    config = load_config(state, content=ROOT / "content", output=output)
    with Workers(1) as workers:
        build(config, workers)
    return output


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def addresses(site: Path) -> Iterator[dict[str, str]]:
    """Where the site can be opened: at the root of a server, under a subpath, from disk."""
    servers = []
    for folder in (site, site.parent):
        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
    root, below = (f"http://127.0.0.1:{server.server_port}/" for server in servers)
    yield {"root": root, "subpath": f"{below}archive/", "disk": f"{site.as_uri()}/"}
    for server in servers:
        server.shutdown()
        server.server_close()


def one_of_each_kind(site: Path) -> dict[str, str]:
    """data-page → the first page of that kind, by path."""
    kinds: dict[str, str] = {}
    for file in sorted(site.rglob("*.html")):
        head, _, rest = file.read_text(encoding="utf-8").partition('data-page="')
        if head and rest:
            kinds.setdefault(rest.partition('"')[0], file.relative_to(site).as_posix())
    return kinds


@pytest.mark.parametrize("where", ["root", "subpath", "disk"])
def test_every_internal_link_leads_to_a_page(
    tab: Any, site: Path, addresses: dict[str, str], where: str
) -> None:
    """Followed from the front page, every link and every fragment is there, and no page is
    without one that leads to it."""
    base = addresses[where]
    seen: set[str] = set()
    pending = [urljoin(base, "index.html")]
    while pending:
        page = pending.pop()
        if page in seen:
            continue
        seen.add(page)
        answer = tab.goto(page)
        assert where == "disk" or (answer and answer.ok), page
        hrefs = tab.eval_on_selector_all("a[href], link[href]", "all => all.map(a => a.href)")
        for href in hrefs:
            target, fragment = urldefrag(href)
            if not target.startswith(base):
                continue
            assert not target.endswith("/"), f"{page} links to a folder: {target}"
            assert (site / target.removeprefix(base)).is_file(), f"{page} → {target}"
            if target.endswith(".html") and "data:" not in target:
                pending.append(target)
            if fragment and target == page:
                anchor = f'[id="{unquote(fragment)}"]'
                assert tab.query_selector(anchor), f"{page} → #{fragment}"
    assert tab.faults == []
    pages = {f"{base}{file.relative_to(site).as_posix()}" for file in site.rglob("*.html")}
    assert pages - seen <= {f"{base}404.html"}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_shows_without_a_fault(
    chromium: Any, site: Path, addresses: dict[str, str], tmp_path: Path, width: int, scheme: str
) -> None:
    """No console error, no failed request, no sideways scroll, on a phone and on a desk."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("requestfailed", lambda request: faults.append(request.url))
    for kind, path in one_of_each_kind(site).items():
        requests: list[str] = []
        page.on("request", lambda request, seen=requests: seen.append(request.url))
        page.goto(addresses["root"] + path)
        page.screenshot(path=tmp_path / f"{kind}-{width}.png", full_page=True)
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, path
        assert page.evaluate("document.querySelectorAll('h1').length") == 1, path
        if kind != "search":
            assert page.evaluate("document.querySelectorAll('script:not([type])').length") == 0
            ours = [url for url in requests if not url.startswith("data:")]
            assert len(ours) <= 3, f"{path}: {ours}"  # the page, its sheet, and at first an icon
    assert faults == []
    context.close()


def test_lire_aussi_leads_there_and_cited_by_leads_back(
    tab: Any, site: Path, addresses: dict[str, str]
) -> None:
    """A reader follows a card to the article it names, and finds the way back."""
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        tab.goto(addresses["disk"] + path)
        card = tab.query_selector("[role=note] a[href]")
        if card:
            break
    else:
        pytest.fail("no article of the demonstration cites another")
    title = tab.inner_text("h1")
    tab.click("[role=note] a[href]")
    assert tab.inner_text("h1") != title
    back = tab.locator("main a", has_text=title).first
    back.click()
    assert tab.inner_text("h1") == title


def test_dates_lead_from_year_to_article(tab: Any, addresses: dict[str, str]) -> None:
    """From the front page by its dates to a year, a month and an article."""
    tab.goto(addresses["root"] + "index.html")
    tab.click("header nav a >> nth=0")
    assert tab.get_attribute("body", "data-page") == "archive"
    tab.locator("main a[href*='2023/index.html']").first.click()
    assert tab.get_attribute("body", "data-page") == "year"
    tab.locator("main a[href*='2023/03/index.html']").first.click()
    assert tab.get_attribute("body", "data-page") == "month"
    tab.locator("main h3 a, main li a").first.click()
    assert tab.get_attribute("body", "data-page") == "article"


def test_the_keyboard_reaches_the_text_first(tab: Any, addresses: dict[str, str]) -> None:
    """The first Tab shows the skip link; Enter moves to the text."""
    tab.goto(addresses["root"] + "index.html")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.tagName") == "MAIN"


def test_an_article_prints_without_the_frame(
    tab: Any, site: Path, addresses: dict[str, str]
) -> None:
    """On paper there is the article and its address, no navigation."""
    path = one_of_each_kind(site)["article"]
    tab.goto(addresses["root"] + path)
    tab.emulate_media(media="print")
    assert not tab.is_visible("header nav")
    assert tab.is_visible("h1")
    assert tab.pdf(format="A4").startswith(b"%PDF")


def test_the_head_leaves_a_phone_room_to_read(
    chromium: Any, site: Path, addresses: dict[str, str]
) -> None:
    """At 360 pixels the navigation is one line and the head at most 104 pixels high; years and
    headings of tables stay whole."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for kind, path in one_of_each_kind(site).items():
        if kind == "404":
            continue  # its links are for the address it is published at
        page.goto(addresses["disk"] + path)
        assert page.eval_on_selector("header", "e => e.offsetHeight") <= 104, path
        tops = page.eval_on_selector_all("header nav a", "all => all.map(a => a.offsetTop)")
        assert len(set(tops)) == 1, path
        lines = page.eval_on_selector_all(
            "th a, thead th", "all => all.map(e => e.getClientRects().length)"
        )
        assert set(lines) <= {1}, path
    context.close()
