"""Countries and other territories by their names in many languages (from Unicode CLDR).

A territory is told from a name only in the language of the text: "Island" is Iceland in German
and none in English. A name that does not say its language counts where all languages agree.
"""

from functools import lru_cache
from importlib import resources

import msgspec
from msgspec import Struct

from hemero.archive.names import name_key


class _Table(Struct, frozen=True):
    codes: tuple[str, ...]  # ISO 3166-1, and EU and UN
    names: dict[str, str]  # language → names in the order of the codes, joined by "|"
    also: dict[str, dict[str, str]]  # language → other name → code
    calendar: dict[str, str]  # language → days and months, joined by "|"


def territory_of(name: str, language: str) -> str | None:
    """The code of the territory that a text in `language` calls so."""
    return _codes(language).get(name_key(name)) if language in _table().names else None


def territory_anywhere(name: str) -> str | None:
    """The code of the territory that some language calls so, and no other names otherwise."""
    return _codes_anywhere().get(name_key(name)) or None


def territory_name(code: str, language: str) -> str:
    """What a territory is called in a language; in English where that has no word for it."""
    table = _table()
    place = table.codes.index(code)
    for known in (language, "en"):
        if known in table.names and (name := table.names[known].split("|")[place]):
            return name
    return code


@lru_cache(maxsize=1)
def calendar_words() -> frozenset[str]:
    """Folded names of days and months in all languages."""
    words = (word for names in _table().calendar.values() for word in names.split("|"))
    return frozenset(map(name_key, words))


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = (resources.files("hemero.archive") / "territories.json").read_bytes()
    return msgspec.json.decode(data, type=_Table)


@lru_cache(maxsize=64)
def _codes(language: str) -> dict[str, str]:
    table = _table()
    names = zip(table.names[language].split("|"), table.codes, strict=True)
    found = {name_key(name): code for name, code in names if name}
    return found | {name_key(name): code for name, code in table.also[language].items()}


@lru_cache(maxsize=1)
def _codes_anywhere() -> dict[str, str]:
    """15 ms: only archives with given tags ask."""
    found: dict[str, str] = {}
    for language in _table().names:
        for key, code in _codes(language).items():
            if found.setdefault(key, code) != code:
                found[key] = ""
    return found
