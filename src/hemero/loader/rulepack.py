"""Compiled rule packs: which known phrases open a line, end it, or are the whole of it.

Knows phrases and one line at a time; what a phrase means where it stands is the judge's to
decide. Rules are data in rules/*.yaml, read by `rulefile`.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from hemero.errors import RuleError
from hemero.loader.rulefile import Rule, read_pack, rule_error
from hemero.loader.rulepattern import compile_pattern
from hemero.loader.rulewords import ANY_WORDS, PhraseTree, has_words, phrase_words

NAMES = "{names}"
_MOST_BYTES = 1_000_000  # of one rule file
_MOST_CUES = 24
_ENDING_WINDOW = 240  # characters at the end of a line in which phrases are looked for
_LONGEST_ROW = 200  # characters
_LONGEST_NAMES = 200  # characters
_LONGEST_BRACKET = 120  # characters

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
_CLOSING = {")": "(", "]": "[", "）": "（"}
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


class Cue(Struct, frozen=True):
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


class _Leaf(Struct, frozen=True):
    """One phrase of one rule, ready to be judged where its words stand."""

    rule: Rule
    at: str
    names: bool = False
    open: bool = False  # has a "*": any words may stand in it
    spelling: tuple[str, ...] = ()  # its words as written, where case counts
    pattern: re.Pattern[str] | None = None


class Rulepack:
    """All rules of a project, compiled. `digest` changes whenever a rule file does."""

    def __init__(self, rules: Iterable[Rule], digest: str = "") -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self._openings = PhraseTree()
        self._endings = PhraseTree()  # phrases reversed, for lines reversed
        self._brackets = PhraseTree()
        self._rows = PhraseTree()
        self._signs: dict[str, list[tuple[str, _Leaf]]] = {}  # by first character
        for rule in self.rules:
            self._add(rule)

    def cues(self, line: str) -> tuple[Cue, ...]:
        """All rules that match at the start of the line, as the whole of it, or at its end;
        the longest first.

        The cost does not depend on the number of rules, and of a long line only the first and
        last few words are looked at.
        """
        found: list[Cue] = []
        for leaf, start, end in self._openings.find(line):
            row = leaf.at == "row"
            cue = self._row_cue(line) if row else _judge_opening(leaf, line, start, end)
            if cue and cue not in found:
                found.append(cue)
        backwards = line[: -_ENDING_WINDOW - 1 : -1]
        for leaf, start, end in self._endings.find(backwards):
            if cue := _judge_ending(leaf, line, backwards, start, end):
                found.append(cue)
        if line[-1:] in _CLOSING:
            found.extend(self._bracket_cues(line))
        if line[:1] in self._signs or (line[:1].isspace() and line.lstrip()[:1] in self._signs):
            found.extend(self._sign_cues(line))
        if len(found) > 1:
            found.sort(key=_longest_first)
        return tuple(found[:_MOST_CUES])

    def _add(self, rule: Rule) -> None:
        pattern = _compiled(rule)
        if pattern:
            leaf = _Leaf(rule, "start", pattern=pattern)
            for phrase in rule.phrases:
                if phrase_words(phrase):
                    self._openings.add([phrase], leaf)
                else:
                    self._signs.setdefault(phrase[0], []).append((phrase, leaf))
        elif rule.case == "kept":
            for phrase in rule.phrases:
                self._plant(rule.at, [phrase], rule, spelling=tuple(phrase.split()))
        elif any(map(_is_open, rule.phrases)):
            self._add_open(rule)
        else:
            self._plant(rule.at, rule.phrases, rule)

    def _add_open(self, rule: Rule) -> None:
        """A rule with "*" or names in some of its phrases."""
        before = [p.removeprefix(NAMES) for p in rule.phrases if p.startswith(NAMES)]
        after = [p.removesuffix(NAMES) for p in rule.phrases if p.endswith(NAMES)]
        self._plant(["end"], before, rule, names=True)
        self._plant(["start"], after, rule, names=True)
        self._plant(rule.at, [p for p in rule.phrases if ANY_WORDS in p], rule, open=True)
        self._plant(rule.at, [p for p in rule.phrases if not _is_open(p)], rule)

    def _plant(self, places: Sequence[str], phrases: Sequence[str], rule: Rule, **how: Any) -> None:
        if not phrases:
            return
        try:
            for place in places:
                leaf = _Leaf(rule, place, **how)
                if place == "end":
                    self._endings.add([phrase[::-1] for phrase in phrases], leaf)
                for tree in self._trees(place):
                    tree.add(phrases, leaf)
        except ValueError as fault:
            what = f'"{fault}" must begin with a known word (at the end of a line: end with one).'
            raise rule_error(rule.id, what) from None

    def _trees(self, place: str) -> tuple[PhraseTree, ...]:
        if place == "end":
            return ()
        if place == "bracket":
            return (self._brackets,)
        return (self._openings, self._rows) if place == "row" else (self._openings,)

    def _sign_cues(self, line: str) -> list[Cue]:
        start = len(line) - len(line.lstrip())
        return [
            cue
            for sign, leaf in self._signs[line[start]]
            if line.startswith(sign, start)
            and (cue := _judge_opening(leaf, line, start, start + len(sign)))
        ]

    def _bracket_cues(self, line: str) -> list[Cue]:
        """A bracket that ends the line: "… the old harbour. (Photo: Ann Lee)"."""
        start = line.rfind(_CLOSING[line[-1]], max(0, len(line) - _LONGEST_BRACKET))
        if start < 0:
            return []
        before = len(line[:start].rstrip())
        return [
            Cue(leaf.rule.id, leaf.rule.kind, leaf.rule.group, before, len(line), not before, "end")
            for leaf, _, end in self._brackets.find(line, start)
            if leaf.rule.sign != "required" or _SIGN.match(line, end)
        ]

    def _row_cue(self, line: str) -> Cue | None:
        """A line that is nothing but row words: "Facebook | Twitter | E-Mail | Drucken"."""
        if len(line) > _LONGEST_ROW:
            return None
        first: tuple[_Leaf, int, int] | None = None
        at = count = 0
        while leaves := self._rows.find(line, at):
            longest = max(leaves, key=_end_of)
            first = first or longest
            at = longest[2]
            count += 1
        if first is None or count < 2 or has_words(line, at):
            return None
        rule = first[0].rule
        return Cue(rule.id, rule.kind, rule.group, first[1], len(line), True, "row")


def compile_rules(sources: Iterable[tuple[str, str]]) -> Rulepack:
    """Rules from (pack name, YAML text) pairs; a later rule of the same id takes the place of
    an earlier one. RuleError names the file, the rule and what is wrong."""
    rules: dict[str, Rule] = {}
    digest = hashlib.sha256()
    for name, text in sources:
        digest.update(f"{name}\0{text}\0".encode("utf-8", "surrogatepass"))
        for rule_id, rule in read_pack(name, text).items():
            if rule:
                rules[rule_id] = rule
            else:
                rules.pop(rule_id, None)
    return Rulepack(rules.values(), digest.hexdigest())


@lru_cache(maxsize=1)
def bundled_rules() -> Rulepack:
    """The packs that come with Hemero. Compiled once a process."""
    return compile_rules(_bundled_sources())


def load_rules(directory: Path | None) -> Rulepack:
    """The bundled packs and the project's own `directory`/*.yaml over them."""
    own = sorted(directory.glob("*.yaml")) if directory else []
    if not own:
        return bundled_rules()
    return compile_rules([*_bundled_sources(), *((path.stem, _read(path)) for path in own)])


@lru_cache(maxsize=1)
def _bundled_sources() -> tuple[tuple[str, str], ...]:
    folder = Path(__file__).with_name("rules")
    return tuple((path.stem, _read(path)) for path in sorted(folder.glob("*.yaml")))


def _read(path: Path) -> str:
    where = f"rules/{path.name}"
    try:
        raw = path.read_bytes()
        if len(raw) > _MOST_BYTES:
            raise RuleError(f"is larger than {_MOST_BYTES} bytes.", where)
        return raw.decode("utf-8")
    except OSError as fault:
        raise RuleError(f"cannot be read: {fault.strerror}.", where) from None
    except UnicodeDecodeError as fault:
        raise RuleError(f"is not UTF-8 (byte {fault.start}).", where) from None


def _compiled(rule: Rule) -> re.Pattern[str] | None:
    if rule.pattern is None:
        return None
    try:
        return compile_pattern(rule.pattern)
    except RuleError as fault:
        raise rule_error(rule.id, fault.message) from None


def _is_open(phrase: str) -> bool:
    return ANY_WORDS in phrase or NAMES in phrase


def _longest_first(cue: Cue) -> tuple[int, str, int]:
    return (cue.start - cue.end, cue.rule, cue.start)


def _end_of(leaf: tuple[Any, int, int]) -> int:
    return leaf[2]


def _judge_opening(leaf: _Leaf, line: str, start: int, end: int) -> Cue | None:
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


def _judge_pattern(leaf: _Leaf, pattern: re.Pattern[str], line: str, start: int) -> Cue | None:
    match = pattern.match(line, start)
    if match is None:
        return None
    rule = leaf.rule
    whole = not has_words(line, match.end())
    span = match.span("names") if "names" in pattern.groupindex else match.span()
    return Cue(rule.id, rule.kind, rule.group, span[0], span[1], whole)


def _judge_ending(leaf: _Leaf, line: str, backwards: str, start: int, end: int) -> Cue | None:
    """The same for a phrase at the end of a line; `start` and `end` count from the line's end."""
    rule = leaf.rule
    length = len(line)
    if length > rule.longest or not _is_spelled(leaf, line[length - end : length - start]):
        return None
    sign = _SIGN_BEFORE.match(backwards, end)
    spaces = sign or _SPACES.match(backwards, end)
    before = length - (spaces.end() if spaces else end)
    if rule.sign == "required" and not sign:
        return None
    if leaf.names:
        return _names_cue(leaf, line, 0, before, "end")
    whole = not has_words(line[:before], 0)
    return Cue(rule.id, rule.kind, rule.group, before, length, whole, "end")


def _names_cue(leaf: _Leaf, line: str, start: int, end: int, at: str) -> Cue | None:
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


def _is_spelled(leaf: _Leaf, found: str) -> bool:
    return not leaf.spelling or tuple(found.split()) == leaf.spelling


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
