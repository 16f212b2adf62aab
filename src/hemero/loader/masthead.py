"""The names on a page that its site may go by, and where each of them stands.

Knows one page. Names stand in what the title line says besides the headline, at the top and at
the foot, under copyright, behind "About" and "Follow", and in the addresses of the site.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from hemero.loader.addresses import Domain, find_domains
from hemero.loader.page import Page, Shape
from hemero.loader.rulepack import Rulepack
from hemero.loader.sitename import (
    LONGEST_NAME,
    SEPARATOR,
    letters_of,
    read_copyright,
    rights_signs,
    without_company,
)
from hemero.text import squeeze

TOP, FOOT = 14, 30  # lines at the beginning and at the end in which names are looked for
NAME_WORDS = 8
LINE_WORDS = 12  # of a line that may name the site in passing
_LONGEST_TAIL = 200  # characters of a line behind whose last "|" a name may stand
_FIRST = 300  # characters of the title line
_MOST_LABELS = 6  # domains whose letters are looked for among the words
_EDGE = " \t|｜·•›»«–—:-：,/*.©"
_OPEN_LINES = 3
# Where a name ends that a phrase opens: "Follow the Courier on Twitter".
_AFTER_NAME = frozenset(
    "on via by as auf bei als mit sur par sui su en por na no op på w в".split()
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Claim(Struct):
    """A name, and by what marks it lays claim to the page."""

    name: str
    marks: dict[str, float] = field(default_factory=dict)
    weight: float = 0.0  # of the place its spelling was taken from
    places: list[int] = field(default_factory=list)  # of lines that are this name and no more
    first: int | None = None  # place of the line it was first read in

    def mark(self, name: str, value: float = 1.0) -> None:
        self.marks[name] = max(self.marks.get(name, 0.0), value)


class Masthead(Struct):
    """All claims of a page by their letters, and the domains that stand in its text."""

    claims: dict[str, Claim]
    domains: dict[str, Domain]


def read_masthead(page: Page, rest: str, title: str, rules: Rulepack) -> Masthead:
    """`rest`: what the title line says besides the headline. O(characters)."""
    shapes = page.shapes
    keys = [letters_of(s.text) if len(s.text) <= LONGEST_NAME + 10 else "" for s in shapes]
    board = _Board(letters_of(title))
    _claim_title(board, rest, squeeze(shapes[0].text[:_FIRST]), frozenset(keys[1:]))
    _claim_lines(board, shapes)
    _claim_rights(board, shapes)
    _claim_phrases(board, shapes, rules)
    domains = find_domains(shape.text for shape in shapes)
    _claim_domains(board, shapes, keys, domains)
    for place, key in enumerate(keys):
        if key in board.claims:
            board.claims[key].places.append(place)
    return Masthead(board.claims, domains)


class _Board:
    """Claims while they are gathered; the headline itself makes none."""

    def __init__(self, title: str) -> None:
        self.claims: dict[str, Claim] = {}
        self._title = title

    def claim(
        self, name: str, mark: str, value: float = 1.0, weight: float = 1.0, at: int | None = None
    ) -> Claim | None:
        name = squeeze(name).strip(_EDGE)
        if not 2 <= len(name) <= LONGEST_NAME + 10 or name.count(" ") >= NAME_WORDS:
            return None
        key = letters_of(name)
        if len(key) < 2 or key == self._title or sum(map(str.isdigit, key)) * 2 > len(key):
            return None  # a date is no name
        claim = self.claims.get(key)
        if claim is None:
            claim = self.claims[key] = Claim(name, first=at)
        if weight > claim.weight:  # the spelling of the place that says most
            claim.name, claim.weight = name, weight
        claim.mark(mark, value)
        return claim


def _claim_title(board: _Board, rest: str, first: str, lines: frozenset[str]) -> None:
    seams = list(SEPARATOR.finditer(rest))
    parts = [part for part in (p.strip(_EDGE) for p in SEPARATOR.split(rest)) if part]
    for number, part in enumerate(reversed(parts)):
        board.claim(part, "suffix" if number == 0 else "suffix_part", weight=3, at=0)
    for number, seam in enumerate(seams[:-1]):
        tail = rest[seam.end() :].strip()
        if not tail:
            continue
        if letters_of(tail) in lines:
            board.claim(tail, "tail", weight=3, at=0)
        elif seam.group().strip() != seams[number + 1].group().strip():
            board.claim(tail, "tail_signed", weight=3, at=0)
    ends = [part for part in SEPARATOR.split(first) if part.strip()]
    if len(ends) > 1:
        board.claim(ends[0], "first_head", at=0)
        board.claim(ends[-1], "first_tail", at=0)


def _claim_lines(board: _Board, shapes: Sequence[Shape]) -> None:
    count, opened = len(shapes), 0
    for place, shape in enumerate(shapes):
        text = shape.text
        if len(text) > LONGEST_NAME or shape.words >= NAME_WORDS:
            if place > 0 and len(text) <= _LONGEST_TAIL and "|" in text:
                board.claim(text.rpartition("|")[2], "pipe", at=place)
            continue
        if shape.bullet:  # an item of a menu
            continue
        if place < TOP:
            open_line = not shape.cues and text[-1] not in ".!?"
            board.claim(text, "top", 1 - place / (TOP + 2), at=place)
            if open_line and opened < _OPEN_LINES:
                board.claim(text, "opens" if opened == 0 else "opens_later", at=place)
            opened += open_line and place > 0
        elif place >= count - FOOT:
            board.claim(text, "foot", 1 - (count - place) / (FOOT + 2), at=place)


def _claim_rights(board: _Board, shapes: Sequence[Shape]) -> None:
    count = len(shapes)
    signs = rights_signs("\n".join(shape.text for shape in shapes))
    for place, shape in enumerate(shapes):
        if not any(sign in shape.text for sign in signs):
            continue
        foot = place >= count - 25 or place > 0.85 * count
        dated = _YEAR.search(shape.text) is not None or "©" not in shape.text
        for number, name in enumerate(read_copyright(shape.text)):
            short = without_company(name)
            for written in dict.fromkeys((name, short)):
                mark = "rights_next" if number else "rights" if dated else "rights_undated"
                claim = board.claim(written, mark, weight=2, at=place)
                if claim is not None:
                    claim.mark("rights_foot" if foot else "rights_inner")
                    claim.mark("whole" if written == short else "company")


def _claim_phrases(board: _Board, shapes: Sequence[Shape], rules: Rulepack) -> None:
    said: set[str] = set()
    for place, shape in enumerate(shapes):
        if 2 <= shape.words <= LINE_WORDS and shape.text not in said:
            said.add(shape.text)
            name = _named_by_phrase(shape.text, rules)
            claim = board.claim(name, "phrased", at=place) if name else None
            if claim is not None:
                claim.marks["phrases"] = claim.marks.get("phrases", 0.0) + 1


def _named_by_phrase(line: str, rules: Rulepack) -> str:
    """The name in "About the Courier", "Follow the Courier on Twitter", "Courier newsletter"."""
    cues = rules.source_cues(line)
    if not cues:
        return ""
    opening = max((cue.start for cue in cues if cue.at == "start"), default=0)
    if line[:opening].endswith(" The "):
        opening -= len("The ")
    name = _up_to_joint(line[opening:] if opening else line)
    ending = min((cue.end for cue in rules.source_cues(name) if cue.at == "end"), default=None)
    if ending is None and not opening:
        ending = min(cue.end for cue in cues if cue.at == "end")
    return name[:ending].removesuffix("'s").removesuffix("’s")


def _up_to_joint(text: str) -> str:
    words = text.split()
    for at in range(1, len(words)):
        if words[at] in _AFTER_NAME:
            return " ".join(words[:at])
    return text


def _claim_domains(
    board: _Board, shapes: Sequence[Shape], keys: Sequence[str], domains: dict[str, Domain]
) -> None:
    for domain in domains.values():
        board.claim(domain.written, "domain")
    labels = sorted(domains, key=lambda label: (-domains[label].times, label))[:_MOST_LABELS]
    labels = [label for label in labels if len(label) > 2]
    if not labels:
        return
    for place, shape in enumerate(shapes):
        if shape.words <= LINE_WORDS and keys[place]:
            for label in labels:
                if label in keys[place]:
                    for name in _words_of(label, shape.text.split()):
                        board.claim(name, "domain_words", at=place)


def _words_of(label: str, words: Sequence[str]) -> Iterator[str]:
    """The words of a line whose letters are those of a domain: "Ellery Herald", elleryherald."""
    for start in range(len(words)):
        letters = ""
        for end in range(start, len(words)):
            letters += letters_of(words[end])
            if letters == label:
                yield " ".join(words[start : end + 1])
            if not label.startswith(letters):
                break
