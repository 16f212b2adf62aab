"""Fit the weights of bylines (src/hemero/loader/nameweights.py) to a folder of labelled pages.

    python tests/quality/train_bylines.py FOLDER

Needs numpy. FOLDER holds pages.jsonl, one page a line: {"text": "...", "authors": [...]}.
Prints the table to be written into nameweights.py.

The bundled weights come from some 450 news and blog pages of 20 languages in four dump styles, of
which the authors are known. Each page is one choice: one of its lines of names, or nobody. A page
signed by an organisation that no line names is left out. The pages are not in this project.
"""

import json
import sys
from pathlib import Path

import numpy as np

from hemero.loader import imprint
from hemero.loader.byline import find_name_lines
from hemero.loader.load import structure
from hemero.loader.namefeatures import Features, Surroundings, collect_clues, measure_names
from hemero.loader.namelines import NameLine
from hemero.loader.personnames import is_person
from hemero.loader.rulepack import Rulepack, bundled_rules
from hemero.model.article import RawDocument
from hemero.text import fold

Row = tuple[Features, bool]
L2, STEPS, STEP = 3.0, 400, 0.05
LEAST = 0.15  # weights below are left out


def read_rows(folder: Path) -> list[list[Row]]:
    """The lines of names of every page, with whether they name one of its authors."""
    pages = []
    with (folder / "pages.jsonl").open(encoding="utf-8") as texts:
        for text in texts:
            page = json.loads(text)
            authors = {fold(name) for name in page["authors"]}
            rows = find_rows(page["text"], authors)
            if rows and (any(right for _, right in rows) or any(map(is_person, authors))):
                pages.append(rows)
    return pages


def find_rows(text: str, authors: set[str]) -> list[Row]:
    """What the loader weighs on one page. It is asked where it would decide."""
    rows: list[Row] = []

    def record(around: Surroundings, rules: Rulepack) -> NameLine | None:
        lines = list(find_name_lines(around, rules))
        clues = collect_clues(around, lines)
        for line in lines:
            right = not authors.isdisjoint(map(fold, line.names))
            rows.append((measure_names(line, clues), right))
        return None

    decide, imprint.find_authors = imprint.find_authors, record
    try:
        structure(RawDocument(path="page.txt", lines=tuple(text.split("\n"))), bundled_rules())
    finally:
        imprint.find_authors = decide
    return rows


def fit(pages: list[list[Row]], names: list[str]) -> np.ndarray:
    """Weights, the last one the bias: maximum likelihood of a right line, or of nobody where no
    line is right, by gradient steps (Adam)."""
    numbers = [
        np.array([[float(row.get(name, 0)) for name in names] + [1.0] for row, _ in page])
        for page in pages
    ]
    right = [np.array([float(right) for _, right in page]) for page in pages]
    weights, mean, square = (np.zeros(len(names) + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = L2 * weights
        slope[-1] = 0
        for rows, wanted in zip(numbers, right, strict=True):
            odds = rows @ weights
            top = max(odds.max(), 0)
            share = np.exp(odds - top)
            slope += rows.T @ (share / (share.sum() + np.exp(-top)))
            if wanted.any():
                slope -= rows.T @ (share * wanted / (share @ wanted))
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights -= STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def main() -> None:
    pages = read_rows(Path(sys.argv[1]))
    names = sorted({name for page in pages for row, _ in page for name in row})
    *weights, bias = fit(pages, names)
    kept = sorted(zip(names, weights, strict=True), key=lambda pair: -abs(pair[1]))
    rows = [f'    "{name}": {weight:.2f},' for name, weight in kept if abs(weight) >= LEAST]
    sys.stdout.write("\n".join(["WEIGHTS = {", *rows, "}", f"BIAS = {bias:.2f}"]) + "\n")


if __name__ == "__main__":
    main()
