"""Small functions on text: what is made alike, and what is kept apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.text import _ALIKE, count_words, cut_at_word, fold, squeeze, strip_accents, title_key


def stripped_slowly(text: str) -> str:
    marks_apart = unicodedata.normalize("NFD", text)
    bases = "".join(c for c in marks_apart if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bases)


@given(st.text())
def test_accents_go_in_every_script(text: str) -> None:
    """The quick way gives what the definition says: all combining marks go."""
    assert strip_accents(text) == stripped_slowly(text)


def test_every_combining_mark_goes() -> None:
    """No mark of any script is overlooked."""
    for code in range(0x110000):
        if unicodedata.category(chr(code)) == "Mn":
            text = "a" + chr(code)
            assert strip_accents(text) == stripped_slowly(text), hex(code)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’État", "l'etat"),
        ("« Cœur »", '" coeur "'),
        ("Straße\u00a0 9", "strasse 9"),
        ("co\u00adopérer", "cooperer"),
        ("10–12", "10-12"),
    ],
)
def test_spellings_fold_alike(one: str, other: str) -> None:
    """Case, accents, quotes, dashes and spaces do not tell two texts apart."""
    assert fold(one) == fold(other)


def folded_slowly(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return squeeze(stripped_slowly("".join(_ALIKE.get(sign, sign) for sign in text)))


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_one_pass_folds_as_the_steps_do(text: str) -> None:
    """The ready-made table gives what normalising, case, signs and accents give in turn."""
    assert fold(text) == folded_slowly(text)


def test_every_letter_folds_as_the_steps_do() -> None:
    """No letter of the ready-made table is wrong, alone or with one more mark."""
    for code in (*range(0x20, 0x250), *range(0x1E00, 0x2100)):
        for text in (chr(code), chr(code) + "\u0301é"):
            assert fold(text) == folded_slowly(text), hex(code)


def test_title_key_is_its_words() -> None:
    """Signs and spaces around words do not count, words and digits do."""
    assert title_key("Crue : l’Odrenne, 2 morts !") == "crue l odrenne 2 morts"
    assert title_key("Crue 2") != title_key("Crue 3")


def test_squeeze_knows_every_space() -> None:
    """No-break and narrow spaces are spaces."""
    assert squeeze("\u00a0 a\u202f\tb\u2003 ") == "a b"


def test_words_are_counted_without_spaces_too() -> None:
    """Two characters of Chinese or Japanese count as a word."""
    assert count_words("trois petits mots") == 3
    assert count_words("新聞記事") == 1 + 2


@given(st.text(), st.integers(10, 60))
def test_cut_text_is_never_longer_than_asked(text: str, limit: int) -> None:
    """The limit holds for any text."""
    assert len(cut_at_word(text, limit)) <= limit


def test_cut_falls_between_words() -> None:
    """A shortened text ends in a whole word and an ellipsis."""
    assert cut_at_word("Le pont de Kerrec est fermé", 20) == "Le pont de Kerrec…"
