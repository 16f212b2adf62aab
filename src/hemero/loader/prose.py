"""How much each line of a page reads as part of its article: a small model of decision trees.

The weights are data (weights.json, made by tests/quality/train.py from labelled pages); each
tree asks a few questions of a line's numbers, and the answers are added up. No library is
needed to ask them.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from math import exp
from typing import Any

import msgspec
from msgspec import Struct

from hemero.loader.features import NAMES, feature_rows, find_candidates
from hemero.loader.page import Page

# A tree is a leaf (its score) or [feature, threshold, tree if at most, tree if above].
Tree = Any


class Model(Struct, frozen=True):
    """The trained trees. `names` must be the features they were trained on."""

    names: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The weights that come with Hemero, read once a process."""
    weights = resources.files("hemero.loader") / "weights.json"
    model = msgspec.json.decode(weights.read_bytes(), type=Model)
    if model.names != NAMES:
        raise ValueError("weights.json was trained on other features: run tests/quality/train.py")
    return model


def prose_scores(page: Page, titles: Sequence[int]) -> list[float]:
    """For each line with text, how likely (0 to 1) it belongs to the article.

    Lines far from any prose get 0 unasked. O(lines), about 20 µs for a line that is asked.
    """
    scores = [0.0] * len(page.shapes)
    places = find_candidates(page)
    model = load_model()
    trees, base = model.trees, model.base
    for place, row in zip(places, feature_rows(page, places, titles), strict=True):
        total = base
        for tree in trees:
            while type(tree) is list:
                tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]
            total += tree
        scores[place] = 1 / (1 + exp(-total))
    return scores
