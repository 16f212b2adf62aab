"""Dates that stand away from the headline."""

import pytest
from tests.unit.loader.judging import PROSE, article, page

TITLE = "Council keeps the old bridge open"
HEAD = (f"{TITLE} | Gazette", TITLE)
FIRST, *REST = PROSE
ROWS = ("Latest news", "Ferry fares rise in spring", "Market moves to the quay")
CHROME = ("Share", "Tweet", "Print", "Email", "Facebook", "Twitter", "Newsletter", "Menu")
CHROME = (*CHROME, "Advertisement", "Share this article", "Log in")


@pytest.mark.parametrize(
    "opening",
    [
        f"(3 May 2021) {FIRST}",
        f"3 May 2021. {FIRST}",
        f"3 May 2021, 10:15 {FIRST}",
        f"HAVEN, 3 May 2021 (PA) – {FIRST}",
        f"By Ann Lee on 3 May 2021 | 18 comments. {FIRST}",
    ],
)
def test_a_date_before_the_first_word_dates_the_article(opening: str) -> None:
    """Some writers put the day in front of the text itself."""
    found = article(page(*HEAD, opening, *REST))
    assert (found.date or "")[:10] == "2021-05-03"
    assert [e.rule for e in found.evidence if e.field == "date"] == ["date/opening"]


def test_a_date_glued_to_the_standfirst_dates_the_article() -> None:
    """Scrapers join the standfirst with the row below it."""
    standfirst = "After four hours of debate the council has changed its mind about the bridge."
    found = article(page(*HEAD, f"{standfirst}Monday, 3 May 2021", *PROSE))
    assert found.date == "2021-05-03"


@pytest.mark.parametrize(
    "opening",
    [
        "On 3 May 1924 the bridge was opened, and it rained so hard that the mayor went home.",
        "3 May 1924 was a wet day, and the mayor who was to open the bridge went home early.",
        "Nobody who stood there will forget the storm that came over the bridge on 3 May 1924.",
    ],
)
def test_a_date_in_the_first_sentence_is_what_it_is_about(opening: str) -> None:
    """The day that a text begins with need not be its own."""
    assert article(page(*HEAD, opening, *PROSE)).date is None


def test_a_row_within_the_text_dates_the_article() -> None:
    """Pages print the day behind a summary; where several rows differ they are of other things."""
    assert (
        article(page(*HEAD, FIRST, *CHROME, "3 May 2021 10:15", *REST)).date == "2021-05-03T10:15"
    )
    both = article(page(*HEAD, FIRST, *CHROME, "3 May 2021", "4 May 2021", *REST))
    assert both.date is None


@pytest.mark.parametrize(
    "row", ["Deadline: 3 May 2021", "20:49, 3 May 2021", "on the eve of 3 May 2021"]
)
def test_a_row_that_dates_something_else_is_left_out(row: str) -> None:
    """An event, a report entry and a day remembered are no date of the page."""
    assert article(page(*HEAD, FIRST, *CHROME, row, *REST)).date is None


def test_one_row_right_below_the_text_dates_the_article() -> None:
    """One row is its own; two are those of other articles."""
    assert article(page(*HEAD, *PROSE, "Share this", "3 May 2021")).date == "2021-05-03"
    lists = ("Share this", "3 May 2021", "Ferry fares rise in spring", "4 May 2021")
    assert article(page(*HEAD, *PROSE, *lists)).date is None


def test_where_an_entry_is_filed_says_its_date() -> None:
    """Blogs say below the text when and where it was posted."""
    filed = (
        "This entry was posted in Harbour, Votes and tagged bridge, council on May 3, 2021 by Ann."
    )
    assert article(page(*HEAD, *PROSE, *ROWS, *ROWS, filed)).date == "2021-05-03"


def test_a_list_that_says_the_headline_again_says_its_date() -> None:
    """Lists of what is new give each headline with its day; others' days are others'."""
    listed = (*ROWS, "Ferry fares rise in spring May 2, 2021", f"{TITLE} May 3, 2021")
    assert article(page(*HEAD, *PROSE, *listed)).date == "2021-05-03"


def test_the_date_of_a_comment_is_not_the_articles() -> None:
    """Readers write later."""
    comments = ("2 comments", "Ann Lee May 5, 2021 at 10:15", "Well done, all of you.")
    assert article(page(*HEAD, *PROSE, *comments)).date is None


def test_the_date_of_an_embedded_post_is_not_the_articles() -> None:
    """A post that the article shows is older than it."""
    post = "A post shared by Ann Lee (@annlee) on May 1, 2021 at 4:47am PDT"
    assert article(page(*HEAD, FIRST, post, *REST)).date is None


def test_a_month_within_the_text_is_a_heading() -> None:
    """Programmes and diaries go month by month."""
    assert article(page(*HEAD, FIRST, "May 2021", *REST)).date is None
    assert article(page(*HEAD, "May 2021", *PROSE)).date == "2021-05"


@pytest.mark.parametrize(
    "line",
    [
        "From 3 May 2021 the new mayor: Ann Lee",
        "Ferry fares rise this spring 3 May 2021",
        "Second letter to the harbour masters, 3 May 2021:",
    ],
)
def test_a_date_with_words_before_it_is_of_what_they_say(line: str) -> None:
    """A term of office, the headline of another article, the source of a quotation."""
    assert article(page(*HEAD, FIRST, line, *REST)).date is None


def test_the_dates_of_teasers_far_above_are_not_the_articles() -> None:
    """A page may list the article among others long before it shows it."""
    others = [f"Ferry fares rise in spring, part {number}" for number in range(60)]
    found = article(page(f"{TITLE} | Gazette", TITLE, "1 May 2021", *others, TITLE, *PROSE))
    assert found.date is None
