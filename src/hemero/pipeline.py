"""The pipeline, from a folder of text to a published tree: the only place that knows the order."""

from collections.abc import Iterable, Mapping, Sequence, Set

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import hemero
from hemero.archive.links import LinkOptions, Links, commonest_language, link_archive
from hemero.archive.plan import plan_archive
from hemero.archive.search import plan_volumes
from hemero.config import CONFIG_NAME, Config
from hemero.errors import ConfigError
from hemero.executors import Crew
from hemero.loader.walk import find_sources
from hemero.model.article import Card
from hemero.model.page import Page, Site
from hemero.model.report import BuildReport, Complaint, Source
from hemero.model.search import Volume
from hemero.output.ledger import MEMORY, Ledger, OutputRow
from hemero.output.permalinks import Addresses, read_permalinks, write_permalinks
from hemero.output.publish import Publication
from hemero.renderer.searchparts import text_path
from hemero.renderer.theme import default_title
from hemero.stages.edits import (
    edited_cards,
    is_worth_remembering,
    quiet_edits,
    remember_sketches,
    remember_tags,
    remember_volumes,
)
from hemero.stages.freshness import theme_spec
from hemero.stages.gathering import Gathered, gather_articles, plan_reading
from hemero.stages.keys import file_digest
from hemero.stages.rendering import Rendering
from hemero.stages.stopwatch import Stopwatch, silent
from hemero.text import shown_path

_decode_site = msgspec.json.Decoder(Site).decode
_decode_report = msgspec.json.Decoder(BuildReport).decode


class Inputs(Struct, frozen=True):
    """What a build begins with: the content files, what was wrong with others, and the digest
    of all that the build depends on."""

    sources: tuple[Source, ...]
    unopened: tuple[Complaint, ...]
    key: str
    settings: str  # of all but the content files


class Build(Struct, frozen=True):
    """What one build works with. `known` is what is published."""

    config: Config
    inputs: Inputs
    publication: Publication
    known: Mapping[str, OutputRow]
    workers: Crew
    ledger: Ledger
    watch: Stopwatch

    @property
    def settings(self) -> str:
        """A digest of all that it depends on besides the content files."""
        return self.inputs.settings + file_digest(self.config.permalinks)


def bring_up_to_date(build: Build, *, force: bool) -> BuildReport:
    """Read, structure, link, plan, render and publish what changed; with `force` render all of it
    again."""
    config, ledger, watch = build.config, build.ledger, build.watch
    former = read_permalinks(config.permalinks)
    reading = plan_reading(config, build.inputs.sources, ledger, former)
    is_remembered = not force and ledger.meta(MEMORY) == build.settings
    before = edited_cards(reading, ledger) if is_remembered else None
    structured, again = reading.run(build.workers, watch)
    if before is not None:
        report = _follow_edits(build, before, again, structured)
        if report is not None:
            return report
    ledger.forget_memory()
    gathered = gather_articles(config, reading, structured, build.workers, ledger, former, watch)
    watch.lap("structure")
    remember = is_worth_remembering(len(gathered.cards))
    if remember:
        remember_sketches(gathered.cards, ledger)
    links = link_archive(gathered.cards, link_options(config, former, remember=remember))
    if remember:
        remember_tags(links.tag_counts, ledger)
        links = replace(links, tag_counts=None)
    gathered = gathered.linked()
    cards = gathered.published
    site = describe_site(config, cards, links)
    watch.lap("link")
    publication = build.publication
    renderer = Rendering(config, site, cards, publication, {} if force else build.known)
    volumes = plan_volumes([card for card in cards if not card.noindex], links)
    if remember:
        volumes = remember_volumes(volumes, ledger)
    removed = _write(build, renderer, plan_archive(cards, links, site), volumes)
    ledger.forget_pages(renderer.planned)
    write_permalinks(config.permalinks, *_addresses_to_keep(former, links))
    if ledger.meta("withdrawn") != gathered.withdrawn:
        publication.forget()
        ledger.purge()
    watch.lap("publish")
    report = _report(config, watch, gathered, links, build.inputs.unopened, renderer, removed)
    meta = {"site": msgspec.json.encode(site).decode(), "withdrawn": gathered.withdrawn}
    if remember:
        meta[MEMORY] = build.settings
    _remember(build, renderer, removed, report, meta)
    return report


def _follow_edits(
    build: Build, before: Mapping[str, Card], again: Set[str], structured: int
) -> BuildReport | None:
    """The same where all that changed are a few edits which concern no other article; None,
    and nothing published, where that is not certain."""
    ledger, known, watch = build.ledger, build.known, build.watch
    site = _decode_site(ledger.meta("site"))
    edits = quiet_edits(build.config, site, before, again, ledger)
    if edits is None:
        return None
    shown = {page.path for page in edits.pages}
    present = build.publication.present
    if not shown.issuperset(path for path, row in known.items() if present.get(path) != row.stamp):
        return None
    watch.lap("structure")
    renderer = Rendering(build.config, site, edits.cards, build.publication, known)
    # The text files of the search are named after what is in them.
    renamed = {text_path(volume, sheet) for volume in edits.former for sheet in volume.texts}
    renderer.planned.update(
        (path, row.fingerprint) for path, row in known.items() if path not in renamed
    )
    removed = _write(build, renderer, edits.pages, edits.volumes)
    watch.lap("publish")
    report = replace(
        _decode_report(ledger.meta("report")),
        structured=structured,
        rendered=len(renderer.staged),
        unchanged=len(renderer.planned) - len(renderer.staged),
        removed=len(removed),
        seconds=watch.seconds(),
        timings=watch.timings,
    )
    _remember(build, renderer, removed, report, {MEMORY: build.settings})
    return report


def _write(
    build: Build, renderer: Rendering, pages: Iterable[Page], volumes: Iterable[Volume]
) -> tuple[str, ...]:
    """Render and publish what changed of these pages and, where the site has a search, of all
    volumes of its index. Gives what is published no longer."""
    try:
        renderer.render(pages, build.workers, build.ledger, build.watch)
        build.watch.lap("render")
        renderer.index(volumes, build.workers, build.ledger, build.watch)
        build.watch.lap("index")
        return build.publication.publish(renderer.in_order(), renderer.planned, build.known)
    finally:
        build.publication.abandon()


class Project(Struct, frozen=True):
    """All articles that may be published, read and linked, before any page is planned."""

    cards: list[Card]
    links: Links
    complaints: tuple[Complaint, ...]


def link_project(config: Config, workers: Crew, ledger: Ledger) -> Project:
    """Read, judge and link without planning a page."""
    sources, unopened = find_sources(config.content)
    former = read_permalinks(config.permalinks)
    watch = Stopwatch(silent)
    reading = plan_reading(config, sources, ledger, former)
    structured, _ = reading.run(workers, watch)
    gathered = gather_articles(config, reading, structured, workers, ledger, former, watch)
    links = link_archive(gathered.cards, link_options(config, former))
    return Project(gathered.published, links, (*unopened, *gathered.complaints))


# link


def link_options(config: Config, former: Addresses, *, remember: bool = False) -> LinkOptions:
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
        remember=remember,
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
    build: Build,
    renderer: Rendering,
    removed: Sequence[str],
    report: BuildReport,
    meta: Mapping[str, str],
) -> None:
    """What the next build must know of this one. Addresses are written by now."""
    stamp, known = build.publication.stamp, build.known
    rows = [OutputRow(path, renderer.planned[path], stamp(path)) for path in renderer.staged]
    gone = set(removed) | (known.keys() - renderer.planned.keys())
    told = {
        "inputs": build.inputs.key + file_digest(build.config.permalinks),
        "output": report.output,
        "report": msgspec.json.encode(report).decode(),
    }
    build.ledger.keep_outputs(rows, gone, {**told, **meta})
