import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemero.archive.names import short_hash
from hemero.archive.permalinks import Addresses, is_generated, settle_addresses
from hemero.model.article import Card
from hemero.text import fold, title_key


def settle(
    *cards: Card, known: dict[str, str] | None = None, moved: dict[str, str] | None = None
) -> Addresses:
    keys = {card.path: title_key(card.title) for card in cards}
    return settle_addresses(cards, keys, known or {}, moved or {})


def hashed(stem: str, path: str) -> str:
    return f"{stem}-{short_hash(path)}.html"


@pytest.mark.parametrize(
    ("date", "permalink"),
    [
        ("2022-04-26", "2022/04/a-title.html"),
        ("2022-04-26T18:30+02:00", "2022/04/a-title.html"),
        ("2022-04", "2022/04/a-title.html"),
        ("2022", "2022/a-title.html"),
        (None, "undated/a-title.html"),
        ("1789-07-14", "1789/07/a-title.html"),
        ("../../x", "undated/a-title.html"),
        ("2022-13-01", "2022/a-title.html"),
    ],
)
def test_address_follows_the_date_as_far_as_known(date: str | None, permalink: str) -> None:
    """Year and month make the folder; what is no date leads nowhere but to undated."""
    assert settle(Card(path="a.txt", title="A title", date=date)).permalinks == {"a.txt": permalink}


def test_namesakes_are_told_apart_by_their_paths() -> None:
    """Of several new articles with one title the first by path has the plain address."""
    cards = [Card(path=f"{name}.txt", title="Météo") for name in "cab"]
    assert settle(*cards).permalinks == {
        "a.txt": "undated/meteo.html",
        "b.txt": "undated/" + hashed("meteo", "b.txt"),
        "c.txt": "undated/" + hashed("meteo", "c.txt"),
    }


def test_a_published_address_is_kept_when_a_namesake_comes() -> None:
    """A known permalink holds against one whose path would come first, and a new date."""
    cards = [Card(path="a.txt", title="Météo"), Card(path="b.txt", title="M", date="2022-01-01")]
    permalinks = settle(*cards, known={"b.txt": "undated/meteo.html"}).permalinks
    assert permalinks["b.txt"] == "undated/meteo.html"
    assert permalinks["a.txt"] == "undated/" + hashed("meteo", "a.txt")


def test_renamed_file_takes_over_the_address_of_its_title() -> None:
    """An address whose file is gone is free again."""
    permalinks = settle(
        Card(path="new.txt", title="T t t"), known={"old.txt": "undated/t-t-t.html"}
    )
    assert permalinks.permalinks == {"new.txt": "undated/t-t-t.html"}


def test_wanted_permalink_moves_the_page_and_leaves_a_redirect() -> None:
    """Front matter overrules the known address, which then leads to the new one."""
    card = Card(path="a.txt", title="T", permalink="/dossiers/Été 2022.html")
    found = settle(card, known={"a.txt": "2022/04/title.html"})
    assert found.permalinks == {"a.txt": "dossiers/ete-2022.html"}
    assert found.redirects == {"2022/04/title.html": "a.txt"}
    later = settle(card, known=found.permalinks, moved=found.redirects)
    assert (later.permalinks, later.redirects) == (found.permalinks, found.redirects)


def test_wanted_slug_moves_the_page_within_its_folder() -> None:
    """A slug added later changes the last part only, and once only."""
    card = Card(path="a.txt", title="Old title", date="2022-05-01", slug="New Slug")
    found = settle(card, known={"a.txt": "2022/04/old-title.html"})
    assert found.permalinks == {"a.txt": "2022/04/new-slug.html"}
    assert found.redirects == {"2022/04/old-title.html": "a.txt"}
    kept = {"a.txt": "2022/04/" + hashed("new-slug", "a.txt")}
    assert settle(card, known=kept).permalinks == kept


def test_two_articles_that_want_one_permalink_are_reported() -> None:
    """The first by path has it, the other its natural address, and the user is told."""
    cards = [Card(path=f"{name}.txt", title=f"Title {name}", permalink="x/y.html") for name in "ba"]
    found = settle(*cards)
    assert found.permalinks == {"a.txt": "x/y.html", "b.txt": "undated/title-b.html"}
    [complaint] = found.complaints
    assert complaint.what == "Two articles want x/y.html: a.txt and b.txt."
    assert complaint.severity == "warning"


@pytest.mark.parametrize(
    "permalink", ["index.html", "tag/otan.html", "2022/04/26.html", "2022/index", "../x", "a/../b"]
)
def test_permalink_of_a_list_page_is_refused(permalink: str) -> None:
    """What the site makes itself, or lies outside it, cannot be an article's address."""
    found = settle(Card(path="a.txt", title="Title", permalink=permalink))
    assert found.permalinks == {"a.txt": "undated/title.html"}
    assert len(found.complaints) == 1


@pytest.mark.parametrize("title", ["Index", "26", "A", "é"])
def test_titles_that_name_list_pages_get_a_hash(title: str) -> None:
    """An article called "26" does not stand where the page of the 26th will."""
    [permalink] = settle(Card(path="a.txt", title=title, date="2022-04-26")).permalinks.values()
    assert permalink == "2022/04/" + hashed(title_key(title), "a.txt")


@pytest.mark.parametrize(
    "known", ["../a.html", "/etc/x.html", "index.html", "2022/04/x", "con.html"]
)
def test_unfit_known_permalink_is_replaced(known: str) -> None:
    """A line mangled by hand in the permalinks file is reported, and never written to."""
    found = settle(Card(path="a.txt", title="Title"), known={"a.txt": known})
    assert found.permalinks == {"a.txt": "undated/title.html"}
    assert len(found.complaints) == 1 and not found.redirects


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/2019/Old-Title.html", "2019/Old-Title.html"),
        ("old/place/", "old/place/index.html"),
        ("old", "old/index.html"),
        ("vieux/été.htm", "vieux/été.htm"),
    ],
)
def test_aliases_become_redirects(alias: str, file: str) -> None:
    """A former address is answered by the file a host would look for."""
    assert settle(Card(path="a.txt", title="T", aliases=(alias,))).redirects == {file: "a.txt"}


@pytest.mark.parametrize(
    "alias",
    ["", "/", "../up.html", "a//b.html", ".git/x.html", "a.html/b.html", "tag/x.html", "x.php",
     "nul/", "C:\\x.html", "a/" * 120, "%2e%2e/x.html", "2022/04/index.html"],
)  # fmt: skip
def test_unsafe_aliases_are_refused(alias: str) -> None:
    """What leaves the site, hides, or would be a list page is reported and dropped."""
    found = settle(Card(path="a.txt", title="T", aliases=(alias,)))
    assert not found.redirects and len(found.complaints) == 1


def test_alias_never_covers_an_article() -> None:
    """An alias that differs from a permalink by case or accents alone is refused."""
    cards = [
        Card(path="a.txt", title="Été chaud"),
        Card(path="b.txt", title="B b b", aliases=("undated/Été-chaud.html",)),
    ]
    found = settle(*cards)
    assert not found.redirects and len(found.complaints) == 1


def test_thousands_of_one_title_are_seated() -> None:
    """Hashes that collide are lengthened: every article has its own address."""
    cards = [Card(path=f"{n}.txt", title="Le direct") for n in range(12_000)]
    assert len(set(settle(*cards).permalinks.values())) == 12_000


NASTY = ["con", "Index", "a", "A", "Á", "meteo", "Météo", "26", "x/../y", "tag/otan", "🎉", ""]
CARDS = st.lists(
    st.builds(
        Card,
        path=st.sampled_from([f"{n}.txt" for n in range(30)]),
        title=st.sampled_from(NASTY),
        date=st.sampled_from([None, "2022", "2022-04", "2022-04-26"]),
        slug=st.sampled_from([None, *NASTY]),
        permalink=st.sampled_from([None, *NASTY, "undated/meteo", "2022/04/meteo.html"]),
        aliases=st.lists(st.sampled_from([*NASTY, "undated/METEO.html", "old/a"])).map(tuple),
    ),
    unique_by=lambda card: card.path,
)


@given(CARDS, st.randoms())
def test_no_order_and_no_clash(cards: list[Card], shuffler: random.Random) -> None:
    """In any order the addresses are the same, all different after folding, none generated;
    and with these as the known ones they stay."""
    found = settle(*cards)
    shuffled = list(cards)
    shuffler.shuffle(shuffled)
    assert settle(*shuffled) == found
    addresses = [*found.permalinks.values(), *found.redirects]
    assert len({fold(address) for address in addresses}) == len(addresses)
    assert not any(is_generated(address) for address in addresses)
    assert not any(f"{one}/" in other for one in addresses for other in addresses)
    again = settle(*cards, known=found.permalinks, moved=found.redirects)
    assert (again.permalinks, again.redirects) == (found.permalinks, found.redirects)
