"""Texts are read and linked no worse than they were: the figures hold their floors."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.quality.labelled import Labelled, measure, read_as, read_texts
from tests.quality.reprints import measure_links
from tests.quality.score import CORPUS, below, corpus_faults, links_faults, read_floors


def test_our_labelled_texts_hold_their_floors() -> None:
    """Lines, titles, sources, dates, authors, languages and links are found as well as before."""
    outcomes = [read_as(text) for text in read_texts()]
    faults = below(read_floors("labelled"), measure(outcomes))
    assert not faults, "\n".join([*faults, *map(repr, outcomes)])


def test_copies_and_citations_of_a_made_up_archive_hold_their_floors() -> None:
    """Nine kinds of reprints are found, no two market reports are one, cited titles lead home."""
    assert not below(read_floors("links"), measure_links())


def each_text() -> Iterator[Any]:
    for text in read_texts():
        gap = text.fields.get("known-gap")
        marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
        yield pytest.param(text, id=text.name, marks=marks)


@pytest.mark.parametrize("text", list(each_text()))
def test_most_of_a_page_is_read_right(text: Labelled) -> None:
    """No labelled page loses half its text, or drowns it in what stands around it."""
    outcome = read_as(text)
    assert outcome.kept > len(outcome.missing), outcome.missing
    assert outcome.kept > len(outcome.extra), outcome.extra


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no labelled corpus at {CORPUS}")
def test_the_labelled_corpus_holds_its_floors() -> None:
    """On real pages every figure of the scorer holds its floor."""
    table, faults = corpus_faults(CORPUS)
    assert not faults, "\n".join([*faults, table])


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no labelled corpus at {CORPUS}")
def test_the_labelled_links_hold_their_floors() -> None:
    """On real texts tags, languages, related titles and copies hold their floors."""
    table, faults = links_faults(CORPUS)
    assert not faults, "\n".join([*faults, table])
