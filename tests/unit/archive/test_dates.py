"""Pages of periods, of the whole archive and of a topic."""

from collections.abc import Sequence

from hemero.archive.links import LinkOptions, link_archive
from hemero.archive.plan import plan_archive
from hemero.model.article import Card
from hemero.model.page import Page, PeriodView, Site


def plan(cards: Sequence[Card]) -> dict[str, Page]:
    site = Site(title="Archive", language="fr")
    links = link_archive(cards, LinkOptions())
    return {page.path: page for page in plan_archive(cards, links, site)}


def cards_on(*dates: str | None, **more: object) -> list[Card]:
    return [
        Card(path=f"{n:04}.txt", title=f"Titre {n:04}", date=date, **more)  # type: ignore[arg-type]
        for n, date in enumerate(dates)
    ]


def period(pages: dict[str, Page], path: str) -> PeriodView:
    view = pages[path].view
    assert isinstance(view, PeriodView)
    return view


def test_small_year_is_one_page_and_its_months_too() -> None:
    """Up to 40 articles a year lists all by month; month pages stand for cut addresses."""
    pages = plan(cards_on("2022-04-26", "2022-04-02", "2022-06", "2022"))
    year = period(pages, "2022/index.html")
    assert [group.period for group in year.groups] == ["2022-06", "2022-04", "2022"]
    assert [(part.period, part.count) for part in year.parts if part.path] == [
        ("2022-04", 2),
        ("2022-06", 1),
    ]
    assert len(year.parts) == 12
    month = period(pages, "2022/04/index.html")
    assert [group.period for group in month.groups] == ["2022-04-26", "2022-04-02"]
    assert (month.newer and month.newer.path, month.older) == ("2022/06/index.html", None)
    assert [(day.period, day.count) for day in month.days] == [("2022-04-02", 1), ("2022-04-26", 1)]


def test_large_year_is_divided_into_months() -> None:
    """Over 40 articles a year lists its months, and those known to the year only."""
    pages = plan(cards_on(*["2022-04-26"] * 40, "2022"))
    year = period(pages, "2022/index.html")
    assert [group.period for group in year.groups] == ["2022"]
    assert year.count == 41


def test_large_month_is_divided_into_days() -> None:
    """Over 60 articles a month lists its days, empty ones included, each with a page."""
    pages = plan(cards_on(*["2022-04-26"] * 40, *["2022-04-02"] * 21))
    month = period(pages, "2022/04/index.html")
    assert not month.groups and len(month.parts) == 30
    assert [part.path for part in month.parts if part.path] == [
        "2022/04/02.html",
        "2022/04/26.html",
    ]
    day = period(pages, "2022/04/26.html")
    assert [len(group.entries) for group in day.groups] == [40]
    assert day.older and day.older.path == "2022/04/02.html"
    assert [crumb.path for crumb in day.crumbs] == [
        "index.html", "2022/index.html", "2022/04/index.html",
    ]  # fmt: skip


def test_many_vague_dates_get_a_page_of_their_own() -> None:
    """Articles known to the year only do not swell the page of a divided year."""
    pages = plan(cards_on(*["2022"] * 50, *["2022-04"] * 70, "2022-04-01"))
    year = period(pages, "2022/index.html")
    assert not year.groups and year.parts[-1].path == "2022/00/index.html"
    assert period(pages, "2022/00/index.html").rest
    assert period(pages, "2022/04/index.html").parts[-1].path == "2022/04/00.html"
    assert len(period(pages, "2022/04/00.html").groups[0].entries) == 70


def test_overfull_day_is_cut_into_parts() -> None:
    """The day's page links its parts by their first titles; the parts hold the articles."""
    pages = plan(cards_on(*["2022-04-26"] * 400))
    day = period(pages, "2022/04/26.html")
    assert not day.groups and day.count == 400
    parts = [period(pages, link.path or "") for link in day.numbers]
    assert sum(len(part.groups[0].entries) for part in parts) == 400
    assert [link.count for link in day.numbers] == [part.count for part in parts]
    assert day.numbers[0].name == "Titre 0000"
    assert len({part.number for part in parts} | {day.number}) == len(parts) + 1


def test_same_month_of_other_years_is_linked_in_bounds() -> None:
    """A month names its like in at most five years before and after."""
    pages = plan(cards_on(*[f"{year}-04-01" for year in range(2000, 2020)]))
    month = period(pages, "2010/04/index.html")
    assert [link.period for link in month.siblings] == [
        f"{year}-04" for year in range(2005, 2016) if year != 2010
    ]


def test_copies_are_listed_once_and_counted_all() -> None:
    """Of two printings in one month the list shows the canonical, with one copy."""
    cards = cards_on("2022-04-26", "2022-04-27", "2022-05-01", text_key="k", words=300)
    pages = plan(cards)
    month = period(pages, "2022/04/index.html")
    assert month.count == 2
    [group] = month.groups
    assert [(entry.permalink, entry.copies) for entry in group.entries] == [
        ("2022/04/titre-0000.html", 2)
    ]
    may = period(pages, "2022/05/index.html")
    assert [entry.permalink for group in may.groups for entry in group.entries] == [
        "2022/05/titre-0002.html"
    ]


def test_topic_lists_its_years_below_its_page() -> None:
    """A tag with more than its page holds has a page a year, and one for the undated."""
    pages = plan(cards_on(*["2021-05-01"] * 30, *["2022-05-01"] * 12, None, tags=("OTAN",)))
    tag = pages["tag/otan.html"].view
    assert len(tag.entries) == 20
    assert [(link.path, link.count) for link in tag.periods] == [
        ("tag/otan/2022.html", 12),
        ("tag/otan/2021.html", 30),
    ]
    assert tag.undated.path == "tag/otan/undated.html"
    year = period(pages, "tag/otan/2022.html")
    assert year.topic and year.topic.name == "OTAN"
    assert [crumb.path for crumb in year.crumbs] == ["index.html", "tags.html", "tag/otan.html"]
    assert "tag/otan/2022-05.html" not in pages


def test_full_year_of_a_topic_is_divided() -> None:
    """A topic's year that fills more than a page has months, a month days."""
    pages = plan(cards_on(*["2021-05-01"] * 100, *["2021-05-02"] * 60, tags=("OTAN",)))
    assert [part.path for part in period(pages, "tag/otan/2021.html").parts if part.path] == [
        "tag/otan/2021-05.html"
    ]
    assert len(period(pages, "tag/otan/2021-05-01.html").groups[0].entries) == 100


def test_dates_beyond_the_plausible_are_planned() -> None:
    """1789 and 2999 are years like others; the centuries between are not listed."""
    pages = plan(cards_on("1789-07-14", "2999-12-31"))
    assert [link.period for link in pages["archive.html"].view.years] == ["2999", "1789"]
    assert [link.period for link in pages["index.html"].view.months] == ["1789", "2999"]


def test_gaps_are_shown_as_gaps() -> None:
    """Months and years without articles stand in the charts, without a page."""
    pages = plan(cards_on("2020-11-01", "2022-02-01"))
    months = pages["index.html"].view.months
    assert len(months) == 16 and sum(1 for month in months if month.path) == 2
    assert [(y.period, y.path) for y in pages["archive.html"].view.years][1] == ("2021", None)
