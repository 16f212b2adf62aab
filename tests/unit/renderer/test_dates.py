"""Dates of any precision, in words and for machines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.renderer.dates import html_datetime, parse_date, rfc3339, say_date, say_step
from hemero.renderer.theme import Theme


def test_precision_is_kept(theme: Theme) -> None:
    """A date is said as precisely as it was written, and no more."""
    words = theme.edition("fr").strings.calendar
    said = [say_date(d, words) for d in ("2022", "2022-04", "2022-04-26", "2022-04-26T18:30")]
    assert said == ["2022", "avril 2022", "26 avril 2022", "26 avril 2022"]
    assert say_date("2022-04-26T18:30+02:00", words, with_time=True) == (
        "26 avril 2022, 18\u00a0h\u00a030"
    )


@pytest.mark.parametrize(
    ("language", "full", "month"),
    [
        ("fr", "1er mars 2022", "mars 2022"),
        ("en", "1 March 2022", "March 2022"),
        ("de", "1. März 2022", "März 2022"),
        ("es", "1 de marzo de 2022", "marzo de 2022"),
        ("it", "1º marzo 2022", "marzo 2022"),
        ("pt", "1 de março de 2022", "março de 2022"),
        ("nl", "1 maart 2022", "maart 2022"),
    ],
)
def test_languages_say_dates_their_way(theme: Theme, language: str, full: str, month: str) -> None:
    """Order, small words and the first of the month follow the language."""
    words = theme.edition(language).strings.calendar
    assert (say_date("2022-03-01", words), say_date("2022-03", words)) == (full, month)


def test_steps_leave_out_what_stands_above(theme: Theme) -> None:
    """Under its year a month is a name, under its month a day has its weekday."""
    words = theme.edition("fr").strings.calendar
    assert [say_step(p, words) for p in ("2022", "2022-04", "2022-04-26", "")] == [
        "2022",
        "avril",
        "mardi 26 avril",
        "",
    ]


@pytest.mark.parametrize("text", ["0000", "2022-02-30", "2023-02-29", "22", "2022-13", "hier", ""])
def test_days_that_never_were_are_no_dates(text: str, theme: Theme) -> None:
    """They are said as they stand, and no machine is told of them."""
    assert parse_date(text) is None
    assert html_datetime(text) is None
    assert rfc3339(text) is None
    assert say_date(text, theme.edition("fr").strings.calendar) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1789-07-14", "1789-07-14T00:00:00Z"),
        ("2999", "2999-01-01T00:00:00Z"),
        ("2022-12-31T23:30-10:00", "2022-12-31T23:30:00-10:00"),
        ("2022-12-31T23:30:05.5Z", "2022-12-31T23:30:05.5Z"),
        ("2022-12-31T23:30+0200", "2022-12-31T23:30:00+02:00"),
    ],
)
def test_feeds_get_full_moments(text: str, expected: str) -> None:
    """Missing parts stand at their beginning; no zone is shifted."""
    assert rfc3339(text) == expected


@given(st.text(max_size=30))
def test_no_text_is_too_odd_for_a_date(text: str) -> None:
    """Whatever stands in a date field, it is said or left out."""
    assert rfc3339(text) is None or parse_date(text)
