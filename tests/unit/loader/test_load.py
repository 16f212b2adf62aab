"""From a document to its record and its card."""

import pytest
from tests.unit.loader.pages import LEAD, TEXT, page, read_page

from hemero.errors import UnreadableSource
from hemero.loader.load import judge_document, make_card, structure
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import Given, RawDocument

TITLE = "Harbour freezes for the first time in forty years"


def test_a_document_without_text_is_refused_with_a_hint() -> None:
    """It is named, and the reader is told what to do."""
    with pytest.raises(UnreadableSource) as refused:
        structure(RawDocument(path="sea/empty.txt", lines=("", "  ")), bundled_rules())
    assert "sea/empty.txt" in str(refused.value)
    assert refused.value.hint


def test_a_title_alone_is_an_article() -> None:
    """A saved link has a title and an address, and no text."""
    given = Given(title="Ice", url="https://example.org/ice")
    article = structure(RawDocument(path="a.txt", lines=(), given=given), bundled_rules())
    assert (article.title, article.url, article.body) == ("Ice", "https://example.org/ice", ())


def test_text_and_cuts_account_for_every_line() -> None:
    """Each verdict of text is in the body, each of boilerplate among the cuts."""
    document = page(TITLE, *TEXT, "Share this", "Privacy policy")
    verdicts = judge_document(document, bundled_rules())
    article = structure(document, bundled_rules())
    assert [block.text for block in article.body] == [v.text for v in verdicts if v.kind == "body"]
    assert [cut.line for cut in article.boilerplate] == [
        v.number for v in verdicts if v.kind == "boilerplate"
    ]


def test_a_card_says_what_lists_show() -> None:
    """Title, source, date and the beginning of the text, cut at a word."""
    card = make_card(read_page(f"{TITLE} | Ellery Herald", TITLE, *TEXT), "digest")
    assert (card.title, card.source, card.digest) == (TITLE, "Ellery Herald", "digest")
    assert LEAD.startswith(card.excerpt.rstrip("…"))
    assert card.words == sum(len(text.split()) for text in TEXT)


def test_copies_have_one_key_and_others_another() -> None:
    """The key is that of the words: case, signs and what stands around do not count."""
    one = make_card(read_page(TITLE, *TEXT), "")
    copy = make_card(
        read_page("A fair on the ice", *(text.replace(", ", " – ") for text in TEXT)), ""
    )
    other = make_card(read_page(TITLE, *TEXT, "It was a good day for the seals as well."), "")
    assert one.text_key == copy.text_key
    assert one.text_key != other.text_key


@pytest.mark.xfail(strict=True, reason="an excerpt shows the signs of Markdown")
def test_an_excerpt_is_plain_text() -> None:
    """Marks of Markdown are not shown in lists."""
    document = RawDocument(path="a.md", lines=("# Ice", "", "It **froze**."), markup="markdown")
    assert make_card(structure(document, bundled_rules()), "").excerpt == "It froze."
