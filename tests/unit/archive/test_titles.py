import pytest

from hemero.archive.titles import AMBIGUOUS, Match, Titles, _terms
from hemero.text import title_key

TITLES = (
    "Nigeria swears in president after death of Umaru Yar'Adua",
    "Scores killed by flooding in Yemen",
    "Minister defends hunting ban law",
    "Serial killer suspected loose in New York, more bodies found",
    "Serial killer suspected loose in New York",
    "Iran says talks with Syria will go on",
    "Profits rise 12 percent at national airline",
    "Council says the bridge is not safe for lorries",
    "Le port de Brévalan rouvre ses quais au public",
    "Wet weather",
)


def find(citation: str, titles: tuple[str, ...] = TITLES, *citations: str) -> Match | None:
    found = Titles([title_key(t) for t in titles], titles, range(len(titles)))
    found.learn_sources({"the example post"}, citations)
    return found.find(citation, title_key(citation))


@pytest.mark.parametrize(
    ("citation", "row", "method"),
    [
        ("scores killed by flooding in YEMEN", 1, "title"),
        ("Scores klled by flooding in Yemen", 1, "near"),
        ("Minister defends hunting law", 2, "near"),
        ("Minister defends hunting ban bill", 2, "near"),
        ("Scores killed by flooding in Yemen - The Example Post", 1, "suffix"),
        ("Scores killed by flooding in Yemen · Unheard Herald", 1, "suffix"),
        ("Scores killed by floods in Yemen · Unheard Herald", 1, "near"),
        ("Nigeria swears in president after dea…", 0, "beginning"),
        ("Nigeria swears in president after [...] – Unheard Herald", 0, "beginning"),
        ("Le port de Brevalan rouvre les quais au public", 8, "near"),
    ],
)
def test_citation_finds_its_title(citation: str, row: int, method: str) -> None:
    """Spelling, a source at the end, a cut, a slip and one word more or less do not matter."""
    match = find(citation)
    assert match is not None
    assert (match.row, match.method) == (row, method)


@pytest.mark.parametrize(
    "citation",
    [
        "Iraq says talks with Syria will go on",
        "Iran says talks with Libya will go on",
        "Profits rise 13 percent at national airline",
        "Council says the bridge is safe for lorries",
        "Minister drops hunting tax law",
        "Wet wether – report",
        "",
        "…",
    ],
)
def test_another_article_is_not_taken_for_it(citation: str) -> None:
    """Another name, another number, a negation or two other words make another headline."""
    assert find(citation) is None


def test_cut_title_that_may_be_two_is_ambiguous() -> None:
    """A beginning that two articles share names neither."""
    match = find("Serial killer suspected loose in New Yo…")
    assert match is not None
    assert match.row == AMBIGUOUS


def test_two_titles_equally_near_are_ambiguous() -> None:
    """Without a margin over the second best nothing is linked."""
    titles = ("Storm closes the old harbour road", "Storm closes the new harbour road")
    match = find("Storm closes the own harbour road", titles)
    assert match is not None
    assert match.row == AMBIGUOUS


def test_ending_that_recurs_is_a_source() -> None:
    """What ends three different citations is cut off, however short the title before it."""
    ending = " | morning paper"
    citations = [f"{title}{ending}" for title in ("One", "Two", "Three")]
    assert find("Wet weather" + ending) is None
    match = find("Wet weather" + ending, TITLES, *citations)
    assert match is not None
    assert match.row == 9


def test_few_titles_are_searched_as_many_are() -> None:
    """The way for small archives and the one for large ones find the same holders."""
    titles = Titles([title_key(t) for t in TITLES], TITLES, range(len(TITLES)))
    terms = sorted(_terms("serial killer loose in yemen"))
    assert titles._holders_of_few(terms) == titles._holders(terms)


def test_thousands_of_alike_titles_stay_cheap() -> None:
    """A word that all titles share is no way to find one."""
    titles = tuple(f"Weather report for the week number {n}" for n in range(5000))
    assert find("Weather report for the week number 77x", titles) is None
    match = find("Weather report for the week nomber 77", titles)
    assert match is not None
    assert match.row == 77
