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

from hemero.loader.features import NAMES, feature_rows, find_candidates
from hemero.loader.page import Page


class Model(Struct, frozen=True):
    """The trained trees. `names` must be the features they were trained on.

    A tree is a leaf (its score) or [feature, threshold, tree if at most, tree if above].
    """

    names: tuple[str, ...]
    trees: tuple[Any, ...]


def prose_scores(page: Page, titles: Sequence[int]) -> list[float]:
    """For each line with text, how likely (0 to 1) it belongs to the article.

    Lines far from any prose get 0 unasked. O(lines).
    """
    scores = [0.0] * len(page.shapes)
    places = find_candidates(page)
    ask = load_questions()
    for place, row in zip(places, feature_rows(page, places, titles), strict=True):
        scores[place] = 1 / (1 + exp(-ask(*row)))
    return scores


@lru_cache(maxsize=1)
def load_questions() -> Callable[..., float]:
    """The weights that come with Hemero as one function of a line's numbers, once a process."""
    weights = resources.files("hemero.loader") / "weights.json"
    return compile_model(msgspec.json.decode(weights.read_bytes(), type=Model))


def compile_model(model: Model) -> Callable[..., float]:
    """The trees written out as nested conditionals: five times as fast as walking them."""
    if model.names != NAMES:
        raise ValueError("The weights are of other features: run tests/quality/train.py.")
    arguments = ", ".join(f"x{number}" for number in range(len(NAMES)))
    total = " + ".join(map(_written, model.trees))
    scope: dict[str, Callable[..., float]] = {}
    exec(f"def ask({arguments}):\n    return {total}", scope)  # numbers only: see _written
    return scope["ask"]


def _written(tree: Any) -> str:
    if isinstance(tree, list):
        feature, threshold, low, high = tree
        question = f"x{int(feature)} <= {float(threshold)!r}"
        return f"({_written(low)} if {question} else {_written(high)})"
    return repr(float(tree))
