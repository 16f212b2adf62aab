"""Content files → Cards and records in the ledger; only what changed is opened and judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec
from msgspec.structs import force_setattr

from hemero.archive.chrome import lines_to_strip, recurring_keys
from hemero.config import Config
from hemero.executors import Crew
from hemero.loader.pieces import ComplaintBook, Piece, is_piece_of
from hemero.loader.sources import check_form, is_cut, size_of
from hemero.model.article import Card
from hemero.model.choice import Choice
from hemero.model.lines import pack_keys
from hemero.model.report import Complaint, Source
from hemero.model.withdrawal import Withdrawal
from hemero.output.ledger import Ledger, SourceRow
from hemero.shards import LoaderSpec, ReadBatch, cut_records, rules_for, rules_key, structure_shard
from hemero.stages.freshness import reading_key, use_of_texts
from hemero.stages.keys import digest
from hemero.stages.stopwatch import Stopwatch

SHARD = 64  # files that travel together
SHARD_BYTES = 2_000_000  # of content files that travel together

_OFTEN_EQUAL = ("source", "language", "date", "authors")

_encode = msgspec.msgpack.Encoder().encode
_decode_card = msgspec.msgpack.Decoder(Card).decode
_decode_complaints = msgspec.json.Decoder(tuple[Complaint, ...]).decode


def load_cards(ledger: Ledger) -> tuple[list[Card], tuple[Complaint, ...]]:
    """The Cards of all content files by path, and what was wrong with files, as last read."""
    cards = list(_decode_cards(card for _, card in ledger.cards()))
    complaints = ComplaintBook()
    for row in ledger.complaints():
        complaints.add(_decode_complaints(row))
    return cards, complaints.settle()


def _decode_cards(encoded: Iterable[bytes]) -> Iterator[Card]:
    """The cards. Values that many of them have are held once, a tenth of all their memory."""
    held: dict[object, object] = {}
    for data in encoded:
        card = _decode_card(data)
        for name in _OFTEN_EQUAL:
            value = getattr(card, name)
            if value:
                force_setattr(card, name, held.setdefault(value, value))
        yield card


class Reading:
    """What must be read anew: small files whole, large files of records in pieces. Files that did
    not change since they were last judged are not opened. Nothing of the text of articles that
    are withdrawn is kept.

    Nothing in the ledger changes until it is run.
    """

    def __init__(self, spec: LoaderSpec, ledger: Ledger, sources: Sequence[Source]) -> None:
        self.whole: list[tuple[Source, str]] = []
        self.large: list[Source] = []
        self.spec = spec
        self.sources = sources
        self._ledger = ledger
        self._remembered = ledger.sources()
        self._read: list[tuple[SourceRow, tuple[()]]] = []  # the large ones, once gone through
        current = {source.path for source in sources}
        for source in sources:
            row = self._remembered.get(source.path)
            key = rules_key(spec, source.path, source.sidecar)
            if row is None or row.stamp != source.stamp or row.rules != key:
                current.discard(source.path)
                self._plan(source, row)
        # Pieces of files that are gone or read anew, until each turns out to be as it was.
        self._orphans = {
            key for key in self._remembered if (path := is_piece_of(key)) and path not in current
        }
        paths = {source.path for source in sources}
        self.gone = [
            key for key in self._remembered if key not in paths and is_piece_of(key) is None
        ]

    def run(self, workers: Crew, watch: Stopwatch) -> tuple[int, set[str]]:
        """Read, and keep in the ledger what was read. Gives how many files were judged, and which
        of them again, now without the lines that recur."""
        ledger = self._ledger
        ledger.forget_sources(self.gone)
        structured = done = 0
        for loaded in workers.run(structure_shard, self.batches()):
            same = [one.source for one in loaded if one.articles is None]
            ledger.restamp_sources((row.path, row.stamp) for row in same)
            fresh = [(one.source, one.articles) for one in loaded if one.articles is not None]
            ledger.keep_sources(fresh)
            structured += sum(max(1, len(articles)) for _, articles in fresh)
            done += len(loaded)
            watch.progress("structure", done, len(self.whole))
        self.conclude()
        again = _read_again(self.spec, ledger, self.sources, workers)
        return structured + sum(map(len, again.values())), set(again)

    def _plan(self, source: Source, row: SourceRow | None) -> None:
        if is_cut(source):
            self.large.append(source)
        else:
            key = rules_key(self.spec, source.path, source.sidecar)
            known = row.sha256 if row and row.rules == key else ""
            self.whole.append((source, known))

    def batches(self) -> Iterator[ReadBatch]:
        """The work, whole files first. Large files are gone through as their pieces are asked
        for, so that few of them are in memory at once."""
        for part in _weighed(self.whole):
            yield ReadBatch(self.spec, tuple(part))
        for source in self.large:
            complaints = ComplaintBook()
            for found in cut_records(self.spec, source):
                if isinstance(found, Complaint):
                    complaints.add((found,))
                elif not self._is_known(found):
                    yield ReadBatch(self.spec, (), (found,))
            told = msgspec.json.encode(complaints.settle())
            key = rules_key(self.spec, source.path, source.sidecar)
            row = SourceRow(source.path, source.stamp, key, "", told)
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
            and row.rules == rules_key(self.spec, piece.path, piece.source.sidecar)
        )


def _read_again(
    spec: LoaderSpec, ledger: Ledger, sources: Sequence[Source], workers: Crew
) -> dict[str, dict[str, bytes]]:
    """Read those articles again, now without lines that recur in their family, of which the
    first reading, or the archive as it was, thought otherwise. Gives them by content file.

    Families stay stale until all is kept, so that a build that was killed is finished later.
    """
    changed = _changed_lines(ledger)
    for loaded in workers.run(structure_shard, _batches_again(spec, changed, sources)):
        for one in loaded:
            ledger.keep_reread(one.articles or ())
    ledger.settle_families()
    return changed


def _changed_lines(ledger: Ledger) -> dict[str, dict[str, bytes]]:
    """For each source, its articles whose recurring lines are others than they were read
    without, with these."""
    changed: dict[str, dict[str, bytes]] = {}
    for family, count in ledger.stale_families():
        recurring = recurring_keys(count, partial(_keys_of, ledger, family))
        former = ledger.reread(family)
        if not recurring and not former:
            continue
        for path, keys in ledger.family(family):
            now = pack_keys(lines_to_strip(keys, recurring))
            if now != former.get(path, b""):
                changed.setdefault(ledger.source_of(path), {})[path] = now
    return changed


def _keys_of(ledger: Ledger, family: str) -> Iterator[bytes]:
    return (keys for _, keys in ledger.family(family))


def _batches_again(
    spec: LoaderSpec, changed: dict[str, dict[str, bytes]], sources: Sequence[Source]
) -> Iterator[ReadBatch]:
    for part in _weighed((source, "") for source in sources if source.path in changed):
        without = {path: keys for one, _ in part for path, keys in changed[one.path].items()}
        yield ReadBatch(spec, tuple(part), (), without)
    large = {path for key in changed if (path := is_piece_of(key))}
    for source in sources:
        for found in cut_records(spec, source) if source.path in large else ():
            if isinstance(found, Piece) and found.source.path in changed:
                yield ReadBatch(spec, (), (found,), changed[found.source.path])


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


def loader_spec(config: Config, withdrawn: Mapping[str, Withdrawal]) -> LoaderSpec:
    """What workers need to read this project's files. RuleError for a pack that is malformed:
    no file could be read with it."""
    rules = config.rules if config.rules.is_dir() else None
    if rules is not None:
        rules_for(rules)
    choice = Choice(config.form, config.settings.map)
    check_form(choice.form)
    return LoaderSpec(
        config.content,
        rules,
        reading_key(config),
        choice=choice,
        use=use_of_texts(config),
        withdrawn=dict(withdrawn),
        marks=_marks(withdrawn),
    )


def _marks(withdrawn: Mapping[str, Withdrawal]) -> dict[str, str]:
    """A mark for each file that may hold withdrawn articles: it is read again when that changes."""
    marks: dict[str, str] = {}
    for path, withdrawal in sorted(withdrawn.items()):
        for file in {path, path.rpartition("#")[0]} - {""}:
            marks[file] = ":" + digest(
                marks.get(file, "").encode(),
                path.encode("utf-8", "surrogateescape"),
                _encode(withdrawal),
            )
    return marks
