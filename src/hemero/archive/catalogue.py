"""All that pages are made of: the cards in list order, with one link and one entry for each.

A row is an article's place in that order; lists are sequences of rows.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from hemero.archive.links import Links, bylines
from hemero.archive.listing import period_of
from hemero.archive.taxonomy import Name, unite
from hemero.model.article import Card
from hemero.model.page import Entry, Ref


class Catalogue(Struct, frozen=True):
    """The archive in list order. Sequences run parallel, by row."""

    cards: tuple[Card, ...]
    refs: tuple[Ref, ...]
    entries: tuple[Entry, ...]
    periods: tuple[str, ...]
    months: tuple[str, ...]  # periods, no finer than months
    years: tuple[str, ...]  # and than years
    languages: tuple[str, ...]  # "" where not known; equal ones are one object
    tags: tuple[tuple[Name, ...], ...]
    sources: tuple[Name | None, ...]
    authors: tuple[tuple[Name, ...], ...]  # authors and contributors
    standing: Mapping[int, tuple[int, int]]  # row of a text with copies → (text, precedence)
    counts: Mapping[str, int]  # articles of each year, month and day
    dated: int  # rows before this one have a date


def make_catalogue(cards: Sequence[Card], links: Links) -> Catalogue:
    """Lay the cards out in list order. `cards` in any order."""
    by_path = {card.path: card for card in cards}
    ordered = tuple(by_path[path] for path in links.order)
    refs = tuple(links.refs[path] for path in links.order)
    periods = tuple(period_of(card.date or "") for card in ordered)
    tags, sources, authors = (links.names[kind] for kind in ("tag", "source", "author"))
    return Catalogue(
        cards=ordered,
        refs=refs,
        entries=tuple(_entry(card, ref, links) for card, ref in zip(ordered, refs, strict=True)),
        periods=periods,
        months=_coarser(periods, 7),
        years=_coarser(periods, 4),
        languages=tuple(sys.intern(card.language or "") for card in ordered),
        tags=tuple(unite(links.tags.get(path, ()), tags) for path in links.order),
        sources=tuple(sources.get(card.source or "") for card in ordered),
        authors=tuple(unite(bylines(card), authors) for card in ordered),
        standing=_standing(links),
        counts=_count_periods(periods),
        dated=sum(1 for period in periods if period),
    )


def listed(catalogue: Catalogue, rows: Sequence[int]) -> Sequence[int]:
    """The rows that a list of `rows` shows: of one text only one, the canonical if among them."""
    if not catalogue.standing:
        return rows
    best: dict[int, tuple[int, int]] = {}
    for row in rows:
        if stands := catalogue.standing.get(row):
            text, precedence = stands
            best[text] = min(best.get(text, (precedence, row)), (precedence, row))
    if not best:
        return rows
    shown = {row for _, row in best.values()}
    return [row for row in rows if row in shown or row not in catalogue.standing]


def entries_of(catalogue: Catalogue, rows: Sequence[int]) -> tuple[Entry, ...]:
    """What a list of `rows` shows."""
    return tuple(catalogue.entries[row] for row in listed(catalogue, rows))


def _entry(card: Card, ref: Ref, links: Links) -> Entry:
    copies = len(links.copies.get(card.path, ()))
    return Entry(ref.title, ref.permalink, ref.source, ref.date, ref.language, card.excerpt, copies)


def _standing(links: Links) -> dict[int, tuple[int, int]]:
    if not links.copies:
        return {}
    rows = {path: row for row, path in enumerate(links.order)}
    return {
        rows[path]: (text, precedence)
        for text, (first, others) in enumerate(links.copies.items())
        for precedence, path in enumerate((first, *others))
    }


def _coarser(periods: Sequence[str], length: int) -> tuple[str, ...]:
    cut = {period: period[:length] for period in periods}
    return tuple(cut[period] for period in periods)


def _count_periods(periods: Sequence[str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for period, count in Counter(periods).items():
        for length in {len(period[:4]), len(period[:7]), len(period)}:
            counts[period[:length]] += count
    return dict(counts)
