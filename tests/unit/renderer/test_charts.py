"""Drawings of counts over time, and the sentences that say them."""

import re

from hemero.model.page import PeriodLink
from hemero.renderer.charts import draw_bars, draw_year
from hemero.renderer.theme import Theme


def months(*counts: int) -> tuple[PeriodLink, ...]:
    return tuple(PeriodLink(f"2022-{at:02}", count) for at, count in enumerate(counts, 1))


def test_bars_say_their_numbers(theme: Theme) -> None:
    """Up to 24 values are all said."""
    bars = draw_bars("Articles par mois", months(3, 0, 12), theme.edition("fr").strings)
    assert bars is not None
    assert bars.label == "Articles par mois\u00a0: janvier 2022 3, février 2022 0, mars 2022 12"
    assert (bars.first, bars.last) == ("janvier 2022", "mars 2022")


def test_many_bars_say_their_total_and_peak(theme: Theme) -> None:
    """Above 24 values, the sum and the highest."""
    years = tuple(PeriodLink(str(1900 + n), n % 7) for n in range(60))
    bars = draw_bars("Articles a year", years, theme.edition("en").strings)
    assert bars is not None
    assert bars.label == "Articles a year: 174 articles; highest: 1906 6"


def test_heights_follow_counts(theme: Theme) -> None:
    """The highest bar is full, a small count is still seen, an empty period is a gap."""
    bars = draw_bars("x", months(1000, 0, 1), theme.edition("fr").strings)
    assert bars is not None
    assert re.findall(r"M(\d+) 40v-(\d+)", bars.path) == [("0", "40"), ("8", "1")]


def test_one_bar_is_no_chart(theme: Theme) -> None:
    """A lone article's archive shows no chart of one bar, an empty one none at all."""
    strings = theme.edition("fr").strings
    assert draw_bars("x", months(5), strings) is None
    assert draw_bars("x", months(0, 0), strings) is None


def test_calendars_place_each_day(theme: Theme) -> None:
    """Weeks begin by language; 1 January 2022 was a Saturday."""
    days = (PeriodLink("2022-01-01", 1), PeriodLink("2022-12-31", 9))
    french = draw_year("2022", days, theme.edition("fr").strings)
    portuguese = draw_year("2022", days, theme.edition("pt").strings)
    assert french is not None
    assert portuguese is not None
    assert "M0 5v1" in french.levels[1]
    assert "M52 5v1" in french.levels[1] + french.levels[4]
    assert "M0 6v1" in portuguese.levels[1]
    assert len(french.months) == 12


def test_levels_are_quartiles(theme: Theme) -> None:
    """Days are coloured by quartile; days that are all alike have one colour."""
    strings = theme.edition("fr").strings
    days = tuple(PeriodLink(f"2022-01-{n:02}", n) for n in range(1, 21))
    year = draw_year("2022", days, strings)
    assert year is not None
    assert [level.count("M") for level in year.levels[1:]] == [5, 5, 5, 5]
    alike = draw_year("2022", tuple(PeriodLink(d.period, 3) for d in days), strings)
    assert alike is not None
    assert [level.count("M") for level in alike.levels[1:]] == [20, 0, 0, 0]


def test_calendars_say_their_data_and_stay_small(theme: Theme) -> None:
    """A sentence carries the numbers; a full year is at most 4 kB."""
    days = tuple(
        PeriodLink(f"2024-{m:02}-{d:02}", m * d) for m in range(1, 13) for d in range(1, 29)
    )
    year = draw_year("2024", days, theme.edition("fr").strings)
    assert year is not None
    assert year.label.startswith("Articles par jour, 2024\u00a0: 31\u202f668 articles, 336 jours")
    assert year.label.endswith("28 décembre 2024 336")
    assert sum(map(len, year.levels)) < 4096


def test_odd_years_are_no_calendar(theme: Theme) -> None:
    """What is no year, and a year without days, has no drawing."""
    strings = theme.edition("fr").strings
    assert draw_year("hier", (PeriodLink("2022-01-01", 1),), strings) is None
    assert draw_year("2022", (PeriodLink("2022", 1),), strings) is None
    assert draw_year("1789", (PeriodLink("1789-07-14", 1),), strings) is not None
