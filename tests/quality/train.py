"""Train the prose model: weights.json from a folder of labelled pages.

    python tests/quality/train.py FOLDER

Needs lightgbm and numpy, which Hemero itself does not. FOLDER holds pages.jsonl, one page a
line: {"lines": [...], "labels": [1, 0 or null for each line], "weights": [...] (optional),
"group": "domain"}. Label 1 is a line of the article, 0 is not, null is unknown.
"""

import json
import sys
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from hemero.loader.features import NAMES, feature_rows, find_candidates
from hemero.loader.headline import find_repeats
from hemero.loader.page import read_page
from hemero.loader.rulepack import bundled_rules

TARGET = Path(__file__).parents[2] / "src/hemero/loader/weights.json"
SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.18,
    "num_leaves": 10,
    "min_data_in_leaf": 25,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "feature_fraction": 0.5,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
}
TREES = 60


def read_rows(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows, labels, weights = [], [], []
    with (folder / "pages.jsonl").open(encoding="utf-8") as pages:
        for text in pages:
            given = json.loads(text)
            page = read_page(given["lines"], bundled_rules())
            places = find_candidates(page)
            titles = find_repeats(page)  # judged by `headline`, so the model need not know them
            for place, row in zip(places, feature_rows(page, places, titles), strict=True):
                at = page.shapes[place].at
                if given["labels"][at] is not None and place not in titles:
                    rows.append(row)
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
    data = lightgbm.Dataset(rows, labels, weight=weights)
    model = lightgbm.train(SETTINGS, data, TREES).dump_model()
    return {"names": NAMES, "trees": [to_tree(one["tree_structure"]) for one in model["tree_info"]]}


def main() -> None:
    rows, labels, weights = read_rows(Path(sys.argv[1]))
    found = fit(rows, labels, weights)
    TARGET.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(labels)} lines, {TARGET.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
