"""The pipeline, from a folder of text to a published tree: the only place that knows the order."""

from collections.abc import Mapping, Sequence

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
from hemero.model.page import Site
from hemero.model.report import BuildReport, Complaint, Source
from hemero.output.ledger import MEMORY, Ledger, OutputRow
from hemero.output.permalinks import Addresses, read_permalinks, write_permalinks
from hemero.output.publish import Publication
from hemero.renderer.searchparts import text_path
from hemero.renderer.theme import default_title
from hemero.stages.edits import (
    is_worth_remembering,
    quiet_edits,
    remember_sketches,
    remember_tags,
    remember_volumes,
)
from hemero.stages.freshness import theme_spec
from hemero.stages.gathering import Gathered, gather_articles
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
    if not force:
        report = _follow_edits(config, inputs, publication, known, workers, ledger, watch)
        if report is not None:
            return report
    ledger.forget_memory()
    former = read_permalinks(config.permalinks)
    gathered = gather_articles(config, inputs.sources, workers, ledger, former, watch)
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
    renderer = Rendering(config, site, cards, publication, {} if force else known)
    try:
        renderer.render(plan_archive(cards, links, site), workers, ledger, watch)
        ledger.forget_pages(renderer.planned)
        watch.lap("render")
        if site.has_search:
            listed = [card for card in cards if not card.noindex]
            volumes = plan_volumes(listed, links)
            if remember:
                volumes = remember_volumes(volumes, ledger)
            renderer.index(volumes, workers, ledger, watch)
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
        **_told(config, inputs, report),
        "site": msgspec.json.encode(site).decode(),
        "withdrawn": gathered.withdrawn,
    }
    if remember:
        meta[MEMORY] = _unlike(config, inputs)
    _remember(ledger, publication, renderer, known, removed, meta)
    return report


def _follow_edits(
    config: Config,
    inputs: Inputs,
    publication: Publication,
    known: Mapping[str, OutputRow],
    workers: Crew,
    ledger: Ledger,
    watch: Stopwatch,
) -> BuildReport | None:
    """The same where all that changed are a few edits which concern no other article; None,
    and nothing published, where that is not certain."""
    unlike = _unlike(config, inputs)
    if ledger.meta(MEMORY) != unlike:
        return None
    site = _decode_site(ledger.meta("site"))
    edits = quiet_edits(config, site, inputs.sources, workers, ledger, watch)
    if edits is None:
        return None
    watch.lap("structure")
    shown = {page.path for page in edits.pages}
    meddled = (path for path, row in known.items() if publication.present.get(path) != row.stamp)
    if not shown.issuperset(meddled):
        return None
    renderer = Rendering(config, site, edits.cards, publication, known)
    planned = {path: row.fingerprint for path, row in known.items()}
    try:
        renderer.render(edits.pages, workers, ledger, watch)
        watch.lap("render")
        if site.has_search:
            renderer.index(edits.volumes, workers, ledger, watch)
            for volume in edits.former:  # these files are named after the texts in them
                for sheet in volume.texts:
                    planned.pop(text_path(volume, sheet), None)
        watch.lap("index")
        renderer.planned = planned | renderer.planned
        removed = publication.publish(renderer.in_order(), renderer.planned, known)
    finally:
        publication.abandon()
    watch.lap("publish")
    report = replace(
        _decode_report(ledger.meta("report")),
        structured=edits.structured,
        rendered=len(renderer.staged),
        unchanged=len(renderer.planned) - len(renderer.staged),
        removed=len(removed),
        seconds=watch.seconds(),
        timings=watch.timings,
    )
    meta = {**_told(config, inputs, report), MEMORY: unlike}
    _remember(ledger, publication, renderer, known, removed, meta)
    return report


def _unlike(config: Config, inputs: Inputs) -> str:
    """A digest of all that a build depends on besides the content files: where it is unlike the
    remembered one, all is done anew."""
    return inputs.settings + file_digest(config.permalinks)


def _told(config: Config, inputs: Inputs, report: BuildReport) -> dict[str, str]:
    """What the next build must know of this one, whatever was done."""
    return {
        "inputs": inputs.key + file_digest(config.permalinks),
        "output": report.output,
        "report": msgspec.json.encode(report).decode(),
    }


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
