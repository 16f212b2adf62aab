"""What people are called, and what sounds like it and is nobody."""

import pytest
from tests.unit.loader.judging import PROSE, article, page

from hemero.loader.namegroups import read_closing
from hemero.loader.namelines import read_names, split_names
from hemero.loader.page import read_page
from hemero.loader.personnames import is_given_name, is_person
from hemero.loader.relative import is_relative
from hemero.loader.rulepack import bundled_rules


@pytest.mark.parametrize(
    "name",
    ["Ann Lee", "Jean-Luc Aubry", "Agnieszka Lipska", "Юлия Морозова", "Νίκος Μαρής", "נועה ברק",
     "فاطمة علي", "松岡大地", "김민수", "王小明", "Mohammed Saleh"],
)  # fmt: skip
def test_people_are_told_by_the_names_they_are_given(name: str) -> None:
    """First names of many countries, and family names where they come first."""
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["Social Media", "Cake Recipes", "Resultados Liga", "Keine Vorkasse", "中東", "港"]
)
def test_sections_and_menus_are_no_people(name: str) -> None:
    """Two words with capitals are not a name yet."""
    assert not is_person(name)


def test_common_words_are_no_first_names() -> None:
    """ "Will", "Paris" and months stand in texts more often than in bylines."""
    assert not any(map(is_given_name, ("Will", "Paris", "April", "der")))


def test_people_behind_one_another_are_told_apart() -> None:
    """Each begins with a first name behind a family name."""
    line = "Birgit Baumeister Anna Giulia Fink Jan Michael Marchart"
    assert split_names(line, 2, bundled_rules()) == (
        "Birgit Baumeister", "Anna Giulia Fink", "Jan Michael Marchart",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It may rain again. (Ann Lee, dpa, 3 May 2021)", ("Ann Lee",)),
        ("Es wird regnen.\" (Jan Ost)", ("Jan Ost",)),
        ("She spoke to the mayor (Ann Lee)", ()),
        ("It may rain again. (see page 4)", ()),
    ],
)  # fmt: skip
def test_the_closing_bracket_names_who_wrote(text: str, names: tuple[str, ...]) -> None:
    """Behind the last sentence, not inside one."""
    shape = read_page([text], bundled_rules()).shapes[0]
    found = read_closing(shape, 0, bundled_rules())
    assert (found.names if found else ()) == names


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("Publié il y a 3 heures", True), ("2 hours ago", True), ("vor 5 Minuten", True),
     ("3 temmuz", False), ("hours of work", False), ("long ago", False)],
)  # fmt: skip
def test_a_time_from_now_is_told_by_its_words(line: str, is_one: bool) -> None:
    """A unit of time and a word like "ago"."""
    assert is_relative(line.split()) is is_one


@pytest.mark.parametrize(
    "line",
    [
        "Brenda Olsen says:",
        "Ann Lee mit Wirkung zum 1. Mai 2021 zum Vorstand bestellt und",
        "A post shared by Ann Lee (@annlee)",
        "Ann Lee ist „in der Hafenplanung“",
    ],
)
def test_speakers_and_sentences_are_no_lines_of_names(line: str) -> None:
    """A name that says, does or becomes something signs nothing."""
    shape = read_page([line], bundled_rules()).shapes[0]
    assert read_names(shape, 0, bundled_rules()) is None


def test_names_below_a_label_go_on_with_roles_between() -> None:
    """Scrapers put "By", the name and the role on lines of their own."""
    title = "Council keeps the old bridge open"
    head = ("Home", title, "By", "Ann Lee", "News Reporter", "Ivo Stein", "3 May 2021")
    assert article(page(*head, *PROSE, "Privacy policy")).authors == ("Ann Lee", "Ivo Stein")


@pytest.mark.parametrize(
    "sign", ["A", "Ann ", "By Ann, ", "(", "von ", "1.1.", "中", "Ann Lee", "@"]
)
def test_a_long_line_names_nobody_and_costs_little(sign: str) -> None:
    """Of a line longer than any byline nothing is read."""
    shape = read_page([(sign * 100_000)[:100_000]], bundled_rules()).shapes[0]
    assert read_names(shape, 0, bundled_rules()) is None
