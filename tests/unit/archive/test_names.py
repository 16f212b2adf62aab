import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.archive.names import cut_segment, name_key, name_segment, path_segment, short_hash

SAFE = set(string.ascii_lowercase + string.digits + "-")


@given(st.text(max_size=300))
def test_any_text_becomes_a_safe_segment(text: str) -> None:
    """Whatever the text, the segment is short, plain ASCII, and neither hidden nor empty."""
    segment = path_segment(text, "content/a.txt")
    assert 0 < len(segment) <= 80 + 7
    assert set(segment) <= SAFE
    assert segment[0] != "-" and segment[-1] != "-"


@pytest.mark.parametrize(
    ("title", "segment"),
    [
        ("Guerre en Ukraine : l’Allemagne annonce", "guerre-en-ukraine-l-allemagne-annonce"),
        ("Cœur, ÆSIR & straße", "coeur-aesir-strasse"),
        ("Россия и мир", "rossiia-i-mir"),
        ("../../etc/passwd", "etc-passwd"),
        ("snake_case title", "snake-case-title"),
    ],
)
def test_words_survive_in_plain_letters(title: str, segment: str) -> None:
    """Letters with marks lose them, other scripts are transliterated, signs become dashes."""
    assert path_segment(title, "x") == segment


def test_text_without_letters_is_named_by_its_key() -> None:
    """Emoji and signs alone give a segment that depends on the fallback key only."""
    assert path_segment("🎉🎉", "content/a.txt") == f"article-{short_hash('content/a.txt')}"
    assert path_segment("", "k", "tag") == f"tag-{short_hash('k')}"


@pytest.mark.parametrize("device", ["con", "NUL", "Aux", "com1", "LPT9"])
def test_device_names_never_stand_alone(device: str) -> None:
    """Names that Windows keeps for devices get the hash added."""
    assert path_segment(device, "k") == f"{device.lower()}-{short_hash('k')}"


def test_long_text_is_cut_at_a_word() -> None:
    """A segment ends with a whole word, unless one word is longer than half of it."""
    segment = path_segment("mot " * 40, "x")
    assert len(segment) <= 80 and segment.endswith("mot")
    assert cut_segment("a" * 100, 80) == "a" * 80
    assert path_segment("a" * 100_000, "x") == "a" * 80


@pytest.mark.parametrize(
    ("one", "other"),
    [("États-Unis", "etats unis"), ("L’Équipe", "L'Equipe"), ("OTAN", "Otan"), ("A  B", "a b")],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    """Case, accents, dashes, quotes and spaces do not tell names apart."""
    assert name_key(one) == name_key(other)


def test_signs_that_make_a_name_are_kept() -> None:
    """C, C++ and C# are three names, and have three segments."""
    names = ("C", "C++", "C#")
    assert len({name_key(name) for name in names}) == 3
    assert len({name_segment(name_key(name), "tag") for name in names}) == 3


@given(st.sets(st.text(max_size=30).map(name_key).filter(bool), max_size=20))
def test_different_names_have_different_segments(keys: set[str]) -> None:
    """With digits enough, no two keys share a segment, not even on a host without case."""
    segments = [name_segment(key, "tag", 24).casefold() for key in keys]
    assert len(set(segments)) == len(keys)


def test_a_name_that_looks_hashed_is_hashed_too() -> None:
    """No name can be chosen to fall on the segment of another that needed a hash."""
    hashed = name_segment("россия", "tag")
    assert name_segment(hashed.replace("-", " "), "tag") != hashed


def test_the_page_of_the_unknown_source_is_not_given_away() -> None:
    """A source that is called "Unknown" does not take the page of articles without one."""
    assert name_segment("unknown", "source") != "unknown"
