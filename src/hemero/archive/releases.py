"""What may be published yet: drafts never, embargoed articles from their date on."""

from collections.abc import Iterable
from datetime import UTC, datetime

from hemero.model.article import Card
from hemero.model.report import Complaint


def hold_back(cards: Iterable[Card], as_of: str) -> tuple[list[Card], tuple[Complaint, ...]]:
    """The cards that may be published as of a date, and a word on each of the others.

    Dates as in records; one without a time is the beginning of its day (month, year), one
    without a zone is in UTC. With `as_of` "" no embargo has ended: the clock is never asked.
    """
    released: list[Card] = []
    held: list[Complaint] = []
    now = instant(as_of) if as_of else None
    for card in cards:
        if card.withdrawn is None and card.draft:
            held.append(Complaint(card.path, "is a draft.", severity="held-back"))
        elif card.withdrawn is None and card.publish_after and not _is_over(card, now):
            what = f"may be published from {card.publish_after} on."
            hint = "" if as_of else "Say which day it is with --as-of DATE."
            held.append(Complaint(card.path, what, hint, severity="held-back"))
        else:
            released.append(card)
    return released, tuple(held)


def instant(date: str) -> datetime:
    """The moment at which a date begins that is written as in records."""
    day = date[:10] + "-01-01"[len(date[:10]) - 4 :] if len(date) < 10 else date[:10]
    clock = date[10:].replace("Z", "+00:00")
    moment = datetime.fromisoformat(day + clock)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_over(card: Card, now: datetime | None) -> bool:
    return now is not None and instant(card.publish_after or "") <= now
