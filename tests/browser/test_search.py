"""The search as a person uses it, in a real browser, from a server and from disk."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Project

from hemero.loader.scan import scan_texts
from hemero.loader.terms import search_terms
from hemero.model.article import Article, Block
from hemero.renderer.themefiles import bundled_theme

pytestmark = pytest.mark.browser

BEFORE = (
    "Les habitants du quai attendent la suite des travaux, que la mairie promet pour bientôt, et "
    "personne ne sait encore, disent-ils, ce que l’hiver prochain leur réserve."
)
AFTER = (
    "Au conseil, mardi soir, la discussion a duré trois heures ; elle reprendra, selon le maire, "
    "quand les comptes auront été relus par ceux qui les avaient demandés."
)
HOSTILE = '<img src=x onerror="document.title=1">"; alert(1) </script> & Cie'
ARTICLES = {
    "ferry.md": ("Le bac reprend la mer", "Phare", "2021-03-04", "fr", "Port, Bac",
                 "Le bac de l’Odrenne a repris la mer. Les États-Unis n’y sont pour rien, "
                 "l’Ukraine non plus, ni la belle œuvre du vieux charpentier."),
    "storm.md": ("La tempête a fermé le port", "Gazette", "2021-03-06", "fr", "Port, Tempête",
                 "Une tempête a fermé le port. Le charpentier vieux de cent ans s’en souvient."),
    "bridge.md": ("The bridge opens again", "Courier", "2022-05-01", "en", "Bridge",
                  "After eleven weeks the bridge of Kerrec opened on Monday, officials said, and "
                  "the ferry that had replaced it will stay in port until the summer."),
    "strasse.md": ("Straßenbahn fährt wieder", "Bote", "2023-07-09", "de", "",
                   "Die Straßenbahn fährt seit gestern wieder, und zwar pünktlich, sagt die "
                   "Stadt, die für den Umbau mehr als zwei Jahre gebraucht hatte."),
    "tokyo.md": ("東京の橋が開通", "Asahi", "2022-01-02", "ja", "",
                 "東京の新しい橋が月曜日に開通した。市民は喜んでいる。市長によると、工事には二年以上かかり、"
                 "費用は当初の予定を大きく上回ったという。"),
    "hostile.md": (HOSTILE, "<b>Gazette</b>", "2020-01-01", "fr", "",
                   "Un titre malveillant ne doit rien faire d’autre que se montrer tel quel, "
                   "disent les archivistes, et il en va de même de tout ce qui vient d’ailleurs."),
}  # fmt: skip


def markdown(title: str, source: str, date: str, language: str, tags: str, text: str) -> str:
    head = f"title: '{title}'\nsource: '{source}'\ndate: {date}\nlanguage: {language}\n"
    return f"---\n{head}tags: [{tags}]\n---\n\n{BEFORE}\n\n{text}\n\n{AFTER}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive in several languages, and fifty articles more that all say "chronique"."""
    project = Project(tmp_path_factory.mktemp("search"))
    project.write("hemero.yaml", "language: fr\n")
    for name, fields in ARTICLES.items():
        project.write(f"content/{name}", markdown(*fields))
    for number in range(50):
        text = (
            f"La chronique numéro {number} du marché parle de poissons, de filets, de prix aussi, "
            "et de ceux qui, depuis toujours, les discutent debout devant les étals."
        )
        fields = (f"Marché du {number + 1}e jour", "Gazette", f"2019-{number % 12 + 1:02}-05", "fr")
        project.write(f"content/c{number}.md", markdown(*fields, "Marché", text))
    project.build()
    return project.root / "site"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The address of a server below a path, as many hosts have it."""
    handler = functools.partial(Quiet, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/site/search.html"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["served", "disk"])
def page(request: pytest.FixtureRequest, tab: Any, site: Path, served: str) -> Iterator[Any]:
    """The search page, opened both ways; nothing may go wrong on it."""
    tab.goto(served if request.param == "served" else f"{site.as_uri()}/search.html")
    yield tab
    assert tab.faults == []


def ask(page: Any, text: str) -> list[str]:
    """The titles that a question finds."""
    page.fill("#q", text)
    page.press("#q", "Enter")
    return shown(page)


def shown(page: Any) -> list[str]:
    """The titles on the page once the search has come to its end."""
    page.wait_for_timeout(60)  # longer than typing is waited for
    page.locator("#hits[aria-busy=false]").wait_for(state="attached")
    titles: list[str] = page.eval_on_selector_all("#hits h2", "all => all.map(h => h.textContent)")
    return titles


BAC, STORM, BRIDGE, TRAM, TOKYO = [ARTICLES[name][0] for name in list(ARTICLES)[:5]]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("tempête", [STORM]),
        ("TEMPETE", [STORM]),
        ("etats unis", [BAC]),
        ("ukraine", [BAC]),
        ("l'Ukraine", [BAC]),
        ("oeuvre", [BAC]),
        ("œuvre", [BAC]),
        ("strassenbahn", [TRAM]),
        ("charpent", [STORM, BAC]),
        ('"vieux charpentier"', [BAC]),
        ("« charpentier vieux »", [STORM]),
        ("port source:Courier", [BRIDGE]),
        ("port lang:en", [BRIDGE]),
        ("sujet:Tempête", [STORM]),
        ("port after:2021-03-05 before:2022", [STORM]),
        ("port avant:2021-03-06", [BAC]),
        ("東京", [TOKYO]),
        ("橋", [TOKYO]),
        ("月曜", [TOKYO]),
        ("malveillant", [HOSTILE]),
    ],
)
def test_finds(page: Any, text: str, titles: list[str]) -> None:
    """Accents, capitals, ligatures, elisions, beginnings, phrases, filters, signs."""
    assert sorted(ask(page, text)) == sorted(titles)


def test_titles_weigh_most(page: Any) -> None:
    """A word in the title ranks an article before those that have it in their text alone."""
    assert ask(page, "bac")[0] == BAC
    assert ask(page, "ferry bridge")[0] == BRIDGE


def test_relaxes_with_a_notice(page: Any) -> None:
    """Where no article has all words, those with some of them are shown, and it is said."""
    assert ask(page, "tempête strassenbahn") != []
    assert "partie" in page.inner_text("#status")


def test_says_when_nothing_is_found(page: Any) -> None:
    """An empty answer is an answer too."""
    assert ask(page, "introuvable") == []
    assert page.inner_text("#status") == "Aucun article ne contient ces mots."
    assert not page.is_visible("#more")


def test_shows_more_on_request(page: Any) -> None:
    """Twenty at a time; the number is that of all."""
    assert len(ask(page, "chronique")) == 20
    assert page.inner_text("#status") == "50 résultats"
    page.focus("#more")
    page.keyboard.press("Enter")
    assert len(shown(page)) == 40
    page.keyboard.press("Enter")
    assert len(shown(page)) == 50
    assert not page.is_visible("#more")


def test_typing_is_enough(page: Any) -> None:
    """Results come while one types, and the focus stays in the field."""
    page.focus("#q")
    page.keyboard.type("tempêt")
    assert shown(page) == [STORM]
    assert page.evaluate("document.activeElement.id") == "q"


def test_an_answer_can_be_shared_and_gone_back_to(page: Any) -> None:
    """The address holds the question; Back gives the former one and its answer."""
    ask(page, "tempête")
    first = page.url
    assert "?q=temp" in first
    assert ask(page, "strassenbahn") == [TRAM]
    page.go_back()
    assert shown(page) == [STORM]
    assert page.input_value("#q") == "tempête"
    page.goto(first)
    assert shown(page) == [STORM]


def test_a_result_opens_and_back_returns_to_the_answer(page: Any) -> None:
    """By the keyboard: from the field to the first result, into it, and back."""
    ask(page, "tempête")
    page.focus("#hits a")
    page.keyboard.press("Enter")
    page.wait_for_selector("article")
    assert page.inner_text("h1") == STORM
    page.go_back()
    assert shown(page) == [STORM]


def test_counts_narrow_the_answer_down(page: Any) -> None:
    """Sources, years, languages and subjects with their numbers; each is a link."""
    ask(page, "port")
    page.click("#narrow summary")
    page.wait_for_selector('[data-filter="tag"] a')
    counts = page.eval_on_selector_all("#narrow a", "all => all.map(a => a.textContent)")
    assert {"Phare 1", "Gazette 1", "Courier 1", "2021 2", "2022 1", "Port 2"} <= set(counts)
    page.click('[data-filter="tag"] a:has-text("Tempête")')
    page.wait_for_load_state()
    assert shown(page) == [STORM]


def test_words_are_marked(page: Any) -> None:
    """In the title and in the excerpt, also where they are spelt otherwise."""
    ask(page, "tempete habit")
    marked = page.eval_on_selector_all("#hits mark", "all => all.map(m => m.textContent)")
    assert marked == ["tempête", "habitants"]


def test_hostile_titles_are_text(page: Any) -> None:
    """A title is shown as it is; nothing of it becomes an element or runs."""
    ask(page, "malveillant")
    assert page.inner_text("#hits h2") == HOSTILE
    assert page.query_selector("#hits img, #hits b, #hits script") is None
    page.fill("#q", '"><img src=x onerror=alert(1)> constructor __proto__')
    assert page.query_selector("main img") is None


def test_works_on_a_narrow_screen(page: Any) -> None:
    """At 320 pixels nothing is wider than the screen."""
    page.set_viewport_size({"width": 320, "height": 700})
    ask(page, "chronique")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


WORDS = (
    "États-Unis L’Ukraine aujourd’hui ŒUVRE Œdipe ẞ Straße ﬁn ſtadt İstanbul ılık Dvořák Łódź đà "
    "Nẵng Ægir Øresund ΣΊΣΥΦΟΣ Σίσυφος Ἀθῆναι ᾳ Москва ёлка й ЇЖАК 東京都 ひらがなプレス パン "
    "中国人民 한국어 हिन्दी العربيّة עִבְרִית ไทย U.S. u.k. C++ snake_case naïve café ½ ² x² ⅷ № ＡＢＣ "
    "ǆ ΐ 1,5 3e 20e a b Ⅻ co-op 𝔘nicode ĳ o’neill’s Ǆ"
)  # fmt: skip


def test_the_script_folds_words_as_the_index_does(page: Any) -> None:
    """Each hard word gives the same terms in the script and in Python."""
    script = (bundled_theme() / "static/search.js").read_text(encoding="utf-8")
    folding = script[script.index("const SIGN") : script.index("/* Parts of the index")]
    for word in WORDS.split():
        theirs = page.evaluate(f"word => {{ {folding}; return terms(word); }}", word)
        article = Article(path="a", title="", body=(Block(word),))
        ours = search_terms(article, scan_texts((word,))).decode().split()
        assert sorted(set(theirs)) == sorted(ours), word
