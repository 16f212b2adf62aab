"""What each template gets. The same list stands in docs/theming.md; a test compares them."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from hemero.model.article import Article
from hemero.model.page import (
    AboutView,
    ArchiveView,
    ArticleView,
    FeedView,
    HomeView,
    NotFoundView,
    Page,
    PeriodLink,
    PeriodView,
    RedirectView,
    RobotsView,
    SearchView,
    Site,
    SitemapView,
    TopicView,
    View,
    WithdrawnView,
)
from hemero.renderer.articles import article_context, describe, words_of
from hemero.renderer.charts import draw_bars, draw_year
from hemero.renderer.dates import parse_date
from hemero.renderer.feeds import feed_context, sitemap_context
from hemero.renderer.headings import (
    description,
    heading,
    page_title,
    said_span,
)
from hemero.renderer.links import absolute, base_path, root_of
from hemero.renderer.prose import markdown_text
from hemero.renderer.safe import Markup
from hemero.renderer.structured import (
    breadcrumb,
    collection_page,
    news_article,
    page_json,
    web_site,
)
from hemero.renderer.theme import Edition, Step

Context = dict[str, Any]

_SECTIONS = {
    "home": "home",
    "search": "search",
    **dict.fromkeys(("archive", "year", "month", "day", "undated"), "dates"),
    **dict.fromkeys(("tag", "tags"), "subjects"),
    **dict.fromkeys(("source", "sources"), "sources"),
    **dict.fromkeys(("author", "authors"), "authors"),
}
_MANY_YEARS = 40  # years that the home page names one by one


class Head(Struct, frozen=True):
    """What stands in `head`. `canonical` is "" where the site does not know its address."""

    title: str
    description: str
    canonical: str
    address: str  # the page's own; another than the canonical one where the text is a copy
    json: Markup | None
    indexed: bool = True


def page_context(page: Page, articles: Sequence[Article], site: Site, edition: Edition) -> Context:
    """All that the template of `page` may use."""
    view = page.view
    root = base_path(site.base_url) if isinstance(view, NotFoundView) else root_of(page.path)
    context: Context = {
        "site": site,
        "page": page,
        "view": view,
        "root": root,
        "section": _SECTIONS.get(page.kind, ""),
    }
    if isinstance(view, FeedView):
        return context | feed_context(view, articles, site)
    if isinstance(view, SitemapView):
        return context | sitemap_context(view, site)
    if isinstance(view, RobotsView):
        return context
    steps = edition.steps(getattr(view, "crumbs", ()))
    context["crumbs"] = steps
    if isinstance(view, ArticleView):
        return context | _article(view, articles[0], steps, site, edition)
    said = heading(view, site, edition.strings)
    context["heading"] = said
    context["head"] = _list_head(page, said, steps, site, edition)
    more = _MORE.get(type(view))
    return context | more(view, site, edition) if more else context


def _article(
    view: ArticleView, article: Article, steps: tuple[Step, ...], site: Site, edition: Edition
) -> Context:
    said = describe(article)
    words = view.words or words_of(article)
    record = news_article(article, view, site, said, words)
    trail = breadcrumb(steps, site.base_url)
    head = Head(
        title=f"{article.title} – {article.source or site.title}",
        description=said,
        canonical=absolute(site.base_url, (view.copy_of.permalink if view.copy_of else view.path)),
        address=absolute(site.base_url, view.path),
        json=page_json([record, *trail]),
        indexed=view.indexed,
    )
    more = article_context(article, view, words, site, edition)
    return {"heading": article.title, "head": head} | more


def _list_head(
    page: Page, said: str, steps: tuple[Step, ...], site: Site, edition: Edition
) -> Head:
    view = page.view
    hidden = isinstance(view, NotFoundView | RedirectView | SearchView | WithdrawnView)
    placeless = isinstance(view, NotFoundView | WithdrawnView)
    trail = breadcrumb(steps, site.base_url)
    record = (
        web_site(site) if isinstance(view, HomeView) else collection_page(said, page.path, site)
    )
    address = view.target.permalink if isinstance(view, RedirectView) else page.path
    return Head(
        title=page_title(view, said, site, edition.strings),
        description=description(view, said, site, edition.strings),
        canonical="" if placeless else absolute(site.base_url, address),
        address=absolute(site.base_url, page.path),
        json=None if hidden else page_json([record, *trail]),
        indexed=not hidden,
    )


def _home(view: HomeView, site: Site, edition: Edition) -> Context:
    years = years_of(view.months)
    by_year = len(view.months) == len(years)
    title = edition.strings.plain.peryear if by_year else edition.strings.plain.permonth
    return {
        "bars": draw_bars(title, view.months, edition.strings),
        "years": years if len(years) <= _MANY_YEARS else (),
    }


def years_of(periods: Sequence[PeriodLink]) -> tuple[PeriodLink, ...]:
    """The years of months, with their counts; years without articles are left out."""
    counts: dict[str, int] = {}
    for period in periods:
        year = period.period[:4]
        counts[year] = counts.get(year, 0) + period.count
    return tuple(PeriodLink(y, n, f"{y}/index.html") for y, n in counts.items() if n)


def _period(view: PeriodView, site: Site, edition: Edition) -> Context:
    if len(view.period) == 4:
        return {"bars": None, "calendar": draw_year(view.period, view.days, edition.strings)}
    said = edition.strings.plain.perday.format(y=edition.strings.date(view.period))
    bars = draw_bars(said, every_day(view), edition.strings) if len(view.period) == 7 else None
    return {"bars": bars, "calendar": None}


def every_day(view: PeriodView) -> tuple[PeriodLink, ...]:
    """The days of a month with their counts, empty ones too: a gap is information."""
    counts = {day.period: day.count for day in view.days}
    days = (f"{view.period}-{day:02}" for day in range(1, 32))
    return tuple(PeriodLink(day, counts.get(day, 0)) for day in days if parse_date(day))


def _archive(view: ArchiveView, site: Site, edition: Edition) -> Context:
    years = sorted({day.period[:4] for day in view.days})
    by_year = [[d for d in view.days if d.period.startswith(y)] for y in years]
    calendars = (
        draw_year(y, days, edition.strings) for y, days in zip(years, by_year, strict=True)
    )
    return {
        "calendars": tuple(c for c in calendars if c),
        "bars": draw_bars(edition.strings.plain.peryear, view.years, edition.strings),
        "highest": max((year.count for year in view.years), default=0),
    }


def _topic(view: TopicView, site: Site, edition: Edition) -> Context:
    title = edition.strings.plain.permonth
    if view.months and len(view.months[0].period) == 4:
        title = edition.strings.plain.peryear
    return {
        "bars": draw_bars(title, view.months, edition.strings),
        "span": said_span(view.first, view.last, edition.strings),
    }


def _about(view: AboutView, site: Site, edition: Edition) -> Context:
    return {
        "span": said_span(view.first, view.last, edition.strings),
        "text": markdown_text(site.about),
    }


def _search(view: SearchView, site: Site, edition: Edition) -> Context:
    return {"results": edition.strings.counts["results"]}


_MORE: dict[type[View], Callable[[Any, Site, Edition], Context]] = {
    HomeView: _home,
    PeriodView: _period,
    ArchiveView: _archive,
    TopicView: _topic,
    AboutView: _about,
    SearchView: _search,
}
