"""The language of the text, not of its chrome."""

import pytest
from tests.unit.loader.judging import article, page

from hemero.loader.language import detect_language
from hemero.model.article import Given

FRENCH = (
    "Le conseil s'est réuni lundi soir et a décidé, après quatre heures de débat, de garder le "
    "vieux pont ouvert jusqu'à la fin du chantier."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        ("Der Rat hat am Montagabend beschlossen, die alte Brücke offen zu lassen.", "de"),
        ("The council agreed on Monday to keep the old bridge open for now.", "en"),
        ("El ayuntamiento decidió el lunes mantener abierto el puente viejo.", "es"),
        ("Il consiglio ha deciso lunedì sera di tenere aperto il vecchio ponte.", "it"),
        ("A câmara decidiu na segunda-feira à noite manter aberta a ponte velha.", "pt"),
        ("De raad besloot maandagavond om de oude brug voorlopig open te houden.", "nl"),
        ("Rada postanowiła w poniedziałek wieczorem pozostawić otwarty stary most.", "pl"),
        ("Совет решил в понедельник вечером оставить старый мост открытым.", "ru"),
        ("قرر المجلس مساء الاثنين إبقاء الجسر القديم مفتوحا حتى يكتمل الجديد.", "ar"),
        ("町議会は月曜日の夜、古い橋を開けておくことを決めた。", "ja"),
        ("议会星期一晚上决定保留旧桥，直到新桥建成为止。", "zh"),
    ],
)
def test_languages_are_told(text: str, language: str) -> None:
    """A sentence is enough."""
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "…", "12.04", "\x00\x01", "ok", "\ud800" * 50])
def test_what_cannot_be_told_stays_open(text: str) -> None:
    """No guess from a few letters, and no failure on odd ones."""
    assert detect_language(text) is None


def test_the_chrome_does_not_decide() -> None:
    """A French article under an English comment form is French."""
    form = ("Leave a Reply", "Your email address will not be published.", "Save my name, email")
    found = article(page("Le vieux pont reste ouvert", FRENCH, FRENCH + " Bis.", *form))
    assert found.language == "fr"


def test_a_given_language_stands() -> None:
    """What the file states is not judged again."""
    assert article(page("Le pont", FRENCH), given=Given(language="en-GB")).language == "en-GB"


def test_a_headline_tells_where_there_is_no_text() -> None:
    """A page of which a headline and a stray line are left has a language all the same."""
    headline = "Le conseil municipal a décidé lundi soir de garder ouvert le vieux pont du port"
    found = article(page("Ce n'est pas un jeu.", headline))
    assert (found.title, found.body, found.language) == (headline, (), "fr")


def test_a_name_alone_tells_no_language() -> None:
    """Where there is no more than a name, nothing is guessed."""
    assert article(page("Kerrec Odrenne Brévalan Marchandel")).language is None
