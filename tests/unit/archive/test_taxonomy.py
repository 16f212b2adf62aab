from hemero.archive.links import LinkOptions, Links, link_archive
from hemero.archive.taxonomy import merge_names, unite
from hemero.model.article import Card


def link(*tags: tuple[str, ...], **options: object) -> Links:
    cards = [Card(path=f"{n}", title=f"Title {n}", tags=own) for n, own in enumerate(tags)]
    return link_archive(cards, LinkOptions(**options))  # type: ignore[arg-type]


def test_spellings_merge_under_the_commonest() -> None:
    """All spellings of a tag are one tag, shown as most articles write it; ties by text."""
    links = link(("OTAN", "crue"), ("otan",), ("OTAN", "Crue"))
    assert links.tags == {"0": ("OTAN", "Crue"), "1": ("OTAN",), "2": ("OTAN", "Crue")}


def test_tag_is_given_once_to_an_article() -> None:
    """Two spellings in one article count as one tag, in the place of the first."""
    assert link(("Budget", "OTAN", "budget")).tags == {"0": ("Budget", "OTAN")}


def test_aliases_and_stop_words_apply() -> None:
    """An alias stands for the tag it names, as written there; a stop word is no tag."""
    links = link(("NATO", "divers"), ("otan",), tag_aliases={"nato": "Otan"}, tag_stop=("Divers",))
    assert links.tags == {"0": ("Otan",), "1": ("Otan",)}
    assert links.names["tag"]["Otan"].stem == "tag/otan"


def test_names_of_signs_alone_keep_apart() -> None:
    """Names without letters are names still, with files of their own."""
    names = merge_names("tag", [("!", "?", "🎉", " ")])
    assert len({name.stem for name in names.values()}) == len(names) == 3


def test_unite_skips_what_is_no_name() -> None:
    """Spellings that were stopped do not appear."""
    names = merge_names("author", [("A", "a", "B")], stop=("B",))
    assert [name.name for name in unite(("a", "B", "A"), names)] == ["A"]
