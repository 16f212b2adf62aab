"""The language of a text: told from the text alone, left open where it is open."""

import pytest
from tests.unit.loader.pages import TEXT, read_page

from hemero.loader.language import detect_language
from hemero.model.article import Given

SAMPLES = {
    "fr": "Le moulin que l'on disait perdu a repris le vent dimanche, devant toute la commune.",
    "en": "The mill that everyone had given up caught the wind on Sunday before a large crowd.",
    "de": "Die Mühle, die alle längst aufgegeben hatten, drehte sich am Sonntag wieder im Wind.",
    "es": "El molino que todos daban por perdido volvió a girar el domingo ante mucha gente.",
    "it": "Il mulino che tutti davano per perso ha ripreso a girare domenica davanti alla gente.",
    "pt": "O moinho que todos davam por perdido voltou a girar no domingo diante de muita gente.",
    "nl": "De molen die iedereen had opgegeven draaide zondag weer in de wind voor veel mensen.",
    "pl": "Młyn, który wszyscy uznali za stracony, w niedzielę znów zaczął się obracać na wietrze.",
    "ru": "Мельница, которую все считали потерянной, в воскресенье снова закрутилась на ветру.",
    "ja": "誰もが失われたと思っていた風車が、日曜日に大勢の人の前で再び回り始めた。",
    "ar": "عادت الطاحونة التي ظن الجميع أنها ضاعت لتدور من جديد يوم الأحد أمام جمهور كبير.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_one_sentence_tells_its_language(language: str) -> None:
    """Two letters of ISO 639-1."""
    assert detect_language(SAMPLES[language]) == language


@pytest.mark.parametrize("text", ["", "12 345 – 67", "OK", "!?… ///", "\x00\ud800\ufffe" * 40])
def test_too_little_text_stays_undecided(text: str) -> None:
    """No answer is better than a guess, and nothing raises."""
    assert detect_language(text) is None


def test_chrome_in_another_language_does_not_count() -> None:
    """A French text under an English menu and above an English form is French."""
    text = [SAMPLES["fr"], f"{SAMPLES['fr']} On y est resté jusqu'au soir, et l'on a dansé."]
    foot = ("Leave a Reply", "Your email address will not be published.", "Recent News")
    assert read_page("Home", "About us", "Le moulin tourne", *text, *foot).language == "fr"


def test_a_given_language_stands() -> None:
    """What the file states is not judged again."""
    assert read_page("Ice", *TEXT, given=Given(language="fr-CA")).language == "fr-CA"
