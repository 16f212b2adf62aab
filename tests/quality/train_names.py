"""Train the weights by which the name of a site is chosen: nameplate.json from labelled pages.

    python tests/quality/train_names.py FOLDER

Needs numpy alone. FOLDER holds pages.jsonl, one page a line: {"lines": [...], "sources": the
names that are right, "group": "domain"}. A softmax over the claims of a page and "none of them",
with L2; the last row learns how much must speak for a name before it is given. First it prints
how often the name is right where a fourth of the domains was left out of the training.

The bundled weights come from some 660 news and blog pages of 25 languages in four dump styles,
each with the names that its own metadata states. The pages are not in this project.
"""

import json
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from hemero.loader.headline import find_headline
from hemero.loader.masthead import read_masthead
from hemero.loader.nameplate import measure_all
from hemero.loader.page import read_page
from hemero.loader.prose import prose_scores
from hemero.loader.repeats import find_repeats
from hemero.loader.rulepack import bundled_rules
from hemero.loader.sitename import letters_of

TARGET = Path(__file__).parents[2] / "src/hemero/loader/nameplate.json"
# Marks that say too little by themselves to be worth a weight.
UNWEIGHED = frozenset(
    ("digit", "sentence_end", "own_last", "opens_later", "own", "two_words", "in_address")
)
L2, STEPS, RATE = 0.001, 600, 0.05
LENIENCE = 1.25  # by how much less is enough than what makes a wrong name as bad as none
FOLDS = 4

Row = tuple[str, np.ndarray, np.ndarray]  # group, numbers of each claim, whether it is right


def read_rows(folder: Path) -> tuple[list[str], list[Row]]:
    """The marks' names, and a row a page; its last claim stands for "none of them"."""
    pages = []
    with (folder / "pages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            if not given.get("sources"):
                continue
            right = {letters_of(name) for name in given["sources"]}
            pages.append((given["group"], marks_of(given["lines"]), right))
    names = sorted({mark for _, claims, _ in pages for marks in claims.values() for mark in marks})
    names = [name for name in names if name not in UNWEIGHED]
    return names, [(group, *as_arrays(claims, right, names)) for group, claims, right in pages]


def marks_of(lines: list[str]) -> dict[str, dict[str, float]]:
    page = read_page(lines, bundled_rules())
    if not page.shapes:
        return {}
    repeats = find_repeats(page)
    headline = find_headline(page, repeats, prose_scores(page, repeats), None)
    masthead = read_masthead(page, headline.rest, headline.title, bundled_rules())
    return measure_all(page, headline.title, masthead)


def as_arrays(
    claims: dict[str, dict[str, float]], right: set[str], names: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    numbers = np.zeros((len(claims) + 1, len(names) + 1))
    numbers[-1, -1] = 1
    is_right = np.zeros(len(claims) + 1)
    for row, (key, marks) in enumerate(claims.items()):
        numbers[row, :-1] = [marks.get(name, 0) for name in names]
        is_right[row] = key in right
    is_right[-1] = not is_right.any()
    return numbers, is_right


def fit(rows: list[Row], strength: float = L2) -> np.ndarray:
    """The weights under which the right claims are likeliest: Adam on all pages at once."""
    numbers = np.vstack([row[1] for row in rows])
    right = np.concatenate([row[2] for row in rows])
    sizes = [len(row[2]) for row in rows]
    page = np.repeat(np.arange(len(rows)), sizes)
    starts = np.cumsum([0, *sizes[:-1]])
    weights = np.zeros(numbers.shape[1])
    mean, square = weights.copy(), weights.copy()
    for step in range(1, STEPS + 1):
        totals = numbers @ weights
        chance = np.exp(totals - np.maximum.reduceat(totals, starts)[page])
        chance /= np.add.reduceat(chance, starts)[page]
        wanted = chance * right
        wanted /= np.add.reduceat(wanted, starts)[page]
        slope = numbers.T @ (chance - wanted) / len(rows) + strength * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        size = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        weights -= RATE * mean / (1 - 0.9**step) / size
    return weights


def deal(rows: list[Row]) -> dict[str, int]:
    """A fold for each group: no site is in two of them."""
    groups = sorted({row[0] for row in rows})
    random.Random(3).shuffle(groups)
    return {group: number % FOLDS for number, group in enumerate(groups)}


def cross_validate(rows: list[Row]) -> str:
    fold = deal(rows)
    given = right = there = 0
    for left_out in range(FOLDS):
        weights = fit([row for row in rows if fold[row[0]] != left_out])
        weights[-1] -= LENIENCE
        for _, numbers, is_right in (row for row in rows if fold[row[0]] == left_out):
            best = int(np.argmax(numbers @ weights))
            named = best < len(is_right) - 1
            there += not is_right[-1]
            given += named
            right += bool(named and is_right[best])
    return f"{right} right of {given} given; of {there} that stand on their page"


def as_data(names: Iterable[str], weights: np.ndarray) -> dict[str, Any]:
    rounded = {name: round(float(w), 2) for name, w in zip(names, weights[:-1], strict=True)}
    enough = round(float(weights[-1]) - LENIENCE, 2)
    return {"enough": enough, "weights": {name: w for name, w in rounded.items() if w}}


def main() -> None:
    names, rows = read_rows(Path(sys.argv[1]))
    print(cross_validate(rows))  # noqa: T201
    found = as_data(names, fit(rows))
    TARGET.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"{len(rows)} pages, enough: {found['enough']}")  # noqa: T201


if __name__ == "__main__":
    main()
