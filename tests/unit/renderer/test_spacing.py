"""French white space, after the tables of the Imprimerie nationale, the OQLF and the Romands."""

import pytest

from hemero.renderer.spacing import spaced

N, T = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Quoi ? Non !", f"Quoi{T}? Non{T}!"),
        ("un ; deux", f"un{T}; deux"),
        (f"un{N}; deux", f"un{T}; deux"),
        ("boiteux : le Groupe", f"boiteux{N}: le Groupe"),
        ("« Et la valeur »", f"«{N}Et la valeur{N}»"),
        ("«Et la valeur» dit-il", f"«{N}Et la valeur{N}» dit-il"),
        ("l’«Ukraine»", f"l’«{N}Ukraine{N}»"),
        ("Vraiment? oui", f"Vraiment{T}? oui"),
        ("Vraiment?", f"Vraiment{T}?"),
        ("20 % et 5 €", f"20{N}% et 5{N}€"),
        ("5 milliards de dollars", f"5{N}milliards de dollars"),
        ("3,7 millions", f"3,7{N}millions"),
        ("à 16 h 15", f"à 16{N}h{N}15"),
        ("M. Austin et Mme Lund", f"M.{N}Austin et Mme{N}Lund"),
        ("n° 12", f"n°{N}12"),
        ("12 km", f"12{N}km"),
    ],
)
def test_french_spaces_are_set(given: str, expected: str) -> None:
    """Spaces before high signs, in quotation marks, before units and after titles."""
    assert spaced(given, "fr") == expected


@pytest.mark.parametrize(
    "text",
    [
        "d'aujourd'hui. , et",
        "rapport 3:2 à 12:30",
        "voir https://a.fr/x?b=c; et http://b.fr/? puis www.c.fr/?",
        "à moi@exemple.fr; oui",
        "AT&T et R&amp; fin",
        "“La guerre signifie la guerre.” Et",
        "« Une citation.» sans fin"[2:],
        "5 mètres, 7 hommes, 3 minutieux",
        "WM. Smith",
        "quoi?!",
        "« ",
        "",
    ],
)
def test_what_is_no_french_sign_stays(text: str) -> None:
    """Addresses, ratios, references and the source's own errors are not touched."""
    assert spaced(text, "fr").replace(N, " ") == text


def test_every_other_language_stays_as_it_is() -> None:
    """Nothing is set in a language without such a habit, or in an unknown one."""
    text = "What ? «No» : 20 %"
    assert [spaced(text, language) for language in ("en", "de", "", None)] == [text] * 4


def test_regions_have_their_habits() -> None:
    """Canada takes the space before high signs out, Switzerland makes all narrow."""
    text = "Quoi ? Ceci : « rien »"
    assert spaced(text, "fr-CA") == f"Quoi? Ceci{N}: «{N}rien{N}»"
    assert spaced(text, "fr-CH") == f"Quoi{T}? Ceci{T}: «{T}rien{T}»"
    assert spaced(text, "fr-BE") == spaced(text, "fr")


def test_only_white_space_changes() -> None:
    """Without its white space a text is the same before and after."""
    text = "«Quoi?» dit M. X : 5 % de « tout » ; oui ! n° 5, 16 h 30"
    squeezed = "".join(spaced(text, "fr").split())
    assert squeezed == "".join(text.split())


def test_setting_twice_changes_nothing_more() -> None:
    """What is set already stays."""
    once = spaced("Quoi? « Oui » : 16 h 30, 5 %", "fr")
    assert spaced(once, "fr") == once
