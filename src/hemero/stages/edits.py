"""Edits that concern one article each: what the archive knew before them still holds.

A build that finds only such edits reads, renders and indexes what they change, and neither links
nor plans the archive anew. What linking went by last (`Memory`) and the pages as last planned stand
in the ledger; where they do not say for certain that an edit is quiet, the whole is done.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hemero.archive.apart import Sketches, sketches_of
from hemero.archive.quiet import Memory, after_edit
from hemero.archive.search import reindexed
from hemero.archive.tagging import TagCounts
from hemero.archive.tags import TagOptions, accepts
from hemero.config import Config
from hemero.model.article import Card
from hemero.model.page import ArticleView, Page, Site
from hemero.model.search import Volume
from hemero.output.ledger import Ledger
from hemero.stages.reading import Reading

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


def pages_showing(article: str, ledger: Ledger) -> list[Page]:
    """All pages with the text of an article, as last planned, but those in whose place the project
    has a file of its own."""
    return [_decode_page(data) for data in ledger.pages(article) if data]


def article_page(pages: Sequence[Page]) -> tuple[Page, ArticleView] | None:
    """Of the pages with the text of an article its own, and what that shows of the archive."""
    for page in pages:
        if isinstance(page.view, ArticleView):
            return page, page.view
    return None


def edited_cards(reading: Reading, ledger: Ledger) -> dict[str, Card] | None:
    """The cards of the articles that are to be read anew, as they were. None where files came or
    went, many changed, or one of them is more than a published article and nothing else."""
    paths = [source.path for source, _ in reading.whole]
    if reading.large or reading.gone or not 0 < len(paths) <= MOST:
        return None
    if not all(_is_plain(path, ledger) for path in paths):
        return None
    before = {card.path: card for card in _cards(ledger, paths)}
    return before if all(map(is_published, before.values())) else None


def quiet_edits(
    config: Config, site: Site, before: Mapping[str, Card], again: Set[str], ledger: Ledger
) -> Edits | None:
    """What edits change that were just read, where all of them are quiet; None where the archive
    must be linked. `before`: their cards as they were; `again`: content files of which the reading
    learnt that other lines recur. Only for a ledger of which what it remembered of linking held
    until then, and settings as they were.
    """
    if not again <= before.keys() or not all(_is_plain(path, ledger) for path in before):
        return None
    memory = _recalled(ledger)
    volumes = as_indexed = [_decode_volume(data) for _, data in ledger.recall(_VOLUME)]
    tags = config.settings.tags
    accept = accepts(TagOptions(aliases=tags.aliases, stop=tags.stop, language=site.language))
    withheld = {card.text_key for card in _cards(ledger, ledger.meta("withdrawn").split("\n"))}
    pages: dict[str, Page] = {}
    for path, former in before.items():
        (card,) = _cards(ledger, [path])
        if card.digest == former.digest:
            continue
        shown = pages_showing(path, ledger)
        own = article_page(shown)
        if own is None or _has_copies(own[1]) or card.text_key in withheld:
            return None
        changed = after_edit(
            memory, former, card, accept, tags.maximum, lambda paths: _cards(ledger, paths)
        )
        if changed is None:
            return None
        memory = changed
        if site.has_search and not card.noindex:
            volumes = reindexed(volumes, card)
            if not volumes:
                return None
        pages |= {page.path: page for page in shown}
        page, view = own
        pages[page.path] = replace(page, view=replace(view, words=card.words))
    replaced = [
        (number, was, now)
        for number, (was, now) in enumerate(zip(as_indexed, volumes, strict=True))
        if was is not now
    ]
    ledger.remember([(_TAGS, _encode(memory.tags)), (_SKETCHES, _encode(memory.sketches))])
    ledger.remember((_volume(number), _encode(now)) for number, _, now in replaced)
    articles = sorted({path for page in pages.values() for path in page.articles})
    return Edits(
        [pages[path] for path in sorted(pages)],
        _cards(ledger, articles),
        volumes,
        [was for _, was, _ in replaced],
    )


def _recalled(ledger: Ledger) -> Memory:
    tags, sketches = (ledger.recall(name)[0][1] for name in (_TAGS, _SKETCHES))
    return Memory(_decode_tags(tags), _decode_sketches(sketches))


def _is_plain(path: str, ledger: Ledger) -> bool:
    """Whether a content file is one article, of which there is nothing to tell."""
    source = ledger.source(path)
    return source is not None and source.complaints == b"[]" and ledger.articles_of(path) == [path]


def is_published(card: Card) -> bool:
    """Whether readers find an article on whatever day: neither withdrawn, a draft nor embargoed."""
    return card.withdrawn is None and not card.draft and card.publish_after is None


def _has_copies(view: ArticleView) -> bool:
    return view.copy_of is not None or bool(view.copies)


def _cards(ledger: Ledger, paths: Sequence[str]) -> list[Card]:
    return [_decode_card(data) for data in ledger.cards_of(paths)]


def _volume(number: int) -> str:
    return f"{_VOLUME}{number:06}"
