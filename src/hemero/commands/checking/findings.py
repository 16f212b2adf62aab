"""What a check has to say: each finding in plain words, with its place and what to do."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

MOST_OF_A_RULE = 200  # findings kept; a fault of a template would fill the memory a million times

Weight = Literal["fault", "advice"]


class Finding(Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong ("fault") or could be better ("advice")."""

    file: str  # relative to the site; "" for the whole
    rule: str  # link, anchor, orphan, markup, id, …
    what: str
    hint: str = ""
    line: int = 0  # 0 where no line is meant
    weight: Weight = "fault"


class Findings:
    """All findings of one check; of each rule only the first ones are kept, all are counted."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self.counts: Counter[str] = Counter()
        self.faults = 0

    def add(self, finding: Finding) -> None:
        self.counts[finding.rule] += 1
        self.faults += finding.weight == "fault"
        if self.counts[finding.rule] <= MOST_OF_A_RULE:
            self._kept.append(finding)

    def __iter__(self) -> Iterator[Finding]:
        """By file and line."""
        return iter(sorted(self._kept, key=lambda one: (one.file, one.line, one.rule, one.what)))

    def __len__(self) -> int:
        return self.counts.total()

    def unsaid(self) -> dict[str, int]:
        """How many findings of a rule were not kept."""
        return {r: n - MOST_OF_A_RULE for r, n in sorted(self.counts.items()) if n > MOST_OF_A_RULE}
