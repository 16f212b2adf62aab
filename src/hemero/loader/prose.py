"""How much each line of a page reads as part of its article: a small model of decision trees.

The weights are data (weights.json, made by tests/quality/train.py from labelled pages); each
tree asks a few questions of a line's numbers, and the answers are added up. No library is
needed to ask them.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources
from math import exp
from typing import Any

import msgspec
from msgspec import Struct

from hemero.loader.features import NAMES, QUICK_NAMES, Survey, find_candidates
from hemero.loader.page import Page


class Model(Struct, frozen=True):
    """The trained trees. `names` must be the features they were trained on.

    A tree is a leaf (its score) or [feature, threshold, tree if at most, tree if above].
    """

    names: tuple[str, ...]
    quick: tuple[Any, ...]  # trees on the first features, asked of every line
    sure: tuple[float, float]  # between these sums the line is asked the other trees too
    trees: tuple[Any, ...]


class Questions(Struct, frozen=True):
    """The trees of a model as two functions of a line's numbers."""

    quick: Callable[..., float]
    full: Callable[..., float]
    low: float
    high: float


def prose_scores(page: Page, titles: Sequence[int]) -> list[float]:
    """For each line with text, how likely (0 to 1) it belongs to the article.

    Lines far from any prose, and those that a phrase decides, get 0 unasked. O(lines).
    """
    scores = [0.0] * len(page.shapes)
    survey = Survey(page, titles)
    ask = load_questions()
    for place in find_candidates(page):
        if page.shapes[place].alone is not None:
            continue
        quick = survey.quick_row(place)
        total = ask.quick(*quick)
        if ask.low < total < ask.high:
            total += ask.full(*survey.full_row(place, quick))
        scores[place] = 1 / (1 + exp(-total))
    return scores


@lru_cache(maxsize=1)
def load_questions() -> Questions:
    """The weights that come with Hemero, written out once a process."""
    return compile_model(read_model())


def read_model() -> Model:
    """The weights that come with Hemero."""
    weights = resources.files("hemero.loader") / "weights.json"
    return msgspec.json.decode(weights.read_bytes(), type=Model)


def compile_model(model: Model) -> Questions:
    """The trees written out as nested conditionals: five times as fast as walking them."""
    if model.names != NAMES:
        raise ValueError("The weights are of other features: run tests/quality/train.py.")
    quick = _compiled(model.quick, len(QUICK_NAMES))
    return Questions(quick, _compiled(model.trees, len(NAMES)), *model.sure)


def _compiled(trees: Sequence[Any], count: int) -> Callable[..., float]:
    arguments = ", ".join(f"x{number}" for number in range(count))
    total = " + ".join(map(_written, trees))
    scope: dict[str, Callable[..., float]] = {}
    exec(f"def ask({arguments}):\n    return {total}", scope)  # numbers only: see _written
    return scope["ask"]


def _written(tree: Any) -> str:
    if isinstance(tree, list):
        feature, threshold, low, high = tree
        question = f"x{int(feature)} <= {float(threshold)!r}"
        return f"({_written(low)} if {question} else {_written(high)})"
    return repr(float(tree))
