import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.archive.parts import MOST, Part, cut_list, every_part


def leaves(root: Part) -> list[Part]:
    return [part for part in every_part(root) if not part.parts]


def test_short_list_is_one_page() -> None:
    """Up to the limit a list stands on its own page."""
    root = cut_list("2022/04/26.html", [str(n) for n in range(MOST)])
    assert (root.path, root.parts, root.number) == ("2022/04/26.html", (), 1)


@pytest.mark.parametrize("count", [MOST + 1, 1_000, 30_000])
def test_every_item_stands_once_and_no_page_is_overfull(count: int) -> None:
    """However long the list, its parts hold it in order, and no page has more than its share."""
    keys = [f"content/{n:06}.txt" for n in range(count)]
    root = cut_list("undated/a.html", keys)
    assert [key for part in leaves(root) for key in part.keys] == keys
    pages = list(every_part(root))
    assert all(len(part.parts or part.keys) <= MOST for part in pages)
    assert len({part.path for part in pages}) == len({part.number for part in pages}) == len(pages)
    assert all(part.keys == tuple(keys[part.start :][: len(part.keys)]) for part in pages)


def test_numbers_count_from_the_oldest() -> None:
    """In a list that stands newest first, newcomers do not renumber the older parts."""
    keys = [f"{n:06}" for n in range(1_000)]
    before = {part.path: part.number for part in leaves(cut_list("d.html", keys, from_end=True))}
    more = [f"new{n}" for n in range(300)] + keys
    after = {part.path: part.number for part in leaves(cut_list("d.html", more, from_end=True))}
    assert len(after) > len(before)
    same = [path for path in before if after.get(path) == before[path]]
    assert len(same) >= len(before) - 2


@given(st.integers(0, 5_000))
def test_one_item_more_changes_few_parts(at: int) -> None:
    """Wherever an item comes in, all parts but a few keep their address and their items."""
    keys = [f"content/{n:06}.txt" for n in range(5_000)]
    before = {(part.path, part.keys) for part in leaves(cut_list("d.html", keys))}
    more = [*keys[:at], "content/new.txt", *keys[at:]]
    after = {(part.path, part.keys) for part in leaves(cut_list("d.html", more))}
    assert len(after - before) <= 8
