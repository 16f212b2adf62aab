from random import Random

from hemero.archive import sketches
from hemero.archive.sketches import compare, find_alike
from hemero.loader.scan import scan_texts
from hemero.loader.sketch import sketch

VOCABULARY = [f"word{number}" for number in range(3000)]


def words(count: int, seed: int) -> list[str]:
    return Random(seed).choices(VOCABULARY, k=count)


def sketched(words: list[str]) -> bytes:
    return sketch(scan_texts([" ".join(words)]))


def test_edited_text_is_one_text() -> None:
    """One word in twelve replaced leaves the text what it was."""
    text = words(800, 1)
    edited = [w if at % 12 else "other" for at, w in enumerate(text)]
    assert compare(sketched(text), sketched(edited)).one_text


def test_beginning_of_a_text_is_one_text_with_it() -> None:
    """A copy cut short is found, though most of the words are missing."""
    text = words(1200, 2)
    assert compare(sketched(text[:150]), sketched(text)).one_text
    assert compare(sketched(text), sketched(text[:150])).one_text


def test_shared_paragraph_does_not_make_one_text() -> None:
    """Two articles may quote the same background."""
    shared = words(120, 3)
    one, other = words(600, 4) + shared, words(600, 5) + shared
    assert not compare(sketched(one), sketched(other)).one_text


def test_alike_texts_are_found_among_others() -> None:
    """Each pair is told once, smaller place first; strangers are not paired."""
    texts = [words(500, seed) for seed in range(40)]
    texts[31] = texts[7][:400] + words(80, 99)
    assert find_alike([sketched(text) for text in texts]) == [(7, 31)]


def test_pairs_stay_proportional_when_all_are_alike() -> None:
    """A thousand versions of one text do not give half a million pairs; all meet the first."""
    text = words(300, 1)
    versions = [sketched([*text, *words(20, seed)]) for seed in range(300)]
    pairs = find_alike(versions)
    assert len(pairs) < 300 * 12
    assert {other for first, other in pairs if first == 0} == set(range(1, 300))


def test_nothing_to_compare_gives_nothing() -> None:
    """No texts, no samples, no pairs."""
    assert find_alike([]) == []
    assert find_alike([b"\0", b"\0"]) == []


def test_few_texts_meet_as_many_do() -> None:
    """The way for small archives and the one for large ones find the same pairs."""
    texts = [words(200, seed % 7)[: 40 + 8 * seed] for seed in range(20)]
    found = [sketched(text) for text in texts]
    few, many = sketches._meetings_of_few(found), sketches._meetings(found)
    assert few == many
    assert few
