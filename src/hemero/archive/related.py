"""Which article an inline related link names, who cites whom, and what is cited but missing.

Titles match on their folded key, whole and alone: where two articles match equally nothing
is linked, for a wrong link is worse than a plain title. Copies of one text count as one
article; an article is never related to itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from hemero.archive.names import name_key
from hemero.model.article import Card, RelatedLink
from hemero.model.page import MissingTitle, Ref, RelatedCard
from hemero.text import title_key

MISSING_SHOWN = 200
MISSING_CITERS = 5  # named with each missing title

_AMBIGUOUS = -1
_MISSING = RelatedCard("missing")
_TRACKING = re.compile(r"(?:utm_\w{1,20}|fbclid|gclid|xtor|at_medium|at_campaign)=[^&]*")
_SUFFIX_SIGN = re.compile(r" [|–—-] ")


class Related(Struct, frozen=True):
    """What became of the archive's related links. Rows are places in the list of cards."""

    cards: dict[int, tuple[RelatedCard, ...]]  # by row; only articles with related links
    cited_by: dict[int, tuple[int, ...]]  # row → rows of the articles that cite it
    missing: tuple[MissingTitle, ...]  # most cited first, at most 200
    more_missing: int


def resolve_related(
    cards: Sequence[Card], keys: Sequence[str], canonical: Sequence[int], refs: Sequence[Ref]
) -> Related:
    """Find, for every related link, the article it names.

    The arguments run parallel: card, title key, row of the article that stands for its
    text, link to it. A known address decides first, then the title; a title that is told
    from its namesakes by the source printed with it counts as found. O(n) in cards and links.
    """
    finder = _Finder(cards, keys, canonical)
    found: dict[int, tuple[RelatedCard, ...]] = {}
    citing: defaultdict[int, dict[int, None]] = defaultdict(dict)
    wanted: defaultdict[str, list[tuple[RelatedLink, int]]] = defaultdict(list)
    for row, card in enumerate(cards):
        if not card.related:
            continue
        states = []
        for link in card.related:
            target = finder.find(link, row)
            if target is not None and target >= 0:
                citing[target][canonical[row]] = None
                states.append(RelatedCard("exact", refs[target]))
            elif link.url:
                states.append(RelatedCard("external", url=link.url))
            else:
                states.append(_MISSING)
                if target is None and (key := finder.key(link.title)):
                    wanted[key].append((link, canonical[row]))
        found[row] = tuple(states)
    cited_by = {target: tuple(sorted(rows)) for target, rows in sorted(citing.items())}
    return Related(found, cited_by, *_rank_missing(wanted, refs))


class _Finder:
    """The archive's articles by address and by title."""

    def __init__(
        self, cards: Sequence[Card], keys: Sequence[str], canonical: Sequence[int]
    ) -> None:
        self._cards = cards
        self._canonical = canonical
        self._sources = cache(name_key)
        self.key = cache(title_key)
        self._by_address: dict[str, int] = {}
        self._by_title: dict[str, int] = {}
        for row, card in enumerate(cards):
            if card.url:
                _note(self._by_address, _address_key(card.url), canonical[row])
            if keys[row]:
                _note(self._by_title, keys[row], canonical[row])
        self._by_title_and_source: dict[tuple[str, str], int] = {}
        for row, card in enumerate(cards):
            if card.source and self._by_title.get(keys[row]) == _AMBIGUOUS:
                pair = (keys[row], self._sources(card.source))
                _note(self._by_title_and_source, pair, canonical[row])
        self._source_keys = {self._sources(card.source) for card in cards if card.source}

    def find(self, link: RelatedLink, row: int) -> int | None:
        """The row it names; None where no article has the title; below 0 where it cannot
        be told, or is the article itself."""
        if link.url:
            by_address = self._by_address.get(_address_key(link.url), _AMBIGUOUS)
            if by_address >= 0:
                return self._unless_itself(by_address, row)
        target = self._by_given_title(link)
        if target is None or target < 0:
            return target
        if link.url and self._cards[target].url:
            return None  # both addresses are known, and differ: a namesake
        return self._unless_itself(target, row)

    def _by_given_title(self, link: RelatedLink) -> int | None:
        key = self.key(link.title)
        target = self._by_title.get(key)
        if target == _AMBIGUOUS and link.source:
            return self._by_title_and_source.get((key, self._sources(link.source)), _AMBIGUOUS)
        if target is None:
            return self._without_suffix(link.title)
        return target

    def _without_suffix(self, title: str) -> int | None:
        """A title that still carries the name of a source of this archive at its end."""
        signs = list(_SUFFIX_SIGN.finditer(title[-100:]))
        if not signs:
            return None
        head = title[: max(len(title) - 100, 0) + signs[-1].start()]
        suffix = self._sources(title[-100:][signs[-1].end() :])
        return self._by_title.get(self.key(head)) if suffix in self._source_keys else None

    def _unless_itself(self, target: int, row: int) -> int:
        return target if target != self._canonical[row] else _AMBIGUOUS


def _note(index: dict[Any, int], key: Hashable, row: int) -> None:
    """Enter a row, or that the key is that of several."""
    if index.setdefault(key, row) != row:
        index[key] = _AMBIGUOUS


def _address_key(url: str) -> str:
    """An address as far as it tells pages apart: no scheme, "www.", fragment, tracking."""
    place, _, query = url.partition("#")[0].partition("?")
    host, slash, path = (place.partition("://")[2] or place).partition("/")
    kept = "&".join(part for part in query.split("&") if not _TRACKING.fullmatch(part))
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/") + f"?{kept}"


def _rank_missing(
    wanted: dict[str, list[tuple[RelatedLink, int]]], refs: Sequence[Ref]
) -> tuple[tuple[MissingTitle, ...], int]:
    counted = [(-len({row for _, row in cited}), key) for key, cited in wanted.items()]
    shown = sorted(counted)[:MISSING_SHOWN]
    titles = tuple(_missing_title(wanted[key], refs) for _, key in shown)
    return titles, len(counted) - len(shown)


def _missing_title(cited: list[tuple[RelatedLink, int]], refs: Sequence[Ref]) -> MissingTitle:
    rows = sorted({row for _, row in cited})
    sources = Counter(link.source for link, _ in cited if link.source)
    return MissingTitle(
        title=_commonest(Counter(link.title for link, _ in cited)) or "",
        citations=len(rows),
        source=_commonest(sources),
        cited_by=tuple(refs[row] for row in rows[:MISSING_CITERS]),
    )


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda text: (-counts[text], text), default=None)
