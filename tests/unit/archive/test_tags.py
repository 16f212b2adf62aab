import random

from hemero.archive.links import LinkOptions, Links, link_archive
from hemero.archive.pools import floor_of
from hemero.model.article import Card


def card(path: str, *subjects: str, language: str = "fr", **more: object) -> Card:
    lines = "\n".join(s if "\t" in s else f"N40 3s\t{s}" for s in subjects)
    return Card(path=path, title=path, language=language, subjects=lines, **more)  # type: ignore[arg-type]


def link(*cards: Card, **options: object) -> Links:
    return link_archive(cards, LinkOptions(**options))  # type: ignore[arg-type]


def test_territory_is_one_tag_in_all_languages() -> None:
    """One page, named in the site's language; a given tag joins it."""
    links = link(
        card("a", "Russie"),
        card("b", "Russia", language="en"),
        card("c", "ロシア", language="ja"),
        card("d", tags=("Russland",)),
        language="de",
    )
    assert set(links.tags.values()) == {("Russland",)}
    assert links.names["tag"]["Russland"].stem == "tag/russland"


def test_territory_is_read_in_the_language_of_the_text() -> None:
    """A word of one language that names a country in another is no country."""
    cards = card("a", "Island", language="en"), card("b", "Island", language="de")
    assert link(*cards, language="en").tags == {"a": ("Island",), "b": ("Iceland",)}


def test_given_tag_is_read_in_its_language() -> None:
    """A given tag names a country only where its article's language or the site's does."""
    given = card("a", language="en", tags=("Island",)), card("b", language="de", tags=("Island",))
    assert link(*given, language="en").tags == {"a": ("Island",), "b": ("Iceland",)}


def test_acronym_and_its_words_are_one_tag() -> None:
    """What an article spells out and another abbreviates is shown by the acronym."""
    links = link(
        card("a", "Union des ports du nord", "A0 0\tUPN=Union des ports du nord"),
        card("b", "UPN"),
    )
    assert links.tags == {"a": ("UPN",), "b": ("UPN",)}


def test_word_glued_to_a_name_is_taken_off() -> None:
    """A role before a name is no part of it, where others have the name without it."""
    links = link(card("a", "Défense Lloyd Austin"), card("b", "Lloyd Austin"))
    assert links.tags["a"] == links.tags["b"]


def test_given_tags_come_first_and_are_never_dropped() -> None:
    """What a file states stands before what was found, however much it is."""
    given = tuple(f"sujet {n}" for n in range(9))
    links = link(card("a", "Kerrec", tags=given), card("b", "Kerrec", tags=("divers",)))
    assert links.tags == {"a": given, "b": ("divers", "Kerrec")}
    assert [origin.kind for origin in links.tag_origins["b"]] == ["given", "name"]


def test_found_tag_of_one_article_has_no_page() -> None:
    """A page that lists one article leads nowhere; a given tag has its page all the same."""
    links = link(card("a", "Kerrec", "Anna Moreau"), card("b", "Kerrec"), card("c", tags=("art",)))
    assert links.names["tag"].keys() == {"Kerrec", "art"}


def test_theme_page_asks_for_more_than_a_names() -> None:
    """Three articles, and the word used as a noun: nobody looks for "closed"."""
    noun, verb = "T40 3s\tgrève", "T40 3\tfermé"
    links = link(*(card(f"{n}", noun, verb) for n in range(3)))
    assert links.names["tag"].keys() == {"grève"}
    assert not link(*(card(f"{n}", noun) for n in range(2))).names["tag"]


def test_found_tag_adds_to_given_ones() -> None:
    """What a given tag says already is not said again."""
    links = link(card("a", "Kerrec", tags=("Pont de Kerrec",)), card("b", "Kerrec"))
    assert links.tags["a"] == ("Pont de Kerrec",)


def test_larger_archives_ask_for_more_articles_a_tag() -> None:
    """What only two of many hundred articles share is no subject of theirs."""
    cards = [card(f"{n}", "Kerrec" if n > 1 else "Brévalan", "Aber") for n in range(600)]
    links = link(*cards)
    assert links.tags["0"] == ("Aber",)
    assert link(*cards, tag_floor=2).tags["0"] == ("Brévalan", "Aber")
    assert floor_of(10) == 1


def test_article_alone_with_its_names_keeps_the_weightiest() -> None:
    """Where no name is shared, the text's own strongest names are its tags, without a page; a
    floor that the project sets allows none below it."""
    cards = [card(f"{n}", "Aber") for n in range(600)]
    cards.append(card("x", "N138 5ts\tKerrec", "N20 2s\tBrévalan", "N60 1ts\tOdrenne"))
    links = link(*cards)
    assert links.tags["x"] == ("Kerrec",)
    assert "Kerrec" not in links.names["tag"]
    assert "x" not in link(*cards, tag_floor=2).tags


def test_theme_that_is_hardly_ever_a_noun_is_no_tag() -> None:
    """The archive learns from all articles which words they use as nouns."""
    noun, verb = "T40 3s\tgrève", "T60 3\tfermé"
    cards = [card(f"{n}", noun, verb, f"Ville {n % 9}") for n in range(12)]
    cards += [card(f"z{n}", f"Ville {n % 9}") for n in range(48)]
    assert set(link(*cards).tags["0"]) == {"Ville 0", "grève"}


def test_one_article_more_changes_the_tags_of_few() -> None:
    """Weights go by steps and floors by size, so that one article hardly ever moves another."""
    chance = random.Random(3)

    def another(number: int) -> Card:
        ranks = {min(int(chance.paretovariate(0.5)), 900) for _ in range(14)}
        names = [f"N{chance.randint(10, 90)} 2s\tNom {rank}" for rank in sorted(ranks)]
        return card(f"{number:04}", *names)

    cards = [another(number) for number in range(1500)]
    before = link(*cards).tags
    for number in range(1500, 1505):
        after = link(*cards, another(number)).tags
        assert sum(after.get(path) != tags for path, tags in before.items()) <= 10


def test_theme_that_everybody_has_says_nothing() -> None:
    """A theme on more than a quarter of the articles tells none from another."""
    cards = [card(f"{n}", "T40 3s\tpolitique", f"N9 1s\tVille {n % 9}") for n in range(90)]
    assert link(*cards).tags["5"] == ("Ville 5",)


def test_days_months_and_numbers_are_no_tags() -> None:
    """The calendar is no subject, in any language."""
    assert link(card("a", "Dienstag", "Juillet", "2022", "Monday Club")).tags == {}


def test_names_of_files_are_no_tags() -> None:
    """What has an underscore was never written for readers."""
    assert link(card("a", "Pont_AdobeStock_1692", "Leser_innen")).tags == {}


def test_aliases_and_stop_words_apply_to_what_is_found() -> None:
    """The project's word holds for found tags too."""
    links = link(
        card("a", "Otan", "Kerrec"), card("b", "Alliance"),
        tag_aliases={"otan": "Alliance"}, tag_stop=("kerrec",),
    )  # fmt: skip
    assert links.tags == {"a": ("Alliance",), "b": ("Alliance",)}


def test_none_is_looked_for_when_the_project_says_so() -> None:
    """With no room for found tags, given ones alone remain."""
    assert link(card("a", "Kerrec"), card("b", tags=("art",)), tag_most=0).tags == {"b": ("art",)}


def test_copies_are_tagged_but_do_not_count() -> None:
    """A syndicated story does not make its subjects common."""
    same = [card(f"c{n}", "Aber Wrac", text_key="k", words=300) for n in range(5)]
    others = [card(f"{n}", "Kerrec") for n in range(200)]
    links = link(*same, *others)
    assert not any(copy.path in links.tags for copy in same)


def test_tags_do_not_depend_on_the_order_of_cards() -> None:
    """The same articles have the same tags, however they come."""
    names = [f"Nom {n}" for n in range(20)]
    chance = random.Random(5)
    cards = [card(f"{n}", *chance.sample(names, 6)) for n in range(60)]
    first = link(*cards)
    chance.shuffle(cards)
    assert link(*cards).tags == first.tags
