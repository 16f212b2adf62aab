"""What a template may see: one Page, and in it one view. Nothing else reaches a template.

A page is a function of its view and the articles it names, so that
digest(view, articles, theme, version) tells whether it must be rendered again. A view
therefore holds no clock, no total of the archive (but for the pages that are about totals),
and nothing that changes when an unrelated article comes.

Paths are relative to the site's root and name files ("2022/04/slug.html", "tag/otan.html").
Periods are ISO text: "2022", "2022-04", "2022-04-26"; "" stands for undated.

Sequences of PeriodLink run from the oldest to the newest, but for `ArchiveView.years` and
`TopicView.periods` (newest first). Entries run newest first, the undated last by title; of
several copies of one text a list shows one, its counts count all. `crumbs` are the steps
above a page, from home; the page itself is not among them.
"""

from typing import Literal

from msgspec import Struct


class Site(Struct, frozen=True, kw_only=True):
    """The part of the configuration that pages may see; the same on every page."""

    title: str
    language: str  # of the interface, ISO 639-1
    description: str = ""
    base_url: str = ""  # with a trailing "/", or "" where unknown
    licence: str = ""
    about: str = ""  # Markdown for about.html, from the project
    version: str = ""  # of Hemero
    has_search: bool = False
    has_tags: bool = False
    has_authors: bool = False
    tag_feeds: bool = False  # whether each tag has a feed of its own


class Ref(Struct, frozen=True, omit_defaults=True, gc=False):
    """A link to an article."""

    title: str
    permalink: str
    source: str | None = None
    date: str | None = None
    language: str | None = None


class Entry(Struct, frozen=True, omit_defaults=True, gc=False):
    """An article as a list shows it."""

    title: str
    permalink: str
    source: str | None = None
    date: str | None = None
    language: str | None = None
    excerpt: str = ""
    copies: int = 0  # further articles with the same text, not listed on their own


class NamedLink(Struct, frozen=True, omit_defaults=True, gc=False):
    """A link to the page of a tag, a source or an author. `path` is None where it has none."""

    name: str  # "" is the unknown source, which has a page too
    path: str | None = None
    # Articles; None on article pages. Of a name from 100 on rounded down to two digits, so that one
    # article more does not change the pages that only name its subjects; of a list's part exact.
    count: int | None = None


class PeriodLink(Struct, frozen=True, omit_defaults=True, gc=False):
    """A year, month or day with the number of its articles; no path where it has no page.
    The path may carry an anchor ("2022/04/index.html#d26")."""

    period: str
    count: int = 0
    path: str | None = None


CrumbName = Literal["home", "dates", "undated", "subjects", "sources", "authors", "period", "name"]


class Crumb(Struct, frozen=True, omit_defaults=True, gc=False):
    """One step of the breadcrumb. `what` tells how to say it: a UI word, a period, a name."""

    what: CrumbName
    path: str
    text: str = ""  # the period or the name


RelatedState = Literal["exact", "probable", "external", "missing"]


class RelatedCard(Struct, frozen=True, omit_defaults=True, gc=False):
    """What became of one inline related link of an article, in the order of Article.related."""

    state: RelatedState
    target: Ref | None = None  # exact, probable
    url: str | None = None  # external
    method: str = ""  # address, title, suffix (of a source), beginning (it was cut), near
    score: int = 0  # of 100: how near the title came; 100 but for "near"


class ArticleView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="article"):
    """data-page "article". The text itself is the Article's."""

    path: str  # its permalink
    words: int = 0  # of the text; 0 where they were not counted
    source: NamedLink | None = None  # named "" where the source is unknown
    authors: tuple[NamedLink, ...] = ()
    contributors: tuple[NamedLink, ...] = ()
    tags: tuple[NamedLink, ...] = ()  # at most 20; more_tags counts the rest
    more_tags: int = 0
    crumbs: tuple[Crumb, ...] = ()
    cards: tuple[RelatedCard, ...] = ()  # as many as Article.related
    cited_by: tuple[Ref, ...] = ()  # at most 10
    more_cited_by: int = 0
    similar: tuple[Ref, ...] = ()  # at most 4
    older: Ref | None = None
    newer: Ref | None = None
    copy_of: Ref | None = None  # the canonical article with the same text
    # On the canonical article its copies, at most 10. Where there are more than 10, a copy
    # names ten further ones in turn, so that each is linked from some page.
    copies: tuple[Ref, ...] = ()
    more_copies: int = 0
    indexed: bool = True  # whether search engines may list it


class HomeView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="home"):
    """data-page "home"."""

    count: int
    lead: Entry | None = None
    entries: tuple[Entry, ...] = ()  # at most 12 after the lead
    months: tuple[PeriodLink, ...] = ()  # every month (or year, over 10 years), gaps included
    tags: tuple[NamedLink, ...] = ()  # at most 14, most used first
    sources: tuple[NamedLink, ...] = ()  # at most 14, when more than one
    older: PeriodLink | None = None  # where the articles after these stand
    undated: int = 0


class DayGroup(Struct, frozen=True, omit_defaults=True):
    """Entries of one day (or month, on an undivided year), under one heading."""

    period: str
    entries: tuple[Entry, ...] = ()


class PeriodView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="period"):
    """data-page "year", "month", "day": a period of the archive, or of one topic.

    Divided into `parts` (a year into months, a month into days) where it is too much for one
    page, else all of it is in `groups`. A year of the whole archive names its months in any
    case. A divided period has one group still for articles dated no better than the period.
    An overfull list has neither: `numbers` links its parts, pages of this kind themselves.
    Periods of a topic may be "" (undated).
    """

    period: str
    count: int
    crumbs: tuple[Crumb, ...] = ()
    topic: NamedLink | None = None  # the tag, source or author it is limited to
    groups: tuple[DayGroup, ...] = ()
    parts: tuple[PeriodLink, ...] = ()  # months of a year, days of a month; gaps included
    days: tuple[PeriodLink, ...] = ()  # days with articles, for the charts; not in topics
    older: PeriodLink | None = None
    newer: PeriodLink | None = None
    siblings: tuple[PeriodLink, ...] = ()  # month pages: the same month in other years
    number: int = 1  # 1 is the period's own page, higher ones the parts of an overfull list
    numbers: tuple[NamedLink, ...] = ()  # parts of an overfull list, named by their first title
    rest: bool = False  # holds only the many articles dated no better than the period


class ArchiveView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="archive"):
    """data-page "archive": every year."""

    count: int
    years: tuple[PeriodLink, ...] = ()
    months: tuple[PeriodLink, ...] = ()  # of all years, when there are at most three
    days: tuple[PeriodLink, ...] = ()  # days with articles, when there are at most three years
    undated: PeriodLink | None = None


class UndatedView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="undated"):
    """data-page "undated": one page while few, else one a letter (`letters` links them)."""

    count: int
    letter: str = ""
    entries: tuple[Entry, ...] = ()
    letters: tuple[NamedLink, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    number: int = 1  # higher than 1 on the parts of an overfull letter
    numbers: tuple[NamedLink, ...] = ()  # parts of an overfull letter, named by their first title


TopicKind = Literal["tag", "source", "author"]


class TopicView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="topic"):
    """data-page "tag", "source", "author": newest 20, then periods."""

    kind: TopicKind
    name: str  # "" for the unknown source
    count: int
    crumbs: tuple[Crumb, ...] = ()
    first: str | None = None
    last: str | None = None
    entries: tuple[Entry, ...] = ()  # all while at most 40, else the newest 20
    months: tuple[PeriodLink, ...] = ()  # for the sparkline, gaps included
    periods: tuple[PeriodLink, ...] = ()  # years, where `entries` are not all
    undated: PeriodLink | None = None
    # Related tags; a source's or author's subjects. Counted within this topic, as are
    # `authors` and `sources`.
    tags: tuple[NamedLink, ...] = ()
    authors: tuple[NamedLink, ...] = ()  # of a source
    sources: tuple[NamedLink, ...] = ()  # of an author
    languages: tuple[str, ...] = ()
    feed: str | None = None  # path of the topic's own feed


class LetterGroup(Struct, frozen=True, omit_defaults=True):
    """Names that begin with one folded letter; letter "#" for digits and the like."""

    letter: str
    names: tuple[NamedLink, ...] = ()


class IndexView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="index"):
    """data-page "tags", "sources", "authors": all names A-Z, one page, or one a letter."""

    kind: TopicKind
    count: int
    groups: tuple[LetterGroup, ...] = ()
    top: tuple[NamedLink, ...] = ()  # at most 50, most used first
    letters: tuple[NamedLink, ...] = ()  # links to letter pages, when over 150 names
    letter: str = ""
    crumbs: tuple[Crumb, ...] = ()
    number: int = 1  # higher than 1 on the parts of an overfull letter
    numbers: tuple[NamedLink, ...] = ()  # parts of an overfull letter, named by their first name


class MissingTitle(Struct, frozen=True, omit_defaults=True):
    """A title that is cited but not in the archive."""

    title: str
    citations: int
    source: str | None = None
    cited_by: tuple[Ref, ...] = ()  # at most 5


class MissingView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="missing"):
    """data-page "missing": cited but missing, most cited first, at most 100."""

    titles: tuple[MissingTitle, ...] = ()
    more: int = 0
    crumbs: tuple[Crumb, ...] = ()


class AboutView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="about"):
    """data-page "about"."""

    count: int  # rounded as that of a NamedLink
    sources: int
    languages: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    undated: int = 0
    crumbs: tuple[Crumb, ...] = ()


class NotFoundView(Struct, frozen=True, kw_only=True, tag="404"):
    """data-page "404"; alone with root-relative links."""


class SearchView(Struct, frozen=True, kw_only=True, tag="search"):
    """data-page "search": the form. What it finds is for its script to show. Kind "opensearch":
    the description by which browsers offer the archive among their search engines."""


class RedirectView(Struct, frozen=True, kw_only=True, tag="redirect"):
    """An address that an article had before."""

    target: Ref


class WithdrawnView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="withdrawn"):
    """data-page "withdrawn": the tombstone of an article that was taken down."""

    title: str = ""  # "" where it is withheld
    reason: str = ""  # "" where none was given


class FeedItem(Struct, frozen=True, omit_defaults=True):
    """One article of a feed; `article` indexes Page.articles."""

    ref: Ref
    article: int
    updated: str | None = None
    cards: tuple[RelatedCard, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


class FeedView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="feed"):
    """An Atom feed: the newest 30 of the archive or of one source."""

    path: str
    title: str = ""  # of the topic; "" for the whole archive
    home: str = "index.html"  # the page it belongs to
    items: tuple[FeedItem, ...] = ()


class Address(Struct, frozen=True, omit_defaults=True, gc=False):
    """One line of a sitemap."""

    path: str
    lastmod: str | None = None


class SitemapView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="sitemap"):
    """`addresses` of pages; or of further sitemaps, when `index`."""

    index: bool = False
    addresses: tuple[Address, ...] = ()


class RobotsView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="robots"):
    """robots.txt; `sitemap` is its path, where there is one."""

    sitemap: str | None = None


View = (
    ArticleView
    | HomeView
    | PeriodView
    | ArchiveView
    | UndatedView
    | TopicView
    | IndexView
    | MissingView
    | AboutView
    | NotFoundView
    | SearchView
    | RedirectView
    | WithdrawnView
    | FeedView
    | SitemapView
    | RobotsView
)

PageKind = Literal[
    "home", "article", "year", "month", "day", "archive", "undated", "tag", "tags",
    "source", "sources", "author", "authors", "missing", "about", "search", "opensearch", "404",
    "redirect", "withdrawn", "feed", "sitemap", "robots",
]  # fmt: skip


class Page(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One output file: where it stands, which template makes it, and all that it shows."""

    path: str
    kind: PageKind
    template: str  # "article.html", "feed.xml"
    view: View
    articles: tuple[str, ...] = ()  # content paths of the articles whose text it shows
