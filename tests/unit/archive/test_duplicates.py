from hemero.archive.duplicates import find_copies
from hemero.loader.scan import scan_texts
from hemero.loader.sketch import sketch
from hemero.model.article import Card
from hemero.text import title_key


def copies(*cards: Card) -> dict[str, tuple[str, ...]]:
    return find_copies(cards, {card.path: title_key(card.title) for card in cards})


def card(path: str, date: str | None = None, words: int = 300, **more: str) -> Card:
    return Card(path=path, title=more.pop("title", path), date=date, words=words, text_key="k")


def test_earliest_date_is_canonical() -> None:
    """The first printing stands for all; the undated come last."""
    found = copies(card("a"), card("b", "2022-03-01"), card("c", "2022-02-28T10:00"))
    assert found == {"c": ("b", "a")}


def test_longest_then_path_decides_on_one_date() -> None:
    """On one date the longer text, then the path."""
    found = copies(card("a", words=300), card("c", words=400), card("b", words=400))
    assert found == {"b": ("c", "a")}


def test_short_notice_is_no_copy_unless_the_title_is_the_same() -> None:
    """A paywall notice under many headlines does not make the articles copies."""
    assert copies(card("a", words=12), card("b", words=12)) == {}
    assert copies(card("a", words=12, title="T"), card("b", words=12, title="t")) == {"a": ("b",)}


def test_articles_without_text_key_have_no_copies() -> None:
    """Nothing is a copy of an article whose text could not be told."""
    assert copies(Card(path="a", title="T"), Card(path="b", title="T")) == {}


def sketched(path: str, text: list[str], date: str | None = None) -> Card:
    body = " ".join(text)
    return Card(
        path=path,
        title=path,
        date=date,
        words=len(text),
        text_key=body,
        sketch=sketch(scan_texts([body])),
    )


def test_nearly_the_same_words_are_copies() -> None:
    """An edited reprint and a shortened one are copies of the first printing."""
    text = [f"word{number * number % 997}" for number in range(700)]
    edited = [word if at % 20 else "other" for at, word in enumerate(text)]
    found = copies(
        sketched("edited", edited, "2022-03-02"),
        sketched("short", text[:200], "2022-03-03"),
        sketched("first", text, "2022-03-01"),
        sketched("reprint", text, "2022-03-04"),
        sketched("alone", sorted(text), "2022-03-05"),
    )
    assert found == {"first": ("edited", "short", "reprint")}


def test_copies_do_not_depend_on_the_order_of_cards() -> None:
    """The same articles give the same copies, however they come."""
    text = [f"word{number * number % 997}" for number in range(700)]
    cards = [sketched(f"{at}", text[at * 30 :], f"2022-01-{at + 1:02}") for at in range(9)]
    assert copies(*cards) == copies(*reversed(cards))
