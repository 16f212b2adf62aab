"""What a rule's pattern may say, so that no line of any text can make it slow.

Patterns are a small part of Python's `re`: every repetition has an upper bound, nothing that is
repeated holds another repetition or a choice, and the repetitions multiplied out stay under
`MOST_STEPS`. The work a line costs is then bounded by the pattern alone, whatever the line.
"""

import re

from hemero.errors import RuleError

MOST_STEPS = 20_000  # attempts a pattern may need at one place, in the worst case


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """`pattern` ready to match, case ignored.

    RuleError when `re` refuses it or when a line could make it slow: the message names the
    column and draws the pattern with a caret below.
    """
    _check_bounded(pattern)
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as fault:
        what = "unclosed group" if fault.msg.startswith("missing )") else fault.msg
        raise _fault(pattern, fault.pos or 0, what) from None


def _fault(pattern: str, column: int, what: str) -> RuleError:
    return RuleError(f"{what} at column {column + 1}:\n    {pattern}\n    {' ' * column}^")


class _Group:
    """An open group: where it began, and whether it holds a repetition or a choice."""

    def __init__(self, column: int) -> None:
        self.column = column
        self.repeats = False
        self.branches = 1


def _check_bounded(pattern: str) -> None:
    open_groups = [_Group(0)]
    steps = 1
    at = 0
    last: _Group | None = None  # the group that ended just before `at`
    while at < len(pattern):
        sign = pattern[at]
        closed, last = last, None
        if sign == "\\":
            if pattern[at + 1 : at + 2].isdigit() and pattern[at + 1] != "0":
                raise _fault(pattern, at, "a reference back to a group")
            at += 2
        elif sign == "[":
            at = _after_class(pattern, at)
        elif sign == "(":
            open_groups.append(_Group(at))
            at = _after_opening(pattern, at)
        elif sign == ")":
            if len(open_groups) == 1:
                raise _fault(pattern, at, "a bracket closes what none opened")
            last = open_groups.pop()
            steps *= last.branches
            open_groups[-1].repeats |= last.repeats or last.branches > 1
            at += 1
        elif sign == "|":
            open_groups[-1].branches += 1
            at += 1
        elif sign in "*+?{":
            least, most, at = _repetition(pattern, at)
            if closed and most > 1 and (closed.repeats or closed.branches > 1):
                raise _fault(pattern, closed.column, "a repeated group repeats or chooses inside")
            open_groups[-1].repeats = True
            steps *= most - least + 1
        else:
            at += 1
    if steps * open_groups[0].branches > MOST_STEPS:
        raise _fault(pattern, 0, f"{steps} possible attempts, more than {MOST_STEPS},")


def _after_class(pattern: str, at: int) -> int:
    """The place after the class "[…]" that opens at `at`; a "]" right at its start is a sign."""
    end = at + 1
    end += pattern[end : end + 1] == "^"
    end += pattern[end : end + 1] == "]"
    while end < len(pattern) and pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end + 1


def _after_opening(pattern: str, at: int) -> int:
    """The place after "(", "(?:", "(?=", "(?!", "(?<!", "(?P<name>"."""
    if pattern[at + 1 : at + 2] != "?":
        return at + 1
    if pattern.startswith("(?P=", at):
        raise _fault(pattern, at, "a reference back to a group")
    if pattern.startswith("(?P<", at):
        return max(pattern.find(">", at) + 1, at + 4)
    return at + (4 if pattern.startswith("(?<", at) else 3)


def _repetition(pattern: str, at: int) -> tuple[int, int, int]:
    """Least and most times the sign at `at` lets its subject stand, and the place after it."""
    sign = pattern[at]
    if sign in "*+":
        raise _fault(pattern, at, f'"{sign}" repeats without an upper bound')
    end = at + 1
    least, most = 0, 1
    if sign == "{":
        bounds, brace, _ = pattern[end : end + 12].partition("}")
        lower, comma, upper = bounds.rpartition(",")
        if not brace or not upper.isdecimal() or not (lower or "0").isdecimal():
            raise _fault(pattern, at, '"{" repeats without an upper bound')
        most = int(upper)
        least = int(lower or "0") if comma else most
        end += len(bounds) + 1
    end += pattern[end : end + 1] == "?"
    return least, most, end
