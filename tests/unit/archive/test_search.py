"""How the search index is divided, and what its drawers hold."""

import random

from msgspec.structs import replace

from hemero.archive.links import LinkOptions, link_archive
from hemero.archive.search import (
    SHEET,
    VOLUME_ARTICLES,
    drawer_key,
    drawer_number,
    fill_drawers,
    plan_volumes,
)
from hemero.model.article import Card
from hemero.model.search import Volume


def cards(count: int, words: int = 300) -> list[Card]:
    """Made-up cards over ten years."""
    return [
        Card(
            path=f"{n:06}.txt",
            title=f"Title {n * 7919 % 10_007}",
            date=f"{2010 + n % 10}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            words=words,
            digest=str(n),
        )
        for n in range(count)
    ]


def plan(archive: list[Card]) -> list[Volume]:
    return list(plan_volumes(archive, link_archive(archive, LinkOptions())))


def test_every_article_stands_in_one_volume_and_on_one_sheet() -> None:
    """Nothing is lost at the cuts, and no part is larger than it may be."""
    archive = cards(4000)
    volumes = plan(archive)
    assert sorted(path for volume in volumes for path in volume.paths) == [c.path for c in archive]
    for volume in volumes:
        assert len(volume.paths) <= VOLUME_ARTICLES
        for sheets in (volume.sheets, volume.texts):
            ends = [sheet.stop for sheet in sheets]
            assert [sheet.start for sheet in sheets] == [0, *ends[:-1]]
            assert ends[-1] == len(volume.paths)
        assert max(sheet.stop - sheet.start for sheet in volume.sheets) <= SHEET


def test_an_article_of_any_length_has_a_place() -> None:
    """One longer than a whole sheet of text makes a sheet of its own, first, last or alone."""
    for at in ((0,), (9,), (4, 5), range(10)):
        archive = cards(10)
        for number in at:
            archive[number] = replace(archive[number], words=1_000_000)
        volumes = plan(archive)
        assert sum(len(volume.paths) for volume in volumes) == 10
        for volume in volumes:
            ends = [sheet.stop for sheet in volume.texts]
            assert [sheet.start for sheet in volume.texts] == [0, *ends[:-1]]
            assert ends == sorted(set(ends)) and ends[-1] == len(volume.paths)
    (alone,) = plan([replace(cards(1)[0], words=1_000_000)])
    assert [(sheet.start, sheet.stop) for sheet in alone.texts] == [(0, 1)]


def test_the_order_of_arrival_does_not_matter() -> None:
    """The same articles give the same index."""
    archive = cards(500)
    shuffled = random.Random(1).sample(archive, len(archive))
    assert plan(archive) == plan(shuffled)


def test_one_article_more_changes_one_volume() -> None:
    """Whatever its date: its volume, one sheet of findings and one of text."""
    archive = cards(5000)
    before = {volume.name: volume for volume in plan(archive)}
    for number in range(20):
        date = f"{2010 + number % 10}-06-15"
        more = Card(
            path=f"new{number}.txt", title=f"New {number}", date=date, words=300, digest="n"
        )
        after = {volume.name: volume for volume in plan([*archive, more])}
        changed = [name for name in after if after[name] != before.get(name)]
        assert len(changed) <= 2
        assert len(before.keys() - after.keys()) <= 1
        sheets = {s.name for v in after.values() for s in v.sheets}
        assert len(sheets - {s.name for v in before.values() for s in v.sheets}) <= 4


def test_a_small_archive_has_few_drawers() -> None:
    """The lone article opens one drawer; hundreds fill more."""
    assert [plan(cards(count))[0].drawers for count in (1, 50, 100, 160)] == [1, 4, 8, 12]
    assert plan([]) == []


def test_drawers_hold_each_term_once_with_its_places() -> None:
    """Terms in order, each with place * 4 + level, in the drawer that its beginning names."""
    terms = [b"port quai\n\n\nbac", b"quai\nport\n\n", b"\n\n\n"]
    drawers = fill_drawers(terms, 4)
    found = {}
    for number, drawer in enumerate(drawers):
        assert list(drawer.terms) == sorted(drawer.terms)
        for term, places in zip(drawer.terms, drawer.places, strict=True):
            assert number == drawer_number(drawer_key(term), 4)
            found[term] = list(places)
    assert found == {"port": [0, 5], "quai": [0, 4], "bac": [3]}


def test_words_of_most_articles_keep_their_titles_only() -> None:
    """A word that nearly all have tells nothing, but where it stands in a title."""
    terms = [b"le\n\n\n"] * 99 + [b"\n\n\nle"]
    (drawer,) = fill_drawers(terms, 1)
    assert drawer.stops == frozenset({0})
    assert list(drawer.places[0]) == [99 * 4 + 3]


def test_words_with_one_beginning_lie_together() -> None:
    """So that the beginning of a word opens one drawer; a sign of Chinese is one already."""
    assert drawer_key("ukraine") == drawer_key("ukr")
    assert drawer_key("東京") == drawer_key("東")
    assert len({drawer_number(drawer_key(f"{a}{b}e"), 12) for a in "abcdef" for b in "lmn"}) > 8
