"""Whether a phrase that stands in a line is there what its rule means, and its exact span.

Knows one line and one rule: the sign that must follow, names or a date after a label, a closing
bracket, the case of an agency's name.
"""

import re

from msgspec import Struct

from hemero.loader.rulefile import Rule
from hemero.loader.rulewords import has_words
from hemero.text import squeeze

_LONGEST_NAMES = 200  # characters

# What may follow a marker and still belong to it: "Lire aussi : ", "» LIRE AUSSI - ", "[Related] ".
# A dash needs a space after it ("Related-party"), and so does » (»Titel« opens a quotation).
_SIGN = re.compile(
    r"[\u064b-\u0652]?\.?[\s*_]{0,8}"
    r"(?:(?:[:：|｜=›→▶►▸◆•·…\]）)】」』》〉]|\.\.\.|\+\+\+|[»>](?=[\s»>]|$)|[-–—](?=[-–—>\s]|$))[\s*_]{0,8}){1,4}"
)
_SPACES = re.compile(r"[\s*_]{0,8}")
_SIGN_BEFORE = re.compile(
    r"[\s*_]{0,8}[|｜›»>→▶►•·(\[（,/:：–—©-][\s*_(\[]{0,8}"
)  # on reversed text
_DIGIT = re.compile(r"\d")
_DAY_SOON = re.compile(
    r"(?:[^\W\d]{1,14}[. \u00a0]{1,3})?\d"
)  # "mardi 26 avril", after "publié le"
# Words written small inside names and between them.
_SMALL_WORDS = """
a af al and auf aus av avec bei ben bin d da dal das de degli dei del della den der des di do dos
du e ed el en et for för from i ibn im in la le los met mit och og os per pour san sur te ten ter
to und van von with y z za zu à и і та
"""
_NAME_PARTICLES = frozenset(_SMALL_WORDS.split())


class Cue(Struct, frozen=True, gc=False):
    """One rule that matched one line.

    `start` and `end` span, in the line as given, the phrase with the sign and the spaces that
    set it off, so that line[end:] (at the start of a line) or line[:start] (at its end) is the
    rest. Kind "contributor": the span of the names.
    """

    rule: str  # "fr/lire-aussi"
    kind: str
    group: str
    start: int
    end: int
    whole: bool  # nothing but signs is left of the line
    at: str = "start"  # "start", "end", "whole", "row"


class Leaf(Struct, frozen=True):
    """One phrase of one rule, ready to be judged where its words stand."""

    rule: Rule
    at: str
    names: bool = False
    open: bool = False  # has a "*": any words may stand in it
    spelling: str = ""  # as written, where case counts
    pattern: re.Pattern[str] | None = None


def judge_opening(leaf: Leaf, line: str, start: int, end: int) -> Cue | None:
    """The cue of a phrase whose words stand at line[start:end], if its rule's conditions hold."""
    rule = leaf.rule
    if leaf.at == "whole":
        if has_words(line, end) or not _is_spelled(leaf, line[start:end]):
            return None
        if leaf.open and rule.kind != "chrome" and line[-1] in ".,?":
            return None  # a sentence: "Mehr zum Thema wollte er nicht sagen."
        return Cue(rule.id, rule.kind, rule.group, start, len(line), True, "whole")
    if len(line) > rule.longest or not _is_spelled(leaf, line[start:end]):
        return None
    if leaf.pattern:
        return _judge_pattern(leaf, leaf.pattern, line, start)
    sign = _SIGN.match(line, end)
    spaces = sign or _SPACES.match(line, end)
    after = spaces.end() if spaces else end
    whole = not has_words(line, after)
    if not sign and not _may_lack_sign(rule, line, end, after, whole):
        return None
    if leaf.names:
        return _names_cue(leaf, line, after, len(line), "start")
    if not whole and not _kind_agrees(rule.kind, line, after):
        return None
    return Cue(rule.id, rule.kind, rule.group, start, after, whole)


def _judge_pattern(leaf: Leaf, pattern: re.Pattern[str], line: str, start: int) -> Cue | None:
    match = pattern.match(line, start)
    if match is None:
        return None
    rule = leaf.rule
    whole = not has_words(line, match.end())
    span = match.span("names") if "names" in pattern.groupindex else match.span()
    return Cue(rule.id, rule.kind, rule.group, span[0], span[1], whole)


def judge_bracket(leaf: Leaf, line: str, start: int, end: int) -> Cue | None:
    """The cue of a bracket that ends the line and opens at `start` with a phrase up to `end`."""
    rule = leaf.rule
    if len(line) > rule.longest or (rule.sign == "required" and not _SIGN.match(line, end)):
        return None
    before = len(line[:start].rstrip())
    return Cue(rule.id, rule.kind, rule.group, before, len(line), before == 0, "end")


def judge_ending(leaf: Leaf, line: str, backwards: str, start: int, end: int) -> Cue | None:
    """The same for a phrase at the end of a line; `start` and `end` count from the line's end."""
    rule = leaf.rule
    length = len(line)
    if length > rule.longest or not _is_spelled(leaf, line[length - end : length - start]):
        return None
    sign = _SIGN_BEFORE.match(backwards, end)
    spaces = sign or _SPACES.match(backwards, end)
    before = length - (spaces.end() if spaces else end)
    if leaf.names:
        return _names_cue(leaf, line, 0, before, "end")
    if not sign and (rule.sign == "required" or line[length - end].islower()):
        return None  # "… Read our policy to find out more."
    whole = not has_words(line[:before], 0)
    return Cue(rule.id, rule.kind, rule.group, before, length, whole, "end")


def _names_cue(leaf: Leaf, line: str, start: int, end: int, at: str) -> Cue | None:
    """The cue whose span is the names between `start` and `end`, if names stand there."""
    rule = leaf.rule
    end = _end_of_names(line, start, end)
    start += len(line[start:end]) - len(line[start:end].lstrip(" \t\u00a0(*_[—–-"))
    if end - start > _LONGEST_NAMES or not _are_names(line[start:end]):
        return None
    return Cue(rule.id, rule.kind, rule.group, start, end, True, at)


def _end_of_names(line: str, start: int, end: int) -> int:
    """Names end at a semicolon ("Reporting by A; editing by B") and shed closing signs."""
    semicolon = line.find(";", start, min(end, start + _LONGEST_NAMES))
    stop = semicolon if semicolon >= 0 else end
    return start + len(line[start:stop].rstrip(" \t\u00a0.)*_]"))


def _are_names(text: str) -> bool:
    """Whether most words are written as names are; in scripts without capitals, any words do.

    One word alone may be a pronoun ("He contributed to this report"), so it must be long, or
    all capitals.
    """
    words = [word for word in text.split() if word[0].isalpha()]
    if not words or words[0][0].islower():
        return False
    capitals = sum(not word[0].islower() for word in words)
    if capitals == 1 and words[0].isascii():
        return len(words) == 1 and (len(words[0]) > 4 or words[0].isupper())
    return 2 * capitals >= len(words)


def _is_spelled(leaf: Leaf, found: str) -> bool:
    return not leaf.spelling or squeeze(found) == leaf.spelling


def _may_lack_sign(rule: Rule, line: str, end: int, after: int, whole: bool) -> bool:
    """Whether a phrase that no sign follows is still set off from the rest of the line."""
    if rule.sign == "free":
        return True
    if rule.sign == "required" or after == end < len(line):
        return False
    if whole:
        return True
    if rule.kind in ("published", "updated"):
        return line[after].isupper() or _DAY_SOON.match(line, after) is not None
    gap = line[end:after]
    return len(gap) > 1 or "\u00a0" in gap or not line[after].islower()


def _kind_agrees(kind: str, line: str, after: int) -> bool:
    """Whether what follows the phrase is what the kind promises: names, or a date."""
    if kind == "byline":
        return _opens_with_names(line[after : after + _LONGEST_NAMES])
    if kind in ("published", "updated"):
        return bool(_DIGIT.search(line, after, after + 24))
    return True


def _opens_with_names(text: str) -> bool:
    """ "Von Angela Merkel", "By Reuters staff", but not "By Monday evening the talks …"."""
    words = text.split()[:16]
    if not words or words[0][0].islower():
        return False
    if len(words) <= 4:
        return not words[-1].endswith(".") or words[-1][0].isupper()
    if words[1][0].islower() and words[1] not in _NAME_PARTICLES:
        return False
    small = sum(word[0].islower() for word in words)
    return 2 * small <= len(words)
