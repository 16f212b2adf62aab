from collections.abc import Sequence

import pytest

from hemero.archive.links import LinkOptions, Links, link_archive
from hemero.model.article import Card, RelatedLink


def card(path: str, title: str, *related: RelatedLink | str, **more: object) -> Card:
    links = tuple(RelatedLink(r, 0) if isinstance(r, str) else r for r in related)
    return Card(path=path, title=title, related=links, **more)  # type: ignore[arg-type]


def link(cards: Sequence[Card]) -> Links:
    return link_archive(cards, LinkOptions())


def states(links: Links, path: str) -> list[tuple[str, str | None]]:
    return [(c.state, c.target and c.target.permalink) for c in links.related[path]]


@pytest.mark.parametrize(
    "printed",
    [
        "L’Allemagne annonce l’envoi de chars",
        "l'allemagne ANNONCE l'envoi de chars",
        "« L'Allemagne annonce l'envoi de chars »",
        "L'Allemagne annonce l'envoi de chars | Le Phare",
        "L'Allemagne annonce l'envoi de chars – le phare",
    ],
)
def test_title_is_found_whatever_its_spelling(printed: str) -> None:
    """Case, accents, quotes and a trailing source of the archive do not matter."""
    links = link(
        [
            card("a", "Autre sujet", printed),
            card("b", "L'Allemagne annonce l'envoi de chars", source="Le Phare"),
        ]
    )
    assert states(links, "a") == [("exact", "undated/l-allemagne-annonce-l-envoi-de-chars.html")]
    assert links.cited_by == {"b": ("a",)}
    assert not links.missing


def test_suffix_that_is_no_source_is_part_of_the_title() -> None:
    """A subtitle after a dash is not cut off to make a title fit."""
    links = link([card("a", "Sujet", "Le pont – le récit"), card("b", "Le pont")])
    assert states(links, "a") == [("missing", None)]
    assert [(m.title, m.citations) for m in links.missing] == [("Le pont – le récit", 1)]


def test_ambiguous_title_is_not_linked() -> None:
    """Two different articles with the title: no link, and not on the list of the missing."""
    links = link([card("a", "Sujet", "Météo"), card("b", "Météo"), card("c", "Météo")])
    assert states(links, "a") == [("missing", None)]
    assert not links.missing and not links.cited_by


def test_printed_source_tells_namesakes_apart() -> None:
    """Of two articles with the title the one of the source named with the link."""
    links = link(
        [
            card("a", "Sujet", RelatedLink("Météo", 0, source="le phare")),
            card("b", "Météo", source="Le Phare"),
            card("c", "Météo", source="La Gazette"),
        ]
    )
    assert links.cited_by == {"b": ("a",)}


def test_copies_do_not_make_a_title_ambiguous() -> None:
    """A title borne by copies of one text leads to the canonical one."""
    links = link(
        [
            card("a", "Sujet du jour", "La crue"),
            card("b", "La crue", date="2022-02-02", text_key="k", words=90),
            card("c", "La crue", date="2022-01-01", text_key="k", words=90),
        ]
    )
    assert states(links, "a") == [("exact", "2022/01/la-crue.html")]


def test_article_is_not_related_to_itself_or_its_copy() -> None:
    """A link that names its own article, or a copy of it, is no link."""
    links = link(
        [
            card("b", "La crue", "La crue", text_key="k", words=90),
            card("c", "La crue", text_key="k", words=90),
        ]
    )
    assert states(links, "b") == [("missing", None)]
    assert not links.missing and not links.cited_by


@pytest.mark.parametrize(
    "address",
    ["http://www.phare.example/crue/", "https://phare.example/crue?utm_source=x#top"],
)
def test_known_address_resolves_first(address: str) -> None:
    """Scheme, www, tracking and fragment do not tell addresses apart."""
    links = link(
        [
            card("a", "Sujet", RelatedLink("Un tout autre titre", 0, url=address)),
            card("b", "La crue", url="https://phare.example/crue"),
        ]
    )
    assert states(links, "a") == [("exact", "undated/la-crue.html")]


def test_unknown_address_is_external() -> None:
    """An address that leads out of the archive is kept as it is."""
    url = "https://phare.example/autre"
    links = link([card("a", "Sujet", RelatedLink("Autre", 0, url=url))])
    assert [(c.state, c.url) for c in links.related["a"]] == [("external", url)]
    assert not links.missing


def test_same_title_at_another_known_address_is_another_article() -> None:
    """Where both addresses are known and differ, the title does not decide."""
    one, other = "https://phare.example/meteo-1", "https://phare.example/meteo-2"
    cards = [card("a", "Sujet", RelatedLink("Météo", 0, url=one)), card("b", "Météo", url=other)]
    assert states(link(cards), "a") == [("external", None)]
    cards[1] = card("b", "Météo")
    assert states(link(cards), "a") == [("exact", "undated/meteo.html")]


def test_missing_titles_are_ranked_by_citations() -> None:
    """The most cited first, under the commonest spelling, with the articles that cite it."""
    links = link(
        [
            card("a", "Sujet un", RelatedLink("la grève", 0), "Le phare"),
            card("b", "Sujet deux", RelatedLink("La Grève", 0, source="Gazette")),
            card("c", "Sujet trois", "La Grève", "La Grève"),
        ]
    )
    first, second = links.missing
    assert (first.title, first.citations, first.source) == ("La Grève", 3, "Gazette")
    assert [ref.title for ref in first.cited_by] == ["Sujet deux", "Sujet trois", "Sujet un"]
    assert (second.title, second.citations) == ("Le phare", 1)


@pytest.mark.parametrize(("titles", "shown", "citers"), [(10, 10, 5), (40, 40, 2), (300, 100, 1)])
def test_the_page_of_missing_titles_is_bounded(titles: int, shown: int, citers: int) -> None:
    """Few titles name five that cite each, many fewer; those beyond the first hundred are
    counted."""
    wanted = [f"Un titre absent, le numéro {n}" for n in range(titles)]
    links = link([card(f"{n}", f"Sujet {n}", *wanted) for n in range(6)])
    assert len(links.missing) == shown
    assert links.more_missing == titles - shown
    assert {(title.citations, len(title.cited_by)) for title in links.missing} == {(6, citers)}


def test_ten_thousand_namesakes_cost_no_more_than_others() -> None:
    """Same titles by the thousand, all citing that title: linear work, nothing linked."""
    cards = [card(f"{n}", "Le direct", "Le direct", source=f"S{n % 50}") for n in range(10_000)]
    assert not link(cards).cited_by
