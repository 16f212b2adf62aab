"""One verdict for every line, in order, with the rule that decided."""

from tests.unit.loader.pages import LAST, LEAD, MORE, TEXT, kinds, page

from hemero.loader.load import judge_document
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import Given, RawDocument
from hemero.text import fold

TITLE = "Harbour freezes for the first time in forty years"
HEAD = (f"{TITLE} | Ellery Herald", TITLE)


def test_lines_are_numbered_as_in_the_file() -> None:
    """Front matter counts: the first line judged may be the fifth of the file."""
    verdicts = judge_document(page(*HEAD, *TEXT, first=5), bundled_rules())
    assert [verdict.number for verdict in verdicts] == list(range(5, 14))


def test_empty_lines_are_blank_and_others_are_not() -> None:
    """No line is left without a word about it."""
    for verdict in judge_document(page(*HEAD, *TEXT, "Share this"), bundled_rules()):
        assert (verdict.kind == "blank") == (not verdict.text.strip())
        assert verdict.rule


def test_a_document_without_text_is_blank_throughout() -> None:
    """Only a given title can make an article of it."""
    document = RawDocument(path="a.txt", lines=("", " ", "\t"), given=Given(title="Ice"))
    assert {verdict.kind for verdict in judge_document(document, bundled_rules())} == {"blank"}


def test_clean_articles_come_through_whole() -> None:
    """Where nothing but text stands on a page, nothing is taken out."""
    assert kinds(TITLE, *TEXT, "It was a good day.") == ["title", "body", "body", "body", "body"]


def test_recurring_lines_are_no_text() -> None:
    """Lines that the archive has seen on many pages of a source go, other lines stay."""
    pitch = "The Herald is read by every harbour master on the coast, and by most of their wives."
    document = page(*HEAD, LEAD, MORE, pitch, LAST)
    plain = judge_document(document, bundled_rules())
    told = judge_document(document, bundled_rules(), frozenset([fold(pitch)]))
    assert plain[8].kind == "body"
    assert (told[8].kind, told[8].rule) == ("boilerplate", "recurring")
    assert [v.kind for v in told[:8]] == [v.kind for v in plain[:8]]


def test_a_marker_outside_the_text_makes_no_link() -> None:
    """Related titles below the text are a list of the site, not of the article."""
    tail = ("Related articles", "Ice on the inner lake", "A fair on the pond", "Privacy policy")
    assert "related" not in kinds(*HEAD, *TEXT, *tail)


def test_the_same_lines_are_always_judged_alike() -> None:
    """A verdict depends on the document and the rules, on nothing before it."""
    document = page(*HEAD, LEAD, "Read more: Ice on the inner lake", MORE, LAST)
    first = judge_document(document, bundled_rules())
    judge_document(page("Ice", *TEXT), bundled_rules())
    assert judge_document(document, bundled_rules()) == first


def test_long_lines_of_one_sign_cost_little() -> None:
    """A hundred thousand times the same sign is judged like any line."""
    for sign in "a .>-|«(©1文é_*\u00a0\u200b":
        verdicts = judge_document(page(TITLE, LEAD, sign * 100_000, MORE), bundled_rules())
        assert len(verdicts) == 7
