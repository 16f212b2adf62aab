"""The pages of tags, sources and authors: each topic's own page, its periods, its undated."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from hemero.archive.catalogue import Catalogue, listed
from hemero.archive.dates import date_pages, undated_topic_pages
from hemero.archive.listing import by_period, every_month
from hemero.archive.magnitude import at_least
from hemero.archive.parts import MOST
from hemero.archive.shelves import HOME, Shelf, period_path
from hemero.archive.taxonomy import UNKNOWN_SOURCE, Name
from hemero.model.page import (
    Crumb,
    CrumbName,
    NamedLink,
    Page,
    PeriodLink,
    Site,
    TopicKind,
    TopicView,
)

TOPIC_WHOLE = 40  # articles that a topic's page lists all
NEWEST = 20  # that it lists when there are more
RELATED_TAGS = 8
PEOPLE = 40  # authors of a source, sources of an author
YEARS_BY_MONTH = 10  # a longer span is counted by years
CHART_YEARS = 200  # a longer span of years leaves out the empty ones

INDEX_PATH: dict[TopicKind, str] = {
    "tag": "tags.html",
    "source": "sources.html",
    "author": "authors.html",
}
_CRUMB: dict[TopicKind, CrumbName] = {
    "tag": "subjects",
    "source": "sources",
    "author": "authors",
}


class Topic(Struct, frozen=True):
    """One tag, source or author with its articles. Its name is "" for the unknown source."""

    kind: TopicKind
    name: Name
    rows: tuple[int, ...]  # in list order

    @property
    def path(self) -> str:
        return f"{self.name.stem}.html"


def gather_topics(catalogue: Catalogue, kind: TopicKind) -> list[Topic]:
    """All topics of a kind with their articles, A to Z."""
    unknown = Name("", "", UNKNOWN_SOURCE)
    of_rows: Sequence[tuple[Name, ...]]
    if kind == "source":
        of_rows = [(source or unknown,) for source in catalogue.sources]
    else:
        of_rows = catalogue.tags if kind == "tag" else catalogue.authors
    rows: dict[Name, list[int]] = {}
    for row, names in enumerate(of_rows):
        for name in names:
            rows.setdefault(name, []).append(row)
    ordered = sorted(rows.items(), key=lambda item: item[0].key)
    return [Topic(kind, name, tuple(found)) for name, found in ordered]


def name_link(name: Name, count: int | None = None) -> NamedLink:
    """The link to a topic's page, with a number of its articles."""
    said = None if count is None else at_least(count)
    return NamedLink(name.name, f"{name.stem}.html", said)


def counted_link(topic: Topic, *, counted: bool = True) -> NamedLink:
    """The link to a topic's page, with the number of its articles where they are counted."""
    return name_link(topic.name, len(topic.rows) if counted else None)


def most_used(topics: Sequence[Topic], most: int, *, counted: bool = True) -> tuple[NamedLink, ...]:
    """The topics with most articles, ties from A to Z; never the unknown source."""
    named = (topic for topic in topics if topic.name.key)
    best = sorted(named, key=lambda topic: (-len(topic.rows), topic.name.key))[:most]
    return tuple(counted_link(topic, counted=counted) for topic in best)


def feed_path(topic: Topic, site: Site) -> str | None:
    """Where the topic's own feed stands: known sources have one, tags where the site wants it."""
    has_feed = topic.kind == "source" or (topic.kind == "tag" and site.tag_feeds)
    return f"{topic.name.stem}.xml" if has_feed and topic.name.key else None


def topic_pages(catalogue: Catalogue, topic: Topic, site: Site) -> Iterator[Page]:
    """The topic's own page, then those of its periods when it holds more than one page.

    Periods of a topic are divided only when they fill a page: there are many topics, and
    every division multiplies files.
    """
    dated, undated = _apart(catalogue, topic.rows)
    yield _topic_page(catalogue, topic, dated, undated, feed_path(topic, site))
    if len(topic.rows) > TOPIC_WHOLE:
        shelf = Shelf(
            stem=topic.name.stem,
            topic=name_link(topic.name),
            crumbs=(*_crumbs(topic), _crumb(topic)),
            year_whole=MOST,
            month_whole=MOST,
        )
        yield from date_pages(catalogue, dated, shelf)
        if undated:
            yield from undated_topic_pages(catalogue, undated, shelf)


def chart_periods(
    catalogue: Catalogue, rows: Sequence[int], *, linked: bool
) -> tuple[PeriodLink, ...]:
    """Articles by month (by year over 10 years) from first to last, empty ones included.

    `rows` are dated, newest first. `linked` to the pages of the whole archive.
    """
    if not rows:
        return ()
    last, first = catalogue.periods[rows[0]], catalogue.periods[rows[-1]]
    by_month = int(last[:4]) - int(first[:4]) < YEARS_BY_MONTH
    periods = catalogue.months if by_month else catalogue.years
    counts = {name: len(found) for name, found in by_period(rows, periods)}
    every = every_month(*_months_of(counts)) if by_month else _every_year(counts)
    return tuple(
        PeriodLink(period, counts[period], period_path(period) if linked else None)
        if period in counts
        else PeriodLink(period)
        for period in every
    )


def _topic_page(
    catalogue: Catalogue,
    topic: Topic,
    dated: Sequence[int],
    undated: Sequence[int],
    feed: str | None,
) -> Page:
    rows = topic.rows
    whole = len(rows) <= TOPIC_WHOLE
    shown = listed(catalogue, rows)
    view = TopicView(
        kind=topic.kind,
        name=topic.name.name,
        count=len(rows),
        crumbs=_crumbs(topic),
        first=catalogue.periods[dated[-1]] if dated else None,
        last=catalogue.periods[dated[0]] if dated else None,
        entries=tuple(catalogue.entries[row] for row in (shown if whole else shown[:NEWEST])),
        months=chart_periods(catalogue, dated, linked=False),
        periods=() if whole else _years(catalogue, topic, dated),
        undated=None if whole or not undated else _undated_link(topic, undated),
        tags=_neighbours(topic, [catalogue.tags[row] for row in rows], RELATED_TAGS),
        authors=_people(catalogue, topic, "author"),
        sources=_people(catalogue, topic, "source"),
        languages=rank_languages(catalogue, rows),
        feed=feed,
    )
    return Page(path=topic.path, kind=topic.kind, template="topic.html", view=view)


def rank_languages(catalogue: Catalogue, rows: Sequence[int]) -> tuple[str, ...]:
    """The languages of articles, commonest first."""
    counts = Counter(map(catalogue.languages.__getitem__, rows))
    return tuple(sorted(filter(None, counts), key=lambda code: (-counts[code], code)))


def _apart(catalogue: Catalogue, rows: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    dated = [row for row in rows if row < catalogue.dated]
    return dated, rows[len(dated) :]


def _years(catalogue: Catalogue, topic: Topic, rows: Sequence[int]) -> tuple[PeriodLink, ...]:
    shelf = Shelf(topic.name.stem)
    return tuple(
        PeriodLink(year, len(found), period_path(year, shelf))
        for year, found in by_period(rows, catalogue.years)
    )


def _undated_link(topic: Topic, rows: Sequence[int]) -> PeriodLink:
    return PeriodLink("", len(rows), period_path("", Shelf(topic.name.stem)))


def _people(catalogue: Catalogue, topic: Topic, kind: TopicKind) -> tuple[NamedLink, ...]:
    """The authors of a source, the sources of an author."""
    if topic.kind == "source" and kind == "author":
        return _neighbours(topic, [catalogue.authors[row] for row in topic.rows], PEOPLE)
    if topic.kind == "author" and kind == "source":
        known = [(name,) for row in topic.rows if (name := catalogue.sources[row])]
        return _neighbours(topic, known, PEOPLE)
    return ()


def _neighbours(
    topic: Topic, of_rows: Sequence[tuple[Name, ...]], most: int
) -> tuple[NamedLink, ...]:
    """The names that most of the topic's articles share, counted within the topic, so that
    its page does not change with articles of others."""
    counts = Counter(chain.from_iterable(of_rows))
    del counts[topic.name]
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0].key))[:most]
    return tuple(name_link(name, count) for name, count in best)


def _months_of(counts: dict[str, int]) -> tuple[str, str]:
    """First and last month to chart; of a year known alone, where nothing else is, all."""
    months = [period for period in counts if len(period) == 7] or list(counts)
    return min(months), max(months)


def _every_year(counts: dict[str, int]) -> list[str]:
    first, last = int(min(counts)), int(max(counts))
    if last - first < CHART_YEARS:
        return [f"{year:04}" for year in range(first, last + 1)]
    return sorted(counts)[-CHART_YEARS:]


def _crumbs(topic: Topic) -> tuple[Crumb, ...]:
    return HOME, Crumb(_CRUMB[topic.kind], INDEX_PATH[topic.kind])


def _crumb(topic: Topic) -> Crumb:
    return Crumb("name", topic.path, topic.name.name)
