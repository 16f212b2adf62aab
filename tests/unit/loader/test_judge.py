"""One verdict for every line, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.loader.judging import PROSE, article, document, page, verdicts

from hemero.errors import UnreadableSource
from hemero.loader.load import judge_document, structure
from hemero.loader.recurrence import line_key
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import RawDocument

TITLE = "Council keeps the old bridge open"
HEAD = (f"{TITLE} | Gazette", TITLE)
TAIL = ("Leave a Reply", "Your email address will not be published.", "Recent News")


def test_chrome_around_the_text_is_boilerplate_with_its_rule() -> None:
    """The record lists each line taken out, and the rule that took it."""
    found = article(page(*HEAD, *PROSE, *TAIL))
    assert [line.text for line in found.boilerplate] == list(TAIL)
    assert all(line.rule for line in found.boilerplate)
    assert [line.line for line in found.boilerplate] == [11, 13, 15]


def test_numbers_count_from_the_first_line_of_the_file() -> None:
    """Front matter stands before the text."""
    raw = RawDocument(path="a", lines=("One line of text.",), first_line=7)
    assert [v.number for v in judge_document(raw, bundled_rules())] == [7]


def test_subheads_lists_and_notes_keep_their_kind() -> None:
    """A short line between paragraphs, bullets, and who helped."""
    found = article(
        page(*HEAD, PROSE[0], "What happens next", PROSE[1], "Two steps remain, it said:")
        + "\n\n- the tender, which closes in the autumn of this year\n- the works themselves\n\n"
        + page(PROSE[2], "Ivo Stein contributed to this report.")
    )
    kinds = [block.kind for block in found.body]
    assert kinds[:3] == ["paragraph", "heading", "paragraph"]
    assert kinds[-1] == "contributor"
    assert found.contributors == ("Ivo Stein",)
    assert "list" in kinds


def test_a_clean_text_is_kept_whole() -> None:
    """Where no phrase of a site stands, odd short lines are text too."""
    found = article(page(TITLE, *PROSE, *PROSE, "Scores", "Lee 51.", "Stein 40."))
    assert [block.text for block in found.body][-3:] == ["Scores", "Lee 51.", "Stein 40."]


def test_recurring_lines_are_taken_out() -> None:
    """Lines that the archive found on many pages of a source are not text."""
    prompt = "Our reporters walk forty miles a day so that you need not, and they like it."
    raw = document(page(*HEAD, PROSE[0], prompt, *PROSE[1:]))
    found = structure(raw, bundled_rules(), frozenset({line_key(prompt)}))
    assert [(line.text, line.rule) for line in found.boilerplate] == [(prompt, "archive/recurring")]


def test_no_text_at_all_is_unreadable() -> None:
    """Blank lines are no article, and the message says so."""
    with pytest.raises(UnreadableSource):
        structure(RawDocument(path="a.txt", lines=("", "  ")), bundled_rules())


@pytest.mark.parametrize("line", ["word", "…", "?", "中", "Home | News | Sport", "©"])
def test_any_single_line_is_an_article(line: str) -> None:
    """What little there is, is kept: as title or as text."""
    found = structure(RawDocument(path="a.txt", lines=(line,)), bundled_rules())
    assert found.title


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(max_size=120)
        | st.sampled_from([*PROSE, *TAIL, *HEAD, "Lire aussi : Un titre de plus", ">> x", "* a"]),
        max_size=30,
    ),
    st.sampled_from(["text", "markdown"]),
)
def test_every_line_gets_one_verdict_and_nothing_raises(lines: list[str], markup: str) -> None:
    """Any Unicode, any order: a verdict a line, in order, with the line's own text."""
    raw = RawDocument(path="a", lines=tuple(lines), markup=markup)  # type: ignore[arg-type]
    found = judge_document(raw, bundled_rules())
    assert [(v.number, v.text) for v in found] == [(at + 1, line) for at, line in enumerate(lines)]
    assert all(v.rule for v in found)
    if any(line.strip() for line in lines):
        structure(raw, bundled_rules())


@pytest.mark.parametrize(
    "sign", ["a", "1", ".", "- ", " | ", ": ", ">> ", "(", '"', "中", "Lire aussi : ", "By A B "]
)
def test_long_lines_and_many_lines_are_judged(sign: str) -> None:
    """A hundred thousand characters of one kind are one line like any other."""
    line = (sign * 100_000)[:100_000]
    assert len(verdicts(line)) == 1
    assert len(verdicts("\n".join([sign * 3] * 2_000))) == 2_000


def test_only_empty_lines_are_blank() -> None:
    """No line is left without a word about it."""
    for verdict in verdicts(page(*HEAD, *PROSE, *TAIL)):
        assert (verdict.kind == "blank") == (not verdict.text.strip())


def test_a_list_of_titles_below_the_text_holds_no_links() -> None:
    """Related articles after the end are the site's, not the article's."""
    tail = ("Related articles", "A second bridge for the fair", "Who swept the quay", *TAIL)
    assert article(page(*HEAD, *PROSE, *tail)).related == ()


def test_a_verdict_depends_on_its_document_alone() -> None:
    """What was judged before makes no difference."""
    text = page(*HEAD, PROSE[0], "Read more: Who swept the quay", *PROSE[1:])
    first = verdicts(text)
    verdicts(page("Le vieux pont", *PROSE))
    assert verdicts(text) == first


ENUMERATION = (
    "- Keeper: Dreano;",
    "- Defenders: Kerouan, Abiven, Diarra-Lemoine, Le Goffec;",
    "- Midfield: Sylvestre, Perhirin, Cozannec (Lamballais, 81st);",
    "- Forwards: Trividic, Sane-Morvan (Guezennec, 70th), Bozellec.",
)


def test_a_list_that_the_text_announces_is_text() -> None:
    """With the line that announces it, and its last entry though that ends as a sentence does."""
    intro = "The council has chosen five places with a view:"
    places = ("- the hill;", "- the north quay, for wheelchairs;", "- the boat at 9.15.")
    found = article(page(*HEAD, PROSE[0], intro, *places, *PROSE[1:], *TAIL))
    assert [block.text for block in found.body] == [
        PROSE[0], intro, "\n".join(place[2:] for place in places), *PROSE[1:],
    ]  # fmt: skip


def test_an_enumeration_within_the_text_is_text() -> None:
    """A line-up needs no announcement; its entries end as those of one sentence do."""
    found = article(page(*HEAD, PROSE[0], *ENUMERATION, *PROSE[1:], *TAIL))
    assert "\n".join(line[2:] for line in ENUMERATION) in [block.text for block in found.body]


def test_an_enumeration_without_bullets_is_text() -> None:
    """Semicolons tell it where a dump has lost the bullets."""
    entries = ("Keep clear;", "Pay the toll;", "Leave early; and")
    rest = "Tell the harbour master where the boat will lie for the night."
    found = article(page(*HEAD, PROSE[0], *entries, rest, *PROSE[1:], *TAIL))
    assert [block.text for block in found.body][1:4] == list(entries)


def test_a_caption_between_paragraphs_is_no_text() -> None:
    """However much of a sentence it is; the credit at its end tells."""
    captions = (
        "The harbour office of Kerrevik received only four boats on Monday © Port of Kerrevik",
        "The old bridge seen from the mill on Tuesday. Photograph by Ann Lee",
        "The council lets the old bridge stand until spring. Video: Kerrevik Roads.",
    )
    for caption in captions:
        found = article(page(*HEAD, PROSE[0], caption, *PROSE[1:], *TAIL))
        assert [block.text for block in found.body] == [*PROSE], caption


def test_what_a_rule_left_out_stays_out_of_a_clean_text() -> None:
    """Short lines come back, a caption does not."""
    caption = "The bridge at dawn. Photo: Ann Lee"
    found = article(page(TITLE, *PROSE, caption, *PROSE, "Scores", "Lee 51."))
    assert [block.text for block in found.body] == [*PROSE, *PROSE, "Scores", "Lee 51."]
