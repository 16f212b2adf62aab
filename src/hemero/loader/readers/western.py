"""Whether bytes that are not UTF-8 are plausible text in Windows-1252, the one guess we make.

Nearly any bytes are *some* Windows-1252 text, so the guess needs evidence. All must hold:

1. Every byte means something (81, 8D, 8F, 90, 9D do not) and none is a control character.
2. The text is not UTF-8 with a few damaged places: sequences that make common UTF-8 letters
   and signs are at most a tenth of the bytes above 7F that stand alone.
3. Nothing stands inside a word that only another code page has as a letter (Polish "b³¹d",
   "c½ur" in ISO 8859-15), no opening quotation mark right after a letter ("caf‚" in DOS code
   pages), and no sign that text never needs. At most a twentieth of the accented letters are
   capitals after small letters ("dŽjˆ" in Mac Roman; a scrape that glues words has a few).
4. No five accented letters in a row (Cyrillic, Greek and Asian code pages are full of them).
5. Accented letters are at most a fiftieth of all letters, or else at most three tenths and at
   least nine tenths of them belong to one language that Windows-1252 was made for.
"""

import re

ENCODING = "windows-1252"

_ASCII_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_HIGH_LETTERS = bytes(
    code for code in range(0x80, 0x100) if bytes([code]).decode("cp1252", "replace").isalpha()
)
_NOT_HIGH_LETTERS = bytes(code for code in range(0x100) if code not in _HIGH_LETTERS)
_CONTROLS = bytes((*range(9), *range(14, 32), 127))

_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# What UTF-8 text in Western languages is made of: é and its like, œ, curly quotes and dashes.
_COMMON_SEQUENCE = re.compile(rb"[\xc2\xc3\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
# UTF-8 that no decoder may accept: overlong NUL, dot and slash, and surrogates.
_FORBIDDEN_SEQUENCE = re.compile(rb"\xc0[\x80\xae\xaf]|\xed[\xa0-\xbf][\x80-\xbf]")
_FIRST_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH = bytes(range(0x80, 0x100))
# Signs that no text needs, and pairs that write quotes and dashes in Chinese and Korean pages.
_UNUSED = re.compile(rb"[\x88\xa4\xa8\xaf\xb8]|\xa1[\xa3-\xaa\xac-\xba\xbc-\xbe]")
_SIGN_IN_WORD = re.compile(
    rb"[A-Za-z\xc0-\xff][\x80\x82\x83\x86-\x89\x95\x98\x99\xa2-\xa8\xac\xaf\xb1-\xb3\xb5\xb6\xb8"
    rb"\xb9\xba\xbc-\xbe\xd7\xf7][A-Za-z\xc0-\xff]"
)
# Mac Roman's small letters and quotes are capitals here ("dŽjˆ vu.Ó").
_LATE_CAPITAL = re.compile(
    rb"[a-z\xdf-\xff][\x8a\x8c\x8e\x9f\xc0-\xd6\xd8-\xde]|[.,!?][\xd0-\xd5](?![a-z])"
)
_OPENING_AFTER_WORD = re.compile(rb"[A-Za-z\xc0-\xff][\x82\x84]")
_RUN = re.compile(rb"[\xc0-\xff]{5}")
_ODDITIES = (_UNUSED, _SIGN_IN_WORD, _OPENING_AFTER_WORD, _RUN)
_SAMPLE = 1_000_000  # bytes looked at for 2 to 5, from the first that is not ASCII
_SHORT = 12  # accented letters; in fewer, their share says nothing

_ALPHABETS = tuple(
    (letters + letters.upper()).encode("cp1252", "ignore")
    for letters in (
        "àâæçèéêëîïôœùûüÿ",  # French
        "äöüßéàè",  # German, with the names it borrows
        "áéíñóúüªº",  # Spanish
        "áâãàçéêíòóôõúüªº",  # Portuguese
        "àèéìíîòóùúªº",  # Italian
        "àçèéíïòóúüªº",  # Catalan
        "áâéèêëïíîóôöúûü",  # Dutch, Frisian, Afrikaans
        "åäöæøéèêóôòàü",  # Swedish, Norwegian, Danish, Finnish
        "äöüõšžåé",  # Estonian
        "áæðéíóöøúýþ",  # Icelandic, Faroese
        "áàâäéèêëíìîïóòôöúùûüŵŷ",  # Irish, Gaelic, Welsh
    )
)


def is_plausible(data: bytes) -> bool:
    """Whether `data`, which is not UTF-8, reads as Windows-1252 text. Linear."""
    if len(data.translate(None, _CONTROLS)) != len(data) or not _decodes(data):
        return False
    first = _FIRST_HIGH.search(data)
    start = max(0, first.start() - 1) if first else 0
    data = data[start : start + _SAMPLE]
    if _is_damaged_utf8(data) or any(odd.search(data) for odd in _ODDITIES):
        return False
    return _fits_an_alphabet(data)


def _decodes(data: bytes) -> bool:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    if _FORBIDDEN_SEQUENCE.search(data):
        return True
    rest, common = _COMMON_SEQUENCE.subn(b"", data)
    alone = _UTF8_SEQUENCE.sub(b"", rest)
    return common * 10 > len(alone) - len(alone.translate(None, _HIGH))


def _fits_an_alphabet(data: bytes) -> bool:
    high = data.translate(None, _NOT_HIGH_LETTERS)
    if len(_LATE_CAPITAL.findall(data)) * 20 > len(high):
        return False
    plain = len(data) - len(data.translate(None, _ASCII_LETTERS))
    if len(high) * 50 <= len(high) + plain:
        return True
    if len(high) > _SHORT and len(high) * 10 > (len(high) + plain) * 3:
        return False
    strangers = min(len(high.translate(None, alphabet)) for alphabet in _ALPHABETS)
    return strangers * 10 <= len(high)
