"""Pages and the search index → files in the staging folder; only what changed is made again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import msgspec

from hemero.config import Config
from hemero.executors import Crew
from hemero.model.article import Card
from hemero.model.page import Page, PageKind, Site
from hemero.model.search import Volume
from hemero.output.ledger import Ledger, OutputRow
from hemero.output.publish import Publication
from hemero.output.sinks import DirectorySink
from hemero.renderer.searchparts import (
    DIRECTORY,
    directory_file,
    sheet_path,
    text_path,
    volume_paths,
)
from hemero.renderer.themefiles import static_files, theme_digest
from hemero.shards import IndexBatch, RenderBatch, RenderJob, index_shard, render_shard
from hemero.stages.freshness import theme_spec
from hemero.stages.keys import code_key, digest
from hemero.stages.stopwatch import Stopwatch

T = TypeVar("T")

SHARD = 64  # pages that travel together
STATIC = "static:"  # begins the fingerprint of a project's own file

# The order in which files go into the published folder: what others link to first.
_ORDER: dict[PageKind, int] = {"article": 1, "redirect": 1, "feed": 3, "sitemap": 3, "home": 4}
_LISTS = 2
SEARCH_SCRIPT = "assets/search.js"

_encode = msgspec.msgpack.Encoder().encode


class Rendering:
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
        self._key = f"{theme_digest(self._theme)}:{digest(_encode(site))}:{code_key()}"

    def render(
        self, pages: Iterable[Page], workers: Crew, ledger: Ledger, watch: Stopwatch
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
        self, volumes: Iterable[Volume], workers: Crew, ledger: Ledger, watch: Stopwatch
    ) -> None:
        """Write what changed of the search index, where the site has one."""
        if not self._site.has_search:
            return
        done = 0
        directory: list[tuple[Volume, str]] = []
        batches = self._stale_volumes(volumes, directory, ledger)
        for written in workers.run(index_shard, batches):
            done += written
            watch.progress("index", done, 0)
        data = directory_file(directory)
        if self._is_stale(DIRECTORY, digest(data)):
            DirectorySink(self._publication.staging).put(DIRECTORY, data)
            self.staged[DIRECTORY] = _LISTS

    def _stale_volumes(
        self, volumes: Iterable[Volume], directory: list[tuple[Volume, str]], ledger: Ledger
    ) -> Iterator[IndexBatch]:
        key = code_key()
        for volume in volumes:
            # Tags may change with those of other articles: then the head alone does. Words follow
            # from the records.
            fingerprint = digest(_encode(msgspec.structs.replace(volume, tags=(), words=())))
            mark = fingerprint[:8]
            head, *drawers = volume_paths(volume)
            stale = [path for path in drawers if self._is_stale(path, fingerprint + key)]
            is_head_stale = self._is_stale(head, digest(_encode(volume)) + key)
            sheets = [s for s in volume.sheets if self._is_stale(sheet_path(volume, s), key)]
            texts = [t for t in volume.texts if self._is_stale(text_path(volume, t), key)]
            directory.append((volume, mark))
            if not (stale or is_head_stale or sheets or texts):
                continue
            paths = [*(drawers if stale else ()), *((head,) if is_head_stale else ())]
            paths += [sheet_path(volume, s) for s in sheets] + [text_path(volume, t) for t in texts]
            self.staged.update(dict.fromkeys(paths, _LISTS))
            yield IndexBatch(
                self._publication.staging,
                volume,
                mark,
                head=is_head_stale,
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
        kept: list[tuple[str, Sequence[str], bytes]] = []
        for page in pages:
            if page.path in self.planned and self.planned[page.path].startswith(STATIC):
                # The project's own file stands in for the generated one.
                if page.articles:
                    kept.append((page.path, page.articles, b""))
                continue
            encoded = _encode(page)
            shown = ":".join(self._digests[path] for path in page.articles)
            fingerprint = digest(encoded, shown.encode(), self._key.encode())
            if self._is_stale(page.path, fingerprint):
                self.staged[page.path] = _ORDER.get(page.kind, _LISTS)
                if page.articles:
                    kept.append((page.path, page.articles, encoded))
                yield RenderJob(encoded, tuple(ledger.records(page.articles)))
            if len(kept) >= SHARD:
                ledger.keep_pages(kept)
                kept.clear()
        ledger.keep_pages(kept)

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
            if self._is_stale(path, digest(data)):
                sink.put(path, data)
                self.staged[path] = 0
        for path, stamp in DirectorySink(self._config.static).paths():
            if self._is_stale(path, f"{STATIC}{stamp}"):
                sink.put(path, (self._config.static / path).read_bytes())
                self.staged[path] = 0


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    items = iter(items)
    while part := list(islice(items, size)):
        yield part
