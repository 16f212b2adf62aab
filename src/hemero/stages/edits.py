"""Edits that concern one article each: what the archive knew before them still holds.

A build that finds only such edits reads, renders and indexes what they change, and neither links
nor plans the archive anew. What linking went by last (`Memory`) and the pages as last planned stand
in the ledger; where they do not say for certain that an edit is quiet, the whole is done.
"""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hemero.archive.apart import Sketches, sketches_of
from hemero.archive.quiet import Memory, after_edit
from hemero.archive.search import reindexed
from hemero.archive.tagging import TagCounts
from hemero.archive.tags import TagOptions, accepts
from hemero.archive.withdrawals import match_withdrawals
from hemero.config import Config
from hemero.executors import Crew
from hemero.model.article import Card
from hemero.model.page import ArticleView, Page, Site
from hemero.model.report import Source
from hemero.model.search import Volume
from hemero.output.ledger import Ledger
from hemero.output.permalinks import read_permalinks
from hemero.stages.gathering import wanted_withdrawals
from hemero.stages.reading import Reading, loader_spec
from hemero.stages.stopwatch import Stopwatch

WORTH = 1_000  # articles: fewer are linked as soon
TOO_MANY = 250_000  # articles: of more, what is remembered would fill memory
MOST = 8  # edits in one build

_TAGS, _SKETCHES, _VOLUME = "tags", "sketches", "volume "  # names of what is remembered

_encode = msgspec.msgpack.Encoder().encode
_decode_card = msgspec.msgpack.Decoder(Card).decode
_decode_page = msgspec.msgpack.Decoder(Page).decode
_decode_tags = msgspec.msgpack.Decoder(TagCounts | None).decode
_decode_sketches = msgspec.msgpack.Decoder(Sketches).decode
_decode_volume = msgspec.msgpack.Decoder(Volume).decode


class Edits(Struct, frozen=True):
    """What a few quiet edits change: pages to render again, the articles that these show, and all
    volumes of the search index."""

    structured: int  # files judged anew
    pages: list[Page]
    cards: list[Card]
    volumes: list[Volume]
    former: list[Volume]  # what stood in the place of those that changed


def is_worth_remembering(articles: int) -> bool:
    """Whether edits of an archive of this size may be followed on their own."""
    return WORTH <= articles <= TOO_MANY


def remember_sketches(cards: Sequence[Card], ledger: Ledger) -> None:
    """Keep what copies are found by: before linking, while memory is free."""
    ledger.remember([(_SKETCHES, _encode(sketches_of(cards)))])


def remember_tags(counts: TagCounts | None, ledger: Ledger) -> None:
    """Keep what tags were decided from; None where none was looked for."""
    ledger.remember([(_TAGS, _encode(counts))])


def remember_volumes(volumes: Iterator[Volume], ledger: Ledger) -> Iterator[Volume]:
    """The volumes as they come; each is kept."""
    for number, volume in enumerate(volumes):
        ledger.remember([(_volume(number), _encode(volume))])
        yield volume


def article_page(article: str, ledger: Ledger) -> tuple[Page, ArticleView] | None:
    """The page of an article as last planned, and what it shows of the archive. None where it has
    none, or the project a file in its place."""
    for data in ledger.pages(article):
        page = _decode_page(data) if data else None
        if page is not None and isinstance(page.view, ArticleView):
            return page, page.view
    return None


def quiet_edits(
    config: Config,
    site: Site,
    sources: Sequence[Source],
    workers: Crew,
    ledger: Ledger,
    watch: Stopwatch,
) -> Edits | None:
    """Read what changed, and give what that changes where all of it is quiet; None where the
    archive must be linked. The ledger holds what was read in either case.

    To be asked only while what the ledger remembers of linking holds, and settings are as then.
    """
    edited = _edited(config, sources, ledger)
    if edited is None:
        return None
    reading, before = edited
    memory = _recalled(ledger)
    volumes = [_decode_volume(data) for _, data in ledger.recall(_VOLUME)]
    structured, again = reading.run(workers, watch)
    if not again <= before.keys() or not all(_is_plain(path, ledger) for path in before):
        return None
    tags = config.settings.tags
    accept = accepts(TagOptions(aliases=tags.aliases, stop=tags.stop, language=site.language))
    withheld = {card.text_key for card in _cards(ledger, ledger.meta("withdrawn").split("\n"))}
    pages: dict[str, Page] = {}
    as_indexed = list(volumes)
    for path, former in before.items():
        (card,) = _cards(ledger, [path])
        if card.digest == former.digest:
            continue
        planned = article_page(path, ledger)
        if planned is None or _has_copies(planned[1]) or card.text_key in withheld:
            return None
        changed = after_edit(
            memory, former, card, accept, tags.maximum, lambda paths: _cards(ledger, paths)
        )
        if changed is None or not (card.noindex or _reindex(volumes, card, site)):
            return None
        memory = changed
        pages |= {page.path: page for page in _showing(path, ledger)}
        page, view = planned
        pages[page.path] = replace(page, view=replace(view, words=card.words))
    ledger.remember([(_TAGS, _encode(memory.tags)), (_SKETCHES, _encode(memory.sketches))])
    ledger.remember(
        (_volume(number), _encode(volumes[number]))
        for number, former in enumerate(as_indexed)
        if volumes[number] is not former
    )
    shown = sorted({path for page in pages.values() for path in page.articles})
    replaced = [one for one, now in zip(as_indexed, volumes, strict=True) if one is not now]
    rendered = [pages[path] for path in sorted(pages)]
    return Edits(structured, rendered, _cards(ledger, shown), volumes, replaced)


def _recalled(ledger: Ledger) -> Memory:
    tags, sketches = (ledger.recall(name)[0][1] for name in (_TAGS, _SKETCHES))
    return Memory(_decode_tags(tags), _decode_sketches(sketches))


def _edited(
    config: Config, sources: Sequence[Source], ledger: Ledger
) -> tuple[Reading, dict[str, Card]] | None:
    """What is to be read, and the cards of the articles as they were. None where files came or
    went, many changed, or one of them is more than a published article and nothing else."""
    withdrawn = {}
    if config.settings.withdrawn:
        former = read_permalinks(config.permalinks)
        wanted = wanted_withdrawals(config)
        withdrawn = dict(match_withdrawals(wanted, (), former.permalinks, former.moved))
    reading = Reading(loader_spec(config, withdrawn), ledger, sources)
    paths = [source.path for source, _ in reading.whole]
    if reading.large or reading.gone or not 0 < len(paths) <= MOST:
        return None
    if not all(_is_plain(path, ledger) for path in paths):
        return None
    before = {card.path: card for card in _cards(ledger, paths)}
    return (reading, before) if all(map(_is_published, before.values())) else None


def _is_plain(path: str, ledger: Ledger) -> bool:
    """Whether a content file is one article, of which there is nothing to tell."""
    source = ledger.source(path)
    return source is not None and source.complaints == b"[]" and ledger.articles_of(path) == [path]


def _is_published(card: Card) -> bool:
    return card.withdrawn is None and not card.draft and card.publish_after is None


def _has_copies(view: ArticleView) -> bool:
    return view.copy_of is not None or bool(view.copies)


def _reindex(volumes: list[Volume], card: Card, site: Site) -> bool:
    """Put the article's volume in its former's place. False where volumes must be cut anew."""
    if not site.has_search:
        return True
    volume = reindexed(volumes, card)
    if volume is None:
        return False
    volumes[[one.name for one in volumes].index(volume.name)] = volume
    return True


def _showing(article: str, ledger: Ledger) -> Iterator[Page]:
    """All pages with the text of an article, but those in whose place the project has a file."""
    return (_decode_page(data) for data in ledger.pages(article) if data)


def _cards(ledger: Ledger, paths: Sequence[str]) -> list[Card]:
    return [_decode_card(data) for data in ledger.cards_of(paths)]


def _volume(number: int) -> str:
    return f"{_VOLUME}{number:06}"
