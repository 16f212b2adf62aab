"""From document to record to card."""

from tests.unit.loader.judging import PROSE, article, page, verdicts

from hemero.loader.load import make_card
from hemero.model.article import Given

TITLE = "Council keeps the old bridge open"


def test_given_fields_are_taken_as_they_are() -> None:
    """Nothing that the file states is inferred anew."""
    given = Given(
        title="T", source="S", language="fr-CA", date="2020", authors=("A",), tags=("t",), slug="s"
    )
    found = article(page(TITLE, "By Ann Lee", "May 3, 2021", *PROSE), given=given)
    assert (found.title, found.source, found.language, found.date) == ("T", "S", "fr-CA", "2020")
    assert (found.authors, found.tags, found.slug) == (("A",), ("t",), "s")
    assert {e.rule for e in found.evidence} == {"given"}


def test_the_card_has_no_body_but_its_words_and_its_beginning() -> None:
    """Excerpt of at most 180 characters, number of words, digest of the record."""
    long = " ".join(PROSE)
    card = make_card(article(page(TITLE, long)), "abc")
    assert card.digest == "abc"
    assert 100 < len(card.excerpt) <= 180
    assert card.excerpt.endswith("…")
    assert card.words == len(long.split())


def test_copies_have_one_text_key() -> None:
    """Case, quotes and the title do not matter; other words do."""
    one = make_card(article(page(TITLE, *PROSE)), "")
    same = make_card(article(page("Another title of it", *(p.upper() for p in PROSE))), "")
    other = make_card(article(page(TITLE, *PROSE[:2])), "")
    assert one.text_key == same.text_key != other.text_key


def test_a_title_alone_is_an_article() -> None:
    """A saved link has a title and an address, and no text."""
    given = Given(title="The bridge", url="https://example.org/bridge")
    found = article("", given=given)
    assert (found.title, found.url, found.body) == ("The bridge", "https://example.org/bridge", ())


def test_text_and_cuts_account_for_every_line() -> None:
    """Each verdict of text is in the body, each of boilerplate among the cuts."""
    text = page(TITLE, *PROSE, "Share this", "Privacy policy")
    judged = verdicts(text)
    found = article(text)
    assert [block.text for block in found.body] == [v.text for v in judged if v.kind == "body"]
    cuts = [v.number for v in judged if v.kind == "boilerplate"]
    assert [cut.line for cut in found.boilerplate] == cuts


def test_an_excerpt_is_plain_text() -> None:
    """Marks of Markdown are not shown in lists."""
    card = make_card(article("# Ice\n\nIt **froze**.", path="a.md", markup="markdown"), "")
    assert card.excerpt == "It froze."
