"""Train the prose model: weights.json from a folder of labelled pages.

    python tests/quality/train.py FOLDER

Needs lightgbm and numpy, which Hemero itself does not. FOLDER holds pages.jsonl, one page a
line: {"lines": [...], "labels": [1, 0 or null for each line], "weights": [...] (optional),
"group": "domain"}. Label 1 is a line of the article, 0 is not, null is unknown.

The bundled weights come from some 700 news and blog pages of 25 languages in four dump styles
(a quarter labelled whole, the rest in a few lines each, unknown lines filled in where a first
model was sure), and from shortened versions of them: two to four paragraphs under their chrome,
since small pages are rare among pages but common in archives. The pages are not in this project.
"""

import json
import sys
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from hemero.loader.features import NAMES, QUICK_NAMES, Survey, find_candidates
from hemero.loader.page import read_page
from hemero.loader.repeats import find_repeats
from hemero.loader.rulepack import bundled_rules

TARGET = Path(__file__).parents[2] / "src/hemero/loader/weights.json"
SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "min_data_in_leaf": 25,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 4,
    "deterministic": True,
}
QUICK = {"learning_rate": 0.3, "num_leaves": 8, "feature_fraction": 0.6}
QUICK_TREES = 20
FULL = {"learning_rate": 0.18, "num_leaves": 10, "feature_fraction": 0.5}
FULL_TREES = 50
SURE = (-2.2, 2.6)  # log odds beyond which the quick trees decide


def read_rows(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numbers, labels and weights of every labelled line."""
    rows, labels, weights = [], [], []
    with (folder / "pages.jsonl").open(encoding="utf-8") as pages:
        for text in pages:
            given = json.loads(text)
            page = read_page(given["lines"], bundled_rules())
            titles = find_repeats(page)  # judged by `headline`, so the model need not know them
            survey = Survey(page, titles)
            for place in find_candidates(page):
                at = page.shapes[place].at
                if given["labels"][at] is not None and place not in titles:
                    rows.append(survey.full_row(place, survey.quick_row(place)))
                    labels.append(given["labels"][at])
                    weights.append(given["weights"][at] if "weights" in given else 1)
    return np.array(rows, float), np.array(labels), np.array(weights, float)


def to_tree(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    return [
        node["split_feature"],
        round(node["threshold"], 5),
        to_tree(node["left_child"]),
        to_tree(node["right_child"]),
    ]


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> dict[str, Any]:
    """The model: quick trees on all lines, then full trees on those they leave undecided."""
    quick_rows = rows[:, : len(QUICK_NAMES)]
    data = lightgbm.Dataset(quick_rows, labels, weight=weights)
    quick = lightgbm.train(SETTINGS | QUICK, data, QUICK_TREES)
    sums = quick.predict(quick_rows, raw_score=True)
    open_ = (sums > SURE[0]) & (sums < SURE[1])
    data = lightgbm.Dataset(
        rows[open_], labels[open_], weight=weights[open_], init_score=sums[open_]
    )
    full = lightgbm.train(SETTINGS | FULL, data, FULL_TREES)
    return {"names": NAMES, "quick": trees_of(quick), "sure": SURE, "trees": trees_of(full)}


def trees_of(model: lightgbm.Booster) -> list[Any]:
    return [to_tree(one["tree_structure"]) for one in model.dump_model()["tree_info"]]


def main() -> None:
    rows, labels, weights = read_rows(Path(sys.argv[1]))
    found = fit(rows, labels, weights)
    TARGET.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(labels)} lines, {TARGET.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
