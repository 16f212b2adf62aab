"""Archives and articles of odd shape, built and opened in a real browser: none may break a page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hemero.build import build
from hemero.config import load_config
from hemero.executors import Workers

pytestmark = pytest.mark.browser

WORDS = "Le conseil a voté le budget du pont après une longue séance de nuit. "
TEXT = "\n\n".join(WORDS * count for count in (3, 4, 2))
NOUNS = (
    "pont rue maire marché école vote route quai bateau crue pluie digue théâtre musée train gare "
    "tram loi débat juge usine grève port navire marin vent phare île pêche hiver lettre moulin "
    "cloche jardin verger colline forêt barque filet orage montre"
).split()


def prose(number: int) -> str:
    """A text that shares no phrase with that of another number below 20."""
    step = 2 * number + 1
    words = [NOUNS[(at * step + number) % len(NOUNS)] for at in range(160)]
    lines = (" ".join(words[at : at + 16]) for at in range(0, 160, 16))
    return "\n\n".join(f"{line.capitalize()}." for line in lines)


NOVEL = "\n\n".join(
    " ".join(NOUNS[(at * at + part) % len(NOUNS)] for at in range(100)).capitalize() + "."
    for part in range(500)
)
ENGLISH = "\n\n".join(
    "The council has voted for the budget of the bridge after a long sitting at night. " * count
    for count in (3, 4, 2)
)
ARABIC = "افتتح عمدة المدينة الجسر الجديد صباح يوم الجمعة بحضور مئات السكان. " * 4
HEBREW = "ראש העיר פתח את הגשר החדש ביום שישי בבוקר בנוכחות מאות תושבים. " * 4


def marked(title: str, text: str = TEXT, **fields: object) -> str:
    """A Markdown file with front matter."""
    head = "".join(f"{name}: {value}\n" for name, value in {"title": title, **fields}.items())
    return f"---\n{head}---\n\n{text}\n"


STATES = {
    "seed": {"a.txt": f"Un titre tout seul – La Gazette\n\n{TEXT}\n"},
    "only undated": {f"{n}.md": marked(f'"Titre {n}"', prose(n)) for n in range(3)},
    "one tag on everything": {
        f"{n}.md": marked(f"Titre {n}", prose(n), date=f"2022-04-{n:02}", tags="[pont]")
        for n in range(1, 9)
    },
    "long titles": {
        "words.md": marked("'" + "L’histoire du pont racontée par tous " * 8 + "'"),
        "one-word.md": marked("Anticonstitutionnellement" * 12, prose(1)),
        "capitals.md": marked("'" + "LE CONSEIL ADOPTE LE BUDGET " * 6 + "'", prose(2)),
    },
    "titles of signs": {
        "html.md": marked("'<b>Le vote</b> & <script>alert(1)</script> \"x\"'"),
        "emoji.md": marked('"🎉🎉🎉"', prose(1)),
    },
    "two directions": {
        "ar.md": marked('"افتتاح جسر كيريك"', ARABIC, language="ar", date="2022-04-01"),
        "he.md": marked('"הגשר נפתח מחדש"', HEBREW, language="he", date="2022-04-02"),
        "fr.md": marked("Le pont", TEXT, language="fr", date="2022-04-03"),
        "fr2.md": marked("La crue", prose(1), language="fr", date="2022-04-04"),
    },
    "no title": {"a.txt": f"{WORDS}\n\n{TEXT}\n"},
    "one line": {"a.txt": "Une seule ligne de texte, et rien d'autre.\n"},
    "forty authors": {
        "a.md": marked("Titre", authors="[" + ", ".join(f"Ada Lune{n}" for n in range(40)) + "]")
    },
    "two hundred tags": {
        "a.md": marked("Titre", tags="[" + ", ".join(f"sujet {n}" for n in range(200)) + "]")
    },
    "twelve links in a row": {
        "a.txt": f"Douze liens dans un texte – La Gazette\n\n{WORDS * 3}\n\n"
        + "\n\n".join(f"Lire aussi : Un article absent numéro {n} | Le Phare" for n in range(12))
        + f"\n\n{TEXT}\n"
    },
    "odd dates": {
        "old.md": marked("Vieux", date="1789-07-14"),
        "late.md": marked("Tard", prose(1), date="2021-12-31T23:30-10:00"),
        "far.md": marked("Loin", prose(2), date="2999-02-28"),
    },
    "fifty thousand words": {"a.txt": f"Un roman entier – La Gazette\n\n{TEXT}\n\n{NOVEL}\n"},
    "two languages half and half": {
        "a.txt": f"Un texte en deux langues – La Gazette\n\n{TEXT}\n\n{ENGLISH}\n",
    },
    "six hundred articles in a day": {
        f"{n}.md": marked(f'"Titre {n}"', f"Le {n} est voté par {n * 7} voix.", date="2022-04-01")
        for n in range(600)
    },
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The site of a state, built when it is first asked for."""
    built: dict[str, Path] = {}

    def site_of(state: str) -> Path:
        if state not in built:
            project = tmp_path_factory.mktemp("odd")
            (project / "content").mkdir()
            for name, text in STATES.get(state, {}).items():
                (project / "content" / name).write_text(text, encoding="utf-8")
            with Workers(1) as workers:
                build(load_config(project, base_url="https://example.org/"), workers)
            built[state] = project / "site"
        return built[state]

    return site_of


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A page 320 pixels wide, the narrowest that WCAG asks for."""
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    yield context.new_page()
    context.close()


def pages_of(site: Path) -> list[Path]:
    """One page of each kind, and every article."""
    kinds: dict[str, Path] = {}
    for file in sorted(site.rglob("*.html")):
        kind = file.read_text(encoding="utf-8").partition('data-page="')[2].partition('"')[0]
        kinds[kind + (file.name if kind == "article" else "")] = file
    return [file for kind, file in kinds.items() if kind not in ("404", "redirect")]


def article(site: Path, beginning: str) -> str:
    """Address of the article whose headline begins so."""
    for file in sorted(site.rglob("*.html")):
        if f'property="og:title" content="{beginning}' in file.read_text(encoding="utf-8"):
            return file.as_uri()
    raise AssertionError(f"no page with the headline {beginning}")


@pytest.mark.parametrize("state", ["empty", *STATES])
def test_no_page_scrolls_sideways(sites: Any, phone: Any, state: str) -> None:
    """At 320 pixels, with one h1 and something to read in main."""
    for file in pages_of(sites(state)):
        phone.goto(file.as_uri())
        too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert phone.evaluate(too_wide) <= 0, file
        assert phone.locator("h1").count() == 1, file
        assert phone.inner_text("main").strip(), file


def test_an_empty_archive_says_where_to_put_files(sites: Any, tab: Any) -> None:
    """And every page of its frame is there."""
    tab.goto((sites("empty") / "index.html").as_uri())
    assert "content" in tab.inner_text("main")
    for link in tab.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
        assert Path(link.removeprefix("file://").partition("#")[0]).is_file(), link


def test_one_article_makes_a_whole_archive(sites: Any, tab: Any) -> None:
    """The first minute of a user: a lead, no chart of one bar, no empty headings, no dates that
    are not there."""
    tab.goto((sites("seed") / "index.html").as_uri())
    assert tab.inner_text(".lead h2") == "Un titre tout seul"
    assert tab.locator(".columns, .entries, svg").count() == 0
    assert tab.evaluate(
        "[...document.querySelectorAll('h2')].every(h => h.textContent.trim() && "
        "h.parentElement.textContent.trim() !== h.textContent.trim())"
    )
    tab.goto((sites("seed") / "archive.html").as_uri())
    assert "Sans date" in tab.inner_text("main") or "sans date" in tab.inner_text("main")


def test_a_headline_in_html_is_shown_as_it_was_typed(sites: Any, tab: Any) -> None:
    """In the headline, in lists, and in the title of the window; nothing of it runs."""
    site = sites("titles of signs")
    tab.goto((site / "undated" / "index.html").as_uri())
    assert "<script>alert(1)</script>" in tab.inner_text("main")
    tab.locator("main a", has_text="<b>Le vote</b>").first.click()
    assert "<b>Le vote</b> &" in tab.inner_text("h1").replace("\xa0", " ")
    assert "<b>Le vote</b>" in tab.title()
    assert tab.faults == []


def test_each_text_runs_in_its_own_direction(sites: Any, tab: Any) -> None:
    """Arabic and Hebrew from the right, in lists beside French too; the interface stays."""
    site = sites("two directions")
    tab.goto(article(site, "افتتاح"))
    side = "e => getComputedStyle(e).direction"
    assert tab.eval_on_selector(".text", side) == "rtl"
    assert tab.eval_on_selector("h1", side) == "rtl"
    assert tab.eval_on_selector("header", side) == "ltr"
    assert tab.get_attribute("article", "lang") == "ar"
    tab.goto((site / "index.html").as_uri())
    directions = tab.eval_on_selector_all(
        ".lead h2, .entries h2", f"all => all.map(e => [e.lang, ({side})(e)])"
    )
    assert {tuple(pair) for pair in directions} == {("", "ltr"), ("ar", "rtl"), ("he", "rtl")}


def test_a_text_without_title_is_called_by_its_beginning(sites: Any, tab: Any) -> None:
    """Never by nothing."""
    tab.goto((sites("no title") / "index.html").as_uri())
    assert tab.inner_text(".lead h2").startswith("Le conseil a voté")


def test_many_names_are_counted(sites: Any, tab: Any) -> None:
    """Ten authors and twenty tags, then how many more."""
    tab.goto(article(sites("forty authors"), "Titre"))
    assert "30" in tab.inner_text(".byline") and tab.locator(".byline .p-author").count() == 10
    tab.goto(article(sites("two hundred tags"), "Titre"))
    assert tab.locator("nav.chips li").count() == 21
    assert "180" in tab.inner_text("nav.chips")


def test_links_in_a_row_make_one_note(sites: Any, tab: Any) -> None:
    """A list under one label, with the source of each."""
    tab.goto(article(sites("twelve links in a row"), "Douze liens"))
    assert tab.locator("[role=note]").count() == 1
    assert tab.locator("[role=note] li").count() == 12
    assert "Le Phare" in tab.inner_text("[role=note] li >> nth=11")


def test_dates_are_said_as_they_were_printed(sites: Any, tab: Any) -> None:
    """No zone is reckoned with, no century is strange."""
    site = sites("odd dates")
    tab.goto(article(site, "Vieux"))
    assert "14 juillet 1789" in tab.inner_text("time")
    tab.goto(article(site, "Tard"))
    assert "31 décembre 2021" in tab.inner_text("time")
    assert tab.get_attribute("time", "datetime").startswith("2021-12-31T23:30")
    tab.goto(article(site, "Loin"))
    assert "28 février 2999" in tab.inner_text("time")


def test_a_text_as_long_as_a_novel_is_one_page(sites: Any, tab: Any) -> None:
    """All of it, and no more around it than around a short one."""
    tab.goto(article(sites("fifty thousand words"), "Un roman"))
    text = tab.inner_text("main")
    assert len(text.split()) > 50_000
    assert " ".join(NOVEL.rsplit(None, 5)[1:]) in text
    assert tab.locator("main *:not(p)").count() < 150


def test_a_text_in_two_languages_keeps_both(sites: Any, tab: Any) -> None:
    """It is of one of them, and nothing of the other is lost."""
    tab.goto(article(sites("two languages half and half"), "Un texte"))
    text = tab.inner_text(".text")
    assert WORDS.strip() in text
    assert ENGLISH[:60] in text
    assert tab.get_attribute("html", "lang") in ("fr", "en")


def test_an_unknown_source_has_a_page(sites: Any, tab: Any) -> None:
    """The article says that it is unknown, and leads to the others like it."""
    tab.goto(article(sites("only undated"), "Titre 1"))
    tab.click("text=Source inconnue")
    assert tab.inner_text("h1") == "Source inconnue"
    assert tab.locator(".h-entry").count() == 3


def test_a_day_of_many_articles_is_cut_into_pages(sites: Any, tab: Any) -> None:
    """None of more than 200 links, and every article is reached."""
    site = sites("six hundred articles in a day")
    tab.goto((site / "2022" / "04" / "01.html").as_uri())
    parts = tab.eval_on_selector_all(".parts a", "all => all.map(a => a.href)")
    assert len(parts) > 2
    seen: set[str] = set()
    for part in parts:
        tab.goto(part)
        found = tab.eval_on_selector_all(".titles a", "all => all.map(a => a.href)")
        assert len(found) <= 200
        seen.update(found)
    assert len(seen) == 600


@pytest.mark.parametrize(
    "media", [{"forced_colors": "active"}, {"contrast": "more"}, {"color_scheme": "dark"}]
)
def test_nothing_is_said_by_colour_alone(chromium: Any, sites: Any, media: dict[str, Any]) -> None:
    """With the system's own colours, and with more contrast, text keeps a colour of its own and
    charts are drawn."""
    page = chromium.new_context(**media).new_page()
    page.goto((sites("one tag on everything") / "2022" / "index.html").as_uri())
    ink, paper = page.evaluate(
        "['color', 'backgroundColor'].map(name => getComputedStyle(document.body)[name])"
    )
    assert ink != paper
    colours = page.eval_on_selector_all(
        ".heat path", "all => all.map(e => getComputedStyle(e).stroke)"
    )
    assert colours and paper not in colours and "none" not in colours
    page.context.close()


def test_an_article_prints_on_few_pages(sites: Any, tab: Any) -> None:
    """Text, source, headline and address in black; no chrome."""
    tab.goto(article(sites("seed"), "Un titre"))
    pdf = tab.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") <= 1
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.eval_on_selector("h1", "e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert tab.is_visible("p.permalink.u-url")
    assert not tab.is_visible("footer") and not tab.is_visible("details")
