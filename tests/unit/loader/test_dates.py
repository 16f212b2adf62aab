"""Dates as people print them, in many languages, and what is no date."""

import pytest

from hemero.loader.dates import LONGEST_DATED, find_dates, month_of
from hemero.loader.pathdates import date_of_path

WRITTEN = [
    ("April 26, 2022", "2022-04-26"),
    ("April 26th 2022", "2022-04-26"),
    ("26 April 2022", "2022-04-26"),
    ("Mon, 5th of March 2018", "2018-03-05"),
    ("26-Apr-2022", "2022-04-26"),
    ("Nov. 19, 2019 8:03 am", "2019-11-19T08:03"),
    ("November 19, 2019 at 12:46 am", "2019-11-19T00:46"),
    ("11/20/2019 01:14 PM", "2019-11-20T13:14"),
    ("20 Nov 2019 08:00 GMT", "2019-11-20T08:00Z"),
    ("26 avril 2022 à 18h30", "2022-04-26T18:30"),
    ("1er janvier 2020", "2020-01-01"),
    ("26. April 2022, 18:30 Uhr", "2022-04-26T18:30"),
    ("12.05.2021 14.30 Uhr", "2021-05-12T14:30"),
    ("3. Jänner 2022", "2022-01-03"),
    ("26.04.22", "2022-04-26"),
    ("26 de abril de 2022", "2022-04-26"),
    ("sexta-feira, 22 de outubro de 2010 às 20:13", "2010-10-22T20:13"),
    ("2 marzo 2021", "2021-03-02"),
    ("5 lipca 2021", "2021-07-05"),
    ("16 мая 2018 г.", "2018-05-16"),
    ("30 листопада 2022", "2022-11-30"),
    ("2022. április 3.", "2022-04-03"),
    ("2024 m. balandžio 3 d.", "2024-04-03"),
    ("2024. gada 3. aprīlis", "2024-04-03"),
    ("3 באפריל 2024", "2024-04-03"),
    ("26 mars 2022 kl. 09:15", "2022-03-26T09:15"),
    ("26 Nisan 2022", "2022-04-26"),
    ("ngày 26 tháng 4 năm 2022", "2022-04-26"),
    ("26 نيسان 2022", "2022-04-26"),
    ("٢٦ نيسان ٢٠٢٢", "2022-04-26"),
    ("26 เมษายน 2565", "2022-04-26"),
    ("令和4年4月26日 12:30", "2022-04-26T12:30"),
    ("2022年4月26日 12:30", "2022-04-26T12:30"),
    ("2022년 4월 26일", "2022-04-26"),
    ("2022.04.26 09:12", "2022-04-26T09:12"),
    ("2022-04-26T18:30:00+02:00", "2022-04-26T18:30+02:00"),
    ("2022-04-26T18:30:00.123Z", "2022-04-26T18:30Z"),
    ("28.04.2024 | 09:36 Uhr", "2024-04-28T09:36"),
]


@pytest.mark.parametrize(("line", "iso"), WRITTEN)
def test_written_dates_are_read(line: str, iso: str) -> None:
    """A date is read in the words of its language, with the time that is written."""
    assert [date.iso for date in find_dates(f"x {line} y") or find_dates(line)] == [iso]


@pytest.mark.parametrize(
    "line",
    [
        "3 hours ago",
        "il y a 3 heures",
        "26 April",
        "April 2022",
        "31 February 2020",
        "1.2.3.2020",
        "192.168.1.2022",
        "call 0123 456 2020",
        "in 2019 5 people",
        "99/99/2020",
        "26 April 2565",
        "令和4年",
        "harbour.example/2022/04/26/lighthouse",
        "",
        "١",
    ],
)
def test_what_is_no_full_date_is_none(line: str) -> None:
    """Relative, partial and impossible dates are not dates."""
    assert not find_dates(line)


def test_two_dates_of_a_line_come_in_order() -> None:
    """A line of publication and update gives both."""
    line = "Publié le 26 avril 2022 à 18h30, modifié le 27 avril 2022"
    assert [date.iso for date in find_dates(line)] == ["2022-04-26T18:30", "2022-04-27"]


def test_ambiguous_numbers_stay_undecided() -> None:
    """04/05/2022 has two readings; the order given settles it, and only that."""
    assert [(date.iso, date.pair) for date in find_dates("04/05/2022")] == [("", (4, 5))]
    assert find_dates("04/05/2022", order="day-first")[0].iso == "2022-05-04"
    assert find_dates("04/05/2022", order="month-first")[0].iso == "2022-04-05"
    assert find_dates("26/04/2022")[0].iso == "2022-04-26"
    assert find_dates("4/26/2022")[0].iso == "2022-04-26"
    assert find_dates("05/05/2022")[0].iso == "2022-05-05"


def test_a_month_that_differs_by_language_needs_the_language() -> None:
    """Listopad is November in Polish and October in Croatian."""
    assert month_of("listopada", "pl") == 11
    assert month_of("listopada", "hr") == 10
    assert month_of("listopada") == 0


@pytest.mark.parametrize("sign", ["1", "a", ".", "1.", "1/", "26 ", " ", "-", "é1 ", "26 April "])
def test_a_long_line_costs_no_more_than_a_short_one(sign: str) -> None:
    """Only the beginning of a line is looked at."""
    line = (sign * 100_000)[:100_000]
    assert all(date.end <= LONGEST_DATED for date in find_dates(line))


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2022-04-26-foo.txt", "2022-04-26"),
        ("foo-20220426.txt", "2022-04-26"),
        ("a/2022/04/26/x.txt", "2022-04-26"),
        ("notes_2022-04.txt", "2022-04"),
        ("2022-02-30-foo.txt", None),
        ("000_38992bdcd5536f7e.txt", None),
        ("3000000218734.txt", None),
        ("202204.txt", None),
        ("fashion-20931214.txt", None),
        ("a/x/04/26/y.txt", None),
    ],
)
def test_a_file_name_may_state_a_date(path: str, date: str | None) -> None:
    """A date in a name or in folders is read, other numbers are not."""
    assert date_of_path(path) == date


@pytest.mark.parametrize("line", ["version 2.10.2", "2021/22 season", "may 1 of you go", "1,204"])
def test_numbers_of_other_kinds_are_no_dates(line: str) -> None:
    """Versions, seasons and counts."""
    assert not find_dates(line, "en")
