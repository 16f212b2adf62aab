"""Small pure functions on text that every room may use. Nothing here knows what an article is."""

import os
import re
import unicodedata
from functools import lru_cache

_ALIKE = {
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-",
    "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
}  # fmt: skip
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))  # letters with marks, most of them
_WORD = re.compile(r"\w+")
_WITHOUT_SPACES = re.compile("[\u3040-\u9fff\u0e00-\u0e7f]+")  # kana, Han, Thai
_ACCENTS = re.compile("[\u0300-\u036f]+")  # all the marks that Latin, Greek and Cyrillic use
# Where other marks may stand: from Hebrew to Mongolian, kana voicing, and the rarer planes.
_MAY_HOLD_MARKS = re.compile(
    "[\u0483-\u0489\u0591-\u1dff\u20d0-\u20f0\u2cef-\u2dff\u302a-\u302d\u3099\u309a"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010000-\U0010ffff]"
)

_LONGEST_ADDRESS = 2000  # characters; what browsers and servers agree on
_NO_ADDRESS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ADDRESS = re.compile(
    r"[hH][tT][tT][pP][sS]?://(?:\[[0-9a-fA-F:.]{2,45}\]|[\w.~%-]{1,253})(?::\d{1,5})?(?:[/?#]|\Z)"
)
_ENCODED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in ' "<>\\^`{|}'})


def squeeze(text: str) -> str:
    """`text` with every run of white space (no-break spaces too) as one space, ends trimmed."""
    return " ".join(text.split())


def is_seen(text: str) -> bool:
    """Whether a reader sees anything of a text: not of white space and zero-width signs alone."""
    return any(letter.isprintable() and not letter.isspace() for letter in text)


def shown_path(path: "os.PathLike[str]") -> str:
    """A path of the system as text that can be printed and kept, whatever the locale took its
    bytes for; bytes that are not UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def strip_accents(text: str) -> str:
    """`text` without combining marks: "é" → "e". Bases of other scripts stay."""
    if text.isascii():
        return text
    bases = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    if _MAY_HOLD_MARKS.search(bases):
        bases = "".join(c for c in bases if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bases)


def fold(text: str) -> str:
    """`text` for comparison: case, accents, kinds of quotes and dashes, spaces made alike."""
    if text.isascii():
        return squeeze(text.lower().replace("`", "'"))
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    folded = text.casefold().translate(_folding())
    return squeeze(folded if folded.isascii() else strip_accents(folded))


@lru_cache(maxsize=1)
def _folding() -> dict[int, str]:
    """What each sign and each Latin letter with marks folds to, so that one pass over a text in
    a Latin script is enough."""
    table = {ord(sign): alike for sign, alike in _ALIKE.items()}
    for code in _LATIN:
        plain = unicodedata.normalize("NFKC", chr(code)).casefold()
        plain = "".join(_ALIKE.get(letter, letter) for letter in plain)
        table.setdefault(code, strip_accents(plain))
    return {code: plain for code, plain in table.items() if plain != chr(code)}


def title_key(title: str) -> str:
    """The words of a title, folded: equal for two spellings of one headline."""
    return " ".join(_WORD.findall(fold(title)))


def count_words(text: str) -> int:
    """Words as readers count them: runs between white space; in scripts without spaces,
    two characters count as a word (a habit of CJK reading-time estimates)."""
    words = len(text.split())
    if text.isascii():
        return words
    return words + sum(map(len, _WITHOUT_SPACES.findall(text))) // 2


def safe_url(text: str) -> str | None:
    """`text` as an http or https address that a page may link to, else None.

    It is judged as a browser would see it: without white space and control characters, and
    once more with its entities decoded. Names and passwords in it are refused, since they serve
    to feign another host. Signs that no address holds come back percent-encoded.
    """
    address = "" if len(text) > _LONGEST_ADDRESS else _NO_ADDRESS.sub("", text).strip()
    if not _ADDRESS.match(address):
        return None
    if "&" in address:
        import html  # 2 ms to import

        address = address.replace("&amp;", "&")
        if not _ADDRESS.match(_NO_ADDRESS.sub("", html.unescape(address))):
            return None
    return address.translate(_ENCODED)


def cut_at_word(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut between words with "…" when shortened."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = head.rfind(" ")
    return (head[:at] if at > limit // 2 else head).rstrip(" ,;:.–-") + "…"
