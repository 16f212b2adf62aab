"""Counts under digests say what a Counter says."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hemero.archive.tally import Tally, count_again, count_of, tally

NAMES = st.sampled_from(["pont", "phare", "digue", "criée", "\ud800", ""])
COUNTS = st.dictionaries(NAMES, st.integers(1, 1 << 20))


@given(COUNTS, st.lists(NAMES))
def test_counts_are_found_again(counts: dict[str, int], names: list[str]) -> None:
    """Each name has its count, others none."""
    assert count_of(tally(counts), names) == {name: counts.get(name, 0) for name in names}


@given(COUNTS, COUNTS)
def test_differences_are_counted(before: dict[str, int], after: dict[str, int]) -> None:
    """Counting again by difference gives what counting anew gives."""
    differences = Counter(after)
    differences.subtract(before)
    assert count_again(tally(before), differences) == tally(after)


def test_nothing_counted_is_nothing_kept() -> None:
    """An empty tally answers too, and can be counted on."""
    assert count_of(Tally(), ["pont"]) == {"pont": 0}
    assert count_again(Tally(), {"pont": 2}) == tally({"pont": 2})
