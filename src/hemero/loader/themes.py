"""The themes of a text: common nouns, and phrases of them, that it comes back to.

Nothing here knows a grammar. What is a noun is told by what stands around it: an article
before, and no further word of weight after.
"""

from collections import Counter
from itertools import compress, pairwise

from hemero.loader.commonwords import CONNECTORS, DETERMINERS, common_words
from hemero.loader.mentions import LEAD, Mention, spelling
from hemero.loader.scan import CAPITAL, DIGITS, ENDS, PAUSE, Scan
from hemero.loader.vocabulary import SITE_WORDS

_FEWEST_LETTERS = 4
_LONGEST = 30  # letters
_CONSIDERED = 64  # words of a text, its most frequent
SHORT = 120  # words of a text that hardly repeats itself
_NO_NOUN = 0.5  # trust in a word that never stands as a noun does
_PHRASE_OWNS = 0.6  # share of a word's occurrences within a phrase, from which the phrase speaks


def find_themes(head: Scan, text: Scan, code: str) -> list[Mention]:
    """The themes of a text with its title `head`."""
    short = len(text.words) < SHORT
    kept = _telling_words(head, text, common_words(code), short=short)
    single: dict[str, Mention] = {}
    phrases: dict[str, Mention] = {}
    for scan in (head, text) if head is not text else (text,):
        _count(scan, kept, single, phrases, set(head.words))
    return _chosen(single, phrases, f" {' '.join(head.words)} ", short=short)


def _telling_words(head: Scan, text: Scan, common: frozenset[str], *, short: bool) -> set[str]:
    """Words that occur more than once, or in the title, or in a short text; none common."""
    least = 1 if short else 2
    often = [
        (-count, word)
        for word, count in text.times.items()
        if count >= least and len(word) >= _FEWEST_LETTERS and word not in common
    ]
    if len(often) > _CONSIDERED:
        often = sorted(often)[:_CONSIDERED]
    likely = {word for _, word in often}.union(head.words)
    return {
        word
        for word in likely - common - SITE_WORDS
        if _FEWEST_LETTERS <= len(word) <= _LONGEST and word.isalpha()
    }


def _count(
    text: Scan,
    kept: set[str],
    single: dict[str, Mention],
    phrases: dict[str, Mention],
    titled: set[str],
) -> None:
    words, marks = text.words, text.marks
    there = compress(range(len(words)), map(kept.__contains__, words))
    places = [at for at in there if not marks[at] & CAPITAL]
    places.append(len(words) + LEAD)  # nothing follows the last
    joined: list[tuple[int, int]] = []
    for at, following in pairwise(places):
        word = words[at]
        mention = single.get(word)
        if mention is None:
            mention = single[word] = Mention(text.written[at], at)
        mention.count += 1
        if following - at <= 3 and _are_joined(text, at, following):
            joined.append((at, following))
        elif at and words[at - 1] in DETERMINERS:
            mention.sure += 1
    _count_phrases(text, joined, phrases, titled)


def _count_phrases(
    text: Scan,
    joined: list[tuple[int, int]],
    phrases: dict[str, Mention],
    titled: set[str],
) -> None:
    """Count the pairs of words that recur, or that are both in the title."""
    words = text.words
    times = Counter([(words[at], words[following]) for at, following in joined])
    for at, following in joined:
        pair = words[at], words[following]
        if times[pair] > 1 or titled.issuperset(pair):
            key = " ".join(words[at : following + 1])
            phrase = phrases.get(key)
            if phrase is None:
                written = spelling(text, at, following)
                phrase = phrases[key] = Mention(written, at, words=following + 1 - at)
            phrase.count += 1
            phrase.sure += at > 0 and words[at - 1] in DETERMINERS


def _are_joined(text: Scan, at: int, following: int) -> bool:
    """Whether two telling words are one phrase: neighbours, or with joints between them."""
    marks = text.marks
    if marks[at] & (ENDS | PAUSE) or marks[following] & DIGITS:
        return False
    return following - at == 1 or all(
        text.words[place] in CONNECTORS and not marks[place] & (ENDS | PAUSE)
        for place in range(at + 1, following)
    )


def _chosen(
    single: dict[str, Mention], phrases: dict[str, Mention], title: str, *, short: bool
) -> list[Mention]:
    """What recurs or stands in the title; of a short text also what surely is a noun."""
    found = []
    for key, phrase in phrases.items():
        phrase.in_title = f" {key} " in title
        if phrase.count > 1 or phrase.in_title:
            phrase.trust *= 1.0 if phrase.sure else _NO_NOUN
            found.append(phrase)
            for word in {key.partition(" ")[0], key.rpartition(" ")[2]}:
                if word in single and phrase.count >= _PHRASE_OWNS * single[word].count:
                    single[word].trust *= _NO_NOUN
    for word, mention in single.items():
        mention.in_title = f" {word} " in title
        if mention.count > 1 or mention.in_title or (short and mention.sure):
            mention.trust *= 1.0 if mention.sure else _NO_NOUN
            found.append(mention)
    return found
