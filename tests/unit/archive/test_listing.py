import pytest

from hemero.archive.listing import (
    by_period,
    days_in,
    every_month,
    letter_of,
    moment,
    newest_first,
    period_of,
)
from hemero.model.article import Card
from hemero.text import title_key


@pytest.mark.parametrize(
    ("date", "period"),
    [
        ("2022-04-26T18:30+02:00", "2022-04-26"),
        ("2022-04-26", "2022-04-26"),
        ("2022-04-31", "2022-04"),
        ("2023-02-29", "2023-02"),
        ("2024-02-29", "2024-02-29"),
        ("2022-00-10", "2022"),
        ("2022/04/26", "2022"),
        ("2999-12-31", "2999-12-31"),
        ("0000-01-01", ""),
        ("12-04-2022", ""),
        ("٢٠٢٢-04-26", ""),
        ("", ""),
    ],
)
def test_period_is_the_part_that_exists(date: str, period: str) -> None:
    """A date counts as far as the calendar has it."""
    assert period_of(date) == period


def test_time_is_compared_as_printed() -> None:
    """No zone is shifted: the last evening of the year stays in its year."""
    assert moment("2022-12-31T23:30-10:00") == "2022-12-31T23:30-10:00"
    assert moment("2022-12T23:30") == "2022-12"


def test_order_is_total() -> None:
    """Newest first, the less precise after the precise, undated last, then title, then path."""
    dates = ["2022-04-26T08:00", "2022-04-26", "2022-04", "2022", "2021-12-31", None]
    cards = [Card(path=f"{n}", title="T", date=date) for n, date in enumerate(dates)]
    cards += [Card(path="z", title="Á", date="2022"), Card(path="y", title="t", date="2022")]
    keys = {card.path: title_key(card.title) for card in cards}
    for shift in range(len(cards)):
        turned = newest_first(cards[shift:] + cards[:shift], keys)
        assert [card.path for card in turned] == ["0", "1", "2", "z", "3", "y", "4", "5"]


def test_periods_group_with_their_vague_dates_apart() -> None:
    """What is known to the month only forms a group of its own within the month."""
    periods = ["2022-05-01", "2022-04-26", "2022-04-26", "2022-04", "2022"]
    months = [period[:7] for period in periods]
    assert by_period(range(5), ["2022"] * 5) == [("2022", range(5))]
    assert by_period(range(1, 5), months) == [("2022-04", range(1, 4)), ("2022", range(4, 5))]
    assert by_period([1, 2, 3], periods) == [("2022-04-26", [1, 2]), ("2022-04", [3])]
    assert by_period((), periods) == []


def test_months_run_over_the_year_end() -> None:
    """Both ends belong to the span; a bare year stands for all its months."""
    assert every_month("2021-12", "2022-02") == ["2021-12", "2022-01", "2022-02"]
    assert len(every_month("2021", "2022")) == 24


def test_leap_years_follow_the_calendar() -> None:
    """1900 had no leap day, 2000 had."""
    assert [days_in(f"{year}-02") for year in (1900, 2000, 2023, 2024)] == [28, 29, 28, 29]


@pytest.mark.parametrize(
    ("key", "letter"),
    [("otan", "o"), ("7e art", "#"), ("россия", "р"), ("日本", "#"), ("", "#"), ("عالم", "ع")],
)
def test_names_are_filed_under_their_letter(key: str, letter: str) -> None:
    """Alphabets have letters; digits and ideographs share one drawer."""
    assert letter_of(key) == letter
