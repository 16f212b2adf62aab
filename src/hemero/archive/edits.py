"""Whether two titles that look alike are one title, edited: the guards of the fuzzy search.

A headline is reworded a little when it is cited (a word dropped, a letter mistyped). Two
headlines that differ in a number or a name are two articles, however near they come.
"""

import re

from rapidfuzz.distance import OSA

_WORD = re.compile(r"\w+")
_NEGATIONS = frozenset(
    "not no never without pas non ne sans jamais nicht kein keine ohne nie no nunca sin"
    " não sem nao mai senza niet geen zonder ikke inte не нет без ei".split()
)
_LONG_NAME = 6  # letters; one mistyped letter in a shorter name may be another name (Iran, Iraq)
_LONG_WORD = 5  # letters of a common word that may have two letters mistyped
_SHORT_WORD = 3
_WORDS_TO_DROP_NAME = 6  # words of a title in capitals throughout that may lose one


def is_edit(cited: str, title: str, cited_key: str, key: str) -> bool:
    """Whether `cited` can be an edited form of `title`. The keys are their folded words.

    Numbers are the same; beyond mistyped letters at most one word is replaced, left out or
    added, and that word is no name and no negation.
    """
    ours, theirs = cited_key.split(), key.split()
    if _numbers(ours) != _numbers(theirs):
        return False
    lost, gained = _difference(ours, theirs)
    if "".join(lost) == "".join(gained):
        return True  # spaces and hyphens: "wi fi", "wifi"
    lost, gained = _without_slips(lost, gained, _names(cited) | _names(title))
    if len(lost) > 1 or len(gained) > 1 or not _NEGATIONS.isdisjoint((*lost, *gained)):
        return False
    if not lost and not gained:
        return True
    if not lost or not gained:
        word = (*lost, *gained)[0]
        return not _is_name(word, cited, title) or _names_tell_nothing(ours, theirs, title)
    if ours[0] == lost[0] and theirs[0] == gained[0]:
        return False  # a title's first word has a capital, name or not
    return not (_is_name(lost[0], cited, title) or _is_name(gained[0], cited, title))


def _difference(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """The words in which they differ: those before and after in common are taken off."""
    start = 0
    while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
        start += 1
    end = 0
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    return ours[start : len(ours) - end], theirs[start : len(theirs) - end]


def _without_slips(
    lost: list[str], gained: list[str], names: set[str]
) -> tuple[list[str], list[str]]:
    """Less the words that are there in both, or differ by a slip of the finger."""
    left, kept = list(gained), []
    for word in lost:
        twin = next((other for other in left if _is_slip(word, other, names)), None)
        if twin is None:
            kept.append(word)
        else:
            left.remove(twin)
    return kept, left


def _is_slip(word: str, other: str, names: set[str]) -> bool:
    if word == other:
        return True
    shorter = min(len(word), len(other))
    if word in names or other in names:
        return shorter >= _LONG_NAME and OSA.distance(word, other, score_cutoff=1) == 1
    allowed = 2 if shorter >= _LONG_WORD else 1 if shorter >= _SHORT_WORD else 0
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed


def _names(title: str) -> set[str]:
    """The words of a title that begin with a capital, folded no further than by case."""
    return {word.casefold() for word in _WORD.findall(title) if not word[0].islower()}


def _is_name(word: str, *titles: str) -> bool:
    """Whether a word stands with a capital in a title, but for a title's first word."""
    for title in titles:
        for at, written in enumerate(_WORD.findall(title)):
            if at and written[0].isupper() and written.casefold() == word:
                return True
    return False


def _names_tell_nothing(ours: list[str], theirs: list[str], title: str) -> bool:
    """Whether the title capitalises its words throughout, and is long enough to lose one."""
    written = [word for word in _WORD.findall(title) if word[0].isalpha()]
    capitals = sum(1 for word in written if word[0].isupper())
    long_enough = min(len(ours), len(theirs)) >= _WORDS_TO_DROP_NAME - 1
    return long_enough and capitals >= 0.7 * len(written)


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if not word.isalpha() and any(map(str.isdigit, word))]
