"""Rule packs: every example of every rule, the shapes of cues, and errors that point."""

from pathlib import Path

import pytest

from hemero.errors import RuleError
from hemero.loader.rulefile import Rule
from hemero.loader.rulepack import Cue, Rulepack, bundled_rules, compile_rules, load_rules


def as_line(example: str) -> tuple[str, str | None]:
    """An example as a line, and what "[[…]]" marks in it; "␣" stands for a no-break space."""
    example = example.replace("␣", "\u00a0")
    opening, closing = example.find("[["), example.rfind("]]")
    if opening < 0:
        return example, None
    marked = example[opening + 2 : closing]
    return example[:opening] + marked + example[closing + 2 :], marked


def rest_of(cue: Cue, line: str) -> str:
    """What a cue leaves of its line; of a contributor note, the names."""
    if cue.kind == "contributor":
        return line[cue.start : cue.end]
    return line[: cue.start] if cue.at == "end" else line[cue.end :]


def cues_of(rule: Rule, line: str, pack: Rulepack) -> list[Cue]:
    return [cue for cue in pack.cues(line) if cue.rule == rule.id]


@pytest.mark.parametrize("rule", bundled_rules().rules, ids=lambda rule: rule.id)
def test_rule_keeps_its_examples(rule: Rule) -> None:
    """Every "yes" line is matched, with its marked rest; no "no" line is."""
    assert rule.yes and rule.no
    for example in rule.yes.splitlines():
        line, marked = as_line(example)
        found = cues_of(rule, line, bundled_rules())
        assert found, f"missed: {line}"
        if marked is not None:
            assert rest_of(found[0], line).rstrip(" )]<").startswith(marked.rstrip(" )]<"))
    for example in rule.no.splitlines():
        assert not cues_of(rule, as_line(example)[0], bundled_rules()), (
            f"wrongly matched: {example}"
        )
