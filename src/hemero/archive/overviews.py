"""The pages about the archive as a whole, one of each: home, dates, about, missing, 404."""

from collections.abc import Iterator, Sequence

from hemero.archive.catalogue import Catalogue, listed
from hemero.archive.dates import day_counts
from hemero.archive.links import Links
from hemero.archive.listing import by_period
from hemero.archive.magnitude import at_least
from hemero.archive.shelves import HOME, period_path, place_of
from hemero.archive.topics import CHART_YEARS, Topic, chart_periods, most_used, rank_languages
from hemero.model.page import (
    AboutView,
    ArchiveView,
    HomeView,
    MissingView,
    NotFoundView,
    Page,
    PeriodLink,
    RobotsView,
    SearchView,
)

HOME_ENTRIES = 12  # after the lead
HOME_NAMES = 14
CALENDAR_YEARS = 3  # an archive of so many shows its days at once
_CRUMBS = (HOME,)


def home_page(catalogue: Catalogue, tags: Sequence[Topic], sources: Sequence[Topic]) -> Page:
    """The front page."""
    rows = listed(catalogue, range(len(catalogue.cards)))
    entries = [catalogue.entries[row] for row in rows[: HOME_ENTRIES + 1]]
    after = rows[HOME_ENTRIES + 1 : HOME_ENTRIES + 2]
    view = HomeView(
        count=len(catalogue.cards),
        lead=entries[0] if entries else None,
        entries=tuple(entries[1:]),
        months=chart_periods(catalogue, range(catalogue.dated), linked=True),
        tags=most_used(tags, HOME_NAMES),
        sources=most_used(sources, HOME_NAMES) if len(sources) > 1 else (),
        older=place_of(catalogue, after[0]) if after else None,
        undated=len(catalogue.cards) - catalogue.dated,
    )
    return Page(path="index.html", kind="home", template="home.html", view=view)


def archive_page(catalogue: Catalogue) -> Page:
    """archive.html: every year, and the undated; months and days while the years are few."""
    dated = range(catalogue.dated)
    undated = len(catalogue.cards) - catalogue.dated
    years = {year: len(rows) for year, rows in by_period(dated, catalogue.years)}
    few = bool(years) and int(max(years)) - int(min(years)) < CALENDAR_YEARS
    view = ArchiveView(
        count=len(catalogue.cards),
        years=_year_links(years),
        months=chart_periods(catalogue, dated, linked=True) if few else (),
        days=day_counts(catalogue, dated) if few else (),
        undated=PeriodLink("", undated, period_path("")) if undated else None,
    )
    return Page(path="archive.html", kind="archive", template="archive.html", view=view)


def missing_page(links: Links) -> Page:
    """missing.html: cited but not here."""
    view = MissingView(titles=links.missing, more=links.more_missing, crumbs=_CRUMBS)
    return Page(path="missing.html", kind="missing", template="missing.html", view=view)


def about_page(catalogue: Catalogue, sources: Sequence[Topic]) -> Page:
    """about.html: the archive in figures."""
    dated = catalogue.dated
    view = AboutView(
        count=at_least(len(catalogue.cards)),
        sources=sum(1 for source in sources if source.name.key),
        languages=rank_languages(catalogue, range(len(catalogue.cards))),
        first=catalogue.periods[dated - 1] if dated else None,
        last=catalogue.periods[0] if dated else None,
        undated=len(catalogue.cards) - dated,
        crumbs=_CRUMBS,
    )
    return Page(path="about.html", kind="about", template="about.html", view=view)


def not_found_page() -> Page:
    """404.html."""
    return Page(path="404.html", kind="404", template="404.html", view=NotFoundView())


def search_pages(*, described: bool) -> Iterator[Page]:
    """search.html; `described` where browsers can be told the site's address."""
    yield Page(path="search.html", kind="search", template="search.html", view=SearchView())
    if described:
        name = "opensearch.xml"
        yield Page(path=name, kind="opensearch", template=name, view=SearchView())


def robots_page(*, sitemap: bool) -> Page:
    """robots.txt; names the sitemap where there is one."""
    view = RobotsView(sitemap="sitemap.xml" if sitemap else None)
    return Page(path="robots.txt", kind="robots", template="robots.txt", view=view)


def _year_links(counts: dict[str, int]) -> tuple[PeriodLink, ...]:
    """Newest first, empty years included unless the archive spans centuries."""
    years = [int(year) for year in counts]
    if years and max(years) - min(years) < CHART_YEARS:
        years = list(range(max(years), min(years) - 1, -1))
    return tuple(_year_link(f"{year:04}", counts) for year in years)


def _year_link(year: str, counts: dict[str, int]) -> PeriodLink:
    return PeriodLink(year, counts[year], period_path(year)) if year in counts else PeriodLink(year)
