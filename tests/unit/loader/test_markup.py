"""What an editor left in a text is no text; a text about markup keeps its examples."""

import pytest
from tests.unit.loader.judging import PROSE, article, page

from hemero.loader.markup import markup_among

TITLE = "Council keeps the old bridge open"
LEFT_BEHIND = (
    "<br />",
    "<!-- wp:paragraph -->",
    '<div class="ad" id="slot-2"></div>',
    "</p><p>",
    "&nbsp;",
    "&lt;p&gt;&amp;nbsp;&lt;/p&gt;",
    '&amp;lt;span data-x="mark"&amp;gt;&amp;amp;#65279;&amp;lt;/span&amp;gt;',
    '[caption id="attachment_12" align="left"]',
    '[vc_row el_class="wide"][vc_column]',
    "[/caption]",
    '[letter-form id="221"]',
    "[boat_list from='2019' to='2021' /]",
)


@pytest.mark.parametrize("line", LEFT_BEHIND)
def test_remains_of_markup_are_told(line: str) -> None:
    """Tags, comments, references and codes, escaped however often."""
    assert markup_among([line, *PROSE]) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "<3 from Kerrevik",
        "<laughter>",
        "<Ann Lee>",
        "[applause]",
        '[sic: "bote"]',
        '[the form is id="221" here]',
        "[Photo of the bridge]",
        "<b>The bridge stays</b>",
        "5 < 6 && 7 > 3",
        "<",
        "&",
        "[]",
        "AT&T",
    ],
)
def test_lines_that_say_something_are_not(line: str) -> None:
    """A transcript's remarks, emphasis around words, and signs."""
    assert not markup_among([line, *PROSE])


def test_a_text_about_markup_keeps_its_examples() -> None:
    """Told by a line that begins with a tag and goes on; comments go all the same."""
    lines = ["<ul>", "<li>Boats</li>", "</ul>", "<!-- wp:list -->"]
    assert markup_among(lines) == {"<!-- wp:list -->"}


def test_remains_of_markup_are_stripped_and_accounted_for() -> None:
    """Also from a text that is otherwise clean."""
    found = article(page(TITLE, PROSE[0], *LEFT_BEHIND, *PROSE[1:], "Lee 51.", "Stein 40."))
    assert [block.text for block in found.body] == [*PROSE, "Lee 51.", "Stein 40."]
    assert [(line.text, line.rule) for line in found.boilerplate] == [
        (line, "shape/markup") for line in LEFT_BEHIND
    ]
