"""Captions: lines that end with whose picture they speak of.

A caption reads like a sentence of the text and is told by its end alone. Knows one line.
"""

import re

_LONGEST = 500  # characters of a caption
_MOST_WORDS = 60
_END = 110  # characters at the end of a line in which the credit stands
_NAME = r"[^.]{2,60}"
_AGENCIES = (
    r"Getty(?: Images)?|Reuters|REUTERS|AFP|AP|dpa|Shutterstock|[iI]mago|IMAGO|EPA|PAP|ANSA|EFE|"
    r"Keystone|KEYSTONE|iStock|TASS|Alamy|picture.alliance"
)
_CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"©\s?{_NAME}$",
        r"(?:^|[\s(\[|.])(?i:fotos?|photos?|bild(?:er)?|images?|picture|credits?|fot\.?|grafik|"
        rf"crédits?|photographs?|foto's|beeld|kuva|снимок)\s?[:©/]\s?{_NAME}[)\]]?$",
        r"^(?i:fotos?|photos?|bild(?:er)?)\s(?=[A-ZÀ-Þ])[^.:!?]{2,50}\s/\s.{2,40}$",
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
