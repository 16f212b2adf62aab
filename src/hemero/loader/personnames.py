"""What people are called: first names of many countries, and the family names that stand first
in Chinese, Japanese and Korean.

A known name is evidence for a person, an unknown one is none against: the tables
(personnames.json, written by tests/quality/make_given_names.py) hold the frequent ones.
"""

from functools import lru_cache
from importlib import resources

import msgspec

from hemero.text import fold

_LONGEST_UNSPACED = 5  # characters of a name without a space in it


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    data = (resources.files("hemero.loader") / "personnames.json").read_bytes()
    table = msgspec.json.decode(data, type=dict[str, str])
    return {kind: frozenset(names.split()) for kind, names in table.items()}


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    """Family names of one or two characters, and of three in Japanese."""
    table = _table()
    return table["zh"] | table["ja"] | table["ko"]


def is_given_name(word: str) -> bool:
    """Whether people are called so: "Ann", "Jean-Luc", "Юлия"."""
    return fold(word).partition("-")[0].strip(".'") in _table()["given"]


def is_person(name: str) -> bool:
    """Whether a name begins as those of people do: with a first name ("Ann Lee"), or, written
    without spaces, with a family name ("松岡大地", "김민수")."""
    first = name.split(None, 1)[0] if name else ""
    if first == name and is_unspaced(name):
        return len(name) > 1 and any(name[:size] in _families() for size in (3, 2, 1))
    return is_given_name(first)


def is_unspaced(text: str) -> bool:
    """Two to five Chinese characters, kana or Hangul that stand alone."""
    return (
        2 <= len(text) <= _LONGEST_UNSPACED
        and text.isalpha()
        and text[0] >= "\u3040"
        and text[-1] >= "\u3040"
    )
