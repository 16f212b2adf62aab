"""Countries and other territories by their names in many languages (from Unicode CLDR).

A territory is told from a name only in the language of the text: "Island" is Iceland in German
and none in English. A name that does not say its language counts where all languages agree.
"""

from functools import lru_cache
from importlib import resources

import msgspec
from msgspec import Struct


class _Table(Struct, frozen=True):
    codes: tuple[str, ...]  # ISO 3166-1, and EU and UN
    names: dict[str, str]  # language → names in the order of the codes, joined by "|"
    keys: dict[str, msgspec.Raw]  # language → folded name → code, read when it is asked for
    calendar: str  # folded names of days and months, joined by "|"


def territory_of(key: str, language: str) -> str | None:
    """The code of the territory that a text in `language` calls so; `key` is a name's key."""
    return _codes(language).get(key)


def territory_anywhere(key: str) -> str | None:
    """The code of the territory that some language calls so, and no other names otherwise."""
    return _codes_anywhere().get(key) or None


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
    return frozenset(_table().calendar.split("|"))


@lru_cache(maxsize=128)
def _codes(language: str) -> dict[str, str]:
    keys = _table().keys.get(language)
    return msgspec.json.decode(keys, type=dict[str, str]) if keys else {}


@lru_cache(maxsize=1)
def _table() -> _Table:
    """1 ms."""
    data = (resources.files("hemero.archive") / "territories.json").read_bytes()
    return msgspec.json.decode(data, type=_Table)


@lru_cache(maxsize=1)
def _codes_anywhere() -> dict[str, str]:
    """Folded name → code, "" where languages differ. 3 ms."""
    found: dict[str, str] = {}
    for language in _table().keys:
        for key, code in _codes(language).items():
            if found.setdefault(key, code) != code:
                found[key] = ""
    return found
