"""Topics, their indexes, feeds, and the pages about the whole archive."""

from collections.abc import Sequence

from hemero.archive.links import LinkOptions, link_archive
from hemero.archive.plan import plan_archive
from hemero.model.article import Card
from hemero.model.page import Page, Site

SITE = Site(title="Archive", language="fr")


def plan(cards: Sequence[Card], site: Site = SITE) -> dict[str, Page]:
    links = link_archive(cards, LinkOptions())
    return {page.path: page for page in plan_archive(cards, links, site)}


def card(path: str, date: str | None = None, *tags: str, **more: object) -> Card:
    return Card(path=path, title=f"Titre {path}", date=date, tags=tags, **more)  # type: ignore[arg-type]


def test_topic_tells_its_span_languages_and_company() -> None:
    """A tag's page counts within its own articles only."""
    pages = plan(
        [
            card("a", "2021-05-01", "OTAN", "Chars", language="fr"),
            card("b", "2022-04-02", "otan", "Chars", "Gaz", language="en"),
            card("c", "2022-04-01", "OTAN", language="fr"),
            card("d", "2022-04-01", "Gaz"),
        ]
    )
    tag = pages["tag/otan.html"].view
    assert (tag.name, tag.count, tag.first, tag.last) == ("OTAN", 3, "2021-05-01", "2022-04-02")
    assert tag.languages == ("fr", "en")
    assert [(link.name, link.count) for link in tag.tags] == [("Chars", 2), ("Gaz", 1)]
    assert len(tag.months) == 12 and tag.months[0].count == 1


def test_source_and_author_name_each_other() -> None:
    """A source lists its authors, an author the sources; a source has its feed."""
    pages = plan([card("a", source="Le Phare", authors=("Anne Roy",))])
    source, author = pages["source/le-phare.html"].view, pages["author/anne-roy.html"].view
    assert [link.path for link in source.authors] == ["author/anne-roy.html"]
    assert [link.path for link in author.sources] == ["source/le-phare.html"]
    assert source.feed == "source/le-phare.xml" and source.feed in pages
    assert author.feed is None


def test_reprint_is_listed_where_the_original_is_not() -> None:
    """The page of a source shows its own printing of a text that another printed first."""
    same = {"text_key": "k", "words": 300}
    pages = plan(
        [
            card("a", "2022-01-01", source="Un", **same),
            card("b", "2022-01-02", source="Deux", **same),
        ]
    )
    assert [entry.title for entry in pages["source/deux.html"].view.entries] == ["Titre b"]
    assert [entry.title for entry in pages["source/un.html"].view.entries] == ["Titre a"]
    assert pages["index.html"].view.lead.title == "Titre a"
    assert not pages["index.html"].view.entries


def test_index_files_names_by_letter() -> None:
    """Names stand A to Z, other alphabets after, digits and signs last."""
    pages = plan([card("a", None, "Élan", "eau", "7e art", "Река", "Zoo")])
    groups = pages["tags.html"].view.groups
    assert [(g.letter, [n.name for n in g.names]) for g in groups] == [
        ("e", ["eau", "Élan"]), ("z", ["Zoo"]), ("р", ["Река"]), ("#", ["7e art"]),
    ]  # fmt: skip


def test_large_index_has_a_page_a_letter() -> None:
    """Over 150 names the index keeps the most used and links the letters."""
    cards = [card(f"{n}", None, f"{'abc'[n % 3]} sujet {n}", "commun") for n in range(360)]
    pages = plan(cards)
    index = pages["tags.html"].view
    assert not index.groups and index.top[0].name == "commun" and len(index.top) == 50
    assert [link.path for link in index.letters] == ["tags/a.html", "tags/b.html", "tags/c.html"]
    assert len(pages["tags/a.html"].view.groups[0].names) == 120
    assert pages["tags/a.html"].kind == "tags"


def test_overfull_letter_is_cut_into_parts() -> None:
    """A letter with more names than an index page holds links its parts."""
    cards = [card(f"{n}", None, f"Sujet {n}") for n in range(1_500)]
    pages = plan(cards)
    letter = pages["tags/s.html"].view
    assert not letter.groups and letter.numbers
    names = [name.name for link in letter.numbers for name in pages[link.path].view.groups[0].names]
    assert len(names) == len(set(names)) == 1_500


def test_home_leads_to_what_it_does_not_show() -> None:
    """The front page shows thirteen articles and where the next ones stand."""
    home = plan([card(f"{n:02}", f"2022-04-{n + 1:02}", source="Un") for n in range(20)])[
        "index.html"
    ].view
    assert home.lead.title == "Titre 19" and len(home.entries) == 12
    assert home.older.path == "2022/index.html"
    assert not home.sources and home.count == 20


def test_tags_have_feeds_where_the_site_wants_them() -> None:
    """None unless it says so; then each tag's page names its own."""
    cards = [card(f"{n}", f"2022-04-{n + 1:02}", "Pont") for n in range(3)]
    assert not [path for path in plan(cards) if path.startswith("tag/") and path.endswith(".xml")]
    pages = plan(cards, Site(title="Archive", language="fr", tag_feeds=True))
    assert len(pages["tag/pont.xml"].view.items) == 3  # type: ignore[union-attr]
    assert pages["tag/pont.html"].view.feed == "tag/pont.xml"  # type: ignore[union-attr]


def test_feed_holds_the_newest_thirty() -> None:
    """A feed names the articles whose text it needs, in the order of its items."""
    page = plan([card(f"{n:02}", f"2022-04-{n % 28 + 1:02}") for n in range(40)])["feed.xml"]
    assert len(page.view.items) == len(page.articles) == 30
    for item in page.view.items:
        assert item.ref.title == f"Titre {page.articles[item.article]}"


def test_undated_articles_stand_by_title_and_over_a_hundred_by_letter() -> None:
    """Few undated articles share one page; many have a page a letter."""
    few = plan([card("b"), card("a")])["undated/index.html"].view
    assert [entry.title for entry in few.entries] == ["Titre a", "Titre b"] and not few.letters
    pages = plan([Card(path=f"{n}", title=f"{'xyz'[n % 3]}{n}") for n in range(120)])
    many = pages["undated/index.html"].view
    assert not many.entries and [link.name for link in many.letters] == ["x", "y", "z"]
    assert len(pages["undated/x.html"].view.entries) == 40
