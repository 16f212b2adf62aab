"""The headline: where it stands, where it ends, and where the name of the site begins."""

import pytest
from tests.unit.loader.pages import TEXT, kinds, read_page

from hemero.model.article import Given

TITLE = "Harbour freezes for the first time in forty years"


@pytest.mark.parametrize("sign", [" – ", " - ", " | ", " — "])
def test_site_is_split_off_at_any_usual_sign(sign: str) -> None:
    """What follows the separator is the source, what precedes it the title."""
    article = read_page(f"{TITLE}{sign}Ellery Herald", TITLE, *TEXT)
    assert (article.title, article.source) == (TITLE, "Ellery Herald")


@pytest.mark.parametrize(
    "title",
    [
        "Wolf-Tamer – The Long Way Home",
        "Storm: what we know so far",
        "Who owns the ice?",
        "Skerrow 1-1 Ellery",
    ],
)
def test_a_headline_is_not_cut_inside(title: str) -> None:
    """Dashes, colons and scores belong to the headline that holds them."""
    assert read_page(f"{title} | Ellery Herald", title, *TEXT).title == title
    assert read_page(title, title, *TEXT).title == title


def test_every_repetition_is_title_and_none_is_text() -> None:
    """The headline may stand three times; it comes into the body no time."""
    lines = (f"{TITLE} | Ellery Herald", TITLE, TITLE, *TEXT)
    assert kinds(*lines)[:3] == ["title"] * 3
    assert TITLE not in [block.text for block in read_page(*lines).body]


def test_without_a_name_of_a_site_there_is_no_source() -> None:
    """A source is never made up."""
    assert read_page(TITLE, TITLE, *TEXT).source is None


def test_a_given_title_is_never_overruled() -> None:
    """What the file states stands, whatever the page prints above its text."""
    given = Given(title="Ice", source="The Quay")
    article = read_page(f"{TITLE} | Ellery Herald", TITLE, *TEXT, given=given)
    assert (article.title, article.source) == ("Ice", "The Quay")


def test_headline_below_a_menu_is_found() -> None:
    """A dump that begins with navigation has its headline where the text begins."""
    article = read_page("Home", "News", "Sport", TITLE, "By Joan Maddock", "14 May 2021", *TEXT)
    assert article.title == TITLE


def test_evidence_names_the_line_of_the_title() -> None:
    """Whoever doubts the title can look where it was read."""
    article = read_page("Home", f"{TITLE} | Ellery Herald", TITLE, *TEXT)
    (found,) = [one for one in article.evidence if one.field == "title"]
    assert found.line in (3, 5)
    assert found.rule
