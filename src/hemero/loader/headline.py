"""The headline: which lines repeat it, and where it ends and the name of the site begins.

Knows the lines of one page and where its prose begins. A title is only ever cut where the page
itself gives a reason: "Spider-Man – No Way Home" stays whole.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources
from operator import methodcaller

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hemero.loader.bearings import measure
from hemero.loader.candidates import (
    Candidate,
    Scene,
    find_candidates,
    is_sure_cut,
    set_scene,
)
from hemero.loader.page import Page
from hemero.loader.repeats import LONGEST, is_seam, is_sentences
from hemero.loader.sitename import SEPARATOR
from hemero.model.article import CORRECTION
from hemero.text import cut_at_word, fold, squeeze

_STATED = frozenset(("given", CORRECTION))
_FEWEST_LEFT = 2  # words that a headline keeps
_FIRST_WORDS = 90  # characters of a text that stand for its headline where it has none


class Headline(Struct, frozen=True):
    """The title of a page, and what was split off it."""

    title: str
    rule: str
    place: int | None  # of the line it was read from
    repeats: frozenset[int] = frozenset()  # places of all lines that say it again
    rest: str = ""  # what the page's title line says besides it: mostly the site's name


def find_headline(
    page: Page,
    repeats: Sequence[int],
    scores: Sequence[float],
    given: str | None,
    barred: frozenset[int] = frozenset(),
) -> Headline:
    """The headline of a page. `scores` tell how much each line reads as text; lines at `barred`
    places are known to be none.

    O(lines); about 10 µs a candidate.
    """
    if given:
        return _given_headline(page, given)
    scene = set_scene(page, repeats, scores)
    candidates = find_candidates(scene)
    if barred:
        candidates = [one for one in candidates if _origin(one, scene) not in barred]
    if not candidates:
        return _first_words(page)
    weights = {candidate.text: weigh(candidate, scene) for candidate in candidates}
    best = max(candidates, key=lambda candidate: weights[candidate.text])
    if best.of_first and not best.suffix:
        cuts = [candidate for candidate in candidates if is_sure_cut(candidate, scene)]
        best = max(cuts, key=lambda cut: weights[cut.text], default=best)
    return _conclude(best, scene, repeats)


def settled_headline(
    page: Page, repeats: Sequence[int], scores: Sequence[float], place: int, rule: str
) -> Headline:
    """The headline that stands at a place, whatever else might be one; of a line that names the
    site as well, the likeliest part."""
    scene = set_scene(page, repeats, scores)
    here = [
        one
        for one in find_candidates(scene)
        if _origin(one, scene) == place or (one.of_first and place == scene.head)
    ]
    if not here:
        return Headline(squeeze(page.shapes[place].text)[:LONGEST], rule, place)
    best = max(here, key=lambda candidate: weigh(candidate, scene))
    return replace(_conclude(best, scene, repeats), rule=rule, place=place)


def _origin(candidate: Candidate, scene: Scene) -> int:
    """The place of the line that a candidate was read from."""
    return scene.head if candidate.place is None else candidate.place


def cut_tail(headline: Headline, is_foreign: Callable[[str], bool]) -> Headline:
    """A headline without what stands behind its last separator, where `is_foreign` says that it
    is no part of it; a headline that was stated stays whole."""
    if headline.rule in _STATED:
        return headline
    seam = max(SEPARATOR.finditer(headline.title), key=methodcaller("start"), default=None)
    if seam is None or headline.title.count(" ", 0, seam.start()) + 1 < _FEWEST_LEFT:
        return headline
    if not is_foreign(headline.title[seam.end() :]):
        return headline
    return replace(
        headline,
        title=headline.title[: seam.start()].rstrip(),
        rest=headline.title[seam.start() :] + headline.rest,
    )


def _first_words(page: Page) -> Headline:
    """A page without a headline is called by the first words of its text."""
    first = page.shapes[0]
    if is_sentences(first):
        return Headline(
            cut_at_word(squeeze(first.text), _FIRST_WORDS), "headline/first-words", None
        )
    return Headline(squeeze(first.text)[:LONGEST], "headline/first-line", 0)


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """The weights that come with Hemero."""
    data = resources.files("hemero.loader") / "headline.json"
    return msgspec.json.decode(data.read_bytes(), type=dict[str, float])


def weigh(candidate: Candidate, scene: Scene) -> float:
    weights = load_weights()
    found = measure(candidate, scene)
    return sum(weights.get(name, 0.0) * value for name, value in found.items() if value)


def _given_headline(page: Page, given: str) -> Headline:
    title = squeeze(given)
    key = fold(title)
    places = [
        place
        for place, shape in enumerate(page.shapes[:200])
        if len(key) >= 4 and abs(len(shape.text) - len(key)) <= 60 and _says(shape.text, key)
    ]
    first = squeeze(page.shapes[0].text[:LONGEST])
    rest = first[len(title) :] if _says(first, key) else ""
    return Headline(title, "given", None, repeats=frozenset(places), rest=rest)


def _says(text: str, key: str) -> bool:
    folded = fold(text)
    return folded == key or (folded.startswith(key) and is_seam(folded, len(key)))


def _conclude(best: Candidate, scene: Scene, repeats: Sequence[int]) -> Headline:
    """The chosen title with the lines that repeat it."""
    said = set(scene.places.get(fold(best.text), ()))
    first = squeeze(scene.page.shapes[scene.head].text[:LONGEST])
    alike = best.of_first or _shares_words(best.text, first)
    if alike:
        said.update(repeats)
    if best.of_first and best.place not in (None, scene.head):
        rule = "headline/repeat"
    elif best.of_first or best.place == scene.head:
        rule = "headline/first-line"
    else:
        rule = "headline/before-text"
    rest = _title_rest(best, first) if alike or best.of_first else ""
    place = best.place if best.place is not None else scene.head
    return Headline(best.text, rule, place, frozenset(said), rest)


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
