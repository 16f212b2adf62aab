"""Which edits concern other articles, case by case (tests/property has them by the thousand)."""

from array import array
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from hemero.archive.apart import sketches_of
from hemero.archive.links import LinkOptions, link_archive
from hemero.archive.quiet import Memory, after_edit
from hemero.model.article import Card, RelatedLink


def card(number: int, *subjects: str, **more: object) -> Card:
    made = Card(
        path=f"{number}.txt",
        title=f"Titre {number}",
        language="fr",
        date=f"2021-03-{number + 1:02}",
        words=200,
        text_key=str(number),
        sketch=sketch(*range(number * 100, number * 100 + 30)),
        subjects="\n".join(subjects),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def sketch(*samples: int) -> bytes:
    return b"\0" + array("I", sorted(samples)).tobytes()


def edit(cards: Sequence[Card], after: Card, **options: int) -> Memory | None:
    """What is remembered after the first of the cards is edited."""
    links = link_archive(cards, LinkOptions(language="fr", remember=True, **options))  # type: ignore[arg-type]
    memory = Memory(links.tag_counts, sketches_of(cards))
    by_path = {one.path: one for one in cards}
    return after_edit(
        memory, cards[0], after, str, 6, lambda paths: [by_path[path] for path in paths]
    )


CARDS = tuple(card(number, "N60 2s\tKerrec", "N40 1s\tBrest") for number in range(4))


def test_text_alone_is_quiet() -> None:
    """Other words, as many or not, under the same subjects."""
    after = replace(CARDS[0], text_key="other", words=203, sketch=sketch(*range(2, 32)))
    assert edit(CARDS, after) is not None


@pytest.mark.parametrize(
    "fact",
    [
        {"title": "Autre"}, {"excerpt": "Autre…"}, {"date": "2021-03-02"}, {"source": "Phare"},
        {"language": "de"}, {"authors": ("Ann Lee",)}, {"noindex": True}, {"draft": True},
        {"updated": "2021-04-01"}, {"related": (RelatedLink("Titre 1", 1),)},
    ],
)  # fmt: skip
def test_other_facts_are_not(fact: dict[str, object]) -> None:
    """Lists, links and feeds may show them."""
    assert edit(CARDS, replace(CARDS[0], **fact)) is None  # type: ignore[arg-type]


def test_a_link_that_only_moved_is_quiet() -> None:
    """It names what it named, a paragraph further down."""
    before = replace(CARDS[0], related=(RelatedLink("Titre 1", 1, line=4),))
    after = replace(CARDS[0], related=(RelatedLink("Titre 1", 2, line=6),))
    assert edit((before, *CARDS[1:]), after) is not None


def test_a_text_that_becomes_a_copy_is_not() -> None:
    """It takes over what another says."""
    assert edit(CARDS, replace(CARDS[0], sketch=CARDS[1].sketch)) is None


def test_a_tag_that_comes_or_goes_is_not() -> None:
    """Its own page would change, and those of its tags."""
    assert edit(CARDS, replace(CARDS[0], subjects="N60 2s\tKerrec")) is None
    assert edit(CARDS, replace(CARDS[0], subjects=f"{CARDS[0].subjects}\nN50 2s\tQuimper")) is None


def test_a_tag_of_another_is_not_touched() -> None:
    """With one article less, too few share what another is tagged with."""
    cards = (card(0, *(f"N{90 - n} 3s\tNom {n}" for n in range(9)), "N20 1s\tPort"), *CARDS[1:])
    cards = (*cards[:3], card(3, "N60 2s\tPort"))
    without = cards[0].subjects.removesuffix("\nN20 1s\tPort")
    assert edit(cards, replace(cards[0], subjects=without), tag_floor=2) is None


def test_what_an_acronym_stands_for_is_not_left_to_chance() -> None:
    """Articles agree on it, or no longer do."""
    cards = (replace(CARDS[0], subjects=f"{CARDS[0].subjects}\nA1\tBFO=Brest Ferry"), *CARDS[1:])
    assert edit(cards, CARDS[0]) is None
