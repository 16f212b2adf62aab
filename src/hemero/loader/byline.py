"""Who wrote it: names in the lines around the headline, and how much each looks like the author.

Knows one page whose headline and text are found. A name is two to five words written as names
are; where a line says "By", one is enough. A person of whom the text speaks is hardly its author.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from hemero.loader.dates import find_dates
from hemero.loader.page import SENTENCE, Page, Shape
from hemero.loader.rulepack import Cue, Rulepack

_MOST_NAMES = 12
LONGEST_LINE = 200  # characters of a line of names
_LONGEST_NAME = 50
_MOST_WORDS = 12  # of a line that reads like text and may still be one of names
_BEFORE, _AFTER, _BELOW = 6, 16, 8  # lines around the headline and below the text looked at
_MOST_BETWEEN = 40  # lines between headline and text

_SPLIT = re.compile(
    r"\s*(?:[,;|•·&/+、~]|\s(?:and|und|et|y|e|i|en|och|og|ja|a|ve|и|та|with|mit|avec)\s)\s*",
    re.IGNORECASE,
)
# A byline word inside a line: "26/04/2022 by Ann Lee", "am 3. Mai von Jan Ost".
_INSIDE = re.compile(
    r"(?:^|[\s|•·,~–—-])(?:by|von|vom|par|por|di|da|av|af|door|przez|od|autor(?:in)?|author|"
    r"auteur|text|texte|texto|testo|written by|posted by)(?::\s*|\s+)(?=[^\W\d_])",
    re.IGNORECASE,
)
# What cannot stand in a name: a bracket, a digit, an address, a dash with spaces around it.
_BREAK = re.compile(r"[(\[<\d@–—]|\s-\s|://|www\.")
_PARTICLE_WORDS = """
de du des la le las los van von der den ten ter da das do dos di del della bin al el ibn zu zum y
e af av san st mc
"""
_ROLE_WORDS = """
reporter editor correspondent writer staff journalist columnist contributor producer
korrespondent korrespondentin redakteur redakteurin journalist journalistin volontär volontärin
autor autorin reporterin journaliste rédacteur rédactrice correspondant correspondante chef
redactor redactora periodista corresponsal enviado especial redattore giornalista inviato
jornalista repórter journaliste politik political politics news lifestyle senior chief sports
sport business science health technology tech world national deputy assistant associate
"""
_AFTER_NAMES = """
follow folgen suivre seguir published updated posted veröffentlicht publié publicado hace vor
ago min hours minutes
"""
_CHROME_WORDS = """
the this our your my all more read menu home search share video videos photo photos gallery news
newsletter contact about privacy policy terms sign log login follow print comment comments email
subscribe latest top breaking live copy link page front edition premium feature category
tags topics related article articles story stories main content skip navigation next previous
january february march july september october november december monday
tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec
januar februar märz juni juli oktober dezember montag dienstag mittwoch donnerstag freitag
samstag sonntag über uns kontakt mehr zum zur alle neue suche startseite anhören kürze studio
thema themen artikel beitrag beiträge kommentare teilen drucken impressum lesezeit min minuten
politik wirtschaft kultur panorama sport wissen digital leben reise auto gesellschaft
accueil partager politique économie société culture monde vidéo vidéos actualité
inicio compartir política economía sociedad cultura mundo deportes lotería última últimas
politics business sports opinion world culture science health technology entertainment
united states new york south north east west africa america europe asia city county
university museum institute council union league cup club photo foto image bild getty images
"""
_ADJECTIVES = ("ische", "ischer", "ical", "onal", "ique", "ico", "ica")
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ROLES = frozenset(_ROLE_WORDS.split())
_STOPS = frozenset(_AFTER_NAMES.split())
_CHROME = frozenset(_CHROME_WORDS.split())

Features = dict[str, float]

# What speaks for a line of names and against it: fitted on the labelled pages (logistic).
WEIGHTS = {
    "phrase": 1.59,
    "line_1": 1.59,
    "cue": -1.59,
    "before": -1.46,
    "again": 1.36,
    "far_from_date": -1.34,
    "in_title": -1.21,
    "two_words": 1.11,
    "line_2": 0.89,
    "inside": 0.74,
    "long_words": -0.72,
    "just_before": 0.69,
    "near_date": 0.60,
    "line_3": 0.55,
    "below": 0.44,
    "far": -0.39,
    "short_line": 0.38,
    "bullet": -0.38,
    "one_word": 0.37,
    "next_to_text": 0.35,
    "spoken_of": -0.34,
    "many": 0.32,
    "spoken_of_bare": -0.26,
    "in_text": 0.26,
    "upper": -0.25,
    "line_4": 0.25,
    "whole": 0.24,
    "repeats": 0.13,
    "dated": -0.13,
}
BIAS = -1.61


class NameLine(Struct, frozen=True):
    """A line near the headline that may name who wrote the text."""

    place: int
    names: tuple[str, ...]
    how: str  # "phrase", "inside", "agency", "bare"
    whole: bool  # the line holds names and nothing else


class Surroundings(Struct, frozen=True):
    """What the weighing of name lines needs to know of the page."""

    page: Page
    heads: Sequence[int]  # places of the headlines nearest to the text
    start: int
    end: int
    dated: frozenset[int]  # places of lines with a date
    text: Sequence[str]  # paragraphs
    body: frozenset[int]  # places of the lines of the text
    title: str


def find_authors(around: Surroundings, rules: Rulepack) -> NameLine | None:
    """The line that names the authors, None where none is likely enough."""
    best, best_weight = None, 0.0
    for line in find_name_lines(around, rules):
        weight = BIAS + sum(
            WEIGHTS.get(name, 0.0) * value for name, value in measure_names(line, around).items()
        )
        if weight > best_weight:
            best, best_weight = line, weight
    return best


def find_name_lines(around: Surroundings, rules: Rulepack) -> Iterator[NameLine]:
    shapes = around.page.shapes
    places = {p for head in around.heads for p in range(head - _BEFORE, head + _AFTER)}
    places.update(range(max(around.heads[0], around.start - _MOST_BETWEEN), around.start + 2))
    places.update(range(around.start - 3, around.start + 2))
    places.update(range(around.end + 1, around.end + 1 + _BELOW))
    for place in sorted(places.difference(around.heads)):
        if not 0 <= place < len(shapes):
            continue
        shape = shapes[place]
        if len(shape.text) > LONGEST_LINE or (place in around.body and shape.words > _MOST_WORDS):
            continue
        if (line := read_names(shape, place, rules)) is not None:
            yield line


def read_names(shape: Shape, place: int, rules: Rulepack) -> NameLine | None:
    """The names of a line, if it is a line of names."""
    text = shape.text
    for cue in shape.cues:
        if cue.kind == "byline" and cue.start < cue.end:
            rest = text[cue.end :] if cue.at != "end" else text[: cue.start]
            if names := split_names(rest, 1, rules) or _leading_name(rest):
                return NameLine(place, names, "phrase", False)
    if agency := _agency(shape.cues):
        return NameLine(place, (text[agency.start : agency.end].strip(" ,.:"),), "agency", True)
    inside = _INSIDE.search(text)
    if inside is not None:
        rest = text[inside.end() :]
        names = split_names(rest, 2, rules) or _leading_name(rest) or _pen_name(rest, text)
        if names:
            return NameLine(place, names, "inside", False)
    if shape.alone is not None or shape.end == SENTENCE or shape.words > _MOST_WORDS:
        return None
    for bare in _without_dates(text):
        if 2 <= len(bare) <= 120 and (names := split_names(bare, 2, rules)):
            return NameLine(place, names, "bare", sum(map(len, names)) + 5 >= len(text))
    return None


def _pen_name(rest: str, line: str) -> tuple[str, ...]:
    """One word of any letters after "by", where the line is one of date and author."""
    words = rest.split()
    name = words[0].strip(".,:;|") if words else ""
    lone = len(words) == 1 or bool(find_dates(line))
    return (name,) if lone and 2 <= len(name) <= 30 and name.lower() not in _CHROME else ()


def _agency(cues: Sequence[Cue]) -> Cue | None:
    return next((cue for cue in cues if cue.kind == "agency" and cue.whole), None)


def _without_dates(text: str) -> tuple[str, ...]:
    """What stands before the first date of a line and after the last."""
    dates = find_dates(text)
    if not dates:
        return (text,)
    sides = (text[: dates[0].start], text[dates[-1].end :])
    return tuple(side.strip(" |•·,-–—~/") for side in sides)


def split_names(text: str, fewest: int, rules: Rulepack) -> tuple[str, ...]:
    """The names a text begins with; () where it begins with something else."""
    names: list[str] = []
    for part in _SPLIT.split(text[:LONGEST_LINE])[:_MOST_NAMES]:
        if names and _is_role(part):
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


def _is_role(part: str) -> bool:
    """ "Maritime Correspondent": what somebody is, behind who it is."""
    words = part.lower().split()
    return bool(words) and words[-1].strip(".") in _ROLES


def _name_in(part: str, fewest: int) -> str | None:
    """The name a part of a line is, without role and place; None for anything else."""
    part = part.strip(" .:|-–—•*")
    stop = _BREAK.search(part)
    words: list[str] = []
    for word in (part[: stop.start()] if stop else part).split():
        if word.lower() in _STOPS:
            break
        words.append(word)
    dropped = False
    while len(words) > 2 and words[-1].lower() in _ROLES:
        words.pop()
        dropped = True
    if len(words) > 2 and dropped and words[-1].lower().endswith(_ADJECTIVES):
        words.pop()  # "Landespolitische" Korrespondentin
    half = len(words) // 2
    if len(words) in (4, 6) and words[:half] == words[half:]:
        words = words[:half]
    name = " ".join(words).strip(" .:")
    return name if is_name(name, fewest) or _is_unspaced_name(name) else None


def _leading_name(rest: str) -> tuple[str, ...]:
    """The name that a text begins with, whatever follows: "Katharina Schmidt Kategorien: Mode"."""
    words: list[str] = []
    for word in rest.split()[:5]:
        if not is_name(word, 1) and word.lower() not in _PARTICLES:
            break
        words.append(word)
    while words and words[-1].lower() in _PARTICLES:
        words.pop()
    return (" ".join(words[:4]),) if len(words) >= 2 else ()


def _is_unspaced_name(text: str) -> bool:
    """Two to five Chinese characters, kana or Hangul that stand alone."""
    return 2 <= len(text) <= 5 and text.isalpha() and text[0] >= "\u3040" and text[-1] >= "\u3040"


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
        if bare.lower() in _PARTICLES and not bare[0].isupper():
            continue
        if bare[0].islower() or bare.lower() in _CHROME:
            return False
        capitals += 1
    return capitals >= fewest


def measure_names(line: NameLine, around: Surroundings) -> Features:
    """What speaks for a line of names and against it, in numbers of about 0 to 1."""
    shape = around.page.shapes[line.place]
    step = min(
        (line.place - head for head in around.heads),
        key=lambda step: (abs(step) if step >= 0 else 2 - step, step),
    )
    first = line.names[0]
    words = first.split()
    last = words[-1]
    spoken_of = any(last in paragraph for paragraph in around.text)
    again = sum(last in other.text for other in around.page.shapes if other.words <= 8)
    near_date = {line.place + offset for offset in (-1, 0, 1)} & around.dated
    return {
        "phrase": line.how == "phrase",
        "inside": line.how == "inside",
        "agency": line.how == "agency",
        "whole": line.whole,
        "line_1": step == 1,
        "line_2": step == 2,
        "line_3": step == 3,
        "line_4": 4 <= step <= 6,
        "before": step < 0,
        "just_before": step == -1,
        "far": max(0, min(step - 6, 20)) / 20,
        "below": line.place > around.end,
        "in_text": around.start <= line.place <= around.end,
        "next_to_text": line.place == around.start - 1,
        "dated": line.place in around.dated,
        "near_date": bool(near_date),
        "near_date_bare": bool(near_date) and line.how == "bare",
        "far_from_date": not {line.place + o for o in (-3, -2, -1, 0, 1, 2, 3)} & around.dated,
        "spoken_of": spoken_of,
        "spoken_of_bare": spoken_of and line.how == "bare",
        "in_title": any(word in around.title for word in words),
        "two_words": len(words) == 2,
        "one_word": len(words) == 1,
        "upper": first.isupper(),
        "again": min(again, 4) / 4,
        "cue": bool(shape.cues) and line.how == "bare",
        "repeats": min(shape.repeats - 1, 3) / 3,
        "many": len(line.names) > 1,
        "short_line": shape.words <= len(words) + 1,
        "bullet": shape.bullet,
        "long_words": any(len(word) > 13 for word in words),
    }
