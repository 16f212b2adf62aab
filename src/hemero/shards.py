"""The only functions that cross a process boundary. Pure but for the sink they write to."""

import sys
import traceback
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from hemero.archive.search import fill_drawers
from hemero.errors import HemeroError, TemplateFault, UnreadableSource
from hemero.loader.load import make_card, structure
from hemero.loader.pieces import ComplaintBook, Piece, cut_source
from hemero.loader.recurrence import document_lines
from hemero.loader.rulepack import Rulepack, load_rules
from hemero.loader.scan import scan
from hemero.loader.sources import Limits, read_slices, read_source
from hemero.loader.terms import search_terms
from hemero.loader.withdrawal import purged
from hemero.model.article import Article, Card, RawDocument
from hemero.model.choice import DEFAULT, Choice, Use
from hemero.model.lines import unpack_keys
from hemero.model.page import Page, Site
from hemero.model.report import Complaint, Source, Written
from hemero.model.search import Sheet, Volume
from hemero.model.withdrawal import Withdrawal
from hemero.output.ledger import ArticleRow, SourceRow
from hemero.output.sinks import DirectorySink, Sink
from hemero.renderer.render import render_page
from hemero.renderer.searchparts import (
    drawer_file,
    head_file,
    sheet_file,
    sheet_path,
    text_file,
    text_path,
    volume_paths,
)
from hemero.renderer.theme import load_theme
from hemero.renderer.themefiles import ThemeSpec

COMPRESSION = 1  # zlib level: 2.5 KB for 6 KB of text in 60 µs; level 6 gains 8 % for 200 µs

_encode = msgspec.msgpack.Encoder().encode
_decode_article = msgspec.msgpack.Decoder(Article).decode
_decode_page = msgspec.msgpack.Decoder(Page).decode
_encode_complaints = msgspec.json.Encoder().encode


class LoaderSpec(Struct, frozen=True):
    """What a worker needs to read and judge files."""

    content: Path
    rules: Path | None  # folder of the project's own packs
    rules_key: str  # what the result depends on besides the file
    limits: Limits = Limits()
    choice: Choice = DEFAULT
    use: Use = Use()
    withdrawn: dict[str, Withdrawal] = {}  # by content path
    marks: dict[str, str] = {}  # of files that hold such articles: digest of what is withdrawn


class ReadBatch(Struct, frozen=True):
    """Content files to structure, each with the digest of what was last read ("" if new), and
    pieces of larger ones. Where `without` is given, only its articles are read: again, and
    without the lines that were found to recur (keys as in model.lines, packed)."""

    spec: LoaderSpec
    sources: tuple[tuple[Source, str], ...]
    pieces: tuple[Piece, ...] = ()
    without: dict[str, bytes] | None = None


class Loaded(Struct, frozen=True):
    """What one content file gave. `articles` is None where its bytes are as last read."""

    source: SourceRow
    articles: tuple[ArticleRow, ...] | None


class RenderJob(Struct, frozen=True):
    """One page (MessagePack of Page) and the compressed records that it shows."""

    page: bytes
    records: tuple[bytes, ...] = ()


class RenderBatch(Struct, frozen=True):
    """Pages to render into one folder."""

    theme: ThemeSpec
    site: Site
    folder: Path
    jobs: tuple[RenderJob, ...]


class IndexBatch(Struct, frozen=True):
    """What to write of one volume of the search index: its head, its drawers where there are
    `terms` (of its articles, in order), and some of its sheets."""

    folder: Path
    volume: Volume
    digest: str
    head: bool
    terms: tuple[bytes, ...]
    sheets: tuple[Sheet, ...]
    texts: tuple[tuple[Sheet, tuple[bytes, ...]], ...]  # with the compressed records


class Rendered(Struct, frozen=True):
    """What a batch gave; on a fault the pages before it."""

    written: tuple[Written, ...]
    fault: TemplateFault | None = None


def rules_key(spec: LoaderSpec, path: str, sidecar: str) -> str:
    """What the reading of one content file, or of a piece of it, depends on besides its bytes."""
    key = spec.rules_key + spec.marks.get(path, "")
    return f"{key}:{sidecar}" if sidecar else key


def structure_shard(batch: ReadBatch) -> tuple[Loaded, ...]:
    """Read and judge each file; one that cannot be read gives its complaint instead."""
    whole = [_load_source(batch, source, known) for source, known in batch.sources]
    return (*whole, *(_load_piece(batch, piece) for piece in batch.pieces))


def cut_records(spec: LoaderSpec, source: Source) -> Iterator[Piece | Complaint]:
    """The pieces of a file too large to be read by one worker. Never raises."""
    try:
        yield from cut_source(spec.content, source, spec.limits)
    except Exception as fault:
        yield _stumbled(source.path, fault)


def render_shard(batch: RenderBatch, sink: Sink | None = None) -> Rendered:
    """Render each page and write it below the batch's folder, or into another sink."""
    theme = load_theme(batch.theme)
    sink = sink or DirectorySink(batch.folder)
    written: list[Written] = []
    for job in batch.jobs:
        page = _decode_page(job.page)
        articles = tuple(unpack_record(record) for record in job.records)
        try:
            data = render_page(page, articles, batch.site, theme)
        except TemplateFault as fault:
            return Rendered(tuple(written), fault)
        sink.put(page.path, data)
        written.append(Written(page.path, "", len(data)))
    return Rendered(tuple(written))


def index_shard(batch: IndexBatch, sink: Sink | None = None) -> int:
    """Write the stale files of one volume, into the batch's folder unless there is another sink;
    gives their number."""
    sink = sink or DirectorySink(batch.folder)
    files = list(volume_files(batch))
    for path, data in files:
        sink.put(path, data)
    return len(files)


def volume_files(batch: IndexBatch) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file that the batch asks for."""
    volume, digest = batch.volume, batch.digest
    head, *paths = volume_paths(volume)
    if batch.head:
        yield head, head_file(volume, digest)
    for sheet in batch.sheets:
        yield sheet_path(volume, sheet), sheet_file(volume, sheet)
    for sheet, records in batch.texts:
        yield text_path(volume, sheet), text_file(volume, sheet, map(unpack_record, records))
    if batch.terms:
        drawers = fill_drawers(batch.terms, volume.drawers)
        for number, (path, drawer) in enumerate(zip(paths, drawers, strict=True)):
            yield path, drawer_file(volume, number, digest, drawer)


@lru_cache(maxsize=2)
def rules_for(directory: Path | None) -> Rulepack:
    """The rule packs of a project, compiled once a process."""
    return load_rules(directory)


def encode_record(article: Article) -> bytes:
    """A record as bytes; their digest stands for the article."""
    return _encode(article)


def pack_record(encoded: bytes) -> bytes:
    """An encoded record as the ledger keeps it and as it travels between processes."""
    return zlib.compress(encoded, COMPRESSION)


def unpack_record(record: bytes) -> Article:
    """The article of a packed record."""
    return _decode_article(zlib.decompress(record))


def _load_source(batch: ReadBatch, source: Source, known: str) -> Loaded:
    spec = batch.spec
    key = rules_key(spec, source.path, source.sidecar)
    found = read_source(spec.content, source, spec.limits, spec.choice)
    return _load(batch, source, found, key, known)


def _load_piece(batch: ReadBatch, piece: Piece) -> Loaded:
    spec = batch.spec
    found = read_slices(piece.path, piece.slices, spec.limits, spec.choice, piece.corrections)
    key = rules_key(spec, piece.path, piece.source.sidecar)
    return _load(batch, piece.source, found, key, "")


def _load(
    batch: ReadBatch,
    source: Source,
    documents: Iterable[RawDocument | Complaint],
    key: str,
    known: str,
) -> Loaded:
    spec = batch.spec
    complaints = ComplaintBook()
    articles: list[ArticleRow] = []
    sha256 = ""
    try:
        for document in documents:
            if isinstance(document, Complaint):
                complaints.add((document,))
                continue
            # A file that is one document is known by its digest; of a record it says nothing.
            sha256 = document.sha256 if document.path == source.path else ""
            if known and sha256 == known:
                return Loaded(SourceRow(source.path, source.stamp, key, sha256, b""), None)
            if batch.without is not None and document.path not in batch.without:
                continue
            withdrawal = spec.withdrawn.get(document.path, document.given.withdrawn)
            if withdrawal is None:
                complaints.add(document.warnings)
            row = _structured(document, batch, source, withdrawal)
            if isinstance(row, Complaint):
                complaints.add((row,))
            else:
                articles.append(row)
    except UnreadableSource as fault:
        complaints.add((_set_aside(source.path, fault),))
    except Exception as fault:
        # The edge of one file: whatever it makes a bug of ours do, the other files are built.
        complaints.add((_stumbled(source.path, fault),))
    told = _encode_complaints(complaints.settle())
    return Loaded(SourceRow(source.path, source.stamp, key, sha256, told), tuple(articles))


def _structured(
    document: RawDocument, batch: ReadBatch, source: Source, withdrawal: Withdrawal | None
) -> ArticleRow | Complaint:
    """One document judged. What goes wrong with a record is not the others' fault."""
    without = batch.without[document.path] if batch.without else b""
    try:
        article = structure(document, rules_for(batch.spec.rules), unpack_keys(without))
        if withdrawal is None:
            return _article_row(article, source, batch.spec.use, without)
        text_key = make_card(article, "").text_key  # a digest; nothing else of the text is kept
        bare = purged(article, withdrawal)
        return _article_row(bare, source, batch.spec.use, without, text_key)
    except UnreadableSource as fault:
        return _set_aside(document.path, fault)
    except Exception as fault:
        return _stumbled(document.path, fault)


def _article_row(
    article: Article, source: Source, use: Use, without: bytes, text_key: str = ""
) -> ArticleRow:
    import xxhash

    encoded = encode_record(article)
    text = scan(article)
    card: Card = make_card(article, xxhash.xxh3_128_hexdigest(encoded), text, tags=use.tags)
    if text_key:
        card = msgspec.structs.replace(card, text_key=text_key)
    lines = document_lines(article)
    return ArticleRow(
        article.path,
        source.path,
        _encode(card),
        pack_record(encoded),
        search_terms(article, text) if use.search else b"",
        lines.family,
        lines.keys,
        without,
    )


def _set_aside(path: str, fault: HemeroError) -> Complaint:
    return Complaint(fault.where or path, fault.message, fault.hint or "")


def _stumbled(path: str, fault: Exception) -> Complaint:
    frame = traceback.extract_tb(sys.exc_info()[2])[-1]
    what = f"Hemero stumbled over this file ({type(fault).__name__} in {frame.name})."
    return Complaint(path, what, "This is a fault of Hemero; please report it.")
