"""Inline links to other articles ("Lire aussi : …"), in the shapes that scrapes leave of them.

Knows one line and its cues; whether the line stands inside the running text is the judge's to
say. A false friend made a link is worse than a link left in the text.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from hemero.loader.namelines import is_name
from hemero.loader.rulepack import Cue, Rulepack
from hemero.text import squeeze

_LONGEST_TITLE = 300  # characters
_FEWEST_WORDS = 2
_CHEVRONS = re.compile(r"^(?:>{2,4}|»{2,4}|›{2,4})\s{1,4}(?=\S)")
_CLOSING_CHEVRONS = re.compile(r"\s{0,4}(?:<{2,4}|«{2,4})$")
_CODE = re.compile(r"[(){}=;\\_]|^[^\w\s]")  # ">>> print(7 * 6)"
# "See also: List of lighthouses" is an encyclopedia's, not a link to another article.
_LISTS = re.compile(r"(?:list of|liste des?|listas? de|category:|portal:)\s?", re.IGNORECASE)
_TAIL = re.compile(r"\s*[|｜]\s*([^|｜]{2,60})$")


class LinkText(Struct, frozen=True, gc=False):
    """What a related line says."""

    title: str
    source: str | None
    rule: str


def read_link(text: str, cues: Sequence[Cue], rules: Rulepack) -> LinkText | None:
    """The link of a line that holds marker and title, in one of the shapes
    "marker: title", "title marker", ">> title", "[marker: title]"."""
    if any(cue.kind == "credit" and cue.whole for cue in cues):
        return None  # "Foto: Anna Rossi" names a photographer, not a gallery
    opening = _CHEVRONS.match(text)
    if opening is not None and _CODE.search(text, opening.end()):
        return None
    for cue in cues:
        if cue.kind != "related" or cue.whole:
            continue
        rest = text[cue.end :] if cue.start <= 3 else text[: cue.start]
        link = read_title(rest, rules, cue.rule)
        if link is not None and not _is_mere_name(link.title):
            return link
    opening = _CHEVRONS.match(text)
    if opening is not None:
        return read_title(
            _CLOSING_CHEVRONS.sub("", text[opening.end() :]), rules, "related/chevron"
        )
    return None


def _is_mere_name(title: str) -> bool:
    """ "Interview: Anna Rossi" is no link. Scripts without capitals do not tell."""
    return title.lower() != title.upper() and is_name(title, 2)


def read_title(text: str, rules: Rulepack, rule: str) -> LinkText | None:
    """A link's title without paywall note, bracket and source; None where too little is left."""
    text = _CLOSING_CHEVRONS.sub("", squeeze(text)).strip(" :»›>-–—*")
    if len(text) > _LONGEST_TITLE:
        return None
    text = _without_paywall(text, rules)
    if text.endswith("]") and "[" not in text:
        text = text[:-1].rstrip()
    source = None
    if (tail := _TAIL.search(text)) is not None:
        text, source = text[: tail.start()].rstrip(), tail[1].strip()
    if (len(text.split()) < _FEWEST_WORDS and len(text) < 8) or _LISTS.match(text):
        return None
    return LinkText(text, source, rule)


def _without_paywall(text: str, rules: Rulepack) -> str:
    for cue in rules.cues(text):
        if cue.kind == "paywall":
            if cue.start <= 2:
                return text[cue.end :].strip()
            if cue.end >= len(text) - 2:
                return text[: cue.start].strip()
    return text


def is_marker(cues: Sequence[Cue]) -> str | None:
    """The rule of a line that is a related marker and nothing else."""
    return next((cue.rule for cue in cues if cue.kind == "related" and cue.whole), None)
