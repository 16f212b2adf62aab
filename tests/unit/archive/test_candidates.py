"""What cards propose is read fast, by what was read before, within bounds."""

import pytest

from hemero.archive import candidates


def test_spellings_are_remembered_within_one_bound_for_all_languages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An archive in many languages keeps no more of them than one in a single language, and reads
    the same."""
    monkeypatch.setattr(candidates, "_SPELLINGS", 4)
    monkeypatch.setattr(candidates._Languages, "_left", 4)
    keys = candidates._Languages()
    monkeypatch.setattr(candidates, "_keys", keys)
    for number in range(50):
        language = f"x{number % 3}"
        (found,) = candidates.candidates_of(f"N10 1s\tAnn Lee {number}", language)
        assert found.key == f"ann lee {number}"
        assert sum(len(kept) for kinds in keys.values() for kept in kinds.values()) <= 4
