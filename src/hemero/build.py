"""The pipeline, from a folder of text to a published tree: the only place that knows the order."""

import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import msgspec
import xxhash
from msgspec import Struct

import hemero
from hemero.archive.links import LinkOptions, Links, commonest_language, link_archive
from hemero.archive.plan import plan_archive
from hemero.archive.search import plan_volumes
from hemero.config import CONFIG_NAME, Config
from hemero.errors import ConfigError, OutputError
from hemero.executors import Workers
from hemero.loader.sources import find_sources
from hemero.model.article import Card
from hemero.model.page import Site
from hemero.model.report import BuildReport, Complaint, Source
from hemero.output.ledger import Ledger, OutputRow, discard
from hemero.output.lock import BuildLock
from hemero.output.permalinks import Addresses, read_permalinks, write_permalinks
from hemero.output.publish import Publication
from hemero.output.sinks import DirectorySink
from hemero.renderer.theme import check_theme, default_title, theme_digest
from hemero.stages.gathering import Gathered, gather_articles
from hemero.stages.keys import file_digest
from hemero.stages.reading import loader_spec
from hemero.stages.rendering import Rendering, theme_spec
from hemero.stages.stopwatch import Progress, Stopwatch, silent

_encode = msgspec.msgpack.Encoder().encode
_decode_report = msgspec.json.Decoder(BuildReport).decode


T = TypeVar("T")

LEDGER = "ledger.sqlite"
# What reading a ledger raises whose bytes are not those that were written.
LEDGER_DAMAGE = (sqlite3.DatabaseError, zlib.error, msgspec.DecodeError)


class BuildOptions(Struct, frozen=True, kw_only=True):
    """What the command line asks of one build."""

    force: bool = False  # render everything again
    adopt: bool = False  # write into a folder that holds others' files


DEFAULTS = BuildOptions()


def build(
    config: Config,
    workers: Workers,
    options: BuildOptions = DEFAULTS,
    progress: Progress = silent,
) -> BuildReport:
    """Bring the published site up to date with the project, and say what was done.

    Nothing is published unless every page was rendered. Raises HemeroError for faults of
    configuration, templates and output; faults of content files are complaints in the report.
    """
    require_content(config)
    watch = Stopwatch(progress)
    report, odd = with_ledger(
        config, lambda ledger: _bring_up_to_date(config, workers, ledger, options, watch)
    )
    report = msgspec.structs.replace(report, complaints=(*odd, *report.complaints))
    (config.state / "report.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
    )
    return report


def with_ledger(config: Config, work: Callable[[Ledger], T]) -> tuple[T, tuple[Complaint, ...]]:
    """What `work` gives with the project's ledger, while no other build runs, and what to tell
    of the ledger. One that proves damaged on the way is begun afresh and the work done again.

    Raises OutputError when another build runs, and when a fresh ledger cannot be written.
    """
    file = config.state / LEDGER
    with BuildLock(config.state / "lock"):
        try:
            with Ledger.open(file) as ledger:
                return work(ledger), _told(ledger.note)
        except LEDGER_DAMAGE as fault:
            note = f"is damaged ({fault}); everything is read again."
        discard(file)
        try:
            with Ledger.open(file) as ledger:
                return work(ledger), _told(note)
        except sqlite3.DatabaseError as fault:
            raise OutputError(
                f"cannot be written ({fault}).", str(file), "Is the disk full, or read-only?"
            ) from fault


def _told(note: str) -> tuple[Complaint, ...]:
    return (Complaint(f".hemero/{LEDGER}", note, severity="warning"),) if note else ()


def _bring_up_to_date(
    config: Config, workers: Workers, ledger: Ledger, options: BuildOptions, watch: Stopwatch
) -> BuildReport:
    check_theme(theme_spec(config))
    known = _known_outputs(ledger, config)
    publication = Publication(config.output, config.state)
    publication.begin(known, options.adopt)
    sources, unopened = find_sources(config.content)
    inputs = _inputs_key(config, sources, unopened)
    watch.lap("find")
    unchanged = ledger.meta("inputs") == inputs + file_digest(config.permalinks)
    if unchanged and not options.force and _is_intact(publication, known):
        return _still(ledger, watch)

    former = read_permalinks(config.permalinks)
    gathered = gather_articles(config, sources, workers, ledger, former, watch)
    watch.lap("structure")
    links = link_archive(gathered.cards, link_options(config, former))
    cards = gathered.published
    site = describe_site(config, cards, links)
    watch.lap("link")
    renderer = Rendering(config, site, cards, publication, {} if options.force else known)
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
    report = _report(config, watch, gathered, links, unopened, renderer, removed)
    meta = {
        "inputs": inputs + file_digest(config.permalinks),
        "output": report.output,
        "report": msgspec.json.encode(report).decode(),
        "withdrawn": gathered.withdrawn,
    }
    _remember(ledger, publication, renderer, known, removed, meta)
    return report


class Project(Struct, frozen=True):
    """All articles that may be published, read and linked, before any page is planned."""

    cards: list[Card]
    links: Links
    complaints: tuple[Complaint, ...]


def link_project(config: Config, workers: Workers, ledger: Ledger) -> Project:
    """Read, judge and link without planning a page."""
    require_content(config)
    sources, unopened = find_sources(config.content)
    former = read_permalinks(config.permalinks)
    gathered = gather_articles(config, sources, workers, ledger, former, Stopwatch(silent))
    links = link_archive(gathered.cards, link_options(config, former))
    return Project(gathered.published, links, (*unopened, *gathered.complaints))


def require_content(config: Config) -> None:
    """Raises ConfigError when there is no content folder."""
    if not config.content.is_dir():
        raise ConfigError(
            f"there is no folder {config.content}.",
            hint="Put the scraped text files there, or name another folder with --content.",
        )


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
        output=str(config.output),
        withdrawn=gathered.present,
        held_back=held_back,
        gone=tuple(links.gone),
        timings=watch.timings,
    )


def _still(ledger: Ledger, watch: Stopwatch) -> BuildReport:
    """The report of a build that found nothing to do."""
    last = _decode_report(ledger.meta("report"))
    return msgspec.structs.replace(
        last,
        structured=0,
        rendered=0,
        unchanged=last.rendered + last.unchanged,
        removed=0,
        seconds=watch.seconds(),
        timings=watch.timings,
    )


# what is remembered


def _known_outputs(ledger: Ledger, config: Config) -> dict[str, OutputRow]:
    return ledger.outputs() if ledger.meta("output") == str(config.output) else {}


def _is_intact(publication: Publication, known: Mapping[str, OutputRow]) -> bool:
    present = publication.present
    return all(present.get(path) == row.stamp for path, row in known.items())


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


def _inputs_key(config: Config, sources: Sequence[Source], unopened: Sequence[Complaint]) -> str:
    """A digest of all that a build depends on: equal key, nothing to do."""
    hasher = xxhash.xxh3_128()
    for source in sources:
        hasher.update(f"{source.path}\0{source.stamp}\n".encode("utf-8", "surrogateescape"))
    for complaint in unopened:
        hasher.update(_encode(complaint))
    hasher.update(repr(config).encode("utf-8", "surrogateescape"))
    hasher.update(theme_digest(theme_spec(config)).encode())
    hasher.update(loader_spec(config).rules_key.encode())
    for path, stamp in sorted(DirectorySink(config.static).paths()):
        hasher.update(f"{path}\0{stamp}\n".encode("utf-8", "surrogateescape"))
    if config.about is not None:
        hasher.update(file_digest(config.about).encode())
    return hasher.hexdigest()
