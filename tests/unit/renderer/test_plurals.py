"""Plural categories, against CLDR's own samples."""

import pytest

from hemero.renderer.plurals import plural_rule


@pytest.mark.parametrize(
    ("language", "samples"),
    [
        ("fr", {"one": (0, 1), "other": (2, 17, 100), "many": (1_000_000, 3_000_000)}),
        ("pt", {"one": (0, 1), "other": (2, 17), "many": (1_000_000,)}),
        ("pt-PT", {"one": (1,), "other": (0, 2, 17), "many": (1_000_000,)}),
        ("es", {"one": (1,), "other": (0, 2, 16), "many": (1_000_000,)}),
        ("it", {"one": (1,), "other": (0, 2, 16), "many": (1_000_000,)}),
        ("en", {"one": (1,), "other": (0, 2, 16, 1_000_000)}),
        ("de", {"one": (1,), "other": (0, 2, 16)}),
        ("nl", {"one": (1,), "other": (0, 2, 16)}),
        ("ru", {"one": (1, 21, 101), "few": (2, 24, 102), "many": (0, 5, 11, 14, 111)}),
        ("pl", {"one": (1,), "few": (2, 24), "many": (0, 5, 12, 21, 112)}),
        ("cs", {"one": (1,), "few": (2, 4), "other": (0, 5, 22)}),
        ("ar", {"zero": (0,), "one": (1,), "two": (2,), "few": (3, 110), "many": (11, 99)}),
        ("ar", {"other": (100, 102, 1000)}),
        ("he", {"one": (1,), "two": (2,), "other": (0, 3, 20)}),
        ("ja", {"other": (0, 1, 2)}),
        ("xx", {"one": (1,), "other": (0, 2)}),
    ],
)
def test_numbers_take_their_form(language: str, samples: dict[str, tuple[int, ...]]) -> None:
    """Each sample falls into the category that CLDR gives it."""
    rule = plural_rule(language)
    for category, numbers in samples.items():
        assert {rule(n) for n in numbers} == {category}
