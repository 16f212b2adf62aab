"""Names in one line: what is written as the name of a person is, and where it ends.

Knows a line and its cues. A name is two to five words written as names are; where a line says
"By", one is enough. Whether the person wrote the text is not asked here.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from hemero.loader.dates import find_dates
from hemero.loader.page import COLON, SENTENCE, Shape
from hemero.loader.personnames import is_given_name, is_person, is_unspaced
from hemero.loader.relative import is_relative
from hemero.loader.roles import AFTER_NAMES, BEFORE_DATES, CHROME, HONORIFICS, PARTICLES, ROLES
from hemero.loader.rulepack import Cue, Rulepack
from hemero.loader.vocabulary import CREDIT_WORDS

_MOST_NAMES = 12
_LONGEST_READ = 400  # characters of a line that is read at all
LONGEST_LINE = 200  # characters of a line of names
_LONGEST_NAME = 50
_LONGEST_LEAD = 14  # words before a byline word inside a line
_FEW_SMALL = 2  # words without a capital in a line of names
MOST_WORDS = 12  # of a line that reads like text and may still be one of names

_SPLIT = re.compile(
    r"\s*(?:[,;|•·&/+、～~]|\s(?:and|und|et|y|e|i|en|och|og|ja|a|ve|и|та|with|mit|avec)\s)\s*",
    re.IGNORECASE,
)
# A byline word inside a line: "26/04/2022 by Ann Lee", "am 3. Mai von Jan Ost".
_INSIDE = re.compile(
    r"(?:^|[\s|•·,~–—-])(?:by|von|vom|par|por|di|da|av|af|door|przez|od|autor(?:in)?|author|"
    r"auteur|text|texte|texto|testo|written by|posted by)(?::\s*|\s+)(?=[^\W\d_])",
    re.IGNORECASE,
)
_BY_WORDS = frozenset(
    "by von vom par por di da av af door przez od autor autorin author auteur text texte texto "
    "testo"
    .split()
)  # fmt: skip
# What cannot stand in a name: a bracket, a digit, an address, a dash with spaces around it.
_BREAK = re.compile(r"[(\[<\d@–—]|\s-\s|://|www\.")
_LONG_NAME = 3  # words
_SIGNS = " .:|-–—•*,"
_ENDS = AFTER_NAMES | CREDIT_WORDS
_ADJECTIVES = ("ische", "ischer", "ical", "onal", "ique", "ico", "ica")


class NameLine(Struct, frozen=True, gc=False):
    """A line, or several below one another, that may name who wrote the text."""

    place: int
    names: tuple[str, ...]
    how: str  # "phrase", "label", "inside", "agency", "bare", "pen", "closing", "about"
    whole: bool  # the line holds names and nothing else
    last: int = -1  # place of the last line of names, where there are several


def read_names(shape: Shape, place: int, rules: Rulepack) -> NameLine | None:
    """The names of a line, if it is a line of names."""
    text = shape.text
    if len(text) > _LONGEST_READ or (shape.words < 2 and text.isascii() and not shape.cues):
        return None
    for cue in shape.cues:
        if cue.kind == "byline" and cue.start < cue.end:
            rest = text[cue.end :] if cue.at != "end" else text[: cue.start]
            if names := split_names(before_date(rest), 1, rules) or _leading_name(rest):
                return NameLine(place, names, "phrase", False)
    if agency := _agency(shape.cues):
        return NameLine(place, (text[agency.start : agency.end].strip(" ,.:"),), "agency", True)
    if "@" in text and any(cue.kind == "chrome" for cue in shape.cues):
        return None  # "A post shared by Ann Lee (@annlee)"
    if shape.alone is None and (names := _names_inside(text, rules)):
        return NameLine(place, names, "inside", False)
    if shape.alone is not None or shape.end in (SENTENCE, COLON) or shape.words > MOST_WORDS:
        return None  # "Ann Lee:" opens what she says
    sides = sides_of_dates(text)
    # "Ann Lee | lundi 9 décembre 2019": a date's own words tell of no sentence.
    words = shape.parts if len(sides) == 1 else " ".join(sides).split()
    if sum(map(is_small, words)) > _FEW_SMALL and not is_relative(shape.parts):
        return None
    for bare in sides:
        if 2 <= len(bare) <= 120 and (names := split_names(bare, 2, rules)):
            return NameLine(place, names, "bare", sum(map(len, names)) + 5 >= len(text))
    return None


def is_small(part: str) -> bool:
    """A word as sentences have them, and lines of names hardly."""
    return part[0].islower() and part not in PARTICLES and part not in BEFORE_DATES


def _names_inside(text: str, rules: Rulepack) -> tuple[str, ...]:
    """The names behind a byline word within the line; () where that word is part of a name
    ("Christoph von Ritter") or of a phrase without a date ("der Rückbau von Atomkraftwerken")."""
    if _BY_WORDS.isdisjoint(text.lower().replace(":", " ").split()):
        return ()
    inside = _INSIDE.search(text)
    if inside is None:
        return ()
    before, rest = text[: inside.start()].strip(_SIGNS), before_date(text[inside.end() :])
    if before and (is_given_name(before.split()[-1]) or before.count(" ") > _LONGEST_LEAD):
        return ()
    names = split_names(rest, 2, rules) or _leading_name(rest)
    if not before or any(map(str.isdigit, text)) or not text[inside.start()].isspace():
        return names or _pen_name(rest, text)
    return names if names and is_person(names[0]) else ()


def _pen_name(rest: str, line: str) -> tuple[str, ...]:
    """One word of any letters after "by", where the line is one of date and author."""
    words = rest.split()
    name = words[0].strip(".,:;|") if words else ""
    lone = len(words) == 1 or bool(find_dates(line))
    return (name,) if lone and 2 <= len(name) <= 30 and name.lower() not in CHROME else ()


def _agency(cues: Sequence[Cue]) -> Cue | None:
    return next((cue for cue in cues if cue.kind == "agency" and cue.whole), None)


def sides_of_dates(text: str) -> tuple[str, ...]:
    """What stands before the first date of a line and after the last."""
    dates = find_dates(text)
    if not dates:
        return (text,)
    before = shed_last_word(text[: dates[0].start])
    return (before.strip(_SIGNS + "~/"), text[dates[-1].end :].strip(_SIGNS + "~/"))


def before_date(text: str) -> str:
    """The text up to its first date, without the word that leads to it ("am", "on", "le")."""
    dates = find_dates(text) if any(map(str.isdigit, text[:LONGEST_LINE])) else ()
    return shed_last_word(text[: dates[0].start]) if dates and dates[0].start > 1 else text


def shed_last_word(text: str) -> str:
    words = text.rstrip(_SIGNS).rsplit(None, 1)
    return words[0] if len(words) == 2 and words[1].lower().strip(":") in BEFORE_DATES else text


def split_names(text: str, fewest: int, rules: Rulepack) -> tuple[str, ...]:
    """The names a text begins with; () where it begins with something else."""
    names: list[str] = []
    for part in _SPLIT.split(text[:LONGEST_LINE])[:_MOST_NAMES]:
        if names and (is_role(part) or not part.strip()):
            continue
        if run := _run_of_names(part):
            names.extend(run)
            continue
        name = _name_in(part, fewest)
        if name is None:
            agency = _agency(rules.cues(part.strip())) if part.strip() else None
            if agency is None:
                break
            name = part.strip(" .:")
        if name and name not in names:
            names.append(name)
    return tuple(names)


def _run_of_names(part: str) -> list[str]:
    """Names with nothing between them ("Ann Lee Jan van Ost"): each begins with a first name
    behind a word that is none."""
    words = part.split()
    if not 4 <= len(words) <= 16 or not is_name(" ".join(words[:2]), 2):
        return []
    names: list[list[str]] = []
    for word in words:
        if not is_name(word, 1) and word.lower() not in PARTICLES:
            return []
        opens = is_given_name(word) and (
            not names or (len(names[-1]) > 1 and not is_given_name(names[-1][-1]))
        )
        if opens:
            names.append([word])
        elif not names:
            return []
        else:
            names[-1].append(word)
    if len(names) < 2 or any(len(name) < 2 or name[-1].lower() in PARTICLES for name in names):
        return []
    return list(dict.fromkeys(" ".join(name) for name in names))


def is_role(part: str) -> bool:
    """ "Maritime Correspondent": what somebody is, behind who it is."""
    words = part.lower().split()
    return bool(words) and (words[-1].strip(".") in ROLES or words[0].strip(".") in ROLES)


def _name_in(part: str, fewest: int) -> str | None:
    """The name a part of a line is, without role and place; None for anything else."""
    part = part.strip(" .:|-–—•*")
    stop = _BREAK.search(part)
    words: list[str] = []
    for word in (part[: stop.start()] if stop else part).split():
        if word in AFTER_NAMES or (len(word) > 3 and word.lower() in _ENDS):
            break
        words.append(word)
    words = _without_role(_without_honorific(words))
    half = len(words) // 2
    if len(words) in (4, 6) and words[:half] == words[half:]:
        words = words[:half]
    if len(words) > _LONG_NAME and is_given_name(words[0]):
        words = _without_firm(words)
    name = " ".join(words).strip(" .:")
    return name if is_name(name, fewest) or is_unspaced(name) else None


def _without_firm(words: list[str]) -> list[str]:
    """ "Ann Lee Hallow Gazette": of three family names and more only the first is one."""
    family = _end_of_family(words)
    rest = words[family:]
    if len(rest) < 2 or any(is_given_name(word) or word.lower() in PARTICLES for word in rest):
        return words
    return words[:family]


def _without_honorific(words: list[str]) -> list[str]:
    """ "Dr. Ann Lee", "Rechtsanwalt Jan Ost": what somebody is, before who it is."""
    while len(words) > 2 and words[0].lower().strip(".") in HONORIFICS:
        words = words[1:]
    return words


def _without_role(words: list[str]) -> list[str]:
    dropped = False
    while len(words) > 2 and words[-1].lower() in ROLES:
        words = words[:-1]
        dropped = True
    if len(words) > 2 and dropped and words[-1].lower().endswith(_ADJECTIVES):
        return words[:-1]  # "Landespolitische" Korrespondentin
    return words


def _leading_name(rest: str) -> tuple[str, ...]:
    """The name that a text begins with, whatever follows: "Katharina Schmidt Kategorien: Mode"."""
    words: list[str] = []
    for word in rest.split()[:5]:
        if word.lower() in _ENDS or not (is_name(word, 1) or word.lower() in PARTICLES):
            break
        words.append(word)
    while words and words[-1].lower() in PARTICLES:
        words.pop()
    if words and is_given_name(words[0]):
        words = words[: _end_of_family(words)]
    return (" ".join(words[:4]),) if len(words) >= 2 else ()


def _end_of_family(words: Sequence[str]) -> int:
    """Where a name ends that more words with capitals follow: behind the first word that is
    neither a first name nor a particle."""
    for at, word in enumerate(words):
        if at and word.lower() not in PARTICLES and not is_given_name(word):
            return at + 1
    return len(words)


def is_name(text: str, fewest: int) -> bool:
    """Whether a text is written as the name of one person is."""
    words = text.split()
    if not fewest <= len(words) <= 5 or len(text) > _LONGEST_NAME:
        return False
    capitals = 0
    for word in words:
        bare = word.strip(".'’-")
        if not bare or not all(c.isalpha() or c in "'’-.\u0301\u0303\u0327" for c in bare):
            return False
        if bare.lower() in PARTICLES and not bare[0].isupper():
            continue
        if bare[0].islower() or bare.lower() in CHROME:
            return False
        capitals += 1
    return capitals >= fewest
