"""Captions: lines that end with whose picture they speak of.

A caption reads like a sentence of the text and is told by its end alone. Knows one line.
"""

import re

_LONGEST = 500  # characters of a caption
_MOST_WORDS = 60
_END = 110  # characters at the end of a line in which the credit stands
_NAME = r"(?:[^.]|(?<=\b\w)\.){2,60}"  # with initials
_HOLDER = r"(?:[^.]|(?<=\b\w)\.|\.(?=\w)){2,60}(?<!:)"  # that may be an address as well
_CAPITAL = r"(?=[A-ZÀ-Þ])"
_STOP = r"[.!?…)\]\"”»]\s"
_AGENCIES = (
    r"Getty(?: Images)?|Reuters|REUTERS|AFP|AP|dpa|Shutterstock|[iI]mago|IMAGO|EPA|PAP|ANSA|EFE|"
    r"Keystone|KEYSTONE|iStock|TASS|Alamy|picture.alliance"
)
_CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"©\s?{_HOLDER}$",
        r"(?:^|[\s(\[|.])(?i:fotos?|photos?|bild(?:er)?|images?|picture|credits?|fot\.?|grafik|"
        rf"crédits?|photographs?|foto's|beeld|kuva|снимок)\s?[:©/]\s?{_NAME}[)\]]?$",
        rf"(?:^|{_STOP}|[(\[])(?:Photo(?:graph)?s?|Images?|Pictures?|Illustrations?|Fotos?)\s"
        rf"(?:by|courtesy of|von|par|di|de|av|af|door)\s{_CAPITAL}{_NAME}[)\]]?\.?$",
        rf"{_STOP}(?:Videos?|VIDEO|Fotos?|Photos?)\s?:\s{_CAPITAL}{_NAME}\.?$",
        rf"\S\s(?:{_CAPITAL}[^.]{{2,40}}/\s?)?Copyright\s(?:19|20)\d\d\s{_NAME}\.?"
        r"(?: All rights reserved\.?)?$",
        rf"{_STOP}(?:{_AGENCIES})\s?/\s?{_CAPITAL}[\w .-]{{2,40}}$",
        rf"^(?i:fotos?|photos?|bild(?:er)?)\s{_CAPITAL}[^.:!?]{{2,50}}\s/\s.{{2,40}}$",
        rf"[(\[](?:[^()\[\]]{{0,50}}[\s/,:]|)(?:{_AGENCIES})(?: Photo)?[)\]]\.?$",
        rf"\S\s?[/,|]\s?(?:{_AGENCIES})$",
    )
)
# "(FR mit dpa)", "(AFP)": who wrote the text, not who took the picture.
_WRITTEN_WITH = re.compile(
    r"[(\[](?:[^()\[\]]{0,40}\s(?:mit|with|avec|con|met|och)\s)?\w{2,8}[)\]]\.?$"
)


def is_caption(text: str) -> bool:
    """Whether a line ends with the credit of a picture: "… © Ann Lee", "… (Foto: Jan Ost/dpa)"."""
    if len(text) > _LONGEST or len(text.split(None, _MOST_WORDS)) > _MOST_WORDS:
        return False
    end = text[-_END:]
    if not any(credit.search(end) for credit in _CREDITS):
        return False
    return _WRITTEN_WITH.search(end) is None
