"""How the names of sites read: in the tail of a title, under copyright, as an address.

Knows single texts; which name is that of a page is decided in `nameplate`.
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
_RESERVED = """all rights reserved|alle rechte vorbehalten|tous droits réservés|
(?:todos los )?derechos reservados|todos os direitos reservados|tutti i diritti (?:sono )?riservati|
alle rettigheter|alla rättigheter|alle rettigheder|alle rechten voorbehouden|
wszelkie prawa zastrzeżone|všechna práva vyhrazena|kaikki oikeudet pidätetään|
все права защищены|tüm hakları saklıdır|minden jog fenntartva|drepturi rezervate|
hak cipta dilindungi|무단|版权所有|版權所有""".replace("\n", "")
_COPYRIGHT = re.compile(rf"©|\(c\)|copyright|{_RESERVED}", re.IGNORECASE)
_RIGHTS = re.compile(
    rf"(?:©|\(c\)|\bcopyright\b|\bby\b|(?-i:\bvon\b)|\bpar\b|(?:19|20)\d\d|{_RESERVED}|"
    r"all rights|alle rechte|[|,;:()\[\]•·]|\.(?:\s|$)|\s[-–—]\s|[-–—](?=\s|$))",
    re.IGNORECASE,
)
_COMPANY = """
limited ltd inc llc gmbh ag as a/s kg co corp corporation company group holdings holding media
newspapers newspaper ediciones editorial verlag publishing publications interactive network
digital sa s.a s.l slu srl spa bv b.v plc & + mediehuset
"""
_COMPANY_WORDS = frozenset(_COMPANY.split())
_LEGAL_FORMS = frozenset(
    "ltd inc llc gmbh ag kg ug s.a s.l slu srl spa bv b.v plc oy aps pty ltda sarl sas nv n.v ab "
    "e.v ev asbl kft zrt s.r.l"
    .split()
)  # fmt: skip
_MOST_NAME_WORDS = 7
_RIGHTS_SIGNS = (
    "©", "opyright", "OPYRIGHT", "(c)", "(C)", "ights ", "Rechte ", "droits ", "derechos ",
    "direitos ", "diritti ", "rettighe", "rättigh", "rechten ", "prawa ", "práva ", "oikeudet ",
    "права ", "hakları", "drepturi", "jog fenn", "版权", "版權",
)  # fmt: skip
_ADDRESS_ENDS = re.compile(r"^www\.|\.[a-z]{2,4}$", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")


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


def without_company(name: str) -> str:
    """ "El Diario Ediciones" → "El Diario", "Hallow Press Ltd, Skerrow" → "Hallow Press"."""
    words = name.split()
    short = list(words)
    for at in range(1, len(words)):
        if words[at].lower().strip(".,") in _LEGAL_FORMS:
            short = words[:at]
            break
    while len(short) > 1 and short[-1].lower().strip(".,") in _COMPANY_WORDS:
        short.pop()
    return name if len(short) == len(words) else " ".join(short)


def rights_signs(text: str) -> list[str]:
    """The signs of copyright that a text holds; a line without any of them needs no look."""
    return [sign for sign in _RIGHTS_SIGNS if sign in text]


@lru_cache(maxsize=1 << 13)
def letters_of(name: str) -> str:
    """A name for comparison: its letters and digits, small."""
    return _SIGNS.sub("", name.casefold())


@lru_cache(maxsize=256)
def name_key(name: str) -> str:
    """The same without the end of an address: "Brigitte" and "www.brigitte.de" are one site."""
    return letters_of(_ADDRESS_ENDS.sub("", name))
