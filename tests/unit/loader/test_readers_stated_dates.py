"""Stated dates: the precision written, nothing filled in, nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.loader.readers.stated_dates import iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2022", "2022"),
        ("2022-04", "2022-04"),
        ("2022-4-6", "2022-04-06"),
        (" 2022-04-26 ", "2022-04-26"),
        ("2022/04/26", "2022-04-26"),
        ("20220426", "2022-04-26"),
        ("2022-04-26T18:30", "2022-04-26T18:30"),
        ("2022-04-26 18:30:59", "2022-04-26T18:30"),
        ("2022-04-26T18:30:59.123Z", "2022-04-26T18:30Z"),
        ("2024-11-22 07:22:44+01:00", "2024-11-22T07:22+01:00"),
        ("2022-04-26t18:30:00-0430", "2022-04-26T18:30-04:30"),
        ("2022-04-26 18:30 +02", "2022-04-26T18:30+02:00"),
        ("2022-04-26 18:30 UTC", "2022-04-26T18:30Z"),
        ("20220426T183000Z", "2022-04-26T18:30Z"),
        ("2022-04-26T00:00:00", "2022-04-26"),
        ("2022-04-26T00:00:00+00:00", "2022-04-26"),
        ("2022-04-26T00:00", "2022-04-26T00:00"),
        ("Tue, 26 Apr 2022 18:30:00 +0200", "2022-04-26T18:30+02:00"),
        ("26 Apr 2022", "2022-04-26"),
        ("26/04/2022", "2022-04-26"),
        ("04/26/2022", "2022-04-26"),
        ("04/04/2022", "2022-04-04"),
        ("4.5.2022", "2022-05-04"),
        ("26.04.2022, 18:30", "2022-04-26T18:30"),
    ],
)
def test_dates_keep_their_precision(written: str, iso: str) -> None:
    """Whatever the notation, the ISO form says as much as was written, and no more."""
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "", "04/05/2022", "5-4-2022", "2022-13", "2022-02-30", "31.02.2022", "2022-04-26T25:00",
        "2022-04-26T12:61", "2022-04-26T12:00+19:00", "0001-01-01", "1599", "3000-01-01",
        "9999-12-31", "hier",
        "None", "il y a 3 heures", "26 avril 2022", "2022-04-26 ou 27", "1650988800", "22-04-26",
        "２０２２", "2022-04/26", "Tue, 26 Foo 2022", "9" * 10_000, "2022" + " " * 10_000 + "x",
    ],
)  # fmt: skip
def test_no_date_is_better_than_a_wrong_one(written: str) -> None:
    """Two possible readings, impossible days, relative words: no date."""
    assert iso_date(written) is None


@given(st.text(alphabet="0123456789-/.: TZ+,AprUTC", max_size=30) | st.text(max_size=70))
def test_any_text_is_a_date_in_our_form_or_none(text: str) -> None:
    """No text raises, and what comes back reads the same again."""
    iso = iso_date(text)
    assert iso is None or iso_date(iso) in (iso, iso[:10])
