from hemero.loader.scan import (
    CAPITAL,
    CAPITALS,
    DIGITS,
    ELIDED,
    ENDS,
    HYPHEN,
    OPENS,
    PAUSE,
    UNSPACED,
    scan,
    scan_texts,
)
from hemero.model.article import Article, Block
from hemero.text import count_words


def test_words_are_folded_and_kept_as_written() -> None:
    """Case, accents and ligatures are made alike; the spelling stays at hand."""
    found = scan_texts(["L’Œuvre d’Été à États-Unis."])
    assert found.words == ("l", "oeuvre", "d", "ete", "a", "etats", "unis")
    assert found.written == ("L", "Œuvre", "d", "Été", "à", "États", "Unis")


def test_marks_tell_what_stood_around_a_word() -> None:
    """Sentence ends, pauses, brackets, hyphens, elisions, capitals and digits are noted."""
    found = scan_texts(["L'ONU (bleue), États-Unis. En 2022"])
    marks = dict(zip(found.words, found.marks, strict=True))
    assert marks["l"] & ELIDED
    assert marks["onu"] & CAPITALS
    assert marks["bleue"] & OPENS
    assert marks["bleue"] & PAUSE
    assert marks["etats"] & HYPHEN
    assert marks["etats"] & CAPITAL
    assert marks["unis"] & ENDS
    assert marks["2022"] & DIGITS


def test_initials_end_no_sentence() -> None:
    """The full stop of an initial is part of a name."""
    found = scan_texts(["J. Smith and the U.S. Army"])
    assert "us" in found.words
    assert not any(mark & ENDS for mark in found.marks)


def test_scripts_without_spaces_are_read_sign_by_sign() -> None:
    """Chinese, Japanese and Thai texts have words to compare too."""
    found = scan_texts(["俄罗斯宣布"])
    assert found.words == tuple("俄罗斯宣布")
    assert all(mark & UNSPACED for mark in found.marks)


def test_blocks_begin_anew() -> None:
    """The first word of each block is known as such."""
    article = Article(path="a", title="T", body=(Block("one two"), Block(""), Block("three")))
    assert scan(article).starts == {0, 2}


def test_count_is_the_readers() -> None:
    """Words are counted as everywhere else, in scripts with spaces and without."""
    for text in ("Deux mots, l'un.", "俄罗斯宣布举行演习", "", "10 % – « oui »"):
        assert scan_texts([text]).count == count_words(text)


def test_numbers_are_the_same_in_every_process() -> None:
    """A word's number is told by its folded letters alone."""
    assert scan_texts(["Été"]).numbers == scan_texts(["ete"]).numbers == (3352754684,)


def test_odd_unicode_does_no_harm() -> None:
    """Surrogates, lone marks and endless words are read like any other."""
    found = scan_texts(["\ud800x \u0301 " + "a" * 100_000 + " __ ..."])
    assert len(found.words) == len(found.marks)
