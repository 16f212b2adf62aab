"""Articles that were taken down: the addresses they leave, and what still tells of them."""

from collections.abc import Container, Iterable, Mapping, Sequence

from hemero.archive.permalinks import Addresses, settle_addresses
from hemero.model.article import Card
from hemero.model.page import WithdrawnView
from hemero.model.report import Complaint
from hemero.model.withdrawal import Withdrawal
from hemero.text import title_key


def match_withdrawals(
    wanted: Mapping[str, Withdrawal],
    cards: Sequence[Card],
    known: Mapping[str, str],
    moved: Mapping[str, str],
) -> dict[str, Withdrawal]:
    """The withdrawals by content path. `wanted` names each by its path, or by any address that
    the article has or had; an address that no article has stands for itself.

    A name is a path if an article has it or had it. `known` and `moved` are the addresses of
    earlier builds, as `settle_addresses` takes them. O(n log n) where an address is new.
    """
    if not wanted:
        return {}
    owners = {address: path for path, address in known.items()} | dict(moved)
    paths = {card.path for card in cards} | known.keys()
    if any(name not in paths and _tail(name, owners) not in owners for name in wanted):
        keys = {card.path: card.title_key or title_key(card.title) for card in cards}
        settled = settle_addresses(cards, keys, known, moved)
        owners |= {address: path for path, address in settled.permalinks.items()}
        owners |= settled.redirects
    return {
        name if name in paths else owners.get(_tail(name, owners), name): withdrawal
        for name, withdrawal in wanted.items()
    }


def _tail(name: str, owners: Container[str]) -> str:
    """The part of a whole web address that is an address below the site, for the site may not
    know where it is published; `name` itself where there is none."""
    parts = name.split("/")
    if "://" not in name:
        return name
    tails = ("/".join(parts[start:]) for start in range(3, len(parts)))
    return next((tail for tail in tails if tail in owners), name)


def absent_cards(
    withdrawals: Mapping[str, Withdrawal], cards: Iterable[Card], known: Mapping[str, str]
) -> tuple[list[Card], tuple[Complaint, ...]]:
    """Cards for withdrawn articles whose file is gone, so that their addresses stay theirs; and
    a word on every name that tells no article and is no address. `known`: path → permalink."""
    present = {card.path for card in cards}
    stubs, complaints = [], []
    for path, withdrawal in sorted(withdrawals.items()):
        if path in present:
            continue
        if path in known or (path.endswith(".html") and "://" not in path):
            wish = None if path in known else path
            stubs.append(Card(path=path, title="", permalink=wish, withdrawn=withdrawal))
        else:
            what = "is to be withdrawn, but no article has this path or address."
            hint = "Correct it under withdrawn: in hemero.yaml."
            complaints.append(Complaint(path, what, hint, severity="warning"))
    return stubs, tuple(complaints)


def gone_addresses(withdrawn: Iterable[Card], addresses: Addresses) -> dict[str, WithdrawnView]:
    """Every address of withdrawn articles with its tombstone, sorted, the former ones too."""
    by_path = {card.path: _tombstone(card) for card in withdrawn}
    gone = {addresses.permalinks[path]: tombstone for path, tombstone in by_path.items()}
    gone |= {old: by_path[path] for old, path in addresses.redirects.items() if path in by_path}
    return dict(sorted(gone.items()))


def _tombstone(card: Card) -> WithdrawnView:
    return WithdrawnView(title=card.title, reason=card.withdrawn.reason if card.withdrawn else "")


def warn_of_copies(withdrawn: Iterable[Card], living: Iterable[Card]) -> tuple[Complaint, ...]:
    """A text that is withdrawn in one place but published in another is not gone."""
    keys = {card.text_key: card.path for card in withdrawn if card.text_key}
    if not keys:
        return ()
    return tuple(
        Complaint(
            card.path,
            f"has the same text as {keys[card.text_key]}, which is withdrawn.",
            "It stays published; withdraw it too if its text must go.",
            severity="warning",
        )
        for card in living
        if card.text_key in keys
    )
