"""What holds for all pages together, whatever the archive."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemero.archive.links import LinkOptions, link_archive
from hemero.archive.plan import plan_archive
from hemero.model.article import Card, RelatedLink
from hemero.model.page import Page, Site
from hemero.text import fold

SITE = Site(title="Archive", language="fr", base_url="https://archive.example/")
TITLES = ["Météo", "Le pont", "La crue", "Budget 2022", "26", "index", "🎉", "日本の春", "Été"]
NAMES = ["OTAN", "otan", "C", "C++", "Россия", "Unknown", "con", "🎉", "Le Phare", "7e art"]


def plan(cards: Sequence[Card], options: LinkOptions = LinkOptions()) -> dict[str, Page]:  # noqa: B008
    pages = list(plan_archive(cards, link_archive(cards, options), SITE))
    planned = {page.path: page for page in pages}
    assert len(planned) == len(pages), "two pages with one path"
    return planned


def paths_in(view: Any) -> Iterator[str]:
    """Every path that a view names, without its fragment."""
    if isinstance(view, dict):
        for key, value in view.items():
            if key in ("path", "permalink", "feed", "home", "sitemap") and value:
                yield value.partition("#")[0]
            else:
                yield from paths_in(value)
    elif isinstance(view, list | tuple):
        for item in view:
            yield from paths_in(item)


def targets_of(page: Page) -> set[str]:
    return set(paths_in(msgspec.to_builtins(page.view)))


def made_up(count: int, seed: int = 1, years: tuple[int, int] = (2012, 2024)) -> list[Card]:
    """An archive of plausible shape: names that few or many share, gaps, copies, citations."""
    chance = random.Random(seed)
    tags = [f"Sujet {n}" for n in range(200)]
    weights = [1 / (n + 1) for n in range(200)]
    cards: list[Card] = []
    for number in range(count):
        date = f"{chance.randint(*years)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        cited = chance.choices(cards, k=chance.randint(0, 2)) if cards else []
        cards.append(
            Card(
                path=f"{chance.randrange(10**9):09}.txt",
                title=f"Titre {chance.randrange(count)} de la dépêche {number}",
                source=f"Journal {int(chance.paretovariate(1)) % 30}",
                language=chance.choice(["fr", "fr", "en"]),
                date=chance.choice([date] * 8 + [date[:7], None]),
                authors=(f"Plume {chance.randrange(count // 10 + 1)}",),
                tags=tuple(chance.choices(tags, weights, k=4)),
                related=tuple(RelatedLink(card.title, 3) for card in cited),
                words=300,
                text_key=f"{number - number % 50 // 49}",
            )
        )
    return cards


CARDS = st.lists(
    st.builds(
        Card,
        path=st.sampled_from([f"{n}.txt" for n in range(40)]),
        title=st.sampled_from(TITLES),
        source=st.sampled_from([None, *NAMES]),
        language=st.sampled_from([None, "fr", "ar"]),
        date=st.sampled_from([None, "1789-07-14", "2022", "2022-04", "2022-04-26T10:00", "2999"]),
        authors=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
        tags=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
        related=st.lists(
            st.builds(RelatedLink, title=st.sampled_from(TITLES), position=st.just(0)), max_size=2
        ).map(tuple),
        aliases=st.sampled_from([(), ("old/place.html",), ("2022/04/Le-Pont.html",)]),
        text_key=st.sampled_from(["", "k"]),
        words=st.sampled_from([10, 300]),
    ),
    unique_by=lambda card: card.path,
    max_size=25,
)


@settings(deadline=None)  # the first example waits for a library to be imported
@given(CARDS, st.randoms())
def test_order_of_arrival_does_not_matter(cards: list[Card], shuffler: random.Random) -> None:
    """Any order of the cards gives equal links and equal pages in equal order."""
    shuffled = list(cards)
    shuffler.shuffle(shuffled)
    links = link_archive(cards, LinkOptions())
    assert link_archive(shuffled, LinkOptions()) == links
    assert list(plan_archive(shuffled, links, SITE)) == list(plan_archive(cards, links, SITE))


@given(CARDS)
def test_paths_differ_and_links_resolve(cards: list[Card]) -> None:
    """No two pages share a file on a host without case or accents, and no link is broken."""
    pages = plan(cards)
    assert len({fold(path) for path in pages}) == len(pages)
    for page in pages.values():
        assert targets_of(page) <= pages.keys(), page.path
        assert len(page.path.encode()) <= 200


@pytest.mark.parametrize("count", [0, 1, 30, 700])
def test_every_page_is_reached_from_home(count: int) -> None:
    """Following the links of views from home reaches all pages within five clicks, without
    the chain of older and newer."""
    pages = plan(made_up(count))
    alone = {"404.html", "robots.txt"} | {p for p in pages if p.endswith((".xml", ".json"))}
    frame = {"archive.html", "sources.html", "about.html", "missing.html"}
    frame |= {"tags.html", "authors.html"} & pages.keys()
    reached, edge = {"index.html"}, {"index.html"}
    for _ in range(5):
        edge = {to for path in edge for to in targets_of(pages[path]) | frame} - reached
        reached |= edge
    assert pages.keys() - reached - alone == set()


def test_one_article_more_changes_few_pages() -> None:
    """In an archive of 3,000, one article of any date changes at most 40 pages."""
    cards = made_up(3_000)
    options = LinkOptions(permalinks=link_archive(cards, LinkOptions()).permalinks)
    before = plan(cards, options)
    for number, date in enumerate(["2012-01-01", "2016-07-14", "2024-12-28", "2018", None]):
        new = Card(
            path=f"new-{number}.txt",
            title="Une nouvelle dépêche",
            source="Journal 3",
            language="fr",
            date=date,
            authors=("Plume 7",),
            tags=("Sujet 0", "Sujet 5", "Sujet 60", "Sujet 190"),
            related=(RelatedLink(cards[5].title, 2), RelatedLink("Un titre absent", 4)),
            words=300,
            text_key="new",
        )
        after = plan([*cards, new], options)
        changed = {path for path, page in after.items() if before.get(path) != page}
        assert len(changed) <= 40, sorted(changed)
        assert before.keys() <= after.keys()


def test_one_article_more_changes_few_pages_wherever_it_falls() -> None:
    """The same for articles drawn at random."""
    cards = made_up(1_500)
    options = LinkOptions(permalinks=link_archive(cards, LinkOptions()).permalinks)
    before = plan(cards, options)
    for drawn in made_up(8, seed=2):
        new = msgspec.structs.replace(drawn, path=f"new/{drawn.path}", text_key="new")
        after = plan([*cards, new], options)
        changed = [path for path, page in after.items() if before.get(path) != page]
        assert len(changed) <= 40, sorted(changed)


def test_overfull_day_and_letter_fit_on_pages() -> None:
    """With 9,000 articles in one day and 3,000 undated under one letter, no page lists more
    than 200 links of a kind, and the lists hold every article once."""
    cards = [
        Card(path=f"{n:05}", title=f"Titre {n}", date="2022-04-26" if n % 4 else None)
        for n in range(12_000)
    ]
    views = [
        msgspec.to_builtins(page.view)
        for page in plan(cards).values()
        if page.kind in ("day", "undated") and not page.path.startswith("source/")
    ]
    views += [group for view in views for group in view.get("groups", ())]
    listed = [entry["permalink"] for view in views for entry in view.get("entries", ())]
    assert len(listed) == len(set(listed)) == 12_000
    for view in views:
        assert all(len(found) <= 200 for found in view.values() if isinstance(found, tuple | list))


def test_empty_archive_has_its_frame() -> None:
    """Without articles there are still the pages that every page links to."""
    assert set(plan([])) == {
        "index.html", "archive.html", "sources.html", "missing.html", "about.html", "404.html",
        "feed.json", "feed.xml", "robots.txt", "sitemap.xml", "sitemap-pages.xml",
    }  # fmt: skip


def test_every_folder_of_an_address_has_a_page() -> None:
    """An address cut at any slash leads somewhere, also when the date or a wish moved on."""
    cards = [
        Card(path="a", title="Kept", date="2022-04-26"),
        Card(path="b", title="Wanted", permalink="dossiers/ponts/wanted.html"),
        Card(path="c", title="Former", aliases=("Dossiers/",)),
    ]
    pages = plan(cards, LinkOptions(permalinks={"a": "2019/03/kept.html"}))
    for path in ("2019/03", "2019", "2022", "2022/04", "dossiers/ponts", "undated"):
        assert f"{path}/index.html" in pages
    assert pages["2019/03/index.html"].kind == "redirect"
    assert "dossiers/index.html" not in pages  # the alias differs from it by case alone


def test_only_undated_articles_make_a_whole_site() -> None:
    """One article without date, tags, author or source: every link of its page resolves."""
    pages = plan([Card(path="a.txt", title="Guerre et paix")])
    assert targets_of(pages["undated/guerre-et-paix.html"]) <= pages.keys()
    assert {"undated/index.html", "source/unknown.html"} <= pages.keys()


@pytest.mark.parametrize("base_url", ["", "https://archive.example/"])
def test_sitemap_needs_a_base_url(base_url: str) -> None:
    """Without an address there is no sitemap, and robots.txt names none."""
    cards = made_up(5)
    site = msgspec.structs.replace(SITE, base_url=base_url)
    pages = {p.path: p for p in plan_archive(cards, link_archive(cards, LinkOptions()), site)}
    assert ("sitemap.xml" in pages) == bool(base_url)
    assert pages["robots.txt"].view.sitemap == ("sitemap.xml" if base_url else None)


def test_sitemap_names_every_page_to_index_once() -> None:
    """All but redirects, 404, feeds and the sitemaps themselves; copies too."""
    cards = made_up(300)
    links = link_archive(cards, LinkOptions())
    pages = plan(cards)
    files = [a.path for a in pages["sitemap.xml"].view.addresses]
    named = [address.path for file in files for address in pages[file].view.addresses]
    assert len(named) == len(set(named)) and links.copy_of
    unnamed = ("404", "redirect", "feed", "sitemap", "robots")
    assert set(named) == {page.path for page in pages.values() if page.kind not in unnamed}


@settings(max_examples=20)
@given(st.lists(st.text(max_size=40), max_size=12))
def test_hostile_text_in_every_name_does_no_harm(texts: list[str]) -> None:
    """Any Unicode as title, source, author, tag, slug, alias, date: planned, linked, safe."""
    cards = [
        Card(
            path=f"{n}{text}", title=text, source=text, authors=(text,), tags=(text,), slug=text,
            permalink=text, aliases=(text,), date=text, url=text, language=text, text_key=text,
            related=(RelatedLink(text, 0, source=text, url=text),),
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    pages = plan(cards)
    for path, page in pages.items():
        assert ".." not in path.split("/") and not path.startswith(("/", "."))
        assert targets_of(page) <= pages.keys()
