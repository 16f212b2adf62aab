"""Patterns of rules: only what is bounded by construction passes."""

import pytest

from hemero.errors import RuleError
from hemero.loader.rulepattern import compile_pattern


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("a+", '"+" repeats without an upper bound at column 2'),
        ("a*b", '"*" repeats without an upper bound'),
        ("a{2,}", '"{" repeats without an upper bound'),
        ("(?:a{1,9}){1,9}", "a repeated group repeats or chooses inside"),
        ("(?:a|a){1,9}", "a repeated group repeats or chooses inside"),
        ("((a?)b){3}", "a repeated group repeats or chooses inside"),
        (r"(a)\1", "a reference back to a group"),
        ("(?P<q>a)(?P=q)", "a reference back to a group"),
        ("a{1,200}b{1,200}", "possible attempts, more than"),
        ("a)", "a bracket closes what none opened at column 2"),
        ("(a", "unclosed group at column 1"),
        ("[a", "unterminated character set"),
    ],
)
def test_pattern_that_could_be_slow_is_refused(pattern: str, said: str) -> None:
    """The message says what is wrong and draws a caret below."""
    with pytest.raises(RuleError) as refused:
        compile_pattern(pattern)
    assert said in str(refused.value)
    assert "^" in str(refused.value).splitlines()[-1]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (r"fot\.\s?(?=\S)", "Fot. Anna Lis"),
        (r"[^@()]{1,60}\(@\w{1,20}\)", "Ann Lee (@annlee)"),
        (r"(?:by|von) \w{1,20}", "VON Anne"),
        (r"[]()]{1,3}x?", "])x"),
        (r"(?P<names>[A-Z]\w{1,20}) reports", "Ann reports"),
        (r"a{3}(?:bc){2}", "aaabcbc"),
        (r"\d{1,3}\?", "12?"),
    ],
)
def test_bounded_pattern_is_accepted(pattern: str, line: str) -> None:
    """Classes, lookahead, names and bounded repetition are enough for rules."""
    assert compile_pattern(pattern).match(line)
