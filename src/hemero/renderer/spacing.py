"""French white space around punctuation and units, set at output only.

The record keeps the source's characters. A space that is there is replaced; one is inserted
only for « » ; ! ? between a letter and white space, and never in an address. After the Lexique
of the Imprimerie nationale, the OQLF's tables (fr-CA) and the Guide du typographe (fr-CH).
Text is split at the signs, which are rare, rather than searched for spaces, which are not.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

_NBSP, _THIN = "\u00a0", "\u202f"
_SPACES = (" ", _NBSP, _THIN)

_AFTER_NUMBER = "%‰€$£¥°"  # signs that keep to the number before them
_UNIT = (
    "(?=(?:millions?|milliards?|billions?|euros?|dollars?"
    "|km/h|[kcm]?m[²³]?|k?g|ha|h|min|k?Wh?|[MGT]W)(?![\\w']))"
)
# Each begins with the space itself: a search for one character is twice as fast as for digits.
_UNITS = tuple((gap, re.compile(f"{gap}(?<=[0-9]{gap}){_UNIT}")) for gap in (" ", _THIN))
_HOURS = re.compile("(\u00a0h(?<=[0-9]\u00a0h))[ \u00a0\u202f](?=[0-9])")
_TITLES = re.compile("(M(?:\\.|M\\.|mes?|lles?)(?<!\\wM\\.))[ \u00a0\u202f](?=\\w)")
_NUMERO = re.compile("(n[°º])[ \u00a0\u202f]?(?=[0-9])")


class _Habit(NamedTuple):
    """What stands before a high sign, before a colon, and inside « »."""

    high: str
    colon: str
    inside: str


_HABITS = {
    "fr": _Habit(high=_THIN, colon=_NBSP, inside=_NBSP),
    "fr-ca": _Habit(high="", colon=_NBSP, inside=_NBSP),
    "fr-ch": _Habit(high=_THIN, colon=_THIN, inside=_THIN),
}


@lru_cache(maxsize=256)
def spacer(language: str | None) -> Callable[[str], str] | None:
    """The function that sets the white space of `language`; None where nothing is set."""
    tag = (language or "").lower().replace("_", "-")
    habit = _HABITS.get(tag) or _HABITS.get(tag.partition("-")[0])
    return partial(_set_spaces, habit) if habit else None


def spaced(text: str, language: str | None) -> str:
    """`text` with the white space that its language wants at output."""
    set_spaces = spacer(language)
    return set_spaces(text) if set_spaces else text


def _set_spaces(habit: _Habit, text: str) -> str:
    for sign in ";!?":
        if sign in text:
            text = _before(text, sign, habit.high, insert=bool(habit.high))
    if ":" in text:
        text = _before(text, ":", habit.colon, insert=False)
    if "»" in text:
        text = _before(text, "»", habit.inside, insert=True)
    if "«" in text:
        text = _after_opening(text, habit.inside)
    return _keep_numbers(text)


def _before(text: str, sign: str, gap: str, *, insert: bool) -> str:
    """`text` with `gap` before each `sign` that has a space there, or (insert) should have."""
    pieces = text.split(sign)
    for at, head in enumerate(pieces[:-1]):
        if head.endswith(_SPACES):
            pieces[at] = head[:-1] + gap
        elif insert and head[-1:].isalpha() and _ends_word(pieces, at) and not _in_address(head):
            pieces[at] = head + gap
    return sign.join(pieces)


def _ends_word(pieces: list[str], at: int) -> bool:
    """Whether white space or the end of the text follows the sign after `pieces[at]`."""
    following = pieces[at + 1]
    return following[:1].isspace() or (not following and at + 2 == len(pieces))


def _in_address(head: str) -> bool:
    """Whether the last word of `head` looks like an address or a character reference."""
    word = head[max(map(head.rfind, (" ", "\n", "\x1e"))) + 1 :]
    return "://" in word or "@" in word or "&" in word or word.startswith("www.")


def _after_opening(text: str, gap: str) -> str:
    pieces = text.split("«")
    for at, tail in enumerate(pieces[1:], 1):
        before = pieces[at - 1][-1:]
        if tail.startswith(_SPACES):
            pieces[at] = gap + tail[1:]
        elif tail[:1].isalpha() and (not before or before.isspace() or before in "('’"):
            pieces[at] = gap + tail
    return "«".join(pieces)


def _keep_numbers(text: str) -> str:
    """Numbers keep to their units, titles to their names."""
    for sign in _AFTER_NUMBER:
        if sign in text:
            text = _before_number_sign(text, sign)
    for gap, before_unit in _UNITS:
        if gap in text:
            text = before_unit.sub(_NBSP, text)
    if "\u00a0h" in text:
        text = _HOURS.sub(rf"\1{_NBSP}", text)
    if "°" in text or "º" in text:
        text = _NUMERO.sub(rf"\1{_NBSP}", text)
    return _TITLES.sub(rf"\1{_NBSP}", text) if "M" in text else text


def _before_number_sign(text: str, sign: str) -> str:
    pieces = text.split(sign)
    for at, head in enumerate(pieces[:-1]):
        if head.endswith(_SPACES) and head[-2:-1].isdigit():
            pieces[at] = head[:-1] + _NBSP
    return sign.join(pieces)
