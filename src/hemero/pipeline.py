"""The pipeline, from a folder of text to a published tree: the only place that knows the order."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

import hemero
from hemero.archive.links import LinkOptions, Links, commonest_language, link_archive
from hemero.archive.plan import plan_archive
from hemero.archive.search import plan_volumes
from hemero.config import CONFIG_NAME, Config
from hemero.errors import ConfigError
from hemero.executors import Crew
from hemero.loader.walk import find_sources
from hemero.model.article import Card
from hemero.model.page import Site
from hemero.model.report import BuildReport, Complaint, Source
from hemero.output.ledger import Ledger, OutputRow
from hemero.output.permalinks import Addresses, read_permalinks, write_permalinks
from hemero.output.publish import Publication
from hemero.renderer.theme import default_title
from hemero.stages.freshness import theme_spec
from hemero.stages.gathering import Gathered, gather_articles
from hemero.stages.keys import file_digest
from hemero.stages.rendering import Rendering
from hemero.stages.stopwatch import Stopwatch, silent
from hemero.text import shown_path


class Inputs(Struct, frozen=True):
    """What a build begins with: the content files, what was wrong with others, and the digest
    of all that the build depends on."""

    sources: tuple[Source, ...]
    unopened: tuple[Complaint, ...]
    key: str


def bring_up_to_date(
    config: Config,
    inputs: Inputs,
    publication: Publication,
    known: Mapping[str, OutputRow],
    workers: Crew,
    ledger: Ledger,
    watch: Stopwatch,
    *,
    force: bool,
) -> BuildReport:
    """Read, structure, link, plan, render and publish what changed. `known`: what is published;
    with `force` all of it is rendered again."""
    former = read_permalinks(config.permalinks)
    gathered = gather_articles(config, inputs.sources, workers, ledger, former, watch)
    watch.lap("structure")
    links = link_archive(gathered.cards, link_options(config, former))
    gathered = gathered.linked()
    cards = gathered.published
    site = describe_site(config, cards, links)
    watch.lap("link")
    renderer = Rendering(config, site, cards, publication, {} if force else known)
    try:
        renderer.render(plan_archive(cards, links, site), workers, ledger, watch)
        watch.lap("render")
        if site.has_search:
            listed = [card for card in cards if not card.noindex]
            renderer.index(plan_volumes(listed, links), workers, ledger, watch)
        watch.lap("index")
        removed = publication.publish(renderer.in_order(), renderer.planned, known)
    finally:
        publication.abandon()
    write_permalinks(config.permalinks, *_addresses_to_keep(former, links))
    if ledger.meta("withdrawn") != gathered.withdrawn:
        publication.forget()
        ledger.purge()
    watch.lap("publish")
    report = _report(config, watch, gathered, links, inputs.unopened, renderer, removed)
    meta = {
        "inputs": inputs.key + file_digest(config.permalinks),
        "output": report.output,
        "report": msgspec.json.encode(report).decode(),
        "site": msgspec.json.encode(site).decode(),
        "withdrawn": gathered.withdrawn,
    }
    _remember(ledger, publication, renderer, known, removed, meta)
    return report


class Project(Struct, frozen=True):
    """All articles that may be published, read and linked, before any page is planned."""

    cards: list[Card]
    links: Links
    complaints: tuple[Complaint, ...]


def link_project(config: Config, workers: Crew, ledger: Ledger) -> Project:
    """Read, judge and link without planning a page."""
    sources, unopened = find_sources(config.content)
    former = read_permalinks(config.permalinks)
    gathered = gather_articles(config, sources, workers, ledger, former, Stopwatch(silent))
    links = link_archive(gathered.cards, link_options(config, former))
    return Project(gathered.published, links, (*unopened, *gathered.complaints))


# link


def link_options(config: Config, former: Addresses) -> LinkOptions:
    """What the archive takes from the configuration and from earlier builds."""
    tags = config.settings.tags
    return LinkOptions(
        permalinks=former.permalinks,
        moved=former.moved,
        tag_aliases=tags.aliases,
        tag_stop=tags.stop,
        tag_floor=tags.floor,
        tag_most=tags.maximum,
        language=config.settings.language,
    )


def _addresses_to_keep(former: Addresses, links: Links) -> tuple[dict[str, str], dict[str, str]]:
    """All that were given, those of absent files too (they may come back), but for addresses
    that another article holds by now."""
    held = set(links.permalinks.values())
    absent = {path: link for path, link in former.permalinks.items() if link not in held}
    return absent | links.permalinks, former.moved | links.redirects


def describe_site(config: Config, cards: Sequence[Card], links: Links) -> Site:
    """What every page may know of the site. Its language is the configured one, else the
    commonest of the articles, else English."""
    settings = config.settings
    language = settings.language or commonest_language(cards)
    return Site(
        title=settings.title or default_title(theme_spec(config), language),
        language=language,
        description=settings.description,
        base_url=settings.base_url,
        licence=settings.licence,
        about=_read_about(config),
        version=hemero.__version__,
        has_search=settings.search,
        has_tags=bool(links.names["tag"]),
        has_authors=bool(links.names["author"]),
        tag_feeds=settings.feeds.tags,
    )


def _read_about(config: Config) -> str:
    if config.about is None:
        return ""
    try:
        return config.about.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(
            f"about: {config.about} cannot be read ({fault}).", CONFIG_NAME
        ) from fault


# report


def _report(
    config: Config,
    watch: Stopwatch,
    gathered: Gathered,
    links: Links,
    unopened: tuple[Complaint, ...],
    renderer: Rendering,
    removed: Sequence[str],
) -> BuildReport:
    complaints = (*unopened, *gathered.complaints)
    articles, held_back = len(gathered.published), gathered.held_back
    set_aside = sum(one.count for one in complaints if one.severity == "set-aside")
    return BuildReport(
        sources=articles + set_aside + gathered.present + held_back,
        articles=articles,
        copies=len(links.copy_of),
        set_aside=set_aside,
        structured=gathered.structured,
        rendered=len(renderer.staged),
        unchanged=len(renderer.planned) - len(renderer.staged),
        removed=len(removed),
        complaints=complaints + links.complaints,
        seconds=watch.seconds(),
        output=shown_path(config.output),
        withdrawn=gathered.present,
        held_back=held_back,
        gone=tuple(links.gone),
        timings=watch.timings,
    )


def _remember(
    ledger: Ledger,
    publication: Publication,
    renderer: Rendering,
    known: Mapping[str, OutputRow],
    removed: Sequence[str],
    meta: dict[str, str],
) -> None:
    rows = [
        OutputRow(path, renderer.planned[path], publication.stamp(path)) for path in renderer.staged
    ]
    gone = set(removed) | (known.keys() - renderer.planned.keys())
    ledger.keep_outputs(rows, gone, meta)
