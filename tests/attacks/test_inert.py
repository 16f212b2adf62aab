"""Whatever a stranger wrote into whatever field: no browser runs it, and it reads as written."""

import json
import os
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.attacks import inputs, payloads
from tests.conftest import Project

pytestmark = pytest.mark.browser

THOROUGH = os.environ.get("HEMERO_ATTACKS") == "all"
STATED = ("title", "source", "author", "tag", "related", "text")
ALL = {
    f"{kind}: {name}": text
    for kind, table in (
        ("markup", payloads.MARKUP),
        ("template", payloads.TEMPLATES),
        ("signs", payloads.SIGNS),
    )
    for name, text in table.items()
}
ALLOWED_TAGS = frozenset(
    """a abbr article aside b bdi blockquote body br button caption cite code col colgroup dd del
    details div dl dt em figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html i
    input label legend li link main mark meta nav ol option output p path pre q s search section
    select small span strong sub summary sup svg table tbody td text tfoot th thead time title tr
    u ul fieldset noscript""".split()
)
LOOK = """() => {
  const found = [];
  for (const one of document.querySelectorAll('*')) {
    const name = one.localName;
    if (name === 'script') {
      const src = one.getAttribute('src') || '';
      const ours = /^[./]*(assets|search)\\/[a-z0-9.]+\\.js\\??$/.test(src);
      if (one.type !== 'application/ld+json' && !ours)
        found.push('script ' + one.outerHTML.slice(0, 200));
      else if (one.type === 'application/ld+json') JSON.parse(one.textContent);
    } else if (!TAGS.has(name)) found.push('element ' + one.outerHTML.slice(0, 200));
    for (const attribute of one.attributes) {
      if (/^on/i.test(attribute.name) || ['style', 'srcdoc', 'formaction', 'ping', 'srcset',
          'background', 'xlink:href'].includes(attribute.name))
        found.push('attribute ' + attribute.name + '=' + attribute.value.slice(0, 100));
      if (['href', 'src', 'action', 'data', 'poster'].includes(attribute.name)) {
        const address = new URL(attribute.value, location.href);
        const icon = name === 'link' && address.protocol === 'data:';
        if (!['http:', 'https:', 'mailto:', 'file:'].includes(address.protocol) && !icon)
          found.push('address ' + attribute.value.slice(0, 100));
        if (name === 'a' && /^https?:$/.test(address.protocol) &&
            !/nofollow/.test(one.rel) && address.host !== 'archive.example')
          found.push('link without nofollow ' + attribute.value.slice(0, 100));
        if (address.protocol === 'file:' && !address.pathname.startsWith(ROOT))
          found.push('out of the site ' + attribute.value.slice(0, 100));
      }
      if (attribute.name === 'http-equiv' && !/^(content-security-policy|refresh)$/i.test(
          attribute.value)) found.push('meta ' + attribute.value);
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  if (new Set(ids).size !== ids.length) found.push('ids twice ' + ids);
  return [found, !!window.struck, document.title,
          document.querySelector('main')?.textContent || ''];
}"""


def write_all(project: Project) -> dict[str, str]:
    """An article for each payload, in the forms in turn, the payload in every field of it; the
    markup also as live pages; every payload and address in the fields that hold none. With
    HEMERO_ATTACKS=all everything in every form. Gives the body payloads by content path."""
    written = {}
    forms = list(inputs.FORMS.items())
    for number, (name, text) in enumerate(ALL.items()):
        stated = inputs.fields(number, **dict.fromkeys(STATED, f"Le vote {text} du soir"))
        stated["text"] = f"{inputs.TEXT} Alors {text} fut dit. {inputs.TEXT}"
        stated["language"] = stated["date"] = ""
        for suffix, form in forms if THOROUGH else [forms[number % len(forms)]]:
            path = f"{number:03}.{suffix}"
            project.write(f"content/{path}", form(stated))
            written[path] = text
        if name.startswith("markup") or THOROUGH:
            live = inputs.fields(number, **dict.fromkeys(STATED, text))
            project.write(f"content/live/{number:03}.html", inputs.as_live_page(live))
    for number, text in enumerate(payloads.ADDRESSES.values(), 500):
        stated = inputs.fields(number, url=text, text=f"[ici]({text}) ![]({text}) <{text}>")
        for suffix, form in forms if THOROUGH else [forms[number % len(forms)]]:
            project.write(f"content/address/{number}.{suffix}", form(stated))
    for number, text in enumerate((*payloads.ADDRESSES.values(), *ALL.values()), 700):
        odd = inputs.fields(number, date=text, language=text, url=text)
        project.write(f"content/odd/{number}.json", inputs.as_json(odd))
    return written


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, str]]:
    """The archive of all attacks, built."""
    project = Project(tmp_path_factory.mktemp("attacked") / "project")
    written = write_all(project)
    report = project.build(base_url="https://archive.example/")
    assert not [one for one in report.complaints if "stumbled" in one.what]
    return project, written


@pytest.fixture(scope="module")
def opened(attacked: tuple[Project, dict[str, str]], chromium: Any) -> Iterator[dict[str, Any]]:
    """What a browser without our content security policy finds on every page: the page must be
    harmless by itself."""
    project, _ = attacked
    root = project.root / "site"
    context = chromium.new_context(bypass_csp=True, java_script_enabled=True)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (requests.append("dialog"), dialog.dismiss()))
    look = LOOK.replace("TAGS", f"(new Set({sorted(ALLOWED_TAGS)}))").replace(
        "ROOT", f"'{root.as_posix()}'"
    )
    seen = {}
    files = sorted(root.rglob("*.html"))
    topics = [f for f in files if f.parent.name in ("author", "source", "tag")]
    passed = set() if THOROUGH else {*topics[1::3], *topics[2::3]}  # one template makes them all
    for file in (file for file in files if file not in passed):
        page.goto(file.as_uri(), wait_until="load")
        seen[file.relative_to(root).as_posix()] = page.evaluate(look)
    seen["requests"] = [url for url in requests if not url.startswith(("file:///", "data:"))]
    yield seen
    context.close()


def test_nothing_runs_and_nothing_is_active(opened: dict[str, Any]) -> None:
    """On no page is there an element, attribute or address that text could have brought in, no
    script has run, and nothing was asked for elsewhere."""
    pages = {path: found for path, found in opened.items() if path != "requests"}
    assert len(pages) > 300
    rooted = pages.pop("404.html")  # its links begin at the top of the host
    assert [said for said in rooted[0] if not said.startswith("out of the site /")] == []
    assert {path: found[0] for path, found in pages.items() if found[0]} == {}
    assert [path for path, found in pages.items() if found[1]] == []
    assert opened["requests"] == []


def test_text_reads_as_it_was_written(
    attacked: tuple[Project, dict[str, str]], opened: dict[str, Any]
) -> None:
    """All that was written into a text stands on its page, sign for sign."""
    project, written = attacked
    lines = (project.root / ".hemero/permalinks.tsv").read_text().splitlines()
    addresses = dict(line.split("\t")[:2] for line in lines)
    lost = []
    for path, text in written.items():
        address = addresses.get(path, addresses.get(f"{path}#1", ""))
        shown = opened[address][3] if address in opened else ""
        said = f"Alors {text} fut dit.".splitlines()
        if not all(visible(part, path) in visible(shown, path) for part in said):
            lost.append((path, text, shown.partition("Alors")[2][:200]))
    assert lost == []


def visible(text: str, path: str) -> str:
    """A text as far as readers see it: no white space, no invisible characters, NFC. Markdown
    means its own signs."""
    if path.endswith(".xml"):
        text = "".join(c for c in text if c.isprintable() and c <= "\ufffd")
    kept = (c for c in unicodedata.normalize("NFC", text) if not _is_invisible(c))
    bare = "".join(kept)
    return re.sub(r"[\W_]", "", unquote(bare)) if path.endswith(".md") else bare


def _is_invisible(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in (
        "Cc",
        "Cf",
        "Cn",
        "Co",
        "Cs",
        "Zl",
        "Zp",
    )


def test_feeds_and_index_are_well_formed(attacked: tuple[Project, dict[str, str]]) -> None:
    """Every XML file parses, every JSON file too, and neither holds a character that may not
    stand in it."""
    project, _ = attacked
    site = project.root / "site"
    for file in site.rglob("*.xml"):
        ET.parse(file)
    for file in site.rglob("*.json"):
        json.loads(file.read_text())


def test_no_line_can_turn_others_around(attacked: tuple[Project, dict[str, str]]) -> None:
    """No published file holds a bidirectional override or isolate, a control, a tag character
    outside a flag, or half a character, however it was escaped in the input."""
    project, _ = attacked
    unwanted = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
    for path, data in project.site().items():
        if path.startswith("search/"):
            continue  # numbers are written there as characters
        text = data.decode("utf-8")
        assert not unwanted.search(text), path
        assert not re.search("x[\U000e0020-\U000e007e]", text), path


def test_no_path_was_chosen_by_input(attacked: tuple[Project, dict[str, str]]) -> None:
    """Names of files hold plain letters, digits and dashes, each at most 80 bytes, and no two
    are one where case does not count."""
    project, _ = attacked
    paths = list(project.site())
    for path in paths:
        for part in Path(path).parts:
            assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,86}(\.[a-z]{2,4})?", part), path
    assert len({path.lower() for path in paths}) == len(paths)
