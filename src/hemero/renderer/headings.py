"""What a page is called: its h1, its title (unique over the site), its description."""

from hemero.model.page import (
    AboutView,
    ArchiveView,
    Crumb,
    HomeView,
    IndexView,
    MissingView,
    NotFoundView,
    PeriodLink,
    PeriodView,
    RedirectView,
    SearchView,
    Site,
    TopicView,
    UndatedView,
    View,
    WithdrawnView,
)
from hemero.renderer.strings import Strings

TOPIC_WORDS = {"tag": "subjects", "source": "sources", "author": "authors"}
_CRUMB_WORDS = {
    "home": "home",
    "dates": "dates",
    "undated": "undated_list",
    "subjects": "subjects",
    "sources": "sources",
    "authors": "authors",
}


def heading(view: View, site: Site, strings: Strings) -> str:
    """The h1. Feeds, sitemaps and robots.txt have none: ""."""
    t = strings.plain
    match view:
        case HomeView():
            return site.description or said_total(view.count, _ends(view.months), strings)
        case PeriodView():
            return _period(view, strings)
        case ArchiveView():
            return str(t.alldates)
        case UndatedView():
            return _lettered(t.undated_list, view.letter, view.number, strings)
        case TopicView():
            return view.name or str(t.source_unknown)
        case IndexView():
            said = str(getattr(t, TOPIC_WORDS[view.kind]))
            return _lettered(said, view.letter, view.number, strings)
        case MissingView():
            return str(t.wanted)
        case AboutView():
            return str(t.about)
        case NotFoundView():
            return str(t.nf_title)
        case SearchView():
            return str(t.search)
        case RedirectView():
            return view.target.title
        case WithdrawnView():
            return view.title or str(t.withdrawn)
    return ""


def page_title(view: View, said: str, site: Site, strings: Strings) -> str:
    """The title element: the thing, then where it belongs."""
    if isinstance(view, HomeView):
        return site.title
    if isinstance(view, TopicView):
        said = f"{said} – {getattr(strings.plain, TOPIC_WORDS[view.kind])}"
    return f"{said} – {site.title}"


def description(view: View, said: str, site: Site, strings: Strings) -> str:
    """What a list page holds, in a line."""
    t = strings.plain
    match view:
        case HomeView() | AboutView():
            return site.description or f"{site.title}"
        case PeriodView() | ArchiveView() | UndatedView():
            data = strings.count("articles", view.count)
        case TopicView():
            data = said_total(view.count, (view.first, view.last), strings)
        case IndexView():
            data = strings.count(TOPIC_WORDS[view.kind], view.count)
        case MissingView():
            return str(t.wanted_why)
        case NotFoundView():
            return str(t.nf_text)
        case SearchView():
            return str(t.search_label)
        case WithdrawnView():
            return str(t.withdrawn_text)
        case _:
            return said
    return str(t.chart.format(title=said, data=data))


def said_total(count: int, ends: tuple[str | None, str | None], strings: Strings) -> str:
    """ "43 articles, juillet 2004 – avril 2022"; the span only where it is known."""
    total = strings.count("articles", count)
    between = said_span(*ends, strings)
    return str(strings.plain.of_topic.format(a=total, p=between)) if between else str(total)


def said_span(first: str | None, last: str | None, strings: Strings) -> str:
    """ "2004 – 2022", one date where both are said alike, "" where none is known."""
    said = [strings.date(end) for end in (first, last) if end]
    if len(set(said)) < 2:
        return said[0] if said else ""
    return str(strings.plain.span.format(a=said[0], b=said[1]))


def _ends(periods: tuple[PeriodLink, ...]) -> tuple[str | None, str | None]:
    return (periods[0].period, periods[-1].period) if periods else (None, None)


def crumb_text(crumb: Crumb, strings: Strings) -> str:
    """One step of the breadcrumb in words."""
    if crumb.what == "period":
        return strings.step(crumb.text)
    return (
        crumb.text
        if crumb.what == "name"
        else str(getattr(strings.plain, _CRUMB_WORDS[crumb.what]))
    )


def _period(view: PeriodView, strings: Strings) -> str:
    t = strings.plain
    said = strings.date(view.period) if view.period else str(t.undated_list)
    if view.topic:
        said = t.of_topic.format(a=view.topic.name or t.source_unknown, p=said)
    if view.rest:
        said = t.of_topic.format(a=said, p=t.inexact_title)
    return _numbered(said, view.number, strings)


def _lettered(said: str, letter: str, number: int, strings: Strings) -> str:
    t = strings.plain
    if letter:
        said = t.letter.format(a=said, b=t.others if letter == "#" else letter.upper())
    return _numbered(said, number, strings)


def _numbered(said: str, number: int, strings: Strings) -> str:
    return str(strings.plain.part.format(a=said, n=number)) if number > 1 else said
