"""Date and update near the headline."""

from tests.unit.loader.judging import PROSE, article, page

from hemero.model.article import Given

TITLE = "Council keeps the old bridge open"
HEAD = (f"{TITLE} | Gazette", TITLE)
FRENCH = (
    "Le conseil s'est réuni lundi soir et a décidé, après quatre heures de débat, de garder le "
    "vieux pont ouvert jusqu'à la fin du chantier.",
    "Les ingénieurs avaient averti au printemps que deux de ses piles bougeaient, mais une "
    "seconde étude a montré que le mouvement avait cessé.",
)


def test_a_date_line_below_the_headline_dates_the_article() -> None:
    """The date is taken with its line as evidence."""
    found = article(page(*HEAD, "Published May 3, 2021 10:15", *PROSE))
    assert found.date == "2021-05-03T10:15"
    assert [e.line for e in found.evidence if e.field == "date"] == [5]


def test_published_and_updated_are_told_apart() -> None:
    """The labels say which is which, in any order."""
    found = article(page(*HEAD, "Updated May 5, 2021", "Published May 3, 2021", *PROSE))
    assert (found.date, found.updated) == ("2021-05-03", "2021-05-05")


def test_a_date_in_the_text_is_not_the_articles() -> None:
    """A paragraph may speak of any day."""
    found = article(page(*HEAD, *PROSE, "The bridge was opened on 3 May 1924, in heavy rain."))
    assert found.date is None


def test_english_numbers_that_read_both_ways_are_left_out() -> None:
    """04/05/2021 is no date in English; another date on the page settles it."""
    assert article(page(*HEAD, "04/05/2021", *PROSE)).date is None
    shown = article(page(*HEAD, "04/05/2021", *PROSE, "Latest news", "04/25/2021"))
    assert shown.date == "2021-04-05"


def test_other_languages_write_the_day_first() -> None:
    """In a French text 04/05/2021 is the fourth of May."""
    title = "Le conseil garde le vieux pont ouvert"
    found = article(page(f"{title} | La Vigie", title, "Publié le 04/05/2021", *FRENCH))
    assert found.date == "2021-05-04"


def test_the_file_name_is_the_last_resort() -> None:
    """A date in the text wins over one in the name, and given wins over both."""
    path = "2020-01-02-bridge.txt"
    assert article(page(TITLE, *PROSE), path=path).date == "2020-01-02"
    assert article(page(*HEAD, "May 3, 2021", *PROSE), path=path).date == "2021-05-03"
    given = Given(date="2019")
    assert article(page(*HEAD, "May 3, 2021", *PROSE), path=path, given=given).date == "2019"


def test_relative_dates_are_never_resolved() -> None:
    """Nobody knows when the page was saved."""
    assert article(page(*HEAD, "Published 3 hours ago", *PROSE)).date is None
