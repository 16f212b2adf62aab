"""On the same subjects: the articles that share rare tags with one, near it in time.

Bounded both ways: an article looks at its few nearest neighbours within each of its tags,
so a new one is seen only by those around it.
"""

from bisect import bisect_left
from collections.abc import Sequence

from hemero.archive.catalogue import Catalogue
from hemero.archive.listing import day_number
from hemero.archive.topics import Topic

SIMILAR = 4
NEAREST = 3  # articles considered on either side, within one tag
TAGS_CONSIDERED = 6  # of one article, its rarest
_YEAR_DAYS = 372 + 31  # "within its year ± 1", by day_number
_FAR = 1 << 20  # more than any distance in days


def find_similar(catalogue: Catalogue, tags: Sequence[Topic]) -> list[tuple[int, ...]]:
    """For each row the rows of at most four others, best first. `tags` are all tag topics.

    The same language comes first, then the greater weight of shared tags, then nearness in
    date, then list order. A tag weighs by the magnitude of its count (a step every eightfold),
    so that one article more hardly ever changes a weight. About 15 µs an article.
    """
    families = [_canonical_only(catalogue, topic.rows) for topic in tags]
    of_row: list[list[int]] = [[] for _ in catalogue.cards]
    for number, rows in enumerate(families):
        if len(rows) > 1:
            for row in rows:
                of_row[row].append(number)
    weights = [_weight(len(rows)) for rows in families]
    days = _numbered(catalogue.periods)
    languages = catalogue.languages
    return [
        _best(row, _shared_weights(row, numbers, families, weights), days, languages)
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


def _weight(count: int) -> int:
    """8 for a tag of up to 8 articles, 7 up to 64, …; at least 1."""
    return max(1, 8 - (max(count - 1, 1).bit_length() - 1) // 3)


def _shared_weights(
    row: int, numbers: Sequence[int], families: Sequence[Sequence[int]], weights: Sequence[int]
) -> dict[int, int]:
    """Candidate row → weight of the tags by which it was met."""
    if len(numbers) > TAGS_CONSIDERED:
        rarest = sorted(numbers, key=lambda number: (len(families[number]), number))
        numbers = rarest[:TAGS_CONSIDERED]
    shared: dict[int, int] = {}
    for number in numbers:
        rows, weight = families[number], weights[number]
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
        if (distance := abs(days[other] - day)) <= _YEAR_DAYS
    ]
    return tuple(rank & 0xFFFFFFFF for rank in sorted(ranked)[:SIMILAR])
