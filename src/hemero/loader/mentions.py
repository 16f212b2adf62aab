"""One name or theme of a text, while its occurrences are counted."""

from msgspec import Struct

from hemero.loader.scan import ELIDED, HYPHEN, Scan

LEAD = 60  # words at the beginning of a text, in which its subjects are as good as announced


NOWHERE = 1 << 30  # a place after all others


class Mention(Struct, gc=False):
    """A possible subject of one text."""

    written: str
    first: int  # place of the first occurrence, in words; 0 for the title
    words: int = 1
    count: int = 0
    sure: int = 0  # occurrences that can be nothing else: a capital within a sentence, a noun
    in_title: bool = False
    trust: float = 1.0  # factor on its weight
    begins: int = NOWHERE  # place of the first occurrence in the text


def spelling(text: Scan, first: int, last: int) -> str:
    """The words from `first` to `last` as they stand, with their hyphens and apostrophes."""
    written, marks = text.written, text.marks
    if first == last:
        return written[first]
    parts = []
    for at in range(first, last):
        mark, word = marks[at], written[at]
        dot = "." if len(word) == 1 and word.isupper() and not mark & (HYPHEN | ELIDED) else ""
        parts.append(word + dot + ("-" if mark & HYPHEN else "’" if mark & ELIDED else " "))
    return "".join(parts) + written[last]
