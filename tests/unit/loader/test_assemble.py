"""Verdicts folded into the record: blocks, links with their places, what was cut, evidence."""

import pytest
from tests.unit.loader.judging import PROSE, article, page

from hemero.model.article import Given

TITLE = "Harbour freezes for the first time in forty years"
HEAD = (f"{TITLE} | Ellery Herald", TITLE)
FOOT = ("Privacy policy", "© Ellery Herald")


def test_paragraphs_come_in_order_and_whole() -> None:
    """Every line of the text is one block, spaces aside as it stands."""
    found = article(page(*HEAD, PROSE[0].replace(", after", ",\u00a0 after"), *PROSE[1:], *FOOT))
    assert [block.text for block in found.body] == list(PROSE)
    assert {block.kind for block in found.body} == {"paragraph"}


def test_a_link_knows_how_many_blocks_stand_before_it() -> None:
    """Position 1 is below the first paragraph; the link is no block itself."""
    found = article(page(*HEAD, PROSE[0], "Read more: Ice on the inner lake", *PROSE[1:], *FOOT))
    (link,) = found.related
    assert (link.title, link.position, link.source) == ("Ice on the inner lake", 1, None)
    assert [block.text for block in found.body] == list(PROSE)


def test_a_link_keeps_the_source_its_title_ends_in() -> None:
    """What stands behind the bar is no part of the title."""
    line = "Read more: Ice on the inner lake | Hallow Gazette"
    (link,) = article(page(*HEAD, PROSE[0], line, *PROSE[1:], *FOOT)).related
    assert (link.title, link.source) == ("Ice on the inner lake", "Hallow Gazette")


def test_stored_links_have_no_target() -> None:
    """A record depends on its one file; targets are found in the archive."""
    found = article(page(*HEAD, PROSE[0], "Read more: Ice on the inner lake", *PROSE[1:], *FOOT))
    assert [link.target for link in found.related] == [None]


def test_what_is_cut_is_kept_with_its_line_and_rule() -> None:
    """Nothing vanishes: the reader can see what was taken out, and by what."""
    found = article(page(*HEAD, *PROSE, *FOOT))
    assert [cut.text for cut in found.boilerplate] == list(FOOT)
    assert [cut.line for cut in found.boilerplate] == [11, 13]
    assert all(cut.rule for cut in found.boilerplate)


def test_a_contributor_note_is_read_and_stays_in_the_text() -> None:
    """The note is a block of its own kind, its names are contributors."""
    found = article(page(*HEAD, *PROSE, "Dora Quill contributed to this report.", *FOOT))
    assert found.contributors == ("Dora Quill",)
    assert found.body[-1].kind == "contributor"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("source", "The Quay"),
        ("date", "1998-11"),
        ("updated", "1998-12"),
        ("authors", ("Ida Marsh",)),
        ("tags", ("Ice", "Harbour")),
        ("contributors", ("Sam Penrose",)),
        ("url", "https://example.org/ice"),
        ("slug", "ice"),
        ("retrieved", "2020-01-01"),
    ],
)
def test_given_fields_go_on_as_they_are(field: str, value: object) -> None:
    """The file's own word is stronger than anything read on the page."""
    given = Given(**{field: value})  # type: ignore[arg-type]
    lines = (*HEAD, "By Joan Maddock", "14 May 2021", *PROSE, *FOOT)
    assert getattr(article(page(*lines), given=given), field) == value


def test_inferred_fields_have_evidence() -> None:
    """Title, source, language, date and authors each name a rule, dates and names a line."""
    lines = (*HEAD, "By Joan Maddock", "14 May 2021", *PROSE, *FOOT)
    evidence = {one.field: one for one in article(page(*lines)).evidence}
    assert {"title", "source", "language", "date", "authors"} <= evidence.keys()
    assert all(one.rule for one in evidence.values())
    assert (evidence["authors"].line, evidence["date"].line) == (5, 7)


def test_a_date_on_the_page_beats_that_of_the_file_name() -> None:
    """The name says when the file was made, perhaps; the page says when it was published."""
    lines = ("Home", *HEAD, "By Joan Maddock", "14 May 2021", *PROSE, *FOOT)
    assert article(page(*lines), path="2022-01-01.txt").date == "2021-05-14"
    assert article(page(*HEAD, *PROSE, *FOOT), path="2022-01-01.txt").date == "2022-01-01"
