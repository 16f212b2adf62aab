"""Titles, their repetitions, and the name of the site behind them."""

import pytest
from tests.unit.loader.judging import PROSE, article, page, verdicts

from hemero.loader.bearings import measure
from hemero.loader.candidates import find_candidates, set_scene
from hemero.loader.headline import load_weights
from hemero.loader.page import read_page
from hemero.loader.prose import prose_scores
from hemero.loader.repeats import find_repeats
from hemero.loader.rulepack import bundled_rules
from hemero.loader.sitename import name_key, read_copyright
from hemero.model.article import Given

TITLE = "Council keeps the old bridge open"


@pytest.mark.parametrize("sign", [" – ", " - ", " | ", " — ", " · "])
def test_a_site_is_split_off_where_a_line_repeats_the_title(sign: str) -> None:
    """The later line has the headline without the site."""
    title = "Council keeps the old bridge open"
    found = article(page(f"{title}{sign}Kelsing Gazette", title, *PROSE))
    assert (found.title, found.source) == (title, "Kelsing Gazette")


@pytest.mark.parametrize(
    "title",
    [
        "Spider-Man – No Way Home",
        "The bridge: what the council decided",
        "Old bridge to stay open – mayor",
        "Bridge - Council votes to keep it, for now",
        "Who pays for the bridge? And when?",
    ],
)
def test_a_headline_with_a_dash_is_not_cut(title: str) -> None:
    """Without evidence of a site the title stays whole."""
    found = article(page(title, *PROSE))
    assert found.title == title
    assert found.source is None


@pytest.mark.xfail(strict=True, reason="two title lines that are alike keep the name of the site")
def test_a_site_in_capitals_is_split_off_a_title_said_twice_alike() -> None:
    """Both lines carry the site, whose capitals are evidence."""
    line = "Les pilotes du port reprennent le travail après neuf jours – LA VIGIE"
    found = article(page(line, line, *PROSE))
    assert found.title == "Les pilotes du port reprennent le travail après neuf jours"
    assert found.source == "LA VIGIE"


def test_repetitions_are_title_and_neither_text_nor_boilerplate() -> None:
    """The headline stands once, as the title."""
    title = "Council keeps the old bridge open"
    found = article(page(f"{title} | Gazette", title, title, *PROSE))
    assert [block.text for block in found.body] == list(PROSE)
    assert found.boilerplate == ()


def test_a_title_further_down_is_found_without_a_title_line() -> None:
    """Dumps without a <title> line begin with the menu."""
    title = "Council keeps the old bridge open until the new one is ready"
    found = article(page("Skip to content", "News", "Sport", title, "May 3, 2021", *PROSE))
    assert found.title == title


def test_a_given_title_is_never_overruled() -> None:
    """What the file states is certain; the line that says it again is title."""
    text = page("Council keeps the old bridge open", *PROSE)
    found = article(text, given=Given(title="Council keeps the old bridge open"))
    assert found.title == "Council keeps the old bridge open"
    assert len(found.body) == len(PROSE)
    assert verdicts(text, given=Given(title="Another"))[0].kind != "title"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2022 Nouvelles du soir. Tous droits réservés", "Nouvelles du soir"),
        ("Copyright © 2019-2022 Kelsing Gazette. All rights reserved.", "Kelsing Gazette"),
        ("Kelsing Gazette © All rights reserved", "Kelsing Gazette"),
        ("Copyright 2020 © The Kelsing Gazette", "The Kelsing Gazette"),
    ],
)
def test_a_copyright_line_names_the_site(line: str, name: str) -> None:
    """The name stands behind the sign, or before it."""
    assert read_copyright(line)[0] == name


def test_names_of_sites_are_compared_by_letters() -> None:
    """Case, signs and the end of an address do not matter."""
    assert name_key("BRIGITTE.de") == name_key("Brigitte") == name_key("www.brigitte.de")


def test_the_line_of_the_title_is_named() -> None:
    """Whoever doubts the title can look where it was read."""
    title = "Council keeps the old bridge open"
    found = article(page(f"{title} | Kelsing Gazette", "Politics", title, *PROSE))
    (evidence,) = [one for one in found.evidence if one.field == "title"]
    assert evidence.line in (1, 5)
    assert evidence.rule


def marks(*lines: str) -> dict[str, dict[str, float]]:
    """What is measured of every candidate of a page, by its text."""
    read = read_page([part for line in lines for part in (line, "")], bundled_rules())
    repeats = find_repeats(read)
    scene = set_scene(read, repeats, prose_scores(read, repeats))
    return {one.text: measure(one, scene) for one in find_candidates(scene)}


def test_every_weight_is_of_a_feature_that_is_measured() -> None:
    """No weight waits for a number that nothing gives."""
    found = marks("Skip", f"{TITLE} | Gazette", "News", TITLE, "By Ann Lee", *PROSE)
    assert set(load_weights()) <= {name for one in found.values() for name in one}


def test_words_that_other_lines_repeat_speak_for_a_headline() -> None:
    """A trail, a button and a note on comments say the headline among other words."""
    found = marks(
        "Menu",
        TITLE,
        "May 3, 2021",
        *PROSE,
        f"Home / News / {TITLE}",
        f"2 thoughts on {TITLE}",
    )
    assert found[TITLE]["within"] == pytest.approx(2 / 3)


def test_a_headline_is_found_below_a_consent_text() -> None:
    """Prose of the site above the menu is not where the text begins."""
    consent = (
        "We and our partners store information on your device, such as unique identifiers in "
        "cookies, so that we can measure how often the pages of the harbour office are read.",
        "You may change your mind at any time by a click on the small anchor at the foot of each "
        "page, and nothing that you have chosen before will be held against you.",
    )
    menu = [f"Part {number}" for number in range(30)]
    lines = ("Consent", *consent, *menu, TITLE, "May 3, 2021", *PROSE, *PROSE[::-1], *PROSE)
    assert TITLE in marks(*lines)


def test_the_found_name_of_the_site_is_no_part_of_the_headline() -> None:
    """A title said twice with the site behind it is cut once the site is known to be one."""
    title = f"{TITLE} - The Gazette of the port"
    found = article(page(title, title, *PROSE))
    assert (found.title, found.source) == (TITLE, "The Gazette of the port")
