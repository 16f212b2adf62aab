"""The names in a text: runs of words with capitals, and acronyms with what they stand for.

A capital tells a name only where no rule of spelling asks for one: not at the beginning of a
sentence, not in a title in capitals throughout.
"""

from collections.abc import Iterator

from hemero.loader.commonwords import common_words
from hemero.loader.mentions import Mention, spelling
from hemero.loader.scan import CAPITAL, CAPITALS, DIGITS, ENDS, OPENS, PAUSE, Scan

_JOINTS = frozenset(  # words without capitals within a name
    "de du des d of del della dello dei degli di da do dos das von van der zu zur bin ben al el la"
    .split()
)  # fmt: skip
_JOINTS_AFTER = frozenset("la le l les the los las der den".split())  # "de la", "of the"
_TITLES = frozenset(
    "m mr mrs ms mme mlle mm dr prof sir lord lady dame sr sra don dona dom herr frau sig"
    " president presidente presidenta prasident bundeskanzler kanzler senator sen rep gov"
    " ministro ministra".split()
)
_ARTICLES = frozenset("le la les l el los las il lo gli i o a os as de du san al".split())
_MAY_BEGIN = frozenset(  # common words with which names begin: "New York", "Grande-Bretagne"
    "new grand grande grands great big little first second good best old world land group union"
    " nouvelle nouveau nuevo nueva novo nova nuovo nuova neue neuer nieuw nieuwe gran buen open"
    " petit petite jeune vieux deux trois saint bon bonne haut san santa west east north south"
    .split()
)  # fmt: skip
LONGEST_WHOLE = 4  # words of a name that a surname may stand for
LONGEST_RUN = 7  # words of a name
_ACRONYM = range(3, 8)  # letters
_LOOK_BACK = 14  # words before an acronym that may spell it out
_FEW_WORDS = 4
_TITLE_CASE = 0.6  # share of words with capitals from which a title's say nothing


def find_names(head: Scan, text: Scan, code: str) -> list[Mention]:
    """The names of a text with its title `head`."""
    common = common_words(code)
    found: dict[str, Mention] = {}
    if not _is_title_case(head, code):
        _count_runs(head, common, code, found, in_title=True)
    _count_runs(text, common, code, found, in_title=False)
    _join_short_forms(found, common)
    title = f" {' '.join(head.words)} "
    for key, mention in found.items():
        mention.in_title = mention.in_title or f" {key} " in title
    return [mention for mention in found.values() if _is_name(mention)]


def _is_name(mention: Mention) -> bool:
    return mention.sure > 0 or (mention.in_title and mention.count > 1)


def _is_title_case(head: Scan, code: str) -> bool:
    """Whether a title has capitals as English titles have them; elsewhere a short one that does
    is made of names."""
    marks = [
        mark for mark, word in zip(head.marks[1:], head.words[1:], strict=True) if len(word) > 3
    ]
    if code != "en" and len(marks) < _FEW_WORDS:
        return False
    return sum(1 for mark in marks if mark & CAPITAL) > _TITLE_CASE * max(len(marks), 1)


def _count_runs(
    text: Scan,
    common: frozenset[str],
    code: str,
    found: dict[str, Mention],
    *,
    in_title: bool,
) -> None:
    words, marks, starts = text.words, text.marks, text.starts
    for first, last in _runs(text):
        opens = first in starts or marks[first - 1] & ENDS or marks[first] & OPENS
        start = first
        while start <= last and _leads(text, start, last, common, code, opens and start == first):
            start += 1
            while start <= last and not marks[start] & CAPITAL:
                start += 1
        if start > last or _says_nothing(text, start, last):
            continue
        key = words[start] if start == last else " ".join(words[start : last + 1])
        mention = found.get(key)
        if mention is None:
            place = 0 if in_title else start
            mention = found[key] = Mention(
                spelling(text, start, last), place, words=last + 1 - start
            )
        mention.count += 1
        if in_title:
            mention.in_title = True
        elif start < mention.begins:
            mention.begins = start
        if not (opens and start == first == last):
            mention.sure += 1


def _runs(text: Scan) -> Iterator[tuple[int, int]]:
    """First and last place of each run of words with capitals, and the joints between."""
    marks, starts = text.marks, text.starts
    capitals = text.capitals
    at, end = 0, len(capitals)
    while at < end:
        first = last = capitals[at]
        at += 1
        while at < end and capitals[at] - first < LONGEST_RUN:
            following = capitals[at]
            if marks[last] & (ENDS | PAUSE) or marks[following] & OPENS or following in starts:
                break
            if following - last > 1 and not _joined(text, last, following):
                break
            last = following
            at += 1
        yield first, last


def _joined(text: Scan, last: int, following: int) -> bool:
    """Whether only joints stand between two words with capitals: "Bank of England"."""
    words, marks = text.words, text.marks
    gap = following - last
    if gap > 3 or words[last + 1] not in _JOINTS or marks[last + 1] & (ENDS | PAUSE):
        return False
    return gap == 2 or (words[last + 2] in _JOINTS_AFTER and not marks[last + 2] & (ENDS | PAUSE))


def _leads(
    text: Scan, at: int, last: int, common: frozenset[str], code: str, opens: bool | int
) -> bool:
    """Whether a run's first word is no part of the name: "The", "Selon", "Mr"."""
    word = text.words[at]
    if word in _TITLES:
        return True
    if word not in common or (word in _MAY_BEGIN and at < last):
        return False
    return bool(opens) or at == last or code == "en" or word not in _ARTICLES


def _says_nothing(text: Scan, first: int, last: int) -> bool:
    """One letter, a number, or several words in capitals: shouting, not a name."""
    marks = text.marks
    if first == last:
        return len(text.words[first]) < 2 or text.words[first].isdigit()
    return all(mark & (CAPITALS | DIGITS) for mark in marks[first : last + 1])


def _join_short_forms(found: dict[str, Mention], common: frozenset[str]) -> None:
    """A surname alone counts for the whole name, where the text has that too, and has it first:
    a text that begins with the short form means something else by it."""
    whole: dict[str, str] = {}
    for key, mention in found.items():
        if 1 < mention.words <= LONGEST_WHOLE and mention.sure:
            surname = key.rpartition(" ")[2]
            known = whole.setdefault(surname, key)
            if mention.count > found[known].count:
                whole[surname] = key
    for surname, key in whole.items():
        short, name = found.get(surname), found[key]
        if short is not None and surname != key and _is_surname(short, name, key, common):
            del found[surname]
            name.count += short.count
            name.first = min(name.first, short.first)
            name.in_title = name.in_title or short.in_title


def _is_surname(short: Mention, name: Mention, key: str, common: frozenset[str]) -> bool:
    if name.begins > short.begins or short.written.isupper():
        return False
    return key.partition(" ")[0] not in common


def find_acronyms(text: Scan) -> dict[str, str]:
    """Acronyms in brackets after the words whose initials they are."""
    found: dict[str, str] = {}
    for at in text.capitals:
        mark = text.marks[at]
        if mark & CAPITALS and mark & OPENS and len(text.written[at]) in _ACRONYM:
            first = _spelt_out(text, at)
            if first is not None:
                found.setdefault(text.written[at], spelling(text, first, at - 1))
    return found


def _spelt_out(text: Scan, at: int) -> int | None:
    """Where the words begin whose initials the acronym at `at` is; joints need no letter."""
    letters = list(text.words[at])
    place = at - 1
    while letters and place >= max(at - _LOOK_BACK, 0) and not text.marks[place] & ENDS:
        word = text.words[place]
        if word[:1] == letters[-1] and len(word) > 1:
            letters.pop()
        elif len(word) > 3:
            return None
        place -= 1
    return place + 1 if not letters else None
