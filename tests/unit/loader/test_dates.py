"""Dates in lines and file names: read as precisely as they are written, never guessed."""

import pytest

from hemero.loader.dates import date_of_path, find_dates, month_of

HOSTILE = ["1", "1.", "12/", "2021-", "12.12.", "1:", "٣", "二", "mars ", "²", "１２ "]


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("26 avril 2022", "fr", "2022-04-26"),
        ("Publié le 1er mars 2021 à 18h05", "fr", "2021-03-01T18:05"),
        ("April 26, 2022", "en", "2022-04-26"),
        ("26th of April, 2022 at 6:30 pm", "en", "2022-04-26T18:30"),
        ("26. April 2022, 18.30 Uhr", "de", "2022-04-26T18:30"),
        ("Stand: 03.02.2021 07:15 Uhr", "de", "2021-02-03T07:15"),
        ("26 de abril de 2022", "es", "2022-04-26"),
        ("7 novembre 2021", "it", "2021-11-07"),
        ("12 oktober 2022", "nl", "2022-10-12"),
        ("21 sierpnia 2021", "pl", "2021-08-21"),
        ("4 maj 2022", "sv", "2022-05-04"),
        ("27 февраля 2021", "ru", "2021-02-27"),
        ("2022年4月26日", "ja", "2022-04-26"),
        ("2022년 4월 26일", "ko", "2022-04-26"),
        ("15 يناير 2022", "ar", "2022-01-15"),
        ("2022-04-26T18:30:00+02:00", None, "2022-04-26T18:30+02:00"),
        ("2022-04-26 18:30 CEST", None, "2022-04-26T18:30+02:00"),
        ("31/12/2021", None, "2021-12-31"),
        ("12/31/2021", None, "2021-12-31"),
    ],
)
def test_written_dates_are_read(line: str, language: str | None, iso: str) -> None:
    """Day, hour and zone come out as far as the line writes them."""
    assert [date.iso for date in find_dates(line, language)] == [iso]


@pytest.mark.parametrize(
    "line",
    [
        "Publié il y a 3 heures",
        "2 hours ago",
        "gestern um 18 Uhr",
        "31 February 2021",
        "30.02.2021",
        "version 2.10.2",
        "call 555-12-2021-7",
        "In May the harbour froze",
        "may 1 of you step forward",
        "1,204 spectators",
        "2021/22 season",
    ],
)
def test_what_is_no_date_gives_none(line: str) -> None:
    """Relative, impossible and accidental dates are not dates."""
    assert not [date.iso for date in find_dates(line, "en") if date.iso]


def test_an_undecided_order_stays_undecided() -> None:
    """Where day and month could change places, only a known order settles it."""
    (date,) = find_dates("03/04/2021")
    assert (date.iso, date.pair) == ("", (3, 4))
    assert find_dates("03/04/2021", order="day-first")[0].iso == "2021-04-03"
    assert find_dates("03/04/2021", order="month-first")[0].iso == "2021-03-04"


def test_several_dates_of_a_line_come_in_order() -> None:
    """A line may hold publication and update."""
    line = "Publié le 25 janvier 2022 à 10h02, modifié le 26 janvier 2022 à 13h30"
    assert [d.iso for d in find_dates(line, "fr")] == ["2022-01-25T10:02", "2022-01-26T13:30"]


@pytest.mark.parametrize(
    ("path", "iso"),
    [
        ("2022-04-26-ukraine.txt", "2022-04-26"),
        ("20220426_ukraine.txt", "2022-04-26"),
        ("gazette/2022/04/26/ukraine.txt", "2022-04-26"),
        ("ukraine-2022-04.txt", "2022-04"),
        ("000_38992bdcd5536f7e.txt", None),
        ("202204.txt", None),
        ("2022-02-31.txt", None),
        ("art_101377.txt", None),
    ],
)
def test_file_names_state_dates(path: str, iso: str | None) -> None:
    """A date in the name or the folders counts, a number that might be one does not."""
    assert date_of_path(path) == iso


def test_months_have_names_in_many_languages() -> None:
    """A word that names different months in two languages needs the language."""
    assert month_of("décembre") == month_of("December") == month_of("грудня") == 12
    assert month_of("listopad", "pl") == 11
    assert month_of("listopad", "hr") == 10


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_lines_of_one_sign_are_read_at_once(piece: str) -> None:
    """Nothing raises, and only the beginning of a long line is looked at."""
    find_dates(piece * 20_000, "fr")
    date_of_path(piece * 2_000)
