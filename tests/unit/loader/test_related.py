"""Inline links to other articles in all their shapes, and false friends."""

import pytest
from tests.unit.loader.judging import PROSE, article, page

from hemero.loader.related import read_link
from hemero.loader.rulepack import bundled_rules

TITLE = "Council keeps the old bridge open"
HEAD = (f"{TITLE} | Gazette", TITLE)
LINK = "Les riverains du dépôt demandent un mur contre le bruit"


@pytest.mark.parametrize(
    "line",
    [
        f"Lire aussi : {LINK}",
        f"Lire aussi\u00a0 {LINK}",
        f"À lire aussi » {LINK}",
        f"» LIRE AUSSI - {LINK}",
        f"LIRE AUSSI >> {LINK}",
        f"Lea también: {LINK}",
        f"Lesen Sie auch: {LINK}",
        f"READ MORE: {LINK}",
        f"[Related: {LINK}]",
        f">>> {LINK}",
        f">> {LINK} <<",
        f"Lire aussi : Article réservé à nos abonnés {LINK}",
    ],
)
def test_a_marker_and_its_title_in_one_line_are_a_link(line: str) -> None:
    """The link has the bare title and stands where it stood; nothing is left in the text."""
    found = article(page(*HEAD, PROSE[0], line, *PROSE[1:]))
    assert [(link.title, link.position) for link in found.related] == [(LINK, 1)]
    assert [block.text for block in found.body] == list(PROSE)


def test_the_source_of_a_link_is_split_off() -> None:
    """ "Title | Site" names the site."""
    found = article(page(*HEAD, PROSE[0], f"Lire aussi : {LINK} | La Vigie", *PROSE[1:]))
    assert (found.related[0].title, found.related[0].source) == (LINK, "La Vigie")


def test_titles_below_a_marker_line_are_links() -> None:
    """A marker alone is followed by titles; a kicker between is no title."""
    found = article(page(*HEAD, PROSE[0], "Lire aussi :", "Transports", LINK, *PROSE[1:]))
    assert [link.title for link in found.related] == [LINK]
    assert [block.text for block in found.body] == list(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "Read the rules before you cross the bridge, the council says on a sign at either end.",
        "Related parties were not allowed to vote, and two councillors left the room for it.",
        "More than forty people came to the meeting, most of them from the villages upstream.",
        "See also was the only note in the margin of the engineers' report of last spring.",
    ],
)
def test_a_false_friend_stays_text(line: str) -> None:
    """A sentence that begins like a marker is a sentence."""
    found = article(page(*HEAD, PROSE[0], line, *PROSE[1:]))
    assert found.related == ()
    assert line in [block.text for block in found.body]


def test_links_after_the_text_are_not_inline() -> None:
    """A list of links below the article is boilerplate."""
    found = article(page(*HEAD, *PROSE, "Related articles", LINK, "Another title of the day"))
    assert found.related == ()
    assert len(found.body) == len(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضًا: مدرسة البحارة تفتح أبوابها للبنات",
        "関連記事: 古い橋が半年ぶりに再び開通",
    ],
)
def test_links_in_scripts_without_capitals_are_links(line: str) -> None:
    """No capital tells a name from a title there, so that none is taken for a mere name."""
    cues = bundled_rules().cues(line)
    link = read_link(line, cues, bundled_rules())
    assert link is not None and link.title == line.partition(": ")[2]
    assert read_link("Interview: Anna Rossi", bundled_rules().cues("Interview: Anna Rossi"),
                     bundled_rules()) is None  # fmt: skip
