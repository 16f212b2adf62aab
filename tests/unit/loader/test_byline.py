"""Who wrote it: lines that name people, and lines that do not."""

import pytest
from tests.unit.loader.judging import PROSE, article, page

from hemero.loader.namelines import is_name, read_names, split_names
from hemero.loader.page import read_page
from hemero.loader.rulepack import bundled_rules


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Par Jeanne Aubry et Ivo Stein", ("Jeanne Aubry", "Ivo Stein")),
        ("Von Jan Ost am 3. Mai 2021", ("Jan Ost",)),
        ("Por Luna González, Marc Soler", ("Luna González", "Marc Soler")),
        ("Ann Lee 3 May 2021", ("Ann Lee",)),
        ("Ann Lee | 3 May 2021, 10:15", ("Ann Lee",)),
        ("03.05.2021 von Hans von der Burg", ("Hans von der Burg",)),
        ("Miguel A. Herguera", ("Miguel A. Herguera",)),
        ("Lucy Thorn News Reporter", ("Lucy Thorn",)),
        ("Veröffentlicht am 3. Mai 2021 von deichkind", ("deichkind",)),
        ("Posted by ann on May 3, 2021", ("ann",)),
    ],
)
def test_lines_of_names_are_read(line: str, names: tuple[str, ...]) -> None:
    """Bylines, bare names and names beside a date."""
    found = read_names(read_page([line], bundled_rules()).shapes[0], 0, bundled_rules())
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize(
    "line",
    ["Read More", "May 3, 2021", "The bridge stays", "Home", "4 min", "Share this article", "…"],
)
def test_lines_without_names_name_nobody(line: str) -> None:
    """Buttons, dates and words are no authors."""
    assert read_names(read_page([line], bundled_rules()).shapes[0], 0, bundled_rules()) is None


def test_names_stop_where_something_else_begins() -> None:
    """A place or a role after the name is not part of it."""
    assert split_names("Ann Lee, Brussels 3 May", 2, bundled_rules()) == ("Ann Lee",)


def test_a_name_is_written_as_names_are() -> None:
    """Capitals, few words, letters only; particles are written small."""
    assert is_name("Hans von der Burg", 2)
    assert is_name("Jean-Luc O’Neill", 2)
    assert not is_name("hans burg", 2)
    assert not is_name("Ann", 2)
    assert not is_name("Ann Lee 3", 2)


def test_the_author_stands_between_headline_and_text() -> None:
    """A byline below the headline gives the authors."""
    title = "Council keeps the old bridge open"
    found = article(page(f"{title} | Gazette", title, "By Ann Lee and Ivo Stein", *PROSE))
    assert found.authors == ("Ann Lee", "Ivo Stein")


def test_the_person_of_the_story_is_not_its_author() -> None:
    """No byline, no author: names in the headline and the text do not count."""
    title = "Ann Lee keeps the old bridge open"
    found = article(page(f"{title} | Gazette", title, *PROSE, "“I am glad,” said Ann Lee."))
    assert found.authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ann Lee",
        "Read more",
        "By clicking you agree",
        pytest.param(
            "PORT ELLERY",
            marks=pytest.mark.xfail(strict=True, reason="a place in capitals counts as a name"),
        ),
    ],
)
def test_credits_buttons_and_places_are_no_authors(line: str) -> None:
    """Not every line below the headline says who wrote the text."""
    title = "Council keeps the old bridge open"
    head = ("Home", "News", title, "3 May 2021", line)
    assert article(page(*head, *PROSE, "Privacy policy")).authors == ()


def test_the_line_of_names_is_no_text() -> None:
    """A byline is shown as one, not as a paragraph."""
    title = "Council keeps the old bridge open"
    head = ("Home", "News", title, "By Ann Lee", "3 May 2021")
    found = article(page(*head, *PROSE, "Privacy policy"))
    assert [block.text for block in found.body] == list(PROSE)


def test_the_words_of_a_date_do_not_hide_the_name_beside_it() -> None:
    """French writes days and months small, as sentences are written."""
    line = "Anne Le Goff | lundi 9 décembre 2019 à 09h08"
    found = read_names(read_page([line], bundled_rules()).shapes[0], 0, bundled_rules())
    assert found is not None and found.names == ("Anne Le Goff",)


def test_a_heading_on_the_author_names_him() -> None:
    """ "About Ann Lee", above a note that need not say what she is."""
    title = "Council keeps the old bridge open"
    found = article(page(f"{title} | Gazette", title, *PROSE, "About Ann Lee", "Loves boats."))
    assert found.authors == ("Ann Lee",)


def test_a_day_beside_a_date_is_no_pen_name() -> None:
    """Rows of dates begin with the day, cut short."""
    title = "Council keeps the old bridge open"
    found = article(page(f"{title} | Gazette", title, "Tue 3 May 2021 10.15", *PROSE))
    assert found.authors == ()


def test_an_agency_is_the_author_where_nobody_is_named() -> None:
    """In a row of its own with the place; a person comes first."""
    title = "Council keeps the old bridge open"
    row = "AFP, HAVEN"
    assert article(page(f"{title} | Gazette", title, row, *PROSE)).authors == ("AFP",)
    named = article(page(f"{title} | Gazette", title, "By Ann Lee", row, *PROSE))
    assert named.authors == ("Ann Lee",)
