"""Text as part of a path: the one way by which a title or a name reaches a file's name."""

import hashlib
import re

from hemero.text import fold, title_key

LONGEST_SEGMENT = 80  # characters, ASCII, so bytes as well
RESERVED_NAME = "unknown"  # the page of articles without a source
_CONSIDERED = 400  # characters of a text that may reach its segment
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "clock$"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}
)
_NAME_WORD = re.compile(r"[\w+#]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_HASH_END = re.compile(r"-[0-9a-f]{6,32}$")


def path_segment(name: str, fallback_key: str, kind: str = "article") -> str:
    """`name` as lower-case ASCII letters, digits and dashes, at most 80, cut at a word.

    Never empty and never a device name: where nothing is left the segment is `kind` and a
    hash of `fallback_key`. Different names may give one segment; the caller tells them apart.
    """
    return segment_of_key(title_key(name[:_CONSIDERED]), fallback_key, kind)


def segment_of_key(key: str, fallback_key: str, kind: str = "article") -> str:
    """The path segment of a text whose `title_key` is at hand (1 µs; other scripts 15 µs)."""
    segment = "-".join(_PLAIN_WORD.findall(_ascii(key[:_CONSIDERED])))
    if not segment:
        return f"{kind}-{short_hash(fallback_key)}"
    if len(segment) > LONGEST_SEGMENT:
        segment = cut_segment(segment, LONGEST_SEGMENT)
    return f"{segment}-{short_hash(fallback_key)}" if is_device(segment) else segment


def is_device(segment: str) -> bool:
    """Whether Windows would open a device in the file's stead, whatever its suffix."""
    return segment.partition(".")[0].lower() in _DEVICES


def cut_segment(segment: str, limit: int) -> str:
    """`segment` in at most `limit` characters, cut at a dash unless that loses over half."""
    if len(segment) <= limit:
        return segment
    at = segment.rfind("-", 0, limit + 1)
    return segment[: at if at > limit // 2 else limit].rstrip("-")


def short_hash(text: str, digits: int = 6) -> str:
    """The first hex digits (at most 32) of a hash of `text` that no version will change."""
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).hexdigest()[:digits]


def name_key(name: str) -> str:
    """The words of a tag, source or author, folded: equal for two spellings of one name.

    "+" and "#" count as letters (C, C++ and C# are three subjects). A name of signs alone
    keeps its signs.
    """
    folded = fold(name)
    return " ".join(_NAME_WORD.findall(folded)) or folded


def name_segment(key: str, kind: str, digits: int = 6) -> str:
    """The path segment of a name, told by its key alone.

    A segment that spells its key word for word stands as it is; one that had to be
    transliterated, shortened or emptied ends in a hash, and so does one that looks as if it
    ended in one. So names do not meet, whatever the others are: none can force a published
    page to move. Two hashes may still be equal; the caller then asks for more `digits`.
    """
    segment = segment_of_key(key, key, kind)
    faithful = segment == key.replace(" ", "-") and not _HASH_END.search(segment)
    if faithful and segment != RESERVED_NAME:
        return segment
    return f"{cut_segment(segment, LONGEST_SEGMENT - digits - 1)}-{short_hash(key, digits)}"


def _ascii(key: str) -> str:
    if key.isascii():
        return key
    from slugify import slugify  # 30 ms to import; titles in Latin letters never need it

    return slugify(key)
