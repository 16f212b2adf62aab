from random import Random

from hemero.loader.scan import scan_texts
from hemero.loader.sketch import SAMPLE, sketch

VOCABULARY = [f"word{number}" for number in range(3000)]


def text(words: int, seed: int = 1) -> str:
    return " ".join(Random(seed).choices(VOCABULARY, k=words))


def sampled(sketch: bytes) -> set[bytes]:
    return {sketch[at : at + 4] for at in range(1, len(sketch), 4)}


def test_size_stays_bounded() -> None:
    """However long the text, its sketch stays small; hardly any words give none."""
    for words in (100, 1_000, 10_000, 200_000):
        assert len(sketch(scan_texts([text(words)]))) < 4 * SAMPLE * 1.6
    assert sketch(scan_texts(["a few words"])) == b""


def test_part_of_a_text_is_sampled_like_the_whole() -> None:
    """What a long text samples of a passage, the passage alone samples too."""
    whole = text(4000)
    part = " ".join(whole.split()[:500])
    shared = sampled(sketch(scan_texts([whole]))) & sampled(sketch(scan_texts([part])))
    assert len(shared) >= 4


def test_case_and_accents_do_not_matter() -> None:
    """Two spellings of one text have one sketch."""
    assert sketch(scan_texts([text(200)])) == sketch(scan_texts([text(200).upper()]))


def test_word_order_matters() -> None:
    """The same words in another order are another text."""
    words = text(300).split()
    one, other = (sampled(sketch(scan_texts([" ".join(row)]))) for row in (words, words[::-1]))
    assert len(one & other) <= 1
