"""What linking says of an archive stays after every edit that is called quiet, and what is
remembered of it is what linking the edited archive remembers."""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from random import Random
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import asdict, replace

from hemero.archive.apart import sketches_of
from hemero.archive.links import LinkOptions, Links, link_archive
from hemero.archive.quiet import Memory, after_edit
from hemero.archive.tags import TagOptions, accepts
from hemero.model.article import Card

EDITS = 120
NAMES = (
    "Kerrec", "Ann Lee", "Defence Ann Lee", "Old Ann Lee", "Brest Ferry Office", "BFO",
    "Ferry Office", "France", "Rue Haute", "Port", "Ports", "Jean Brun", "Maire Jean Brun",
)  # fmt: skip
THEMES = ("pont", "ponts", "digue", "phare", "budget", "crue", "pêche", "vote", "port")
ACRONYMS = ("Brest Ferry Office", "Brest Ferry Office", "Bac Frégate Océan")


class Press(Struct, frozen=True):
    """What an archive is like, and what its project says of tags."""

    options: LinkOptions
    cards: int = 64
    names: tuple[str, ...] = NAMES
    lines: int = 7  # of `Card.subjects`
    few: float = 0.3  # share of the subjects that few articles propose


PRESSES = {
    "plain": Press(LinkOptions(language="fr", remember=True)),
    "few tags": Press(LinkOptions(language="fr", remember=True, tag_floor=2, tag_most=3)),
    "own words": Press(
        LinkOptions(
            language="fr",
            remember=True,
            tag_floor=5,
            tag_stop=("Port",),
            tag_aliases={"pêche": "Mer"},
        )
    ),
    "tails": Press(LinkOptions(language="fr", remember=True), 40, NAMES[1:7], 4, 0.5),
    "floors": Press(LinkOptions(language="fr", remember=True, tag_most=2), 320, NAMES, 3, 0.7),
}


def subject(random: Random, press: Press) -> str:
    """A line of `Card.subjects`."""
    few = random.random() < press.few
    if random.random() < 0.6:
        written = f"Nom {random.randrange(90)}" if few else random.choice(press.names)
        head = f"N{random.randrange(20, 130)} {random.randrange(1, 6)}"
    else:
        written = f"mot{random.randrange(90)}" if few else random.choice(THEMES)
        head = f"T{random.randrange(10, 90)} {random.randrange(1, 6)}"
    marks = random.choice(["", "s", "s", "ts"])
    return f"{head}{marks}\t{written}"


def make_card(random: Random, number: int, press: Press) -> Card:
    proposed = (subject(random, press) for _ in range(press.lines))
    lines = {line.partition("\t")[2]: line for line in proposed}
    subjects = [*lines.values()]
    if random.random() < 0.2:
        subjects.append(f"A1\tBFO={random.choice(ACRONYMS)}")
    samples = {random.randrange(1 << 32) for _ in range(24)}
    samples |= {random.randrange(40) for _ in range(random.randrange(6))}
    return Card(
        path=f"{number:03}.txt",
        title=f"Titre {number}",
        language=random.choice(["fr", "fr", "fr", "de", None]),
        date=f"2021-03-{random.randrange(1, 12):02}",
        words=random.randrange(48, 90),
        text_key=f"{random.random()}",
        sketch=b"\0" + array("I", sorted(samples)).tobytes(),
        subjects="\n".join(subjects),
        digest=f"{random.random()}",
    )


def edited(random: Random, card: Card, cards: list[Card], press: Press) -> Card:
    """The card of the same article after some edit of its text."""
    lines = card.subjects.split("\n")
    samples = list(array("I", card.sketch[1:]))
    for _ in range(random.choice([0, 1, 1, 2])):
        change = random.randrange(4)
        if change == 0:
            fresh = subject(random, press)
            if all(fresh.partition("\t")[2] != line.partition("\t")[2] for line in lines):
                lines.append(fresh)
        elif change == 1 and len(lines) > 1:
            del lines[random.randrange(len(lines))]
        else:
            head, _, written = (at := random.choice(lines)).partition("\t")
            if head[0] in "NT":
                again = f"{head[0]}{random.randrange(20, 130)} {random.randrange(1, 4)}"
                lines[lines.index(at)] = f"{again}{random.choice(['', 's'])}\t{written}"
    for _ in range(random.choice([0, 1, 2, 3])):
        samples[random.randrange(len(samples))] = random.choice(
            [random.randrange(1 << 32), random.randrange(1 << 32), random.randrange(40)]
        )
    if random.random() < 0.08:  # it takes much of another
        samples = samples[:9] + list(array("I", random.choice(cards).sketch[1:]))[-15:]
    return replace(
        card,
        words=card.words + random.choice([0, 0, 1, -1, 12]),
        text_key=f"{random.random()}",
        sketch=b"\0" + array("I", sorted(set(samples))).tobytes(),
        subjects="\n".join(lines),
        digest=f"{random.random()}",
    )


def said(links: Links) -> dict[str, Any]:
    """All that pages are made of."""
    facts = asdict(links)
    del facts["tag_counts"]
    facts["tag_origins"] = {
        path: [(one.kind, one.in_title, one.sure) for one in origins]
        for path, origins in links.tag_origins.items()
    }
    return facts


def known(memory: Memory) -> dict[str, Any]:
    """All that is remembered. Of keys for articles without a tag more may be kept than counts."""
    assert memory.tags is not None
    return {**asdict(memory.tags), "sketches": memory.sketches, "spare": None}


def _cards_of(cards: Mapping[str, Card], paths: Sequence[str]) -> list[Card]:
    return [cards[path] for path in paths]


@pytest.mark.parametrize("press", PRESSES.values(), ids=PRESSES)
@pytest.mark.parametrize("seed", range(2))
def test_quiet_edits_change_no_link(press: Press, seed: int) -> None:
    """Of archives whose subjects and samples lie close to every bound."""
    random, options = Random(seed), press.options
    cards = [make_card(random, number, press) for number in range(press.cards)]
    accept = accepts(
        TagOptions(aliases=options.tag_aliases, stop=options.tag_stop, language=options.language)
    )
    links = link_archive(cards, options)
    memory = Memory(links.tag_counts, sketches_of(cards))
    quiet = 0
    for _ in range(EDITS):
        place = random.randrange(press.cards)
        before, after = cards[place], edited(random, cards[place], cards, press)
        look_up = partial(_cards_of, {card.path: card for card in cards})
        paired = {path for first, others in links.copies.items() for path in (first, *others)}
        cards[place] = after
        anew = link_archive(cards, options)
        counted = Memory(anew.tag_counts, sketches_of(cards))
        told = None
        if before.path not in paired:
            told = after_edit(memory, before, after, accept, options.tag_most, look_up)
        if told is not None:
            quiet += 1
            assert said(anew) == said(links)
            assert known(told) == known(counted)
        memory, links = told or counted, anew
    assert quiet > EDITS // 20
