"""Who wrote it: people and agencies in the lines near the headline.

Knows one line at a time. A name is two to four words written with capitals; where a line says
"By", one is enough.
"""

import re
from collections.abc import Sequence

from hemero.loader.dates import find_dates
from hemero.loader.rulepack import Cue, Rulepack
from hemero.text import squeeze

_MOST_NAMES = 8
_LONGEST_LINE = 160  # characters of a line of names
_SPLIT = re.compile(
    r"\s*(?:,|;|/|\||•|·|&|\+|、|\s(?:and|und|et|y|e|i|en|och|og|ja|a|ve|и|та)\s)\s*", re.IGNORECASE
)
_ROLE = re.compile(r"\s*[(\[–—].*$|\s+-\s.*$")
_PARTICLES = frozenset(
    "de du des la le van von der den ten ter da dos das do di del della bin al el ibn zu zum y "
    "e af av san st".split()
)
_NO_NAMES = frozenset(
    "the and news read more staff editor editors writer correspondent reporter redaktion "
    "redaktionsteam online team admin guest by von par photo foto home menu search share video "
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday updated published edited last "
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag "
    "freitag samstag sonntag über uns kontakt mehr zum zur thema alle artikel neue rubrik "
    "this article print email comments politics world business sport sports culture opinion "
    "politik wirtschaft kultur panorama wissen digital leben reise auto hintergrund "
    "united states new york about contact privacy policy sign log follow your our".split()
)


def read_byline(line: str, cues: Sequence[Cue], rules: Rulepack) -> tuple[str, ...]:
    """The names in a line that a byline phrase opens ("Par Jeanne Aubry et Ivo Stein")."""
    for cue in cues:
        if cue.kind in ("byline", "agency"):
            rest = line[cue.end :] if cue.kind == "byline" else line
            return split_names(rest[:_LONGEST_LINE], rules, sure=True)
    return ()


def read_bare_names(line: str, rules: Rulepack) -> tuple[str, ...]:
    """The names of a line that holds nothing else, or a date beside them."""
    if not 5 <= len(line) <= 80:
        return ()
    dates = find_dates(line)
    rest = line[: dates[0].start] if dates and dates[0].start > 4 else line
    if dates and dates[0].start <= 4:
        rest = line[dates[-1].end :]
    return split_names(rest, rules, sure=False)


def split_names(text: str, rules: Rulepack, *, sure: bool) -> tuple[str, ...]:
    """Names apart, in the order written; () where one part is no name and `sure` is not said."""
    dates = find_dates(text)
    if dates:
        text = text[: dates[0].start]
    names: list[str] = []
    for part in _SPLIT.split(text)[:_MOST_NAMES]:
        name = squeeze(_ROLE.sub("", part.strip(" .:|-–—•*")))
        if not name:
            continue
        if is_name(name, 1 if sure else 2) or is_agency(name, rules):
            if name not in names:
                names.append(name)
        elif names or not sure:
            return tuple(names) if sure else ()
        else:
            return ()
    return tuple(names)


def is_name(text: str, fewest: int) -> bool:
    """Whether a text is written as the name of one person is."""
    words = text.split()
    if not fewest <= len(words) <= 5 or len(text) > 50:
        return False
    capitals = 0
    for word in words:
        bare = word.strip(".'’-")
        if not bare:
            return False
        if bare.lower() in _PARTICLES and not bare[0].isupper():
            continue
        if not bare[0].isupper() or any(c.isdigit() for c in bare):
            return False
        if bare.lower() in _NO_NAMES or not all(c.isalpha() or c in "'’-." for c in bare):
            return False
        capitals += 1
    return capitals >= fewest


def is_agency(text: str, rules: Rulepack) -> bool:
    """Whether a text is the name of a news agency."""
    return any(cue.kind == "agency" and cue.whole for cue in rules.cues(text))
