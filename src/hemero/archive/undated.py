"""The articles without a date, by title: one page while they are few, else one a letter."""

from collections.abc import Iterator, Sequence

from hemero.archive.catalogue import Catalogue, entries_of, listed
from hemero.archive.filing import by_letter, letter_links, letter_path
from hemero.archive.parts import cut_list, every_part, part_links
from hemero.archive.shelves import HOME, date_crumbs, period_path
from hemero.model.page import NamedLink, Page, UndatedView
from hemero.text import title_key

UNDATED_WHOLE = 100  # articles on one page


def undated_pages(catalogue: Catalogue) -> Iterator[Page]:
    """undated/index.html and the pages it is divided into; none where all have a date."""
    rows = range(catalogue.dated, len(catalogue.cards))
    if not rows:
        return
    whole = len(rows) <= UNDATED_WHOLE
    letters = {} if whole else by_letter([title_key(catalogue.cards[row].title) for row in rows])
    links = letter_links(letters, "undated")
    view = UndatedView(
        count=len(rows),
        entries=entries_of(catalogue, rows) if whole else (),
        letters=links,
        crumbs=(HOME,),
    )
    yield _page(period_path(""), view)
    for letter, places in letters.items():
        yield from _letter_pages(catalogue, letter, [rows[place] for place in places], links)


def _letter_pages(
    catalogue: Catalogue, letter: str, rows: Sequence[int], links: tuple[NamedLink, ...]
) -> Iterator[Page]:
    shown = listed(catalogue, rows)
    root = cut_list(letter_path(letter, "undated"), [catalogue.cards[row].path for row in shown])
    titles = [catalogue.cards[row].title for row in shown]
    for part in every_part(root):
        here = shown[part.start : part.start + len(part.keys)]
        view = UndatedView(
            count=len(rows) if part is root else len(here),
            letter=letter,
            entries=() if part.parts else tuple(catalogue.entries[row] for row in here),
            letters=links,
            crumbs=date_crumbs(""),
            number=part.number,
            numbers=part_links(part, titles),
        )
        yield _page(part.path, view)


def _page(path: str, view: UndatedView) -> Page:
    return Page(path=path, kind="undated", template="undated.html", view=view)
