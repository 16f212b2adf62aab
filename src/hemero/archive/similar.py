"""On the same subjects: the articles that share rare tags with one, near it in time.

Bounded both ways: an article looks at its few nearest neighbours within each of its tags,
so a new one is seen only by those around it.
"""

from bisect import bisect_left
from collections.abc import Sequence

from hemero.archive.catalogue import Catalogue
from hemero.archive.listing import day_number
from hemero.archive.magnitude import doublings, mark_of
from hemero.archive.topics import Topic

SIMILAR = 4
NEAREST = 2  # articles considered on either side, within one tag
TAGS_CONSIDERED = 3  # of one article, its rarest
LEAST = 7  # weight of what two articles share: a tag of few articles, or several tags
_YEAR_DAYS = 372 + 31  # "within its year ± 1", by day_number
_FAR = 1 << 20  # more than any distance in days


def find_similar(catalogue: Catalogue, tags: Sequence[Topic]) -> list[tuple[int, ...]]:
    """For each row the rows of at most four others, best first. `tags` are all tag topics.

    The same language comes first, then the greater weight of shared tags, then nearness in
    date, then list order. A tag weighs by the magnitude of its count, so that one article more
    hardly ever changes a weight. About 15 µs an article.
    """
    families = [_canonical_only(catalogue, topic.rows) for topic in tags]
    of_row: list[list[int]] = [[] for _ in catalogue.cards]
    for number, rows in enumerate(families):
        if len(rows) > 1:
            for row in rows:
                of_row[row].append(number)
    weights = _Weights(catalogue, tags, families)
    days = _numbered(catalogue.periods)
    languages = catalogue.languages
    return [
        _best(row, _shared_weights(row, weights.of(row, numbers), families), days, languages)
        if numbers
        else ()
        for row, numbers in enumerate(of_row)
    ]


def _numbered(periods: Sequence[str]) -> list[int]:
    """The day of each row. Equal days are one object: fewer of them stay in the cache."""
    numbers = {period: day_number(period) if period else -_FAR for period in periods}
    return [numbers[period] for period in periods]


def _canonical_only(catalogue: Catalogue, rows: Sequence[int]) -> Sequence[int]:
    standing = catalogue.standing
    if not standing:
        return rows
    return [row for row in rows if row not in standing or standing[row][1] == 0]


class _Weights:
    """What each tag weighs for an article: 8 where about 8 share it, 7 up to about 64, and so
    on; at least 1."""

    def __init__(
        self, catalogue: Catalogue, tags: Sequence[Topic], families: Sequence[Sequence[int]]
    ) -> None:
        self._askers = [mark_of(card.path) for card in catalogue.cards]
        self._marks = [mark_of(topic.name.key) for topic in tags]
        self._counts = [max(len(rows) - 1, 1) for rows in families]

    def of(self, row: int, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Weight and number of the rarest tags of a row, the rarest first."""
        asker, marks, counts = self._askers[row], self._marks, self._counts
        weighed = [
            (max(1, 8 - doublings(counts[number], asker ^ marks[number]) // 3), number)
            for number in numbers
        ]
        if len(weighed) > TAGS_CONSIDERED:
            weighed.sort(key=lambda one: (-one[0], one[1]))
        return weighed[:TAGS_CONSIDERED]


def _shared_weights(
    row: int, weighed: Sequence[tuple[int, int]], families: Sequence[Sequence[int]]
) -> dict[int, int]:
    """Candidate row → weight of the tags by which it was met."""
    shared: dict[int, int] = {}
    for weight, number in weighed:
        rows = families[number]
        at = bisect_left(rows, row)
        for other in rows[max(at - NEAREST, 0) : at + NEAREST + 1]:
            shared[other] = shared.get(other, 0) + weight
    del shared[row]
    return shared


def _best(
    row: int, shared: dict[int, int], days: Sequence[int], languages: Sequence[str]
) -> tuple[int, ...]:
    day, language = days[row], languages[row]
    # One number holds all that ranks a candidate, for numbers sort three times as fast as
    # tuples: language, weight (64 at most), distance (403 at most), row.
    ranked = [
        ((languages[other] is not language) << 60)
        | ((255 - weight) << 50)
        | (distance << 32)
        | other
        for other, weight in shared.items()
        if weight >= LEAST and (distance := abs(days[other] - day)) <= _YEAR_DAYS
    ]
    return tuple(rank & 0xFFFFFFFF for rank in sorted(ranked)[:SIMILAR])
