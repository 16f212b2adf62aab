"""Which article an inline related link names, who cites whom, and what is cited but missing.

An address decides first, then the title (see `titles`): where two articles match equally
nothing is linked, for a wrong link is worse than a plain title. Copies of one text count as one
article; an article is never related to itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from hemero.archive.names import name_key
from hemero.archive.titles import AMBIGUOUS, Match, Titles
from hemero.model.article import Card, RelatedLink
from hemero.model.page import MissingTitle, Ref, RelatedCard, RelatedState
from hemero.text import title_key

# The page of missing titles: as many lines as fit into 14 KB (gzip), half of them titles.
MISSING_SHOWN, MISSING_CITED = 100, 100
MISSING_CITERS = 5  # named at most with each missing title, and one at least

_MISSING = RelatedCard("missing")
_TRACKING = re.compile(r"(?:utm_\w{1,20}|fbclid|gclid|xtor|at_medium|at_campaign)=[^&]*")
_CERTAIN = frozenset({"address", "title", "suffix"})


class Related(Struct, frozen=True):
    """What became of the archive's related links. Rows are places in the list of cards."""

    cards: dict[int, tuple[RelatedCard, ...]]  # by row; only articles with related links
    cited_by: dict[int, tuple[int, ...]]  # row → rows of the articles that cite it
    missing: tuple[MissingTitle, ...]  # most cited first, at most MISSING_SHOWN
    more_missing: int


def resolve_related(
    cards: Sequence[Card],
    keys: Sequence[str],
    canonical: Sequence[int],
    refs: Sequence[Ref],
    withdrawn: frozenset[str] = frozenset(),
) -> Related:
    """Find, for every related link, the article it names.

    The arguments run parallel: card, title key, row of the article that stands for its
    text, link to it. A title that is told from its namesakes by the source printed with it
    counts as found. Titles whose key is among the `withdrawn` lead nowhere and are not asked
    for. O(n log n) in cards, 0.2 ms a link that is not found at once.
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
            match = finder.find(link, row)
            if match is not None and match.row >= 0:
                citing[match.row][canonical[row]] = None
                states.append(_found(match, refs[match.row]))
            elif withdrawn and finder.key(link.title) in withdrawn:
                states.append(_MISSING)
            elif link.url:
                states.append(RelatedCard("external", url=link.url))
            else:
                states.append(_MISSING)
                if match is None and (key := finder.key(link.title)):
                    wanted[key].append((link, canonical[row]))
        found[row] = tuple(states)
    cited_by = {target: tuple(sorted(rows)) for target, rows in sorted(citing.items())}
    return Related(found, cited_by, *_rank_missing(wanted, refs))


def _found(match: Match, ref: Ref) -> RelatedCard:
    state: RelatedState = "exact" if match.method in _CERTAIN else "probable"
    return RelatedCard(state, ref, method=match.method, score=round(match.score))


class _Finder:
    """The archive's articles by address and by title."""

    def __init__(
        self, cards: Sequence[Card], keys: Sequence[str], canonical: Sequence[int]
    ) -> None:
        self._cards = cards
        self._keys = keys
        self._canonical = canonical
        self._sources = cache(name_key)
        self.key = cache(title_key)
        self._by_address: dict[str, int] = {}
        for row, card in enumerate(cards):
            if card.url:
                _note(self._by_address, _address_key(card.url), canonical[row])
        self._titles = Titles(keys, [card.title for card in cards], canonical)
        self._titles.learn_sources(
            {self._sources(card.source) for card in cards if card.source},
            (link.title for card in cards for link in card.related),
        )
        self._by_title = cache(self._titles.find)
        self._namesakes: dict[tuple[str, str], int] = {}
        for row, card in enumerate(cards):
            if card.source and self._titles.row(keys[row]) == AMBIGUOUS:
                _note(self._namesakes, (keys[row], self._sources(card.source)), canonical[row])

    def find(self, link: RelatedLink, row: int) -> Match | None:
        """The article it names; None where no article has the title; an ambiguous match where
        it cannot be told, or is the article itself."""
        if link.url:
            by_address = self._by_address.get(_address_key(link.url), AMBIGUOUS)
            if by_address >= 0:
                return self._unless_itself(Match(by_address, "address"), row)
        match = self._by_given_title(link)
        if match is None or match.row < 0:
            return match
        if link.url and self._cards[match.row].url:
            return None  # both addresses are known, and differ: a namesake
        return self._unless_itself(match, row)

    def _by_given_title(self, link: RelatedLink) -> Match | None:
        key = self.key(link.title)
        match = self._by_title(link.title, key)
        if match is not None and match.row == AMBIGUOUS and link.source:
            pair = (key, self._sources(link.source))
            return Match(self._namesakes.get(pair, AMBIGUOUS), match.method)
        return match

    def _unless_itself(self, match: Match, row: int) -> Match:
        return match if match.row != self._canonical[row] else Match(AMBIGUOUS, match.method)


def _note(index: dict[Any, int], key: Hashable, row: int) -> None:
    """Enter a row, or that the key is that of several."""
    if index.setdefault(key, row) != row:
        index[key] = AMBIGUOUS


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
    citers = min(max(MISSING_CITED // max(len(shown), 1), 1), MISSING_CITERS)
    titles = tuple(_missing_title(wanted[key], refs, citers) for _, key in shown)
    return titles, len(counted) - len(shown)


def _missing_title(
    cited: list[tuple[RelatedLink, int]], refs: Sequence[Ref], citers: int
) -> MissingTitle:
    rows = sorted({row for _, row in cited})
    sources = Counter(link.source for link, _ in cited if link.source)
    return MissingTitle(
        title=_commonest(Counter(link.title for link, _ in cited)) or "",
        citations=len(rows),
        source=_commonest(sources),
        cited_by=tuple(refs[row] for row in rows[:citers]),
    )


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda text: (-counts[text], text), default=None)
