"""The headline: which lines repeat it, and where it ends and the name of the site begins.

Knows the lines of one page and where its prose begins. A title is only ever cut where the page
itself gives a reason: "Spider-Man – No Way Home" stays whole.
"""

from collections.abc import Sequence

from msgspec import Struct

from hemero.loader.candidates import (
    LONGEST,
    Candidate,
    Scene,
    find_candidates,
    is_sentences,
    measure,
    set_scene,
)
from hemero.loader.page import Page
from hemero.loader.sitename import SEPARATOR, find_source
from hemero.text import cut_at_word, fold, squeeze

_SHORTEST_REPEAT = 8
_FIRST_WORDS = 90  # characters of a text that stand for its headline where it has none

# What speaks for a candidate and against it: fitted over the candidates of 800 labelled pages
# (softmax within a page, L2).
WEIGHTS = {
    "names": -3.51,
    "alone": 2.06,
    "credit": -2.04,
    "colon": -1.91,
    "score": -1.87,
    "full_stop": -1.86,
    "small": -1.77,
    "in_text": 1.47,
    "in_first": 1.46,
    "stamp_after": 1.43,
    "long": -1.37,
    "short": -1.35,
    "in_lead": 1.25,
    "in_body": -1.22,
    "like_first": 1.07,
    "domain": 1.05,
    "upper": -1.02,
    "own_line": 1.01,
    "press": 0.99,
    "stamp_before": 0.99,
    "cuts": 0.84,
    "capital_suffix": 0.83,
    "first_and_early": 0.80,
    "depth": 0.77,
    "own_and_first": 0.77,
    "bullet": -0.73,
    "cue": -0.64,
    "words_in_text": 0.63,
    "few": -0.55,
    "before_other": 0.53,
    "prefix": -0.51,
    "next_to_text": 0.50,
    "site": -0.49,
    "distance": -0.48,
    "of_first": -0.44,
    "times": 0.37,
    "after_other": -0.32,
    "words": -0.30,
    "suffix_in_text": -0.26,
    "question": 0.25,
    "digits": -0.24,
    "first_is_long": 0.18,
}


class Headline(Struct, frozen=True):
    """The title of a page, and what was split off it."""

    title: str
    rule: str
    place: int | None  # of the line it was read from
    source: str | None = None
    source_rule: str = ""
    repeats: frozenset[int] = frozenset()  # places of all lines that say it again


def find_repeats(page: Page) -> list[int]:
    """Places of the page's first line and of every line that repeats it or its main part."""
    if not page.shapes:
        return []
    first = page.shapes[0].text
    if is_sentences(page.shapes[0]):
        return []
    if len(first) > LONGEST:
        return [0]
    whole = first.lower()
    found = [0]
    for place in range(1, len(page.shapes)):
        text = page.shapes[place].text
        if _SHORTEST_REPEAT <= len(text) <= LONGEST and _repeats(text.lower(), whole):
            found.append(place)
    return found


def _repeats(text: str, whole: str) -> bool:
    """Whether `text` is the first line, or the larger part of it that ends at a separator."""
    if text == whole:
        return True
    if len(text) * 5 < len(whole) * 2 or (" " not in text and text.isascii()):
        return False
    if len(text) > len(whole):
        return text.startswith(whole) and len(text) - len(whole) < 60 and _cuts(text, len(whole))
    at = whole.find(text)
    if at < 0:
        return False
    after = at + len(text)
    return (at == 0 or _cuts_before(whole, at)) and (after == len(whole) or _cuts(whole, after))


def _cuts(whole: str, at: int) -> bool:
    return SEPARATOR.match(whole, at) is not None or whole.startswith(", ", at)


def _cuts_before(whole: str, at: int) -> bool:
    before = whole[max(0, at - 4) : at].rstrip()
    return before[-1:] in "|｜·•›»«–—:-："


def find_headline(
    page: Page, repeats: Sequence[int], scores: Sequence[float], keep: float, given: str | None
) -> Headline:
    """The headline of a page. `scores` tell how much each line reads as text, from `keep` on.

    O(lines); about 10 µs a candidate.
    """
    if given:
        return _given_headline(page, given)
    scene = set_scene(page, repeats, scores, keep)
    candidates = find_candidates(scene)
    if not candidates:
        return _first_words(page)
    best = max(candidates, key=lambda candidate: weigh(candidate, scene))
    return _conclude(best, scene, repeats)


def _first_words(page: Page) -> Headline:
    """A page without a headline is called by the first words of its text."""
    first = page.shapes[0]
    if is_sentences(first):
        return Headline(
            cut_at_word(squeeze(first.text), _FIRST_WORDS), "headline/first-words", None
        )
    return Headline(squeeze(first.text)[:LONGEST], "headline/first-line", 0)


def weigh(candidate: Candidate, scene: Scene) -> float:
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in measure(candidate, scene).items())


def _given_headline(page: Page, given: str) -> Headline:
    title = squeeze(given)
    key = fold(title)
    places = [
        place
        for place, shape in enumerate(page.shapes[:200])
        if len(key) >= 4 and abs(len(shape.text) - len(key)) <= 60 and _says(shape.text, key)
    ]
    return Headline(title, "given", None, repeats=frozenset(places))


def _says(text: str, key: str) -> bool:
    folded = fold(text)
    return folded == key or (folded.startswith(key) and _cuts(folded, len(key)))


def _conclude(best: Candidate, scene: Scene, repeats: Sequence[int]) -> Headline:
    """The chosen title with its source and the lines that repeat it."""
    said = set(scene.places.get(fold(best.text), ()))
    first = squeeze(scene.page.shapes[0].text[:LONGEST])
    alike = best.of_first or _shares_words(best.text, first)
    if alike:
        said.update(repeats)
    if best.of_first and best.place:
        rule = "headline/repeat"
    elif best.of_first or best.place == 0:
        rule = "headline/first-line"
    else:
        rule = "headline/before-text"
    rest = _title_rest(best, first) if alike or best.of_first else ""
    source, source_rule = find_source(scene.page, rest, best.text)
    place = best.place if best.place is not None else 0
    return Headline(best.text, rule, place, source, source_rule, frozenset(said))


def _shares_words(one: str, other: str) -> bool:
    a = {word for word in one.lower().split() if len(word) > 3}
    b = {word for word in other.lower().split() if len(word) > 3}
    return bool(a) and bool(b) and len(a & b) * 4 >= min(len(a), len(b))


def _title_rest(best: Candidate, first: str) -> str:
    """What the first line says besides the headline."""
    at = first.find(best.text) if best.of_first else -1
    if at >= 0:
        before, after = first[:at], first[at + len(best.text) :]
        return after if after.strip() else before
    if best.of_first:
        return best.suffix
    seam = SEPARATOR.search(first)  # the headline in other words comes first
    return first[seam.start() :] if seam else ""
