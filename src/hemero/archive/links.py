"""What every article has to do with the others: address, namesakes, copies, related, tags."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from hemero.archive.duplicates import find_copies
from hemero.archive.listing import newest_first
from hemero.archive.permalinks import settle_addresses
from hemero.archive.related import Related, resolve_related
from hemero.archive.tagging import MOST, TagCounts
from hemero.archive.tags import TagOptions, TagOrigin, settle_tags
from hemero.archive.taxonomy import Name, merge_names
from hemero.archive.withdrawals import gone_addresses, warn_of_copies
from hemero.model.article import Card
from hemero.model.page import MissingTitle, Ref, RelatedCard, TopicKind, WithdrawnView
from hemero.model.report import Complaint
from hemero.text import title_key


class LinkOptions(Struct, frozen=True, kw_only=True):
    """What linking depends on besides the Cards."""

    permalinks: Mapping[str, str] = {}
    """Addresses given by earlier builds: content path → permalink. They are kept."""
    moved: Mapping[str, str] = {}
    """Addresses that articles left in earlier builds: former address → content path (the
    `redirects` of the last Links), so that they go on redirecting."""
    tag_aliases: Mapping[str, str] = {}
    """Other spelling → the tag it stands for, shown as written here."""
    tag_stop: tuple[str, ...] = ()
    """Words that are never a tag."""
    tag_floor: int = 0
    """Articles that must share a tag that was found; 0: by the size of the archive."""
    tag_most: int = MOST
    """Tags an article has when some are found for it; 0: none is looked for."""
    language: str = ""
    """In which territories are named; "": the commonest language of the articles."""
    remember: bool = False
    """Whether to keep what tags are decided from."""


class Links(Struct, frozen=True, kw_only=True):
    """The archive's knowledge of itself. Keys are content paths unless said otherwise.

    Equal for the same Cards and options, in whatever order the Cards come.
    """

    order: tuple[str, ...]
    """All paths, newest first, undated last: the order of every list."""
    refs: dict[str, Ref]
    """The link to each article."""
    permalinks: dict[str, str]
    """Of the withdrawn articles too."""
    redirects: dict[str, str]
    """Former address → path of the article that left it."""
    gone: dict[str, WithdrawnView]
    """Every address of withdrawn articles with its tombstone, the former ones too."""
    related: dict[str, tuple[RelatedCard, ...]]
    """Parallel to Card.related; only articles that have some."""
    cited_by: dict[str, tuple[str, ...]]
    """Path → paths of the articles whose related links name it, newest first."""
    missing: tuple[MissingTitle, ...]
    """Titles cited but not in the archive, most cited first, at most 100."""
    more_missing: int
    tags: dict[str, tuple[str, ...]]
    """The tags of each article that has some, as the archive spells them."""
    tag_origins: dict[str, tuple[TagOrigin, ...]]
    """Parallel to `tags`: where each comes from."""
    names: dict[TopicKind, dict[str, Name]]
    """Of sources and authors each spelling, of tags the one spelling → the name it belongs
    to. A tag without a page is not among them."""
    copies: dict[str, tuple[str, ...]]
    """Canonical path → paths of its copies (same text)."""
    copy_of: dict[str, str]
    """Path of a copy → canonical path."""
    complaints: tuple[Complaint, ...]
    tag_counts: TagCounts | None
    """What tags were decided from, where that is to be remembered."""


def title_keys(cards: Iterable[Card]) -> dict[str, str]:
    """Path → the key of the title, by which namesakes are known."""
    return {card.path: card.title_key or title_key(card.title) for card in cards}


def link_archive(cards: Sequence[Card], options: LinkOptions) -> Links:
    """Link all articles of the archive. O(n log n); about 25 µs an article."""
    keys = title_keys(cards)
    addresses = settle_addresses(cards, keys, options.permalinks, options.moved)
    withdrawn = [card for card in cards if card.withdrawn is not None]
    ordered = newest_first([card for card in cards if card.withdrawn is None], keys)
    names = _names(ordered)
    refs = [_ref(card, addresses.permalinks, names["source"]) for card in ordered]
    copies = find_copies(ordered, keys)
    copy_of = {copy: first for first, others in copies.items() for copy in others}
    tags = settle_tags(ordered, frozenset(copy_of), _tag_options(ordered, options))
    names["tag"] = tags.names
    related = resolve_related(
        ordered,
        [keys[card.path] for card in ordered],
        _canonical_rows(ordered, copy_of),
        refs,
        frozenset(_withheld_key(card, keys, addresses.permalinks) for card in withdrawn),
    )
    return Links(
        order=tuple(card.path for card in ordered),
        refs={card.path: ref for card, ref in zip(ordered, refs, strict=True)},
        permalinks=addresses.permalinks,
        redirects=addresses.redirects,
        gone=gone_addresses(withdrawn, addresses),
        related={ordered[row].path: states for row, states in related.cards.items()},
        cited_by=_cited_paths(ordered, related),
        missing=related.missing,
        more_missing=related.more_missing,
        tags=tags.of_article,
        tag_origins=tags.origins,
        names=names,
        copies=copies,
        copy_of=copy_of,
        complaints=(*addresses.complaints, *warn_of_copies(withdrawn, ordered)),
        tag_counts=tags.counts,
    )


def _withheld_key(card: Card, keys: Mapping[str, str], permalinks: Mapping[str, str]) -> str:
    """By which a withdrawn title is known where it is cited: where its file is gone, the words
    of its address."""
    stem = permalinks[card.path].rpartition("/")[2].removesuffix(".html")
    return keys[card.path] or stem.replace("-", " ")


def bylines(card: Card) -> tuple[str, ...]:
    """Everyone an article is by or with: all have it on their page."""
    return card.authors + card.contributors if card.contributors else card.authors


def _ref(card: Card, permalinks: Mapping[str, str], sources: Mapping[str, Name]) -> Ref:
    source = sources.get(card.source or "")
    name = source.name if source else None
    return Ref(card.title, permalinks[card.path], name, card.date, card.language)


def _canonical_rows(cards: Sequence[Card], copy_of: Mapping[str, str]) -> Sequence[int]:
    if not copy_of:
        return range(len(cards))
    rows = {card.path: row for row, card in enumerate(cards)}
    return [rows[copy_of.get(card.path, card.path)] for card in cards]


def _cited_paths(cards: Sequence[Card], related: Related) -> dict[str, tuple[str, ...]]:
    return {
        cards[target].path: tuple(cards[row].path for row in rows)
        for target, rows in related.cited_by.items()
    }


def _names(cards: Iterable[Card]) -> dict[TopicKind, dict[str, Name]]:
    return {
        "source": merge_names("source", ((card.source,) for card in cards if card.source)),
        "author": merge_names("author", (bylines(card) for card in cards)),
    }


def _tag_options(cards: Iterable[Card], options: LinkOptions) -> TagOptions:
    return TagOptions(
        aliases=options.tag_aliases,
        stop=options.tag_stop,
        floor=options.tag_floor,
        most=options.tag_most,
        language=options.language or commonest_language(cards),
        remember=options.remember,
    )


def commonest_language(cards: Iterable[Card]) -> str:
    """The language of most articles, English where none is known."""
    spoken = Counter(card.language.partition("-")[0] for card in cards if card.language)
    return min(spoken, key=lambda code: (-spoken[code], code), default="en")
