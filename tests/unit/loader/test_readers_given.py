"""Stated fields: under whatever name, checked, never trusted."""

import pytest

from hemero.loader.limits import Limits
from hemero.loader.readers.given import Stated, is_known, state_given
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.stated_values import Field
from hemero.model.article import Given


def state(lines: tuple[str, ...] = (), /, **fields: Value) -> Stated:
    return state_given([Field(n, v, "a.md:2") for n, v in fields.items()], lines, Limits())


def given(**fields: Value) -> Given:
    stated = state(**fields)
    assert stated.warnings == ()
    return stated.given


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("title", "Un titre", "title"), ("headline", "Un titre", "title"),
        ("Subtitle", "Un chapeau", "standfirst"), ("sitename", "La Gazette", "source"),
        ("publisher", "La Gazette", "source"), ("link", "https://a.example/b", "url"),
        ("publishDate", "2022-04-26", "date"), ("published_at", "2022-04-26", "date"),
        ("pub-date", "2022-04-26", "date"), ("lastmod", "2022-04-27", "updated"),
        ("lang", "fr", "language"), ("slug", "un-titre", "slug"),
        ("permalink", "2022/un-titre.html", "permalink"),
    ],
)  # fmt: skip
def test_fields_are_found_under_the_names_of_many_tools(name: str, value: str, field: str) -> None:
    """Case, hyphens and underscores of a name do not matter."""
    assert getattr(given(**{name: value}), field) == value
    assert is_known(name)


def test_the_best_name_wins_whatever_the_order() -> None:
    """A title beats a headline, also when it comes later."""
    assert given(headline="b", title="a").title == "a"
    assert given(pubdate="2021", date="2022").date == "2022"


def test_an_unusable_value_gives_way_to_the_next_name() -> None:
    """A broken date is reported, and the other date is taken."""
    stated = state(date="hier", published="2022-04-26")
    assert stated.given.date == "2022-04-26"
    assert len(stated.warnings) == 1


def test_a_host_is_the_last_resort_for_a_source() -> None:
    """A name beats an address; better an address than nothing."""
    assert given(hostname="gazette.example", sitename="La Gazette").source == "La Gazette"
    assert given(hostname="gazette.example").source == "gazette.example"


def test_an_address_as_source_is_the_url() -> None:
    """Some tools call the page's address its source."""
    found = given(source="https://gazette.example/pont")
    assert (found.source, found.url) == (None, "https://gazette.example/pont")


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Anne Lee", ("Anne Lee",)),
        ("Anne Lee; Bo Ray", ("Anne Lee", "Bo Ray")),
        ("Anne Lee, Bo Ray et Cy Tan", ("Anne Lee", "Bo Ray", "Cy Tan")),
        ("Lee, Anne", ("Lee, Anne",)),
        ("Reuters and AFP", ("Reuters and AFP",)),
        (["Anne Lee", "Lee, Bo", "Anne  Lee"], ("Anne Lee", "Lee, Bo")),
        ([{"name": "Anne Lee", "url": "x"}, {"name": None}], ("Anne Lee",)),
        ({"name": "Anne Lee"}, ("Anne Lee",)),
        ("[[Anne Lee]]", ("Anne Lee",)),
        (["https://a.example/anne", "anne@a.example", "Bo Ray"], ("Bo Ray",)),
    ],
)
def test_authors_in_all_shapes(value: Value, people: tuple[str, ...]) -> None:
    """Lists, mappings and one line of names; addresses are no names."""
    assert given(author=value).authors == people


def test_a_byline_loses_its_by() -> None:
    """ "Par" before a name is no part of it."""
    assert given(byline="Par Anne Lee et Bo Ray").authors == ("Anne Lee", "Bo Ray")
    assert given(author="Par Lagerkvist").authors == ("Par Lagerkvist",)


@pytest.mark.parametrize(
    ("fields", "tags"),
    [
        ({"tags": "otan, Ukraine"}, ("otan", "Ukraine")),
        ({"tags": "Moscou, Russie; Kiev"}, ("Moscou, Russie", "Kiev")),
        ({"tags": ["Moscou, Russie", "#kiev", ""]}, ("Moscou, Russie", "kiev")),
        ({"keywords": "b", "tags": "a", "categories": ["B", "c"]}, ("a", "B", "c")),
        ({"tags": ["2022", "yes"]}, ("2022", "yes")),
    ],
)
def test_tags_are_united_and_not_doubled(fields: dict[str, Value], tags: tuple[str, ...]) -> None:
    """Tags, categories and keywords are one; spellings that fold alike are one tag."""
    assert given(**fields).tags == tags


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ["a", "b"]}, {"title": {"a": "b"}}, {"title": "x" * 501},
        {"date": "04/05/2022"}, {"date": ["2022"]}, {"language": "French"},
        {"language": "français"},
        {"url": "javascript:alert(1)"}, {"url": "data:text/html,x"}, {"url": "//a.example"},
        {"tags": {"a": "b"}}, {"tags": [["a"]]}, {"tags": ["x"] * 201}, {"tags": "x," * 201},
        {"authors": [["a"]]}, {"slug": "x" * 6000}, {"aliases": [{"a": "b"}]},
    ],
)  # fmt: skip
def test_a_wrong_value_is_left_out_with_a_warning(fields: dict[str, Value]) -> None:
    """The field is dropped and named with its place; nothing is guessed."""
    stated = state(**fields)
    assert stated.given == Given()
    (warning,) = stated.warnings
    assert (warning.where, warning.severity) == ("a.md:2", "warning")
    assert next(iter(fields)) in warning.what
    assert len(warning.what) < 250


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr_ca", "fr-CA"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
    ],
)
def test_language_codes_are_spelled_alike(written: str, code: str) -> None:
    """Small language, capital region."""
    assert given(lang=written).language == code


def test_a_description_is_a_standfirst_only_where_it_adds_something() -> None:
    """Not when the text says it, nor when it was cut off."""
    lines = ("Le pont", "", "Onze  semaines de travaux prennent fin. Le maire a souri.")
    assert state(lines, description="Le port respire enfin.").given.standfirst
    assert (
        state(lines, description="Onze semaines de travaux prennent fin.").given.standfirst is None
    )
    assert state(lines, description="Le port respire enf…").given.standfirst is None
    assert state(lines, description="Le port respire enf").given.standfirst is None
    stated = state(lines, description="Le port respire enfin.", standfirst="Un chapeau")
    assert stated.given.standfirst == "Un chapeau"


def test_line_breaks_in_a_value_are_spaces() -> None:
    """A folded headline is one line; no-break spaces stay."""
    assert given(title="Le pont\n  rouvre\u00a0!\n").title == "Le pont rouvre\u00a0!"


def test_former_addresses_are_kept() -> None:
    """One alias or many."""
    assert given(aliases="/old.html").aliases == ("/old.html",)
    assert given(aliases=["/a", "/b"]).aliases == ("/a", "/b")
