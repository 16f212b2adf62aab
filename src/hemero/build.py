"""The pipeline, from a folder of text to a published tree: the only place that knows the order."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec
import xxhash
from msgspec import Struct

import hemero
from hemero.archive.links import LinkOptions, Links, commonest_language, link_archive
from hemero.archive.plan import plan_archive
from hemero.archive.search import plan_volumes
from hemero.config import CONFIG_NAME, Config
from hemero.errors import ConfigError
from hemero.executors import Workers
from hemero.loader.pieces import ComplaintBook, Piece, is_piece_of
from hemero.loader.rulepack import rules_digest
from hemero.loader.sources import check_form, find_sources, is_cut, readers_key, size_of
from hemero.model.article import Card
from hemero.model.choice import Choice
from hemero.model.page import Page, PageKind, Site
from hemero.model.report import BuildReport, Complaint, Source
from hemero.model.search import Volume
from hemero.output.ledger import Ledger, OutputRow, SourceRow
from hemero.output.lock import BuildLock
from hemero.output.permalinks import Addresses, read_permalinks, write_permalinks
from hemero.output.publish import Publication
from hemero.output.sinks import DirectorySink
from hemero.renderer.searchparts import (
    DIRECTORY,
    directory_file,
    sheet_path,
    text_path,
    volume_paths,
)
from hemero.renderer.theme import ThemeSpec, default_title, static_files, theme_digest
from hemero.shards import (
    IndexBatch,
    LoaderSpec,
    ReadBatch,
    RenderBatch,
    RenderJob,
    cut_records,
    index_shard,
    render_shard,
    structure_shard,
)

T = TypeVar("T")
Progress = Callable[[str, int, int], None]  # stage, done, total

SHARD = 64  # files or pages that travel together
SHARD_BYTES = 2_000_000  # of content files that travel together

# The order in which files go into the published folder: what others link to first.
_ORDER: dict[PageKind, int] = {"article": 1, "redirect": 1, "feed": 3, "sitemap": 3, "home": 4}
_LISTS = 2
SEARCH_SCRIPT = "assets/search.js"

_encode = msgspec.msgpack.Encoder().encode
_decode_card = msgspec.msgpack.Decoder(Card).decode
_decode_complaints = msgspec.json.Decoder(tuple[Complaint, ...]).decode
_decode_report = msgspec.json.Decoder(BuildReport).decode


class BuildOptions(Struct, frozen=True, kw_only=True):
    """What the command line asks of one build."""

    force: bool = False  # render everything again
    adopt: bool = False  # write into a folder that holds others' files


DEFAULTS = BuildOptions()


class Stopwatch:
    """Seconds by stage, and word of progress to whoever shows it."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.timings: dict[str, float] = {}
        self._started = self._lap = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap was spent on `stage`."""
        now = time.perf_counter()
        self.timings[stage] = round(self.timings.get(stage, 0.0) + now - self._lap, 4)
        self._lap = now

    def seconds(self) -> float:
        """Since the start."""
        return round(time.perf_counter() - self._started, 3)


def silent(stage: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


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
    with (
        BuildLock(config.state / "lock"),
        Ledger.open(config.state / "ledger.sqlite") as ledger,
    ):
        report = _bring_up_to_date(config, workers, ledger, options, watch)
    (config.state / "report.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
    )
    return report


def _bring_up_to_date(
    config: Config, workers: Workers, ledger: Ledger, options: BuildOptions, watch: Stopwatch
) -> BuildReport:
    known = _known_outputs(ledger, config)
    publication = Publication(config.output, config.state)
    publication.begin(known, options.adopt)
    sources, unopened = find_sources(config.content)
    inputs = _inputs_key(config, sources, unopened)
    watch.lap("find")
    unchanged = ledger.meta("inputs") == inputs + _file_digest(config.permalinks)
    if unchanged and not options.force and _is_intact(publication, known):
        return _still(ledger, watch)

    cards, unread, structured = load_articles(config, sources, workers, ledger, watch)
    watch.lap("structure")
    former = read_permalinks(config.permalinks)
    links = link_archive(cards, link_options(config, former))
    site = describe_site(config, cards, links)
    watch.lap("link")
    renderer = _Renderer(config, site, cards, publication, {} if options.force else known)
    try:
        renderer.render(plan_archive(cards, links, site), workers, ledger, watch)
        watch.lap("render")
        if site.has_search:
            renderer.index(plan_volumes(cards, links), workers, ledger, watch)
        watch.lap("index")
        removed = publication.publish(renderer.in_order(), renderer.planned, known)
    finally:
        publication.abandon()
    write_permalinks(config.permalinks, *_addresses_to_keep(former, links))
    watch.lap("publish")
    report = _report(
        config, watch, cards, links, structured, (*unopened, *unread), renderer, removed
    )
    inputs += _file_digest(config.permalinks)
    _remember(ledger, publication, renderer, known, removed, report, inputs)
    return report


class Project(Struct, frozen=True):
    """All articles of a project, read and linked, before any page is planned."""

    cards: list[Card]
    links: Links
    complaints: tuple[Complaint, ...]


def link_project(config: Config, workers: Workers, ledger: Ledger) -> Project:
    """Read, judge and link without planning a page."""
    require_content(config)
    sources, unopened = find_sources(config.content)
    cards, unread, _ = load_articles(config, sources, workers, ledger, Stopwatch(silent))
    links = link_archive(cards, link_options(config, read_permalinks(config.permalinks)))
    return Project(cards, links, (*unopened, *unread))


def require_content(config: Config) -> None:
    """Raises ConfigError when there is no content folder."""
    if not config.content.is_dir():
        raise ConfigError(
            f"there is no folder {config.content}.",
            hint="Put the scraped text files there, or name another folder with --content.",
        )


# read, structure


def load_articles(
    config: Config,
    sources: Sequence[Source],
    workers: Workers,
    ledger: Ledger,
    watch: Stopwatch,
) -> tuple[list[Card], tuple[Complaint, ...], int]:
    """The Cards of all content files by path, what was wrong with files, and how many files
    were judged anew. Files that did not change since they were last judged are not opened."""
    reading = _Reading(loader_spec(config), ledger, sources)
    structured = done = 0
    for loaded in workers.run(structure_shard, reading.batches()):
        same = [one.source for one in loaded if one.articles is None]
        ledger.restamp_sources((row.path, row.stamp) for row in same)
        fresh = [(one.source, one.articles) for one in loaded if one.articles is not None]
        ledger.keep_sources(fresh)
        structured += sum(max(1, len(articles)) for _, articles in fresh)
        done += len(loaded)
        watch.progress("structure", done, len(reading.whole))
    reading.conclude()
    cards = [_decode_card(card) for _, card in ledger.cards()]
    complaints = ComplaintBook()
    for row in ledger.complaints():
        complaints.add(_decode_complaints(row))
    return cards, complaints.settle(), structured


class _Reading:
    """What must be read anew: small files whole, large files of records in pieces."""

    def __init__(self, spec: LoaderSpec, ledger: Ledger, sources: Sequence[Source]) -> None:
        self.whole: list[tuple[Source, str]] = []
        self._large: list[Source] = []
        self._spec = spec
        self._ledger = ledger
        self._remembered = ledger.sources()
        self._read: list[tuple[SourceRow, tuple[()]]] = []  # the large ones, once gone through
        current = {source.path for source in sources}
        for source in sources:
            row = self._remembered.get(source.path)
            if row is None or row.stamp != source.stamp or row.rules != spec.rules_key:
                current.discard(source.path)
                self._plan(source, row)
        # Pieces of files that are gone or read anew, until each turns out to be as it was.
        self._orphans = {
            key for key in self._remembered if (path := is_piece_of(key)) and path not in current
        }
        paths = {source.path for source in sources}
        ledger.forget_sources(
            key for key in self._remembered if key not in paths and is_piece_of(key) is None
        )

    def _plan(self, source: Source, row: SourceRow | None) -> None:
        if is_cut(source):
            self._large.append(source)
        else:
            known = row.sha256 if row and row.rules == self._spec.rules_key else ""
            self.whole.append((source, known))

    def batches(self) -> Iterator[ReadBatch]:
        """The work, whole files first. Large files are gone through as their pieces are asked
        for, so that few of them are in memory at once."""
        for part in _weighed(self.whole):
            yield ReadBatch(self._spec, tuple(part))
        for source in self._large:
            complaints = ComplaintBook()
            for found in cut_records(self._spec, source):
                if isinstance(found, Complaint):
                    complaints.add((found,))
                elif not self._is_known(found):
                    yield ReadBatch(self._spec, (), (found,))
            told = msgspec.json.encode(complaints.settle())
            row = SourceRow(source.path, source.stamp, self._spec.rules_key, "", told)
            self._read.append((row, ()))

    def conclude(self) -> None:
        """After all batches: what is no longer there is forgotten, the large files are known."""
        self._ledger.forget_sources(self._orphans)
        self._ledger.keep_sources(self._read)

    def _is_known(self, piece: Piece) -> bool:
        key, row = piece.source.path, self._remembered.get(piece.source.path)
        self._orphans.discard(key)
        return (
            row is not None
            and row.stamp == piece.source.stamp
            and row.rules == self._spec.rules_key
        )


def _weighed(files: Iterable[tuple[Source, str]]) -> Iterator[list[tuple[Source, str]]]:
    part: list[tuple[Source, str]] = []
    size = 0
    for file in files:
        part.append(file)
        size += size_of(file[0])
        if len(part) == SHARD or size >= SHARD_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def loader_spec(config: Config) -> LoaderSpec:
    """What workers need to read this project's files."""
    rules = config.rules if config.rules.is_dir() else None
    choice = Choice(config.form, config.settings.map)
    check_form(choice.form)
    key = f"{rules_digest(rules)}:{_code_key()}:{readers_key()}:{_digest(_encode(choice))}"
    return LoaderSpec(config.content, rules, key, choice=choice)


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


# render


def theme_spec(config: Config) -> ThemeSpec:
    """What workers need to find this project's templates."""
    return ThemeSpec(templates=config.templates if config.templates.is_dir() else None)


class _Renderer:
    """Renders what changed into the staging folder, and keeps count.

    `planned` is every output path with its fingerprint, `staged` those rendered now with the
    place of each in the order of publishing.
    """

    def __init__(
        self,
        config: Config,
        site: Site,
        cards: Sequence[Card],
        publication: Publication,
        known: Mapping[str, OutputRow],
    ) -> None:
        self.planned: dict[str, str] = {}
        self.staged: dict[str, int] = {}
        self._config = config
        self._site = site
        self._theme = theme_spec(config)
        self._digests = {card.path: card.digest for card in cards}
        self._publication = publication
        self._known = known
        self._key = f"{theme_digest(self._theme)}:{_digest(_encode(site))}:{_code_key()}"

    def render(
        self, pages: Iterable[Page], workers: Workers, ledger: Ledger, watch: Stopwatch
    ) -> None:
        """Render every page whose fingerprint differs from what is published."""
        self._copy_assets()
        folder = self._publication.staging
        batches = (
            RenderBatch(self._theme, self._site, folder, tuple(part))
            for part in _parts(self._stale_jobs(pages, ledger), SHARD)
        )
        done = 0
        for rendered in workers.run(render_shard, batches):
            if rendered.fault is not None:
                raise rendered.fault
            done += len(rendered.written)
            watch.progress("render", done, 0)

    def index(
        self, volumes: Iterable[Volume], workers: Workers, ledger: Ledger, watch: Stopwatch
    ) -> None:
        """Write what changed of the search index."""
        done = 0
        directory: list[tuple[Volume, str]] = []
        batches = self._stale_volumes(volumes, directory, ledger)
        for written in workers.run(index_shard, batches):
            done += written
            watch.progress("index", done, 0)
        data = directory_file(directory)
        if self._is_stale(DIRECTORY, _digest(data)):
            DirectorySink(self._publication.staging).put(DIRECTORY, data)
            self.staged[DIRECTORY] = _LISTS

    def _stale_volumes(
        self, volumes: Iterable[Volume], directory: list[tuple[Volume, str]], ledger: Ledger
    ) -> Iterator[IndexBatch]:
        key = _code_key()
        for volume in volumes:
            # Tags may change with those of other articles: only the part that holds them does.
            digest = _digest(_encode(msgspec.structs.replace(volume, tags=())))
            mark = digest[:8]
            extra, *others = volume_paths(volume)
            stale = [path for path in others if self._is_stale(path, digest + key)]
            tagged = self._is_stale(extra, _digest(_encode(volume)) + key)
            sheets = [s for s in volume.sheets if self._is_stale(sheet_path(volume, s), key)]
            texts = [t for t in volume.texts if self._is_stale(text_path(volume, t), key)]
            directory.append((volume, mark))
            if not (stale or tagged or sheets or texts):
                continue
            paths = [*(others if stale else ()), *((extra,) if tagged else ())]
            paths += [sheet_path(volume, s) for s in sheets] + [text_path(volume, t) for t in texts]
            self.staged.update(dict.fromkeys(paths, _LISTS))
            yield IndexBatch(
                self._publication.staging,
                volume,
                mark,
                extra=tagged,
                terms=tuple(ledger.terms(volume.paths)) if stale else (),
                sheets=tuple(sheets),
                texts=tuple(
                    (t, tuple(ledger.records(volume.paths[t.start : t.stop]))) for t in texts
                ),
            )

    def in_order(self) -> list[str]:
        """The staged paths in the order of publishing."""
        return sorted(self.staged, key=lambda path: (self.staged[path], path))

    def _stale_jobs(self, pages: Iterable[Page], ledger: Ledger) -> Iterator[RenderJob]:
        for page in pages:
            if page.path in self.planned and self.planned[page.path].startswith("static:"):
                continue  # the project's own file stands in for the generated one
            encoded = _encode(page)
            shown = ":".join(self._digests[path] for path in page.articles)
            fingerprint = _digest(encoded, shown.encode(), self._key.encode())
            if self._is_stale(page.path, fingerprint):
                self.staged[page.path] = _ORDER.get(page.kind, _LISTS)
                yield RenderJob(encoded, tuple(ledger.records(page.articles)))

    def _is_stale(self, path: str, fingerprint: str) -> bool:
        self.planned[path] = fingerprint
        row = self._known.get(path)
        return (
            row is None
            or row.fingerprint != fingerprint
            or row.stamp != self._publication.present.get(path)
        )

    def _copy_assets(self) -> None:
        sink = DirectorySink(self._publication.staging)
        for path, data in static_files(self._theme):
            if path == SEARCH_SCRIPT and not self._site.has_search:
                continue
            if self._is_stale(path, _digest(data)):
                sink.put(path, data)
                self.staged[path] = 0
        for path, stamp in DirectorySink(self._config.static).paths():
            if self._is_stale(path, f"static:{stamp}"):
                sink.put(path, (self._config.static / path).read_bytes())
                self.staged[path] = 0


# report


def _report(
    config: Config,
    watch: Stopwatch,
    cards: Sequence[Card],
    links: Links,
    structured: int,
    complaints: tuple[Complaint, ...],
    renderer: _Renderer,
    removed: Sequence[str],
) -> BuildReport:
    set_aside = sum(one.count for one in complaints if one.severity == "set-aside")
    return BuildReport(
        sources=len(cards) + set_aside,
        articles=len(cards),
        copies=len(links.copy_of),
        set_aside=set_aside,
        structured=structured,
        rendered=len(renderer.staged),
        unchanged=len(renderer.planned) - len(renderer.staged),
        removed=len(removed),
        complaints=complaints + links.complaints,
        seconds=watch.seconds(),
        output=str(config.output),
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
    renderer: _Renderer,
    known: Mapping[str, OutputRow],
    removed: Sequence[str],
    report: BuildReport,
    inputs: str,
) -> None:
    rows = [
        OutputRow(path, renderer.planned[path], publication.stamp(path)) for path in renderer.staged
    ]
    gone = set(removed) | (known.keys() - renderer.planned.keys())
    meta = {
        "inputs": inputs,
        "output": report.output,
        "report": msgspec.json.encode(report).decode(),
    }
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
        hasher.update(_file_digest(config.about).encode())
    return hasher.hexdigest()


def _file_digest(file: Path) -> str:
    return _digest(file.read_bytes()) if file.is_file() else ""


@lru_cache(maxsize=1)
def _code_key() -> str:
    """Changes with Hemero's version, and with its code while somebody works on it. Taken once:
    a process goes on with the code that it began with."""
    package = Path(hemero.__file__).parent
    hasher = xxhash.xxh3_64(hemero.__version__.encode())
    for path, stamp in sorted(DirectorySink(package).paths()):
        if not path.endswith(".pyc"):
            hasher.update(f"{path}\0{stamp}\n".encode())
    return hasher.hexdigest()


def _digest(*parts: bytes) -> str:
    hasher = xxhash.xxh3_128()
    for part in parts:
        hasher.update(part)
        hasher.update(b"\0")
    return hasher.hexdigest()


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    items = iter(items)
    while part := list(islice(items, size)):
        yield part
