"""The words by which the search finds an article."""

from itertools import chain

from hemero.loader.scan import scan
from hemero.loader.terms import LONGEST, search_terms
from hemero.model.article import Article, Block


def levels(text: str, title: str = "", **more: object) -> list[list[str]]:
    """The terms of an article, by level."""
    article = Article(path="a.txt", title=title, body=(Block(text),), **more)  # type: ignore[arg-type]
    return [line.split() for line in search_terms(article, scan(article)).decode().split("\n")]


def terms(text: str, **more: object) -> set[str]:
    """All terms of an article."""
    return set(chain.from_iterable(levels(text, **more)))  # type: ignore[arg-type]


def test_words_are_folded() -> None:
    """Case, accents, ligatures and apostrophes make no difference."""
    assert terms("L’Œuvre des États-Unis") == {"oeuvre", "des", "etats", "unis"}


def test_words_of_the_title_stand_on_the_highest_level() -> None:
    """And nowhere else, however often the text repeats them."""
    low, middle, high, title = levels("port " * 9 + "quai", title="Le port")
    assert title == ["le", "port"]
    assert "port" not in low + middle + high


def test_repeated_words_weigh_more() -> None:
    """The level grows with the number of occurrences, the less the longer the text."""
    filling = " ".join(f"mot{n}" for n in range(1000))
    low, middle, high, _ = levels(f"{filling} deux deux {'six ' * 6}")
    assert "mot1" in low
    assert "deux" in middle
    assert "six" in high


def test_bylines_sources_and_tags_are_found_too() -> None:
    """What a reader may look for beside the text."""
    found = terms("texte", source="Phare", authors=("Ana Cid",), tags=("Bac",))
    assert {"phare", "ana", "cid", "bac"} <= found


def test_elided_letters_are_no_words() -> None:
    """The l of l'eau, the s of a genitive; a digit is one."""
    assert terms("l'eau, today's 3 x") == {"eau", "today", "3"}


def test_scripts_without_spaces_give_pairs_of_signs() -> None:
    """And the last sign of a run alone, so that each sign begins a term."""
    assert terms("東京都。橋 ab") == {"東京", "京都", "都", "橋", "ab"}


def test_hostile_text_stays_bounded() -> None:
    """Endless words are cut; no text gives a line or a space of its own."""
    found = levels("x" * 10_000 + "\u2028\x85 \ud800 y\u00a0z\n\n", title="\n \n")
    assert len(found) == 4
    assert max(map(len, chain.from_iterable(found))) <= LONGEST
