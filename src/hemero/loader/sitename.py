"""The name of the site: in the tail of a title, in a copyright line, on a line of its own.

Knows how such names read and where they stand. Without evidence there is no name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from hemero.loader.page import Page

SEPARATOR = re.compile(r"\s+[|｜·•›»«–—:/-]{1,4}\s+|\s?[|｜]\s?|(?<=\w):\s|(?<=\S)：")
HARD_SIGNS = frozenset("|｜›»«·•")  # signs that hardly a headline is written with
SUFFIX_WORDS = 5  # words of the longest name believed without other evidence
LEFT_WORDS = 4  # words that must be left of a headline cut without other evidence
LONGEST_NAME = 60  # characters

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
    r"(?:©|\(c\)|copyright)[\s:©-]{0,4}(?:\d{4})?(?:\s?[-–]\s?\d{4})?[\s,.:|–-]{0,4}"
    r"(?:by\s|von\s|par\s)?(?P<name>[^|.,;:()\[\]©•·–—]{2,60})",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s(?:all rights|alle rechte|tous droits|todos los|tutti i|alle rettigheter|\d{4}\b|inc\b|"
    r"gmbh\b|ltd\b|llc\b|ag\b|s\.?a\b).*$",
    re.IGNORECASE,
)


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
    for shape in page.shapes:
        text = shape.text
        if len(text) <= LONGEST_NAME:
            found.add(text.lower())
        name = read_copyright(text) if "©" in text or "opyright" in text else None
        if name:
            found.add(name.lower())
    return frozenset(found)


def read_copyright(text: str) -> str | None:
    """The name in "© 2022 Nouvelles du soir. Tous droits réservés"."""
    match = _COPYRIGHT.search(text[:400])
    if match is None:
        return None
    name = _AFTER_NAME.sub("", " " + match["name"]).strip(" -–|\t")
    return name if len(name) >= 2 and not name[0].islower() and not name.isdigit() else None


@lru_cache(maxsize=256)
def name_key(name: str) -> str:
    """A name for comparison: letters and digits alone, small, without the end of an address."""
    bare = re.sub(r"^www\.|\.[a-z]{2,4}$", "", name.lower())
    return "".join(letter for letter in bare if letter.isalnum())
