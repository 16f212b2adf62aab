"""The model of decision trees and the numbers it is asked with."""

import pytest
from tests.unit.loader.judging import PROSE, page

from hemero.loader.features import NAMES, QUICK_NAMES, Survey, find_candidates
from hemero.loader.page import find_run, read_page
from hemero.loader.prose import Model, compile_model, load_questions, prose_scores
from hemero.loader.rulepack import bundled_rules


def read(text: str):  # type: ignore[no-untyped-def]
    return read_page(text.split("\n"), bundled_rules())


def test_every_feature_has_its_number() -> None:
    """Rows are as long as the names, and the quick numbers come first."""
    survey = Survey(read(page("A title of some words", *PROSE, "Home")), [0])
    for place in range(5):
        quick = survey.quick_row(place)
        full = survey.full_row(place, quick)
        assert (len(quick), len(full)) == (len(QUICK_NAMES), len(NAMES))
        assert full[: len(quick)] == quick


def test_prose_scores_above_menus() -> None:
    """Paragraphs read as article, the menu before them does not."""
    scores = prose_scores(read(page("Title", "Home", "News", "Sport", *PROSE)), [0])
    assert max(scores[1:4]) < 0.3 < 0.6 < min(scores[4:])


def test_the_bundled_weights_fit_the_features() -> None:
    """The model was trained on the features of this version."""
    assert load_questions().low < 0 < load_questions().high


def test_weights_of_other_features_are_refused() -> None:
    """A model that was trained on other numbers would judge at random."""
    with pytest.raises(ValueError, match=r"train\.py"):
        compile_model(Model(("words",), (), (-1.0, 1.0), ()))


def test_trees_are_asked_as_written() -> None:
    """A branch goes left up to its threshold; the scores of all trees are added."""
    tree = [0, 5.5, -1.0, [1, 2.0, 0.5, 3.0]]
    ask = compile_model(Model(NAMES, (tree, 0.25), (-1.0, 1.0), ())).quick
    row = [0.0] * len(QUICK_NAMES)
    assert ask(5, 9, *row[2:]) == -0.75
    assert ask(6, 2, *row[2:]) == 0.75
    assert ask(6, 3, *row[2:]) == 3.25


def test_lines_far_from_prose_are_not_asked() -> None:
    """A long menu costs nothing."""
    text = page(*["Menu entry"] * 100, *PROSE)
    candidates = find_candidates(read(text))
    assert candidates[0] > 90
    assert candidates[-1] == 102


def test_the_run_of_prose_ends_at_the_comments() -> None:
    """More prose below a comment heading does not make it one text."""
    comments = [f"{line} I say so as reader number {n}." for n, line in enumerate(PROSE * 2)]
    found = read(page("Title", *PROSE, *PROSE, *PROSE, "Leave a Reply", *comments[:2]))
    assert find_run(found.shapes) == (1, 9)
