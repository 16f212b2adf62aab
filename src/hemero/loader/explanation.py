"""Why the prose model scored the lines of a page as it did: for `inspect`, not for a build.

Each tree of the model walks from the plain average of its answers to one of them; every question
on the way moves the average, and the moves of all trees, added up by feature, are what that
feature pushed. Their sum and the averages' are the model's own sum, to the last digit.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import Any

from msgspec import Struct

from hemero.loader.features import NAMES, Survey, find_candidates
from hemero.loader.page import Page, Shape, read_page
from hemero.loader.prose import Model, read_model
from hemero.loader.repeats import find_repeats
from hemero.loader.rulepack import Rulepack
from hemero.model.article import RawDocument


class Push(Struct, frozen=True):
    """How much one feature spoke for the line (above 0) or against it."""

    feature: str
    value: float
    weight: float  # in the model's sum, of which the score is the logistic function


class Phrase(Struct, frozen=True):
    """A phrase of the rule packs that stands in the line."""

    rule: str
    text: str
    whole: bool  # it is all of the line


class Reason(Struct, frozen=True, omit_defaults=True):
    """What speaks for one line and against it."""

    line: int  # number in the file
    score: float | None = None  # 0 to 1; None where the model was not asked
    pushes: tuple[Push, ...] = ()  # heaviest first
    phrases: tuple[Phrase, ...] = ()
    unasked: str = ""  # why the model was not asked


def explain_lines(document: RawDocument, rules: Rulepack) -> tuple[Reason, ...]:
    """A reason for each line with text, in order; none for Markdown, and for a record of our own
    export, which are not scored."""
    if document.markup == "markdown" or document.article is not None:
        return ()
    page = read_page(document.lines, rules, document.settled)
    if not page.shapes:
        return ()
    survey = Survey(page, find_repeats(page))
    near = frozenset(find_candidates(page))
    return tuple(
        _explain(page, place, survey, place in near, document.first_line)
        for place in range(len(page.shapes))
    )


def _explain(page: Page, place: int, survey: Survey, is_near: bool, first: int) -> Reason:
    shape = page.shapes[place]
    line, phrases = first + shape.at, tuple(_phrases(shape))
    if shape.alone is not None:
        return Reason(line, 0.0, (), phrases, f"the phrase of {shape.alone.rule} decides")
    if not is_near:
        return Reason(line, 0.0, (), phrases, "it stands far from any prose")
    total, pushes = _scales().weigh(survey, place)
    return Reason(line, 1 / (1 + exp(-total)), pushes, phrases)


def _phrases(shape: Shape) -> list[Phrase]:
    return [Phrase(cue.rule, shape.text[cue.start : cue.end], cue.whole) for cue in shape.cues]


class Scales:
    """The trees of a model, asked so that each question tells what it moved."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._averages: dict[int, float] = {}  # by identity of a tree of this model

    def weigh(self, survey: Survey, place: int) -> tuple[float, tuple[Push, ...]]:
        """The sum of the trees that were asked of a line, and what each feature pushed."""
        pushed: dict[int, float] = {}
        row = survey.quick_row(place)
        total = sum(self._walk(tree, row, pushed) for tree in self.model.quick)
        low, high = self.model.sure
        if low < total < high:
            row = survey.full_row(place, row)
            total += sum(self._walk(tree, row, pushed) for tree in self.model.trees)
        heaviest = sorted(pushed.items(), key=lambda one: (-abs(one[1]), one[0]))
        return total, tuple(Push(NAMES[at], float(row[at]), weight) for at, weight in heaviest)

    def average(self, tree: Any) -> float:
        """Of a tree's two sides, each averaged in the same way."""
        if not isinstance(tree, list):
            return float(tree)
        known = self._averages.get(id(tree))
        if known is None:
            known = (self.average(tree[2]) + self.average(tree[3])) / 2
            self._averages[id(tree)] = known
        return known

    def _walk(self, tree: Any, row: Sequence[float], pushed: dict[int, float]) -> float:
        """The tree's answer; what each question moved is added to `pushed`."""
        while isinstance(tree, list):
            feature, threshold, low, high = tree
            chosen = low if row[feature] <= threshold else high
            moved = self.average(chosen) - self.average(tree)
            pushed[feature] = pushed.get(feature, 0.0) + moved
            tree = chosen
        return float(tree)


@lru_cache(maxsize=1)
def _scales() -> Scales:
    return Scales(read_model())
