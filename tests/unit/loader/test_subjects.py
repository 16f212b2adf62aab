import pytest

from hemero.loader.scan import scan_texts
from hemero.loader.subjects import LONGEST, NAMES, THEMES, find_subjects


def subjects(title: str, *texts: str, language: str = "fr") -> dict[str, str]:
    """Name as written → what stands before it on its line."""
    lines = find_subjects(title, scan_texts(texts), language).split("\n")
    return {name: head for head, _, name in (line.partition("\t") for line in lines)}


def test_names_are_told_by_capitals_within_sentences() -> None:
    """The first word of a sentence is no name for its capital; joints keep a name together."""
    found = subjects(
        "Une aide",
        "Hier la Banque de Kerrec a parlé. Selon Anna Moreau, rien ne presse. Demain peut-être.",
    )
    assert {"Banque de Kerrec", "Anna Moreau"} <= found.keys()
    assert not {"Hier", "Selon", "Demain"} & found.keys()


def test_surname_counts_for_the_whole_name() -> None:
    """A short form is no subject of its own where the text has the whole name."""
    found = subjects("Titre", "Ici Lloyd Austin parle. Puis Austin écoute, et Austin part.")
    assert found["Lloyd Austin"].split()[1] == "3s"
    assert "Austin" not in found


def test_short_form_that_comes_first_is_a_subject_of_its_own() -> None:
    """Only after the whole name does its last word stand for that."""
    found = subjects("Titre", "Voici Kerrec. Là, Kerrec attend, et plus loin Ferry Kerrec passe.")
    assert found["Kerrec"].split()[1] == "2s"


def test_role_is_no_part_of_a_name() -> None:
    """A president is found under the name alone."""
    text = "Here President Ann Example spoke. Then Senator Bob Sample left."
    found = subjects("Vote", text, language="en")
    assert {"Ann Example", "Bob Sample"} <= found.keys()


def test_acronym_is_found_with_what_it_stands_for() -> None:
    """Initials of the words before the bracket, small words left out."""
    found = subjects("T", "Voici l’Organisation du traité de l’Atlantique nord (OTAN) réunie.")
    assert "OTAN=Organisation du traité de l’Atlantique nord" in found


def test_title_in_capitals_throughout_names_nobody() -> None:
    """Where every word has a capital, a capital tells nothing."""
    found = subjects("Ten Ways To Cook Rice", "We cook it at home.", language="en")
    assert "Ways To Cook Rice" not in found


def test_themes_recur_or_stand_in_the_title() -> None:
    """Common words are no themes; phrases are kept whole."""
    found = subjects(
        "Le projet de pont divise",
        "La liberté de la presse compte. On défend la liberté de la presse. Le pont attend.",
    )
    assert "liberté de la presse" in found
    assert "pont" in found
    assert "compte" not in found


def test_kicker_is_a_theme() -> None:
    """The word before a title's colon says what the article is about."""
    assert "Tennis" in subjects("Tennis : la finale reportée", "On jouera demain sur le court.")


def test_signs_set_apart_end_a_name() -> None:
    """French sets signs between spaces; a name does not run across them."""
    found = subjects("Québec : Tout va", "À Kerrec : Anna Moreau et « Le Phare » .")
    assert "Kerrec Anna Moreau" not in found


def test_german_nouns_are_no_names() -> None:
    """A noun that also stands alone is counted for itself, not with its neighbour."""
    found = subjects(
        "Hilfe", "Die Angst geht um. Eine Person Angst zu nennen. Die Person ging.", language="de"
    )
    assert found["Angst"].split()[1] == "2s"


def test_german_neighbours_that_stay_together_are_a_name() -> None:
    """Who is named whole first is found under the whole name; the words are no subjects."""
    text = "Gestern kam Anna Moreau an. Dort sprach Moreau lange, und Moreau ging."
    found = subjects("Die Reise", text, language="de")
    assert found["Anna Moreau"].split()[1] == "3s"
    assert not {"Anna", "Moreau"} & found.keys()


def test_german_forms_of_a_noun_count_together() -> None:
    """Cases and numbers are one subject, shown as the text mostly has it."""
    text = "Die Brücke hält. Zwei Brücken fielen, doch jene Brücke steht noch."
    assert subjects("Am Fluss", text, language="de")["Brücke"].split()[1] == "3s"


def test_german_adjective_has_its_capital_from_the_sentence() -> None:
    """What the text also writes small is no noun for opening a sentence."""
    text = "Alte Brücken fallen. Man liebt alte Brücken sehr."
    found = subjects("Am Fluss", text, language="de")
    assert "Brücken" in found
    assert "Alte Brücken" not in found


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ja", "ロシアは演習を発表した。ロシアは拒否し、ロシア国防省は続ける。", "ロシア"),
        ("zh", "周二，俄罗斯宣布。俄罗斯拒绝任何检查，俄罗斯国防部表示。", "俄罗斯"),
    ],
)
def test_names_without_spaces_recur(language: str, text: str, name: str) -> None:
    """In scripts without capitals and spaces a name is what comes again."""
    assert name in subjects("標題", text, language=language)


def test_candidates_are_bounded_and_nothing_odd_breaks_them() -> None:
    """Ten thousand names, endless words and stray signs give a short list."""
    many = " ".join(f"avec Nom{n} Prénom{n} et chose{n} chose{n}" for n in range(10_000))
    found = subjects("x", many, "\ud800 " + "A" * 5000 + " ((( ''' --- Ab-", "İ ß ﬁ \u0301")
    assert len(found) <= NAMES + THEMES + 1
    assert max(map(len, found)) <= LONGEST
