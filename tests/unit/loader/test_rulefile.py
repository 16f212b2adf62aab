"""Rule files: what is refused, and that the message points at it."""

import pytest

from hemero.errors import RuleError
from hemero.loader.rulefile import read_pack
from hemero.loader.rulepack import compile_rules

GOOD = "kind: chrome\n  group: share\n  phrases: share this\n"


def refusal(text: str) -> str:
    """What compiling a pack "fr" of this text complains of."""
    with pytest.raises(RuleError) as refused:
        compile_rules([("fr", text)])
    return str(refused.value)


def test_unknown_field_is_refused_with_the_nearest_known() -> None:
    """A misspelt field is an error, not ignored."""
    said = refusal(f"share:\n  {GOOD}  phrase: more\n")
    assert said == 'rules/fr.yaml: rule "share": unknown field "phrase". Did you mean "phrases"?'


def test_unknown_kind_is_refused_with_the_known_ones() -> None:
    """Where no known kind is near, all are listed."""
    said = refusal("share:\n  kind: zzz\n  phrases: share\n")
    assert 'rule "share": unknown kind "zzz". Known: related, tail, chrome' in said


def test_missing_kind_is_refused() -> None:
    """A rule without a kind says nothing."""
    assert 'rule "share": lacks "kind"' in refusal("share:\n  phrases: share\n")


def test_repeated_rule_is_refused_with_its_line() -> None:
    """Two rules of one name in one file are an error."""
    said = refusal(f"share:\n  {GOOD}share:\n  {GOOD}")
    assert said == 'rules/fr.yaml:5: "share" stands here a second time.'


def test_repeated_field_is_refused_with_its_line() -> None:
    """YAML readers drop repeated keys silently; this one does not."""
    assert refusal(f"share:\n  {GOOD}  kind: tail\n") == (
        'rules/fr.yaml:5: "kind" stands here a second time.'
    )


def test_broken_pattern_is_drawn_with_a_caret() -> None:
    """The message shows the column at which the pattern breaks."""
    text = 'lire-aussi:\n  kind: related\n  at: start\n  phrases: lire\n  pattern: "lire aus(si"\n'
    assert refusal(text) == (
        'rules/fr.yaml: rule "lire-aussi": unclosed group at column 9:\n'
        "    lire aus(si\n"
        "            ^"
    )


def test_pattern_away_from_the_start_is_refused() -> None:
    """Patterns match where a line begins."""
    text = "x:\n  kind: related\n  at: end\n  phrases: x\n  pattern: x\n"
    assert 'goes with "at: start" only' in refusal(text)


def test_phrase_that_begins_with_any_word_is_refused() -> None:
    """A phrase must begin with a word to look up."""
    text = 'x:\n  kind: chrome\n  group: share\n  phrases: "* shares"\n'
    assert 'rule "x": "* shares" must begin with a known word' in refusal(text)


def test_phrase_without_words_is_refused() -> None:
    """Signs alone need a pattern."""
    assert "must begin with a known word" in refusal(
        'x:\n  kind: chrome\n  group: share\n  phrases: "+++"\n'
    )


def test_yaml_fault_is_told_with_its_line() -> None:
    """What is no YAML is refused where it breaks."""
    assert refusal("share:\n  kind: [chrome\n").startswith("rules/fr.yaml:3:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n- b\n", "maps rule names to rules"),
        ("share: yes\n", 'needs its fields below it, or "off"'),
        ("a: &x\n  kind: chrome\nb: *x\n", "refers to another place"),
        ("a:\n  phrases: [[[deep]]]\n", "nested too deep"),
        ("a:\n  kind: {b: c}\n", 'rule "a"'),
        (f"a:\n  {GOOD}  longest: many\n", "longest must be 1 to 5000 characters, not"),
        ("a:\n  kind: chrome\n  group: share\n", "has no phrases"),
    ],
)
def test_malformed_packs_are_refused(text: str, said: str) -> None:
    """Shapes that no rule has are refused, never guessed at."""
    assert said in refusal(text)


def test_nesting_bomb_is_refused_early() -> None:
    """Depth is bounded before anything is built."""
    assert "nest" in refusal("a: " + "[" * 50_000)


def test_yes_and_no_are_plain_names() -> None:
    """YAML's truth values do not bend the fields "yes" and "no"."""
    rule = read_pack("fr", f"share:\n  {GOOD}  yes: Share this\n  no: Share it\n")["fr/share"]
    assert rule is not None
    assert (rule.yes, rule.no) == ("Share this", "Share it")


def test_phrases_may_be_lines_or_a_list() -> None:
    """One a line in a block, or a YAML list."""
    block = read_pack("a", "r:\n  kind: agency\n  group: byline\n  phrases: |\n    AP\n    AFP\n")
    listed = read_pack("a", "r:\n  kind: agency\n  group: byline\n  phrases: [AP, AFP]\n")
    assert block == listed


def test_empty_pack_has_no_rules() -> None:
    """An empty file, or comments alone, is a pack without rules."""
    assert read_pack("fr", "") == read_pack("fr", "# nothing yet\n") == {}
