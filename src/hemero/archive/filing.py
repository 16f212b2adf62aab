"""Names and titles filed under their first letters, as in a card index."""

from collections.abc import Iterable, Sequence

from hemero.archive.listing import letter_of
from hemero.model.page import NamedLink


def by_letter(keys: Sequence[str]) -> dict[str, list[int]]:
    """Letter → places of the folded keys that begin with it; A to Z, other alphabets, then
    "#" for the rest."""
    found: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(letter_of(key), []).append(place)
    return dict(sorted(found.items(), key=lambda item: (item[0] == "#", item[0])))


def letter_path(letter: str, folder: str) -> str:
    """The page of a letter: tags/a.html, tags/0.html for "#". Letters beyond a to z are told
    by their code, for two of them may be transliterated alike."""
    name = "0" if letter == "#" else letter if letter.isascii() else f"u{ord(letter):x}"
    return f"{folder}/{name}.html"


def letter_links(letters: Iterable[str], folder: str) -> tuple[NamedLink, ...]:
    """Links to the pages of letters, without counts, so that they change with letters only."""
    return tuple(NamedLink(letter, letter_path(letter, folder)) for letter in letters)
