"""tags.html, sources.html, authors.html: all names A to Z, one page, or one a letter.

Only an index on one page says how many articles each name has: on pages by letter, an article
would change as many of them as it has tags.
"""

from collections.abc import Iterator, Sequence

from hemero.archive.filing import by_letter, letter_links, letter_path
from hemero.archive.parts import cut_list, every_part, part_links
from hemero.archive.shelves import HOME
from hemero.archive.topics import INDEX_PATH, Topic, counted_link, most_used
from hemero.model.page import (
    Crumb,
    CrumbName,
    IndexView,
    LetterGroup,
    NamedLink,
    Page,
    PageKind,
    TopicKind,
)

INDEX_WHOLE = 150  # names on one page: with the most used, under 800 elements
TOP = 50
_KIND: dict[TopicKind, PageKind] = {"tag": "tags", "source": "sources", "author": "authors"}
_WORD: dict[TopicKind, CrumbName] = {"tag": "subjects", "source": "sources", "author": "authors"}


def index_pages(kind: TopicKind, topics: Sequence[Topic]) -> Iterator[Page]:
    """The index of a kind and, over 150 names, its letters. `topics` come A to Z."""
    letters = by_letter([topic.name.key for topic in topics])
    whole = len(topics) <= INDEX_WHOLE
    links = () if whole else letter_links(letters, f"{kind}s")
    groups = tuple(
        _group(letter, [topics[place] for place in places]) for letter, places in letters.items()
    )
    view = IndexView(
        kind=kind,
        count=len(topics),
        groups=groups if whole else (),
        top=most_used(topics, TOP, counted=whole),
        letters=links,
        crumbs=(HOME,),
    )
    yield _page(INDEX_PATH[kind], view)
    for letter, places in () if whole else letters.items():
        yield from _letter_pages(kind, letter, [topics[place] for place in places], links)


def _letter_pages(
    kind: TopicKind, letter: str, topics: Sequence[Topic], links: tuple[NamedLink, ...]
) -> Iterator[Page]:
    names = [topic.name.name for topic in topics]
    keys = [topic.name.key for topic in topics]
    root = cut_list(letter_path(letter, f"{kind}s"), keys, most=INDEX_WHOLE)
    for part in every_part(root):
        here = topics[part.start : part.start + len(part.keys)]
        view = IndexView(
            kind=kind,
            count=len(here),
            groups=() if part.parts else (_group(letter, here, counted=False),),
            letters=links,
            letter=letter,
            crumbs=(HOME, Crumb(_WORD[kind], INDEX_PATH[kind])),
            number=part.number,
            numbers=part_links(part, names),
        )
        yield _page(part.path, view)


def _group(letter: str, topics: Sequence[Topic], *, counted: bool = True) -> LetterGroup:
    return LetterGroup(letter, tuple(counted_link(topic, counted=counted) for topic in topics))


def _page(path: str, view: IndexView) -> Page:
    return Page(path=path, kind=_KIND[view.kind], template="index.html", view=view)
