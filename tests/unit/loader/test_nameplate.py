"""The name of a page's site: where it may stand, what it is taken from, when there is none."""

import pytest
from tests.unit.loader.judging import PROSE, article, page

from hemero.loader.addresses import find_domains
from hemero.loader.masthead import read_masthead
from hemero.loader.nameplate import load_choice, measure_all
from hemero.loader.page import read_page
from hemero.loader.rulepack import bundled_rules
from hemero.loader.sitename import letters_of, without_company
from hemero.model.article import Given

TITLE = "Council keeps the old bridge open"


def source_of(*lines: str) -> tuple[str | None, str, int | None]:
    """The name, the rule that found it and its line."""
    found = article(page(*lines))
    evidence = next((one for one in found.evidence if one.field == "source"), None)
    return found.source, evidence.rule if evidence else "", evidence.line if evidence else None


def test_a_suffix_names_the_site_and_its_line() -> None:
    """What stands behind the headline in the title line is the source, and the line is told."""
    lines = (f"{TITLE} | Politics | Skerrow Courier", TITLE, *PROSE)
    assert source_of(*lines) == ("Skerrow Courier", "source/title-suffix", 1)


@pytest.mark.parametrize("tail", ["GAY.EXAMPLE · All is well", "Hallow Post – Voice of the Sound"])
def test_a_name_with_a_motto_is_one_name(tail: str) -> None:
    """Where another sign stands inside the rest than before it, the rest is one name."""
    assert source_of(f"{TITLE} | {tail}", TITLE, *PROSE)[0] == tail


def test_a_page_without_a_title_line_is_named_by_its_foot() -> None:
    """Copyright, "About" and "Follow" say the same name: without a suffix they are enough."""
    name, _, line = source_of(
        "Skip to content",
        TITLE,
        "3 May 2021",
        *PROSE,
        "About Skerrow Courier",
        "Follow Skerrow Courier on Twitter",
        "© 2021 Skerrow Courier. All rights reserved.",
    )
    assert name == "Skerrow Courier"
    assert line is not None and line > 10


def test_an_address_speaks_for_the_words_it_is_made_of() -> None:
    """Letters of a domain that stand in the text as words are the site's name."""
    name, _, _ = source_of(
        "Skerrow Courier",
        "News",
        TITLE,
        *PROSE,
        "Write to us: desk@skerrowcourier.example.com or letters@skerrowcourier.com",
        "www.skerrowcourier.com",
    )
    assert name == "Skerrow Courier"


def test_nobody_is_named_where_nothing_speaks_for_a_name() -> None:
    """A headline and its text alone leave the source open."""
    assert source_of(TITLE, *PROSE) == (None, "", None)
    assert source_of(TITLE, "By Ann Lee", "3 May 2021", *PROSE, "Photo: Ann Lee")[0] is None


def test_a_button_at_the_top_is_no_source() -> None:
    """A first line names the site where it reads like a paper's name, or where more speaks for
    it."""
    assert source_of("Wednesday", TITLE, *PROSE)[0] is None
    assert source_of("Skerrow Gazette", TITLE, *PROSE)[0] == "Skerrow Gazette"


def test_the_headline_is_no_source() -> None:
    """A line that says the headline again lays no claim."""
    assert source_of(TITLE, TITLE, *PROSE, TITLE)[0] is None


def test_a_stated_source_is_kept() -> None:
    """What the file states is not looked for."""
    found = article(page(f"{TITLE} | Skerrow Courier", *PROSE), given=Given(source="The Herald"))
    assert found.source == "The Herald"


def test_every_weighed_mark_is_measured() -> None:
    """No weight waits for a mark that nothing sets, but for those of rare pages."""
    lines = (
        f"Kicker: {TITLE} | Skerrow - Skerrow Courier – daily",
        "Skerrow Courier",
        *PROSE,
        "More | Skerrow Courier",
        "About Skerrow Courier",
        "© Skerrow Courier Ltd | Hallow Press",
        "© 2021 Skerrow Courier Ltd",
        "mail@skerrowcourier.com, mail@sc.com",
        *(f"Harbour notice of the day number {number}" for number in range(20)),
        "Skerrow Courier | Hallow, a line with rather more words than any name has | Hallow",
        "Skerrow Courier",
    )
    read = read_page(lines, bundled_rules())
    masthead = read_masthead(read, " | Skerrow - Skerrow Courier – daily", TITLE, bundled_rules())
    measured = {name for marks in measure_all(read, TITLE, masthead).values() for name in marks}
    rare = {"tail", "suffix_part", "rights_inner", "opens", "first_head"}
    assert set(load_choice().weights) <= measured | rare


def test_domains_are_counted_by_their_name() -> None:
    """Addresses of pages and people of one domain are one, networks are none."""
    found = find_domains(
        ["Write to desk@skerrow-courier.co.uk", "www.Skerrow-Courier.co.uk/news", "facebook.com/sc"]
    )
    assert list(found) == ["skerrowcourier"]
    assert (found["skerrowcourier"].times, found["skerrowcourier"].mails) == (2, 1)


def test_a_stop_is_no_domain() -> None:
    """Sentences without a space between them, versions and abbreviations name no domain."""
    assert not find_domains(["He came.It rained.", "version 4.2.it", "e.g.this", "…com", ".com"])


def test_a_hundred_thousand_dots_cost_no_more() -> None:
    """Text that is nothing but ends of domains is looked at only so far."""
    assert len(find_domains([".com" * 50_000, "a.de" * 50_000])) < 500


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Skerrow Newspapers Ltd", "Skerrow"),
        ("Hallow Press GmbH + Co. KG Hafenstraße", "Hallow Press"),
        ("Skerrow Courier", "Skerrow Courier"),
        ("Media", "Media"),
    ],
)
def test_a_company_is_called_without_its_legal_form(name: str, short: str) -> None:
    """The readers' name of a paper is the company's without what the register adds."""
    assert without_company(name) == short


def test_names_are_compared_by_letters() -> None:
    """Signs, spaces and case make no other name; an ending does."""
    assert letters_of("El Diario – Norte") == letters_of("EL DIARIO NORTE")
    assert letters_of("skerrow.com") != letters_of("Skerrow")


def test_a_date_at_the_end_of_a_title_is_no_source() -> None:
    """Some sites put the day where others put their name."""
    title = "Council keeps the old bridge open"
    found = article(page(f"{title} : 31.10.2023, 10.19 Uhr", title, *PROSE))
    assert found.source is None
