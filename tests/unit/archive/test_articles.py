"""What stands around the text of an article."""

from collections.abc import Sequence

from hemero.archive.links import LinkOptions, link_archive
from hemero.archive.plan import plan_archive
from hemero.model.article import Card, RelatedLink
from hemero.model.page import ArticleView, Site


def views(cards: Sequence[Card]) -> dict[str, ArticleView]:
    pages = plan_archive(
        cards, link_archive(cards, LinkOptions()), Site(title="Archive", language="fr")
    )
    return {page.articles[0]: page.view for page in pages if isinstance(page.view, ArticleView)}


def card(path: str, date: str | None = None, *tags: str, **more: object) -> Card:
    return Card(path=path, title=f"Titre {path}", date=date, tags=tags, **more)  # type: ignore[arg-type]


def titles(refs: Sequence[object]) -> list[str]:
    return [getattr(ref, "title", "").removeprefix("Titre ") for ref in refs]


def test_neighbours_follow_the_list_and_the_undated_chain_apart() -> None:
    """Older and newer run by date; the last dated article has no undated one behind it."""
    found = views([card("a", "2022-01-01"), card("b", "2022-01-02"), card("c"), card("d")])
    chains = {path: titles([view.newer, view.older]) for path, view in found.items()}
    assert chains == {"a": ["b", ""], "b": ["", "a"], "c": ["", "d"], "d": ["c", ""]}


def test_rare_shared_tags_weigh_more() -> None:
    """One rare tag in common says something, one that everything has says nothing, however near
    in date."""
    cards = [card(f"n{n:02}", "2022-03-01", "Monde") for n in range(70)]
    cards += [card("a", "2022-03-01", "Monde", "Pont"), card("b", "2022-09-01", "Monde", "Pont")]
    similar = titles(views(cards)["a"].similar)
    assert similar == ["b"]


def test_similar_prefers_the_language_then_nearness() -> None:
    """Of equal weight the same language first, then the nearest in date."""
    cards = [
        card("a", "2022-03-01", "Pont", language="fr"),
        card("en", "2022-03-01", "Pont", language="en"),
        card("far", "2022-09-01", "Pont", language="fr"),
        card("near", "2022-02-01", "Pont", language="fr"),
        card("old", "2019-03-01", "Pont", language="fr"),
    ]
    assert titles(views(cards)["a"].similar) == ["near", "far", "en"]


def test_similar_leaves_copies_out() -> None:
    """A copy is neither similar to its text nor to others; the canonical stands for it."""
    same = {"text_key": "k", "words": 300}
    found = views(
        [card("a", "2022-03-01", "Pont"), card("b", "2022-03-02", "Pont", **same),
         card("c", "2022-03-03", "Pont", **same)]
    )  # fmt: skip
    assert titles(found["a"].similar) == ["b"]
    assert titles(found["b"].similar) == ["a"]


def test_copies_know_their_canonical_article() -> None:
    """Each copy names the canonical article, which names its copies."""
    same = {"text_key": "k", "words": 300}
    found = views([card("a", "2022-03-01", **same), card("b", "2022-03-02", **same)])
    assert titles(found["a"].copies) == ["b"] and found["a"].copy_of is None
    assert titles([found["b"].copy_of]) == ["a"] and not found["b"].copies


def test_every_copy_is_linked_from_another() -> None:
    """With hundreds of copies each page names at most ten, and none is left out."""
    cards = [card(f"{n:03}", "2022-03-01", text_key="k", words=300) for n in range(250)]
    found = views(cards)
    linked = [title for view in found.values() for title in titles(view.copies)]
    assert sorted(linked) == [f"{n:03}" for n in range(1, 250)]
    assert all(len(view.copies) <= 10 for view in found.values())
    assert found["000"].more_copies == 239


def test_cited_by_counts_what_it_does_not_show() -> None:
    """Ten articles that cite this one are named, the newest first, the rest counted."""
    cards = [card("x", "2022-01-01")]
    cards += [
        card(f"{n:02}", f"2022-02-{n + 1:02}", related=(RelatedLink("Titre x", 0),))
        for n in range(13)
    ]
    view = views(cards)["x"]
    assert titles(view.cited_by)[:2] == ["12", "11"]
    assert (len(view.cited_by), view.more_cited_by) == (10, 3)


def test_two_hundred_tags_are_cut_and_counted() -> None:
    """Twenty tags are shown, the others counted."""
    view = views([card("a", None, *(f"Sujet {n}" for n in range(200)))])["a"]
    assert (len(view.tags), view.more_tags) == (20, 180)


def test_names_lead_to_their_pages() -> None:
    """Source, authors and contributors link to the page of all spellings of the name."""
    cards = [card("a", source="LE PHARE", authors=("Anne Roy",), contributors=("B. Li",)),
             card("b", source="Le Phare"), card("c", source="Le Phare")]  # fmt: skip
    view = views(cards)["a"]
    assert view.source and (view.source.name, view.source.path) == (
        "Le Phare",
        "source/le-phare.html",
    )
    assert [link.path for link in view.authors + view.contributors] == [
        "author/anne-roy.html",
        "author/b-li.html",
    ]


def test_unknown_source_has_a_page() -> None:
    """An article without source links to the page of the unknown one, under no name."""
    source = views([card("a")])["a"].source
    assert source and (source.name, source.path) == ("", "source/unknown.html")
