"""The name of the site: in the tail of a title, in a copyright line, on a line of its own.

Knows how such names read and where they stand. Without evidence there is no name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hemero.loader.page import Page

SEPARATOR = re.compile(r"\s+[|｜·•›»«–—:/-]{1,4}\s+|\s?[|｜]\s?|(?<=\w):\s|(?<=\S)：")
HARD_SIGNS = frozenset("|｜›»«·•")  # signs that hardly a headline is written with
SUFFIX_WORDS = 5  # words of the longest name believed without other evidence
LEFT_WORDS = 4  # words that must be left of a headline cut without other evidence
LONGEST_NAME = 60  # characters
_LONGEST_LINK = 300

_DOMAIN = re.compile(r"^(?:www\.)?[\w-]{1,40}(?:\.[\w-]{1,30}){0,2}\.[a-z]{2,6}$", re.IGNORECASE)
_PRESS = """
news times post zeitung magazin magazine online journal blog tribune herald gazette telegraph
radio tv presse press daily weekly nachrichten rundschau kurier anzeiger tageblatt allgemeine
noticias diario periódico nouvelles actualités info infos media dagblad nieuws avis bladet posten
nyheter gazeta wiadomości portal review chronicle observer bulletin network channel actu corriere
giornale jornal notícias
"""
_SMALL = """
de du des la le les der die das den dem von und y el los las of the and for in on e o a al et di
del da do van het een na i w z au aux für am im zu zur
"""
PRESS_WORDS = frozenset(_PRESS.split())
SMALL_WORDS = frozenset(_SMALL.split())
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright|all rights reserved|alle rechte vorbehalten)", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b|\bby\b|\bvon\b|\bpar\b|(?:19|20)\d\d|all rights|alle rechte|"
    r"tous droits|todos los derechos|tutti i diritti|alle rettigheter|[|,;:()\[\]•·]|\.(?:\s|$)|"
    r"\s[-–—]\s|[-–—](?=\s|$))",
    re.IGNORECASE,
)
_COMPANY = """
limited ltd inc llc gmbh ag as a/s kg co corp corporation company group holdings holding media
newspapers newspaper ediciones editorial verlag publishing publications interactive network
digital sa s.a s.l slu srl spa bv b.v plc & + mediehuset
"""
_COMPANY_WORDS = frozenset(_COMPANY.split())
_MOST_NAME_WORDS = 7
_EARLY = 4  # lines at the top of a page in which its name stands
_ENOUGH = 1.2  # weight of evidence from which a name is believed
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_domain(name: str) -> bool:
    """ "n-tv.de", "www.example.org"."""
    return _DOMAIN.match(name) is not None


def has_press_word(words: Sequence[str]) -> bool:
    return any(word.lower() in PRESS_WORDS for word in words)


def is_capitalised(words: Sequence[str]) -> bool:
    """Whether all words but the small ones are written as names are."""
    return bool(words) and all(word in SMALL_WORDS or not word[0].islower() for word in words)


def named_lines(page: Page) -> frozenset[str]:
    """Lines, in small letters, that are short enough to be a name, and names under copyright."""
    found: set[str] = set()
    titles = {shape.text for shape in page.shapes[:1]}  # no evidence for itself, however often
    for shape in page.shapes:
        text = shape.text
        if text in titles:
            continue
        if len(text) <= LONGEST_NAME:
            found.add(text.lower())
        elif "|" in text and len(text) <= _LONGEST_LINK:  # "Lire aussi  Title | Site"
            found.add(text.rpartition("|")[2].strip().lower())
        if "©" in text or "opyright" in text:
            found.update(name.lower() for name in read_copyright(text))
    return frozenset(found)


def read_copyright(text: str) -> list[str]:
    """The names in "© 2022 Nouvelles du soir. Tous droits réservés", the likeliest first."""
    mark = _COPYRIGHT.search(text[:600])
    if mark is None:
        return []
    after = _name_parts(text[mark.end() : mark.end() + 160])
    before = _name_parts(text[max(0, mark.start() - 80) : mark.start()])[::-1]
    return after[:2] + before[:1]


def _name_parts(text: str) -> list[str]:
    parts = (part.strip(" -–—.,/") for part in _RIGHTS.split(text))
    return [part for part in parts if _may_be_name(part) and not part[0].islower()]


def _may_be_name(text: str) -> bool:
    if not 2 <= len(text) <= LONGEST_NAME or len(text.split()) > _MOST_NAME_WORDS:
        return False
    return any(map(str.isalpha, text))


def find_source(page: Page, rest: str, title: str) -> tuple[str | None, str]:
    """(name, rule) of the site. `rest`: what the page's title line says besides the headline.

    Names compete: parts of `rest`, names under copyright, lines at the top. What stands in
    more places wins; a line at the top alone is no evidence. O(lines) for a handful of names.
    """
    weights: dict[str, dict[str, float]] = {}  # by name and rule

    def propose(name: str, weight: float, rule: str) -> None:
        if _may_be_name(name) and name.lower() != title.lower():
            key = next((known for known in weights if name_key(known) == name_key(name)), name)
            rules = weights.setdefault(key, {})
            rules[rule] = max(rules.get(rule, 0.0), weight)

    for name, weight in _in_title(rest, page):
        propose(name, weight + (1.0 if is_domain(name) else 0.0), "source/title-suffix")
    for shape in page.shapes:
        if "©" in shape.text or "ights" in shape.text or "opyright" in shape.text:
            dated = _YEAR.search(shape.text) is not None or "ights" in shape.text
            for number, name in enumerate(read_copyright(shape.text)):
                weight = (1.4 if dated else 0.4) - 0.2 * number
                propose(_without_company(name), weight, "source/copyright")
    for shape in page.shapes[:_EARLY]:
        if len(shape.text) <= LONGEST_NAME and not shape.cues and shape.words <= 4:
            propose(shape.text, 0.4, "source/top-line")
    if not weights:
        return None, ""
    totals = {
        name: sum(rules.values()) + 0.2 * min(_mentions(name, page), 6)
        for name, rules in weights.items()
    }
    best = max(totals, key=lambda name: (totals[name], -len(name), name))
    if totals[best] < _ENOUGH:
        return None, ""
    return best, max(weights[best], key=lambda rule: (weights[best][rule], rule))


def _in_title(rest: str, page: Page) -> Iterator[tuple[str, float]]:
    """Parts of what the title line says besides the headline; the last is likeliest, and
    several together where a line says them so ("fboës - Der Blog")."""
    seams = list(SEPARATOR.finditer(rest))
    parts = [part.strip(" |｜·•›»«–—:-：,/") for part in SEPARATOR.split(rest)]
    parts = [part for part in parts if part]
    for number, part in enumerate(reversed(parts)):
        yield part, 2.2 if number == 0 else 1.0
    lines = {shape.text.lower() for shape in page.shapes[:30]}
    for seam in seams:
        tail = rest[seam.end() :].strip()
        if SEPARATOR.search(tail) and tail.lower() in lines:
            yield tail, 3.5


def _without_company(name: str) -> str:
    """ "La Vanguardia Ediciones" → "La Vanguardia"."""
    words = name.split()
    short = list(words)
    while len(short) > 1 and short[-1].lower().strip(".,") in _COMPANY_WORDS:
        short.pop()
    if len(short) == len(words):
        return name
    return " ".join(short)


def _mentions(name: str, page: Page) -> int:
    """Short lines that hold the name."""
    return sum(name in shape.text for shape in page.shapes if shape.words <= 12)


@lru_cache(maxsize=256)
def name_key(name: str) -> str:
    """A name for comparison: letters and digits alone, small, without the end of an address."""
    bare = re.sub(r"^www\.|\.[a-z]{2,4}$", "", name.lower())
    return "".join(letter for letter in bare if letter.isalnum())
