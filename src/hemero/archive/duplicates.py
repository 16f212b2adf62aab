"""Articles with one text: which of them stands for all."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from hemero.archive.listing import moment
from hemero.model.article import Card

# A shorter text may be all that several pages have in common (a notice in the article's
# stead): it makes a copy only where the headline is the same too.
TELLING_WORDS = 50


def find_copies(cards: Sequence[Card], keys: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Canonical path → paths of its copies; only texts that occur more than once.

    The canonical article has the earliest date (undated last), then the most words, then
    the first path; its copies follow in that order. O(n) but for sorting the copies.
    """
    counts = Counter(card.text_key for card in cards)
    texts: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        if card.text_key and counts[card.text_key] > 1:
            headline = "" if card.words >= TELLING_WORDS else keys[card.path]
            texts[card.text_key, headline].append(card)
    clusters = (sorted(same, key=_precedence) for same in texts.values() if len(same) > 1)
    found = {first.path: tuple(card.path for card in others) for first, *others in clusters}
    return dict(sorted(found.items()))


def _precedence(card: Card) -> tuple[bool, str, int, str]:
    when = moment(card.date or "")
    return not when, when, -card.words, card.path
