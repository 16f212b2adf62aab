"""Train the weights by which a headline is chosen: headline.json from labelled pages.

    python tests/quality/train_headline.py FOLDER

Needs numpy alone. FOLDER holds pages.jsonl, one page a line: {"lines": [...], "title": "...",
"group": "domain"}; pages whose title no candidate says are left out. A softmax over the
candidates of a page, with L2. First it prints how often the headline is right where a fourth of
the domains was left out of the training.

The bundled weights come from 700 pages of news and blogs, in four dump styles, whose headline was
noted by hand or by a parser made for the site, and from 100 clean texts, each twice: a headline and
its paragraphs. The pages are not in this project.
"""

import json
import sys
from pathlib import Path

import numpy as np
from train_names import FOLDS, Row, deal, fit

from hemero.loader.bearings import Features, measure
from hemero.loader.candidates import find_candidates, set_scene
from hemero.loader.page import read_page
from hemero.loader.prose import prose_scores
from hemero.loader.repeats import find_repeats
from hemero.loader.rulepack import bundled_rules
from hemero.text import fold

TARGET = Path(__file__).parents[2] / "src/hemero/loader/headline.json"
L2 = 0.005


def read_rows(folder: Path) -> tuple[list[str], list[Row]]:
    """The features' names, and a row a page."""
    pages = []
    with (folder / "pages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            if given.get("title"):
                pages.append((given["group"], *candidates_of(given["lines"], given["title"])))
    names = sorted({name for _, found, _ in pages for one in found for name in one})
    return names, [
        (group, np.array([[one.get(name, 0) for name in names] for one in found], float), right)
        for group, found, right in pages
        if right.any()
    ]


def candidates_of(lines: list[str], title: str) -> tuple[list[Features], np.ndarray]:
    page = read_page(lines, bundled_rules())
    if not page.shapes:
        return [], np.zeros(0)
    repeats = find_repeats(page)
    scene = set_scene(page, repeats, prose_scores(page, repeats))
    candidates = find_candidates(scene)
    right = np.array([fold(one.text) == fold(title) for one in candidates], float)
    return [measure(one, scene) for one in candidates], right


def cross_validate(rows: list[Row]) -> str:
    fold_of = deal(rows)
    right = 0
    for left_out in range(FOLDS):
        weights = fit([row for row in rows if fold_of[row[0]] != left_out], L2)
        kept = [row for row in rows if fold_of[row[0]] == left_out]
        right += sum(bool(wanted[np.argmax(numbers @ weights)]) for _, numbers, wanted in kept)
    return f"{right} right of {len(rows)} that have the headline among their candidates"


def main() -> None:
    names, rows = read_rows(Path(sys.argv[1]))
    print(cross_validate(rows))  # noqa: T201
    weights = fit(rows, L2)
    found = {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}
    data = json.dumps({name: w for name, w in found.items() if w}, indent=1)
    TARGET.write_text(f"{data}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
