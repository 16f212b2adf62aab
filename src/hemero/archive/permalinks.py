"""Every article's address. It never depends on the order in which articles arrive, and once
given it stays.

In order of right: an address known from an earlier build; one wanted by the front matter;
then YYYY/MM/slug.html (YYYY/ where the month is not known, undated/ where nothing is). Where
several new articles want one address, the first by content path has it and the others add
a hash of their path.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from hemero.archive.listing import period_of
from hemero.archive.names import (
    LONGEST_SEGMENT,
    cut_segment,
    is_device,
    path_segment,
    segment_of_key,
    short_hash,
)
from hemero.model.article import Card
from hemero.model.report import Complaint
from hemero.text import fold

LONGEST_ADDRESS = 200  # bytes; leaves room for the folder of the site on Windows (260)
_SHORTEST_STEM = 3  # shorter names are the site's own: 26.html, a.html

_TOP_NAMES = frozenset(
    "index archive tags sources authors missing about 404 search feed sitemap robots".split()
)
_TOP_FOLDERS = frozenset(
    "tag tags source sources author authors page search assets data sitemap".split()
)
_PERIOD_FOLDER = re.compile(r"undated|\d{4}(?:/\d{2})?")
_PERMALINK = re.compile(r"(?:[a-z0-9][a-z0-9_-]{0,79}/){0,8}[a-z0-9][a-z0-9_-]{0,79}\.html")
_FORMER_PART = re.compile(r"[\w~+=,@][\w~+=,@.-]{0,79}")


class Addresses(Struct, frozen=True):
    """Where everything stands, by content path; and what stood elsewhere before."""

    permalinks: dict[str, str]
    redirects: dict[str, str]  # former address → content path
    complaints: tuple[Complaint, ...]


def settle_addresses(
    cards: Sequence[Card],
    keys: Mapping[str, str],
    known: Mapping[str, str],
    moved: Mapping[str, str],
) -> Addresses:
    """Give every card its permalink, and every former address its redirect.

    `keys`: title key by path. `known`: permalinks given before, by path. `moved`: former
    address → path, from earlier builds. O(n log n).
    """
    registry = _Registry()
    ordered = sorted(cards, key=lambda card: card.path)
    newcomers = _seat_known_and_wanted(ordered, known, registry)
    _seat_newcomers(newcomers, keys, registry)
    redirects = _find_redirects(ordered, known, moved, registry)
    permalinks = {card.path: registry.permalinks[card.path] for card in ordered}
    return Addresses(permalinks, redirects, tuple(registry.complaints))


def is_generated(address: str) -> bool:
    """Whether an address has the shape of a page that the site makes itself.

    Told by the shape alone, never by which pages exist now: a list page that appears
    later must not find an article in its place.
    """
    *folders, name = address.lower().split("/")
    stem = name.partition(".")[0]
    if not folders:
        return stem in _TOP_NAMES or stem.startswith("sitemap-")
    if folders[0] in _TOP_FOLDERS:
        return True
    in_period = _PERIOD_FOLDER.fullmatch("/".join(folders)) is not None
    return in_period and _is_own_name(stem)


def _is_own_name(stem: str) -> bool:
    """Whether the site itself uses a name in the folders of periods."""
    return stem == "index" or len(stem) < _SHORTEST_STEM


class _Registry:
    """Addresses as they are given away, compared as a host without case or accents would."""

    def __init__(self) -> None:
        self.permalinks: dict[str, str] = {}  # path → address
        self.complaints: list[Complaint] = []
        self._owners: dict[str, str] = {}  # folded address → path

    def owner(self, address: str) -> str | None:
        return self._owners.get(_compared(address))

    def reserve(self, address: str, path: str) -> bool:
        """Take an address; False where it is another's."""
        return self._owners.setdefault(_compared(address), path) == path

    def seat(self, address: str, path: str) -> bool:
        """Make an address the article's permalink; False where it is another's."""
        if not self.reserve(address, path):
            return False
        self.permalinks[path] = address
        return True

    def complain(self, where: str, what: str, hint: str) -> None:
        self.complaints.append(Complaint(where, what, hint, severity="warning"))


def _compared(address: str) -> str:
    return address.lower() if address.isascii() else fold(address)


def _seat_known_and_wanted(
    cards: Iterable[Card], known: Mapping[str, str], registry: _Registry
) -> list[Card]:
    """Seat who has a right to an address, the known before the wanted; return the others."""
    newcomers: list[Card] = []
    wishes: list[tuple[Card, str, str | None]] = []
    for card in cards:
        if not (card.path in known or card.permalink):
            newcomers.append(card)
            continue
        old = _checked_known(card, known.get(card.path), registry)
        wish = _wish(card, old, registry)
        if wish and wish != old:
            wishes.append((card, wish, old))
        elif not (old and _seat_or_complain(card, old, registry)):
            newcomers.append(card)
    for card, wish, old in wishes:
        if not _seat_or_complain(card, wish, registry) and not (
            old and registry.seat(old, card.path)
        ):
            newcomers.append(card)
    return newcomers


def _seat_or_complain(card: Card, address: str, registry: _Registry) -> bool:
    if registry.seat(address, card.path):
        return True
    registry.complain(
        card.path,
        f"Two articles want {address}: {registry.owner(address)} and {card.path}.",
        'Set another "permalink" or "slug" in one.',
    )
    return False


def _checked_known(card: Card, known: str | None, registry: _Registry) -> str | None:
    if known is None or _is_permalink(known):
        return known
    registry.complain(
        card.path,
        f"The permalink {known!r} kept for this article is not one a page can have.",
        "A new one was given.",
    )
    return None


def _wish(card: Card, old: str | None, registry: _Registry) -> str | None:
    """The whole address that the front matter asks for; a mere slug only where it moves."""
    if card.permalink:
        address = _as_permalink(card.permalink)
        if address is None:
            registry.complain(
                card.path,
                f"The permalink {card.permalink!r} is not one an article can have.",
                'Write one like "2022/04/title.html"; names of list pages are taken.',
            )
        return address
    if card.slug and old:
        folder, _, name = old.rpartition("/")
        stem = path_segment(card.slug, card.path)
        if not _is_stem_of(stem, name.removesuffix(".html"), card.path):
            address = f"{folder}/{stem}.html" if folder else f"{stem}.html"
            return None if is_generated(address) else address
    return None


def _is_stem_of(stem: str, name: str, path: str) -> bool:
    """Whether `name` is `stem`, perhaps with the hash that told it from a namesake."""
    head, _, tail = name.rpartition("-")
    return name == stem or (stem.startswith(head) and short_hash(path, len(tail)) == tail)


def _as_permalink(wanted: str) -> str | None:
    """A wanted address as the safe one next to it, or None where it cannot be had."""
    parts = [part for part in wanted.split("/") if part]
    if not parts or len(parts) > 9 or any(part in (".", "..") for part in parts):
        return None
    parts[-1] = parts[-1].removesuffix(".html")
    address = "/".join(path_segment(part, part) for part in parts) + ".html"
    return address if _is_permalink(address) else None


def _is_permalink(address: str) -> bool:
    return (
        len(address) <= LONGEST_ADDRESS
        and _PERMALINK.fullmatch(address) is not None
        and not any(map(is_device, address.split("/")))
        and not is_generated(address)
    )


def _seat_newcomers(cards: Iterable[Card], keys: Mapping[str, str], registry: _Registry) -> None:
    """First every natural address, then the suffixes, so that no suffix takes another's."""
    unseated = []
    for card in cards:
        folder, stem = _natural(card, keys[card.path])
        address = f"{folder}/{stem}.html"
        if _is_own_name(stem) or not registry.seat(address, card.path):
            unseated.append((card.path, folder, stem))
    for path, folder, stem in unseated:
        digits = 6
        while not registry.seat(_with_hash(folder, stem, path, digits), path):
            digits += 6


def _natural(card: Card, key: str) -> tuple[str, str]:
    stem = path_segment(card.slug, card.path) if card.slug else segment_of_key(key, card.path)
    period = period_of(card.date or "")
    return period[:7].replace("-", "/") or "undated", stem


def _with_hash(folder: str, stem: str, path: str, digits: int) -> str:
    head = cut_segment(stem, LONGEST_SEGMENT - digits - 1)
    return f"{folder}/{head}-{short_hash(path, digits)}.html"


def _find_redirects(
    cards: Sequence[Card],
    known: Mapping[str, str],
    moved: Mapping[str, str],
    registry: _Registry,
) -> dict[str, str]:
    """Former addresses that no article has now: what moved in this build, in earlier ones,
    and the aliases of front matter."""
    redirects: dict[str, str] = {}
    for card in cards:
        old = known.get(card.path)
        if old and old != registry.permalinks[card.path] and _is_permalink(old):
            _redirect(old, card.path, registry, redirects)
    for address, path in sorted(moved.items()):
        former = _as_former(address)
        if former and path in registry.permalinks:
            _redirect(former, path, registry, redirects)
    for card in cards:
        for alias in card.aliases:
            _redirect_alias(card, alias, registry, redirects)
    return dict(sorted(redirects.items()))


def _redirect(address: str, path: str, registry: _Registry, redirects: dict[str, str]) -> bool:
    owner = registry.owner(address)
    if owner is None and registry.reserve(address, path):
        redirects[address] = path
    return owner is None or owner == path


def _redirect_alias(card: Card, alias: str, registry: _Registry, redirects: dict[str, str]) -> None:
    former = _as_former(alias)
    if former is None:
        registry.complain(
            card.path,
            f"The alias {alias!r} is not an address that a page can redirect from.",
            'Write a path below the site, like "2019/old-title.html".',
        )
    elif not _redirect(former, card.path, registry, redirects):
        registry.complain(
            card.path,
            f"The alias {former} is taken by {registry.owner(former)}.",
            "Remove it from one of the two.",
        )


def _as_former(alias: str) -> str | None:
    """The file that answers for a former address ("old/" is old/index.html), spelled as it
    was; None where that would be no safe path, or a page of the site's own."""
    *folders, name = unicodedata.normalize("NFC", alias).removeprefix("/").split("/")
    if name and "." not in name:
        folders, name = [*folders, name], ""
    parts = [*folders, name or "index.html"]
    address = "/".join(parts)
    safe = (
        len(folders) <= 8
        and not any("." in folder for folder in folders)
        and all(_FORMER_PART.fullmatch(part) and not is_device(part) for part in parts)
        and parts[-1].endswith((".html", ".htm"))
        and len(address.encode("utf-8", "surrogatepass")) <= LONGEST_ADDRESS
    )
    return address if safe and not is_generated(address) else None
