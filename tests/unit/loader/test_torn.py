"""Sentences torn at links or wrapped at a width, joined where that is certain."""

from tests.unit.loader.judging import article

from hemero.loader.torn import find_pieces, space_between

TORN = [
    "Old bridge stays open",
    "The council met on Monday and agreed, after a long debate led by",
    "Ann Lee",
    ", to keep the old bridge open until the",
    "new one",
    "is ready.",
    "Engineers had warned in the spring that two of its piers were moving",
    ".",
    "Nobody believed them then (as",
    "the minutes",
    ") show, but a second survey found that they were right.",
]


def test_a_sentence_torn_at_its_links_is_one_paragraph() -> None:
    """What stands after a link goes on in the middle of the sentence."""
    found = find_pieces(TORN)
    assert found == [0, 1, 1, 1, 1, 1, 6, 6, 8, 8, 8]


def test_the_record_has_whole_sentences() -> None:
    """The pieces are joined with spaces, but not before a stop."""
    body = [block.text for block in article("\n".join(TORN)).body]
    assert body[0] == (
        "The council met on Monday and agreed, after a long debate led by Ann Lee, to keep the "
        "old bridge open until the new one is ready."
    )
    assert body[1].endswith("were moving.")


def test_wrapped_paragraphs_are_joined() -> None:
    """A text of fixed width has paragraphs of several lines."""
    line = "word " * 14
    lines = [(line + "next")[:70]] * 5 + ["short end.", ""] + [(line + "next")[:70]] * 5
    assert find_pieces(lines) == [0, 0, 0, 0, 0, 0, 6, 7, 7, 7, 7, 7]


def test_other_texts_stay_as_they_are() -> None:
    """Menus and paragraphs apart are never joined."""
    assert find_pieces(["Home", "about us", "contact", "", "A sentence.", "", "Another."]) is None


def test_a_space_belongs_between_words_only() -> None:
    """Not before a stop, not after a bracket, not in Chinese."""
    assert space_between("the end", "of it") == " "
    assert space_between("the end", ".") == ""
    assert space_between("(", "the") == ""
    assert space_between("中文", "中文") == ""
    assert space_between("한국", "사람") == " "
