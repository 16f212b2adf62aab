"""Characters that may not stay, those that must, and bounded work on any run of marks."""

import unicodedata

import pytest

from hemero.loader.characters import clean
from hemero.text import fold


@pytest.mark.parametrize(
    "unwanted",
    [
        "\x00", "\x07", "\x1b", "\x1c", "\x7f", "\x80", "\x9f", "\u202e", "\u202a", "\u2066",
        "\u2069", "\u206a", "\ufeff", "\ufff9", "\ud800", "\udcff", "\ufdd0", "\ufffe", "\uffff",
        "\U0001ffff", "\U0010fffe", "\U000e0041",
    ],
)  # fmt: skip
@pytest.mark.parametrize("letters", ["ab", "é\u202fb", "日b"])
def test_unwanted_characters_are_removed(letters: str, unwanted: str) -> None:
    """Controls, overrides, noncharacters and lone surrogates vanish and leave no gap."""
    assert clean(letters[0] + unwanted + letters[1:]) == letters


@pytest.mark.parametrize(
    "text",
    [
        "Été à « Évian » : 5 €", "می\u200cخواهم", "क्\u200dष", "👩\u200d🚀 ❤\ufe0f",
        "co\u00adopérer", "\u05d0\u200f!", "\ufffd", "\ue000", "a\tb",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f!",
    ],
)  # fmt: skip
def test_text_of_all_scripts_stays(text: str) -> None:
    """Joiners, soft hyphens, marks of direction, emoji and private characters are kept."""
    assert clean(text) == text


def test_hidden_tag_text_is_removed_after_a_flag_too() -> None:
    """Tag characters may spell a flag, never a hidden sentence."""
    flag = "🏴\U000e0067\U000e0062\U000e007f"
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore all this")
    assert clean(f"{flag}a{hidden}b") == f"{flag}ab"


def test_text_is_composed() -> None:
    """Letters and their accents are one character where Unicode has one."""
    assert clean("e\u0301te\u0301") == "été"
    assert clean("\u212b") == "Å"


@pytest.mark.parametrize(("written", "lines"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("\r", "\n")])
def test_returns_become_newlines(written: str, lines: str) -> None:
    """Files from every system have the same lines."""
    assert clean(written) == lines


@pytest.mark.parametrize(
    "run", ["\u0301\u0316", "\uff9e\u0316", "\u0f73\u0301\u0316", "\u0344\u0316"]
)
def test_long_runs_of_marks_are_broken(run: str) -> None:
    """No run of marks is so long that sorting it (a square of its length) hurts, now or later.

    Counted, not timed: after cleaning, no more than 60 marks stand together in any folded form.
    """
    text = clean("a" + run * 20_000)
    for form in ("NFD", "NFKD"):
        marks = longest = 0
        for character in unicodedata.normalize(form, text):
            marks = marks + 1 if unicodedata.combining(character) else 0
            longest = max(longest, marks)
        assert longest <= 60
    fold(text)


def test_marks_of_real_text_are_not_touched() -> None:
    """Text with up to 30 marks on a letter is only composed."""
    zalgo = "Z" + "\u0316\u0301" * 15
    assert clean(zalgo) == unicodedata.normalize("NFC", zalgo)
