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
    measure,
    set_scene,
)
from hemero.loader.page import Page
from hemero.loader.sitename import SEPARATOR, is_capitalised, name_key, read_copyright
from hemero.text import fold, squeeze

_SHORTEST_REPEAT = 8
_LONGEST_SOURCE_WORDS = 6

# What speaks for a candidate and against it: fitted over the candidates of 800 labelled pages
# (softmax within a page, L2).
WEIGHTS = {
    "names": -3.55,
    "alone": 2.10,
    "full_stop": -2.04,
    "credit": -1.92,
    "small": -1.83,
    "colon": -1.73,
    "in_body": -1.71,
    "stamp_after": 1.51,
    "in_text": 1.44,
    "short": -1.33,
    "in_first": 1.30,
    "long": -1.27,
    "like_first": 1.18,
    "in_lead": 1.12,
    "domain": 1.07,
    "stamp_before": 1.01,
    "upper": -1.00,
    "cuts": 0.97,
    "press": 0.93,
    "cue": -0.90,
    "score": -0.84,
    "bullet": -0.76,
    "first_and_early": 0.76,
    "distance": -0.70,
    "words_in_text": 0.67,
    "depth": 0.65,
    "own_and_first": 0.64,
    "site": -0.64,
    "own_line": 0.63,
    "after_other": -0.62,
    "times": 0.62,
    "capital_suffix": 0.60,
    "next_to_text": 0.60,
    "prefix": -0.52,
    "before_other": 0.48,
    "few": -0.38,
    "upper_suffix": 0.37,
    "suffix_in_text": -0.37,
    "words": -0.34,
    "question": 0.21,
    "of_first": -0.21,
    "first_is_long": 0.19,
    "suffix_named": 0.18,
    "digits": -0.16,
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
        return Headline(squeeze(page.shapes[0].text)[:LONGEST], "headline/first-line", 0)
    best = max(candidates, key=lambda candidate: weigh(candidate, scene))
    return _conclude(best, scene, repeats)


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
    source, source_rule = _find_source(best, first if alike else "", scene)
    place = best.place if best.place is not None else 0
    return Headline(best.text, rule, place, source, source_rule, frozenset(said))


def _shares_words(one: str, other: str) -> bool:
    a = {word for word in one.lower().split() if len(word) > 3}
    b = {word for word in other.lower().split() if len(word) > 3}
    return bool(a) and bool(b) and len(a & b) * 4 >= min(len(a), len(b))


def _find_source(best: Candidate, first: str, scene: Scene) -> tuple[str | None, str]:
    """The site's name: the last part of the title line; else the name under copyright."""
    rights = next(
        (
            name
            for shape in reversed(scene.page.shapes[-80:])
            if ("©" in shape.text or "opyright" in shape.text)
            and (name := read_copyright(shape.text))
        ),
        None,
    )
    rest = first
    if best.of_first and (at := first.find(best.text)) >= 0:
        before, after = first[:at], first[at + len(best.text) :]
        rest = after if after.strip() else before
    elif best.of_first:
        rest = ""
    parts = [part.strip(" |｜·•›»«–—:-：,/") for part in SEPARATOR.split(rest)]
    parts = [part for part in parts if part]
    if not best.of_first:
        parts = parts[1:]  # the first part is the headline in other words
    names = [part for part in parts if len(part.split()) <= _LONGEST_SOURCE_WORDS]
    for name in names:
        if rights and name_key(name) == name_key(rights):
            return name, "source/title-and-copyright"
    if names and (best.of_first or is_capitalised(names[-1].split())):
        return names[-1], "source/title-suffix"
    return (rights, "source/copyright") if rights else (None, "")
