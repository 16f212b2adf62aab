"""Lines that recur across a source, counted by their keys."""

from collections.abc import Iterable, Sequence

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from hemero.archive.chrome import fewest_documents, lines_to_strip, recurring_keys
from hemero.model.lines import KEPT, PROSE, line_id, pack_keys


def key(number: int) -> int:
    """A key as spread as digests are."""
    return line_id(xxhash.xxh3_64_intdigest(str(number).encode()))


MENU, PITCH = key(-1), key(-2)
STORY = [key(-n) | KEPT | PROSE for n in range(3, 9)]


def document(*keys: int) -> bytes:
    return pack_keys(sorted(keys))


def own(number: int, count: int = 3) -> list[int]:
    """Prose that stands in one document alone."""
    return [key(number * 100 + n) | KEPT | PROSE for n in range(count)]


def recurring(documents: Sequence[bytes]) -> frozenset[int]:
    return recurring_keys(len(documents), lambda: documents)


def test_a_line_of_a_quarter_of_the_documents_recurs() -> None:
    """Four of sixteen are enough, and neighbours' own prose is not among them."""
    pages = [document(*own(n), *([MENU | KEPT] if n < 4 else [])) for n in range(16)]
    assert recurring(pages) == {MENU}


def test_three_documents_are_too_few() -> None:
    """What two or three stories share is a quotation, however small the source."""
    assert recurring([document(*own(n), MENU | KEPT) for n in range(3)]) == frozenset()
    pages = [document(*own(n), *([MENU | KEPT] if n < 3 else [])) for n in range(4)]
    assert recurring(pages) == frozenset()


def test_a_line_counts_whether_it_was_kept_or_stripped() -> None:
    """A pitch that the first reading stripped three times and kept once recurs."""
    pages = [document(*own(n), PITCH | PROSE | (0 if n else KEPT)) for n in range(4)]
    assert recurring(pages) == {PITCH}


def test_a_reprinted_story_is_not_chrome() -> None:
    """Five prints of one story among nine documents vote for none of its lines."""
    reprints = [document(*STORY, own(n)[0]) for n in range(5)]
    others = [document(*own(n)) for n in range(5, 9)]
    assert recurring([*reprints, *others]) == frozenset()


def test_stories_of_one_form_keep_its_words() -> None:
    """Reports that share half of their sentences are texts of their own."""
    reports = [document(*own(n, 2), *STORY[:2]) for n in range(9)]
    assert recurring(reports) == frozenset()


def test_only_kept_lines_need_another_reading() -> None:
    """A document whose chrome was all stripped at once is not read twice."""
    lines = frozenset((MENU, PITCH))
    assert lines_to_strip(document(*own(1), MENU, PITCH), lines) == ()
    assert lines_to_strip(document(*own(1), MENU | KEPT, PITCH), lines) == (MENU,)


def test_a_text_is_never_stripped_whole() -> None:
    """Where all prose recurs, nothing is taken."""
    lines = frozenset((MENU, PITCH))
    assert lines_to_strip(document(PITCH | KEPT | PROSE, MENU | KEPT), lines) == ()


@pytest.mark.parametrize("count", [4, 5, 16, 17, 99, 100, 1000, 123_456])
def test_the_bar_lies_between_a_fifth_and_a_quarter(count: int) -> None:
    """Never under four documents."""
    fewest = fewest_documents(count)
    assert fewest == 4 if count <= 16 else count / 5 <= fewest <= count / 4 + 1


@given(st.integers(16, 5000))
def test_one_document_more_seldom_moves_the_bar(count: int) -> None:
    """It stays for an eighth of the count at least."""
    bars = {fewest_documents(count + n) for n in range(count // 8)}
    assert len(bars) <= 2


@given(st.lists(st.lists(st.integers(1, 12), max_size=8, unique=True), max_size=40))
def test_counts_are_exact(lines: list[list[int]]) -> None:
    """Of lines that are no prose the keys are those that a plain count gives."""
    pages = [document(*(key(n) | KEPT for n in page)) for page in lines]
    kept = [page for page in pages if page]
    bar = fewest_documents(len(pages))
    plain = {key(n) for n in range(1, 13) if sum(n in page for page in lines) >= bar}
    assert recurring_keys(len(pages), lambda: kept) == (plain if len(pages) >= 4 else frozenset())


def test_many_documents_are_counted_in_batches() -> None:
    """The order of the documents does not matter, nor how many there are."""
    pages = [document(*own(n), *([MENU] if n % 3 == 0 else [PITCH])) for n in range(2000)]
    backwards: Iterable[bytes] = pages[::-1]
    assert recurring(pages) == recurring_keys(2000, lambda: backwards) == {MENU, PITCH}
