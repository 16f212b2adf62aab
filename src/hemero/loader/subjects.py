"""What a text may be about: the names it mentions and the themes it keeps coming back to.

These are candidates. Which of them are worth a tag only the archive can tell, which sees how
many articles share them. Each stands on one line: a letter for its kind (N name, T theme,
A an acronym with what it stands for), how much it weighs in this text, how often it occurs
(then "t" if the title has it, "s" if it surely is a name or noun); a tab; the name as written.
"""

from collections.abc import Iterable
from math import log2

from hemero.loader.commonwords import common_words
from hemero.loader.mentions import LEAD, Mention, spelling
from hemero.loader.names_in_text import find_acronyms, find_names
from hemero.loader.nouns import NOUNS_HAVE_CAPITALS, find_nouns
from hemero.loader.scan import ENDS, PAUSE, UNSPACED, Scan, scan_texts
from hemero.loader.signs import find_sign_names
from hemero.loader.themes import find_themes

NAMES = 14  # kept at most
NOUNS = 22  # where all nouns have capitals
THEMES = 12
LONGEST = 60  # characters of a name
_KICKER_WORDS = 2  # before the colon of a title
_KICKER = 30  # weight, in tenths, of one that the text does not come back to
_IN_TITLE = 2.6  # factors on the weight
_IN_LEAD = 1.6
_PHRASE = 1.0


def find_subjects(title: str, text: Scan, language: str | None) -> str:
    """The candidates of a text, the weightiest of each kind first. About 250 µs for 5 KB."""
    code = (language or "").partition("-")[0]
    head = scan_texts((title,))
    text = text if text.words else head
    if any(mark & UNSPACED for mark in text.marks[:LEAD]):
        return "\n".join(_lines("N", find_sign_names(head, text), NAMES))
    acronyms = [f"A0 0\t{short}={long}" for short, long in sorted(find_acronyms(text).items())]
    if code in NOUNS_HAVE_CAPITALS:
        lines = _lines("N", find_nouns(head, text, common_words(code)), NOUNS) + acronyms
    else:
        lines = _lines("N", find_names(head, text, code), NAMES) + acronyms
        lines += _lines("T", find_themes(head, text, code), THEMES)
    if (kicker := _kicker(head)) and f"\t{kicker}\n" not in "\n".join([*lines, ""]):
        lines.append(f"T{_KICKER} 1ts\t{kicker}")
    return "\n".join(lines)


def _kicker(head: Scan) -> str | None:
    """The word or two before a title's colon: "Tennis : …"."""
    for at, mark in enumerate(head.marks[:_KICKER_WORDS]):
        if mark & (PAUSE | ENDS):
            colon = mark & PAUSE and at + _KICKER_WORDS < len(head.words)
            return spelling(head, 0, at) if colon else None
    return None


def _lines(kind: str, mentions: Iterable[Mention], most: int) -> list[str]:
    weighed = sorted(
        (-_weight(mention), mention.first, mention.written, mention)
        for mention in mentions
        if len(mention.written) <= LONGEST
    )
    return [
        f"{kind}{-weight} {mention.count}{_flags(mention)}\t{mention.written}"
        for weight, _, _, mention in weighed[:most]
    ]


def _flags(mention: Mention) -> str:
    return "t" * mention.in_title + "s" * (mention.sure > 0)


def _weight(mention: Mention) -> int:
    """In tenths: the magnitude of the count, more for title, beginning and several words."""
    weight = 10 * (1 + log2(mention.count))
    weight *= _IN_TITLE if mention.in_title else 1
    weight *= _IN_LEAD if mention.first < LEAD else 1
    weight *= _PHRASE if mention.words > 1 else 1
    return round(weight * mention.trust)
