"""Compiled rule packs: which known phrases open a line, end it, or are the whole of it.

Knows phrases and one line at a time; what a phrase means where it stands is the judge's to
decide. Rules are data in rules/*.yaml, read by `rulefile`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from hemero.errors import RuleError
from hemero.loader.rulefile import Rule, read_pack, rule_error
from hemero.loader.rulefolder import bundled_packs, digest_of, own_packs
from hemero.loader.rulematch import Cue, Leaf, judge_bracket, judge_ending, judge_opening
from hemero.loader.rulepattern import compile_pattern
from hemero.loader.rulewords import ANY_WORDS, PhraseTree, has_words, phrase_words

__all__ = ["Cue", "Rulepack", "bundled_rules", "compile_rules", "load_rules"]

_NAMES = "{names}"
MOST_CUES = 24
_ENDING_WINDOW = 240  # characters at the end of a line in which phrases are looked for
_LONGEST_ROW = 200  # characters
_SHORT_LINE, _MOST_REMEMBERED = 80, 20_000  # characters; lines, some 4 MB
_LONGEST_BRACKET = 120  # characters
_CLOSING = {")": "(", "]": "[", "）": "（"}
_AROUND_WORDS = " ./()«»"


class Rulepack:
    """All rules of a project, compiled. `digest` changes whenever a rule file does.

    `limited` rules hold for some documents only, and are asked through `rulescope` alone.
    """

    def __init__(
        self, rules: Iterable[Rule], digest: str = "", limited: tuple[Rule, ...] = ()
    ) -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self.limited = limited
        self.scoped: dict[tuple[Rule, ...], Rulepack] = {}  # those made of it so far
        self._openings = PhraseTree()
        self._endings = PhraseTree()  # phrases reversed, for lines reversed
        self._named = PhraseTree()  # phrases that open the name of a site
        self._naming = PhraseTree()  # phrases that end it, reversed
        self._brackets = PhraseTree()
        self._rows = PhraseTree()
        self._signs: dict[str, list[tuple[str, Leaf]]] = {}  # by first character
        self._cues: dict[str, tuple[Cue, ...]] = {}
        self._source_cues: dict[str, tuple[Cue, ...]] = {}
        for rule in self.rules:
            self._add(rule)

    def cues(self, line: str) -> tuple[Cue, ...]:
        """All rules that match at the start of the line, as the whole of it, or at its end;
        the longest first.

        The cost does not depend on the number of rules, and of a long line only the first and
        last few words are looked at. Short lines are remembered: a site's menus and buttons
        stand on every page of it.
        """
        return self._remembered(self._cues, line, self._find_cues)

    def source_cues(self, line: str) -> tuple[Cue, ...]:
        """Where a short line speaks of its site by name ("About the Courier", "Courier
        newsletter"): cues that span the name. They tell nothing of what the line is, and so are
        no part of its `cues`."""
        return self._remembered(self._source_cues, line, self._find_source_cues)

    def _remembered(
        self, known: dict[str, tuple[Cue, ...]], line: str, find: Callable[[str], list[Cue]]
    ) -> tuple[Cue, ...]:
        found = known.get(line)
        if found is None:
            found = tuple(find(line))
            if len(line) <= _SHORT_LINE:
                if len(known) >= _MOST_REMEMBERED:
                    known.clear()
                known[line] = found
        return found

    def _find_cues(self, line: str) -> list[Cue]:
        found: list[Cue] = []
        row = False
        for leaf, start, end in self._openings.find(line):
            if leaf.at == "row":
                row = True
            elif (cue := judge_opening(leaf, line, start, end)) and cue not in found:
                found.append(cue)
        if row and (cue := self._row_cue(line)):
            found.append(cue)
        backwards = line[: -_ENDING_WINDOW - 1 : -1]
        for leaf, start, end in self._endings.find(backwards):
            if (cue := judge_ending(leaf, line, backwards, start, end)) and cue not in found:
                found.append(cue)
        if line[-1:] in _CLOSING:
            found.extend(self._bracket_cues(line))
        if line[:1] in self._signs or (line[:1].isspace() and line.lstrip()[:1] in self._signs):
            found.extend(self._sign_cues(line))
        if len(found) > 1:
            found.sort(key=longest_first)
        return found[:MOST_CUES]

    def _find_source_cues(self, line: str) -> list[Cue]:
        found: list[Cue] = []
        for leaf, start, end in self._named.find(line):
            if cue := judge_opening(leaf, line, start, end):
                found.append(cue)
        backwards = line[::-1]
        for leaf, start, end in self._naming.find(backwards):
            if cue := judge_ending(leaf, line, backwards, start, end):
                found.append(cue)
        return found

    def _add(self, rule: Rule) -> None:
        pattern = _compiled(rule)
        if pattern:
            leaf = Leaf(rule, "start", pattern=pattern)
            for phrase in rule.phrases:
                if phrase_words(phrase):
                    self._openings.add([phrase], leaf)
                else:
                    self._signs.setdefault(phrase[0], []).append((phrase, leaf))
        elif rule.case == "kept":
            for phrase in rule.phrases:
                self._plant(rule.at, [phrase], rule, spelling=phrase.strip(_AROUND_WORDS))
        elif _is_open("\n".join(rule.phrases)):
            self._add_open(rule)
        else:
            self._plant(rule.at, rule.phrases, rule)

    def _add_open(self, rule: Rule) -> None:
        """A rule with "*" or names in some of its phrases."""
        before = [p.removeprefix(_NAMES) for p in rule.phrases if p.startswith(_NAMES)]
        after = [p.removesuffix(_NAMES) for p in rule.phrases if p.endswith(_NAMES)]
        self._plant(["end"], before, rule, names=True)
        self._plant(["start"], after, rule, names=True)
        self._plant(rule.at, [p for p in rule.phrases if ANY_WORDS in p], rule, open=True)
        self._plant(rule.at, [p for p in rule.phrases if not _is_open(p)], rule)

    def _plant(self, places: Sequence[str], phrases: Sequence[str], rule: Rule, **how: Any) -> None:
        if not phrases:
            return
        try:
            for place in places:
                leaf = Leaf(rule, place, **how)
                if place == "end":
                    endings = self._naming if rule.kind == "source" else self._endings
                    endings.add([phrase[::-1] for phrase in phrases], leaf)
                for tree in self._trees(place, rule.kind):
                    tree.add(phrases, leaf)
        except ValueError as fault:
            what = f'"{fault}" must begin with a known word (at the end of a line: end with one).'
            raise rule_error(rule.id, what) from None

    def _trees(self, place: str, kind: str) -> tuple[PhraseTree, ...]:
        if place == "end":
            return ()
        if kind == "source":
            return (self._named,)
        if place == "bracket":
            return (self._brackets,)
        return (self._openings, self._rows) if place == "row" else (self._openings,)

    def _sign_cues(self, line: str) -> list[Cue]:
        start = len(line) - len(line.lstrip())
        return [
            cue
            for sign, leaf in self._signs[line[start]]
            if line.startswith(sign, start)
            and (cue := judge_opening(leaf, line, start, start + len(sign)))
        ]

    def _bracket_cues(self, line: str) -> list[Cue]:
        """A bracket that ends the line: "… the old harbour. (Photo: Ann Lee)"."""
        start = line.rfind(_CLOSING[line[-1]], max(0, len(line) - _LONGEST_BRACKET))
        if start < 0:
            return []
        return [
            cue
            for leaf, _, end in self._brackets.find(line, start)
            if (cue := judge_bracket(leaf, line, start, end))
        ]

    def _row_cue(self, line: str) -> Cue | None:
        """A line that is nothing but row words: "Facebook | Twitter | E-Mail | Drucken"."""
        if len(line) > _LONGEST_ROW:
            return None
        first: tuple[Leaf, int, int] | None = None
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
    sources = tuple(sources)
    rules: dict[str, Rule] = {}
    for name, text in sources:
        for rule_id, rule in read_pack(name, text).items():
            if rule:
                rules[rule_id] = rule
            else:
                rules.pop(rule_id, None)
    general = (rule for rule in rules.values() if not _is_limited(rule))
    limited = tuple(rule for rule in rules.values() if _is_limited(rule))
    if limited:
        Rulepack(limited)  # what is wrong with one is told now, not with its first document
    return Rulepack(general, digest_of(sources), limited)


def _is_limited(rule: Rule) -> bool:
    return bool(rule.source or rule.folder)


@lru_cache(maxsize=1)
def bundled_rules() -> Rulepack:
    """The packs that come with Hemero. Compiled once a process."""
    return compile_rules(bundled_packs())


def load_rules(directory: Path | None) -> Rulepack:
    """The bundled packs and the project's own `directory`/*.yaml over them."""
    own = own_packs(directory)
    return compile_rules(bundled_packs() + own) if own else bundled_rules()


def _compiled(rule: Rule) -> re.Pattern[str] | None:
    if rule.pattern is None:
        return None
    try:
        return compile_pattern(rule.pattern)
    except RuleError as fault:
        raise rule_error(rule.id, fault.message) from None


def _is_open(phrase: str) -> bool:
    return ANY_WORDS in phrase or _NAMES in phrase


def longest_first(cue: Cue) -> tuple[int, str, int]:
    return (cue.start - cue.end, cue.rule, cue.start)


def _end_of(leaf: tuple[Any, int, int]) -> int:
    return leaf[2]
