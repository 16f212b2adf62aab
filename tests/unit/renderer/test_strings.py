"""The interface's words."""

import re
from collections.abc import Callable
from string import Formatter
from typing import Any

import pytest
import yaml

from hemero.errors import TemplateFault
from hemero.renderer.theme import Theme
from hemero.renderer.themefiles import bundled_theme

LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl")
Own = Callable[[dict[str, str]], Theme]


def table(language: str) -> dict[str, Any]:
    return yaml.safe_load((bundled_theme() / "i18n" / f"{language}.yaml").read_text())


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_bundled_languages_say_everything(language: str, theme: Theme) -> None:
    """No bundled language borrows from English, nor has words that English lacks."""
    assert theme.edition(language).strings.missing == ()
    own, english = table(language), table("en")
    for part in ("words", "counts", "groups", "languages"):
        assert own[part].keys() == english[part].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same_in_every_language(language: str) -> None:
    """A translation fills in the same values."""
    own, english = table(language), table("en")
    for key, text in english["words"].items():
        assert names(own["words"][key]) == names(text), key
    for key, forms in own["counts"].items():
        assert all(names(form) <= {"n"} for form in forms.values()), key
        assert "n" in names(forms["other"]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendars_are_whole(language: str, theme: Theme) -> None:
    """Twelve months, seven days, and names of the bundled languages."""
    strings = theme.edition(language).strings
    calendar = strings.calendar
    assert len(calendar.months) == len(calendar.months_short) == 12
    assert len(calendar.weekdays) == 7
    assert all(strings.language_name(code) != code for code in LANGUAGES)


def test_every_string_that_templates_use_exists() -> None:
    """No template asks for a word that is in no table, and no word is there for nothing."""
    english = table("en")
    folder = bundled_theme()
    templates = "".join(p.read_text() for p in folder.iterdir() if p.is_file())
    used = set(re.findall(r"\bt\.([a-z_]+)", templates))
    counted = set(re.findall(r'counted\("([a-z_]+)"', templates))
    assert used <= english["words"].keys()
    assert counted <= english["counts"].keys()


def test_numbers_are_grouped_by_language(theme: Theme) -> None:
    """French takes a narrow space, Spanish groups from five digits."""
    said = {code: theme.edition(code).strings.number(1234) for code in ("fr", "en", "de", "es")}
    assert said == {"fr": "1\u202f234", "en": "1,234", "de": "1.234", "es": "1234"}
    assert theme.edition("es").strings.number(12345) == "12.345"


def test_counts_take_their_plural(theme: Theme) -> None:
    """French says 0 in the singular and a million of things."""
    count = theme.edition("fr").strings.count
    assert [count("articles", n) for n in (0, 1, 2, 1_000_000)] == [
        "0 article",
        "1 article",
        "2 articles",
        "1\u202f000\u202f000 d’articles",
    ]


def test_french_words_are_typeset(theme: Theme) -> None:
    """The interface's own words get the spaces that French articles get."""
    assert theme.edition("fr").strings.plain.licence == "Licence\u00a0: {a}"


def test_what_is_filled_in_is_escaped(theme: Theme) -> None:
    """A name inside a sentence cannot become markup."""
    assert theme.edition("fr").strings.words.by.format(a="<b>") == "Par &lt;b&gt;"


def test_own_strings_come_first_and_english_last(own_theme: Own) -> None:
    """A project's table overrides by key; what a new language lacks is said in English."""
    own = own_theme({"i18n/fr.yaml": "words: {home: Une}", "i18n/pl.yaml": "words: {home: Start}"})
    french, polish = own.edition("fr").strings, own.edition("pl").strings
    assert (french.plain.home, french.plain.dates) == ("Une", "Dates")
    assert (polish.plain.home, polish.plain.subjects) == ("Start", "Subjects")
    assert "subjects" in polish.missing
    assert "home" not in polish.missing


def test_regions_lean_on_their_language(theme: Theme) -> None:
    """fr-CA without a table of its own speaks French."""
    assert theme.edition("fr-CA").strings.plain.home == "Accueil"


@pytest.mark.parametrize(
    "text", ["words: [", "words: 3", "wordz: {}", "counts: {articles: {one: x}}", "&a [*a]"]
)
def test_a_broken_table_is_named(own_theme: Own, text: str) -> None:
    """What is no table of strings says which file it is."""
    with pytest.raises(TemplateFault) as fault:
        own_theme({"i18n/fr.yaml": text}).edition("fr")
    assert fault.value.where == "templates/i18n/fr.yaml"


def test_unknown_counts_name_the_nearest(theme: Theme) -> None:
    """A template that asks for a count that is not there is told which is."""
    with pytest.raises(TemplateFault, match='Did you mean "articles"'):
        theme.edition("fr").strings.count("article", 2)


def test_rounded_numbers_say_so(theme: Theme) -> None:
    """What archive/magnitude rounds is marked, what it leaves exact is not."""
    strings = theme.edition("en").strings
    assert [strings.rounded(n) for n in (7, 99, 100, 420)] == ["7", "99", "100+", "420+"]
    assert strings.count("articles", 10_000, strings.rounded(10_000)) == "10,000+ articles"
