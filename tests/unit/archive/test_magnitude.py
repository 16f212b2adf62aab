"""How counts are said."""

import pytest

from hemero.archive.magnitude import at_least


@pytest.mark.parametrize(
    ("count", "said"), [(0, 0), (7, 7), (99, 99), (100, 100), (427, 420), (10_001, 10_000)]
)
def test_counts_keep_two_digits_rounded_down(count: int, said: int) -> None:
    """So that "420+" is true, and stays as it is while articles come."""
    assert at_least(count) == said
