"""Who wrote a text: names beside the headline, and what only looks like them."""

import pytest
from tests.unit.loader.pages import TEXT, read_page

from hemero.loader.byline import is_name, split_names
from hemero.loader.rulepack import bundled_rules

TITLE = "Harbour freezes for the first time in forty years"
HEAD = ("Home", "News", "Sport", TITLE)
FOOT = ("Privacy policy", "© Ellery Herald")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Joan Maddock", ("Joan Maddock",)),
        ("Joan Maddock", ("Joan Maddock",)),
        ("By Joan Maddock and Piers Holloway", ("Joan Maddock", "Piers Holloway")),
        ("By Joan Maddock, Piers Holloway", ("Joan Maddock", "Piers Holloway")),
        ("Written by Siobhán O'Dowd", ("Siobhán O'Dowd",)),
        ("By Jean-Luc de la Tour", ("Jean-Luc de la Tour",)),
    ],
)
def test_a_byline_near_the_headline_names_the_authors(line: str, names: tuple[str, ...]) -> None:
    """With a word before them or alone, one or several."""
    assert read_page(*HEAD, line, "14 May 2021", *TEXT, *FOOT).authors == names


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Joan Maddock",
        "Read more",
        "Share this",
        "By clicking you agree",
        pytest.param("PORT ELLERY", marks=pytest.mark.xfail(reason="a place in capitals counts")),
    ],
)
def test_what_is_no_byline_gives_no_author(line: str) -> None:
    """Credits, places and buttons near the headline are not names."""
    assert read_page(*HEAD, "14 May 2021", line, *TEXT, *FOOT).authors == ()


def test_names_in_the_text_are_not_authors() -> None:
    """A text without a byline has no author, whoever is quoted in it."""
    quoted = "Joan Maddock, who keeps the light, said that she had seen worse in 1981."
    assert read_page(TITLE, TITLE, *TEXT, quoted).authors == ()


def test_the_line_of_names_is_no_text() -> None:
    """A byline is shown as one, not as a paragraph."""
    article = read_page(*HEAD, "By Joan Maddock", "14 May 2021", *TEXT, *FOOT)
    assert [block.text for block in article.body] == list(TEXT)


@pytest.mark.parametrize(
    "text", ["Ana", "Ludwig van Beethoven", "José Ángel Núñez", "Ольга Иванова", "J. R. Hale"]
)
def test_names_of_people_are_seen(text: str) -> None:
    """Particles, initials and any alphabet."""
    assert is_name(text, 1)


@pytest.mark.parametrize("text", ["the harbour", "Ice 2021", "joan@herald", "", "a b c d e f"])
def test_other_words_are_no_names(text: str) -> None:
    """Small letters, digits and addresses."""
    assert not is_name(text, 1)


def test_names_are_taken_until_something_else_begins() -> None:
    """The rest of a line of names is left alone."""
    names = split_names("Joan Maddock, Piers Holloway, all rights reserved", 2, bundled_rules())
    assert names == ("Joan Maddock", "Piers Holloway")
    assert split_names("all rights reserved, Joan Maddock", 2, bundled_rules()) == ()
