"""Articles with one text: which of them stands for all.

One text is the same words, or (from their sketches) nearly the same, or one cut from the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hemero.archive.listing import moment
from hemero.archive.sketches import find_alike
from hemero.model.article import Card

# A shorter text may be all that several pages have in common (a notice in the article's
# stead): it makes a copy only where the headline is the same too.
TELLING_WORDS = 50


def find_copies(cards: Sequence[Card], keys: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Canonical path → paths of its copies; only texts that occur more than once.

    The canonical article has the earliest date (undated last), then the most words, then
    the first path; its copies follow in that order. Each copy is one text with the canonical
    article itself, so that a chain of likenesses does not join what is apart. O(n log n).
    """
    same = _same_words(cards, keys)
    copies = {cluster[0].path: cluster[1:] for cluster in same}
    for first, others in _same_text(_telling(same), keys):
        copies[first.path] += [
            copy for other in others for copy in (other, *copies.pop(other.path))
        ]
    found = {first: sorted(others, key=precedence) for first, others in copies.items() if others}
    return {first: tuple(card.path for card in found[first]) for first in sorted(found)}


def best_of_each_text(cards: Sequence[Card], keys: Mapping[str, str]) -> list[Card]:
    """The articles whose sketches are compared, in the order in which they stand for others."""
    return _telling(_same_words(cards, keys))


def _telling(same: Sequence[Sequence[Card]]) -> list[Card]:
    firsts = [cluster[0] for cluster in same if cluster[0].sketch]
    return sorted(firsts, key=precedence)


def _same_words(cards: Sequence[Card], keys: Mapping[str, str]) -> list[list[Card]]:
    """All cards, those with the same words together, the canonical first."""
    counts = Counter(card.text_key for card in cards)
    clusters: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        alone = not card.text_key or counts[card.text_key] == 1
        headline = "" if card.words >= TELLING_WORDS else keys[card.path]
        clusters[(card.path, "") if alone else (card.text_key, headline)].append(card)
    return [sorted(same, key=precedence) for same in clusters.values()]


def _same_text(
    telling: Sequence[Card], keys: Mapping[str, str]
) -> Iterable[tuple[Card, list[Card]]]:
    """Of these, the best first: each that is no copy of a better one, with its copies."""
    if len(telling) < 2:
        return
    alike: defaultdict[int, list[int]] = defaultdict(list)
    for better, worse in find_alike([card.sketch for card in telling]):
        one, other = telling[better], telling[worse]
        if min(one.words, other.words) >= TELLING_WORDS or keys[one.path] == keys[other.path]:
            alike[better].append(worse)
    taken: set[int] = set()
    for place in sorted(alike):
        if place not in taken:
            others = [other for other in alike[place] if other not in taken]
            taken.update(others)
            if others:
                yield telling[place], [telling[other] for other in others]


def precedence(card: Card) -> tuple[bool, str, int, str]:
    """The least stands for all of one text: the earliest, then the longest, then by path."""
    when = moment(card.date or "")
    return not when, when, -card.words, card.path
