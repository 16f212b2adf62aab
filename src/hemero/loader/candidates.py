"""The texts on a page that may be its headline.

Knows one page and how much each line of it reads as text. Every line before the text is a
candidate, and every part of the first line that a separator leaves.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from hemero.loader.page import COLON, Page, Shape
from hemero.loader.repeats import LONGEST, is_sentences
from hemero.loader.sitename import (
    HARD_SIGNS,
    LEFT_WORDS,
    SEPARATOR,
    SUFFIX_WORDS,
    has_press_word,
    is_capitalised,
    is_domain,
    named_lines,
)
from hemero.text import fold, squeeze

_MOST_WORDS = 40
_MOST_CUTS = 6
_LOOK_BACK = 25  # lines before the first prose in which a headline is looked for
_LOOK_ABOVE_RUN = 12  # the same before the page's heaviest run of prose, where that is another
LOOK_IN = 3  # lines of what reads like text that may still be the headline
_SURELY, _RATHER = 0.8, 0.42  # scores from which on a line is the text's
_LEAD = 3  # lines of the text whose words a headline shares
_MOST_BODY = 8  # lines of the text whose words are looked at
_STRIP = ".,:;!?\"“”„«»'’()"


class Candidate(Struct, gc=False):
    """A text that may be the headline."""

    text: str
    place: int | None = None  # the nearest line before the text that says it
    own: bool = False  # that line says this and no more
    times: int = 0  # lines that say it
    of_first: bool = False  # the first line, or a part of it
    suffix: str = ""  # what was cut off the first line
    sign: str = ""
    cuts: int = 0
    prefix: bool = False  # cut at its beginning


class Scene(Struct, frozen=True):
    """What the weighing of a page's candidates needs to know of the page."""

    page: Page
    scores: Sequence[float]
    head: int  # place of the page's title line
    repeats: frozenset[int]  # places of the lines that say it again, anywhere
    start: int  # place of the first line of the text
    run: int  # place of the first line of the heaviest run of prose, where it begins far below
    places: dict[str, list[int]]  # by folded line
    named: frozenset[str]
    body_words: frozenset[str]
    lead_words: frozenset[str]
    first_words: frozenset[str]
    title_like: Sequence[bool]
    said: str  # all lines that are no paragraphs, in small letters


def set_scene(page: Page, repeats: Sequence[int], scores: Sequence[float]) -> Scene:
    """The page as the weighing sees it: its text is what surely reads like text."""
    shapes = page.shapes
    skip = set(repeats)
    head = repeats[0] if repeats else 0
    body = [p for p, score in enumerate(scores) if score >= _SURELY and p not in skip]
    body = body or [p for p, score in enumerate(scores) if score >= _RATHER and p not in skip]
    start = body[0] if body else len(shapes)
    words: set[str] = set()
    for place in body[:_MOST_BODY]:
        words |= bare_words(shapes[place].parts)
    lead: set[str] = set()
    for place in body[:_LEAD]:
        lead |= bare_words(shapes[place].parts)
    places: dict[str, list[int]] = {}
    low, high = _window(start, len(shapes))
    run = page.run[0] if page.mass and page.run[0] >= high else start
    for place in sorted({head, *_looked_at(start, run, len(shapes)), *repeats}):
        if len(shapes[place].text) <= LONGEST:
            places.setdefault(fold(shapes[place].text), []).append(place)
    return Scene(
        page=page,
        scores=scores,
        head=head,
        repeats=frozenset(skip),
        start=start,
        run=run,
        places=places,
        named=named_lines(page),
        body_words=frozenset(words),
        lead_words=frozenset(lead),
        first_words=frozenset(words_of(shapes[head].text[:LONGEST])),
        title_like=[
            place >= low and _is_title_like(shape, words)
            for place, shape in enumerate(shapes[: max(high, run)])
        ],
        said="\n".join(s.text for s in shapes if len(s.text) <= LONGEST).lower(),
    )


def _looked_at(start: int, run: int, count: int) -> list[int]:
    """The places in which a headline is looked for: before the first line that surely is text,
    and before the heaviest run of prose, since the first may be of a consent text or a pitch."""
    low, high = _window(start, count)
    return [*range(low, high), *range(max(high, run - _LOOK_ABOVE_RUN), run)]


def _window(start: int, count: int) -> tuple[int, int]:
    return max(0, start - _LOOK_BACK), min(count, start + LOOK_IN)


def words_of(text: str) -> set[str]:
    """The longer words of a text, without the signs around them."""
    return bare_words(text.split())


def bare_words(parts: Sequence[str]) -> set[str]:
    return {word.strip(_STRIP).lower() for word in parts if len(word) > 3}


def _is_title_like(shape: Shape, known: set[str]) -> bool:
    if not 4 <= shape.words < _MOST_WORDS or shape.end == COLON:
        return False
    words = bare_words(shape.parts)
    return len(words) >= 2 and len(words & known) * 5 >= len(words) * 2


def find_candidates(scene: Scene) -> list[Candidate]:
    """Every candidate once, the parts of the first line first."""
    found: dict[str, Candidate] = {}
    for candidate in _parts_of_first(scene):
        found.setdefault(fold(candidate.text), candidate)
    shapes = scene.page.shapes
    for place in _looked_at(scene.start, scene.run, len(shapes)):
        if place == scene.head:
            continue
        shape = shapes[place]
        if (
            shape.words <= _MOST_WORDS
            and 3 <= len(shape.text) <= LONGEST
            and (shape.alone is None or shape.alone.kind == "section")
            and not is_sentences(shape)
        ):
            found.setdefault(fold(shape.text), Candidate(squeeze(shape.text)))
    whole = next(iter(found), "")
    for key, candidate in found.items():
        _place(candidate, key, whole, scene)
    return list(found.values())


def _counts(place: int, scene: Scene) -> bool:
    """Whether a line may be where the headline stands: before the text, or as a repetition."""
    return place > scene.head and (
        place < scene.start + LOOK_IN
        or place in scene.repeats
        or scene.run - _LOOK_ABOVE_RUN <= place < scene.run
    )


def _place(candidate: Candidate, key: str, whole: str, scene: Scene) -> None:
    """Where a candidate is said; a part of the first line also where that line comes again."""
    for said in (key, whole) if candidate.of_first else (key,):
        before = [p for p in scene.places.get(said, ()) if _counts(p, scene)]
        if before:
            near = min(before, key=lambda place: (away(place, scene), place))
            candidate.place, candidate.own = near, said == key
            candidate.times = len(scene.places[said])
            return
    candidate.place, candidate.times = (scene.head, 1) if candidate.of_first else (None, 0)


def away(place: int, scene: Scene) -> int:
    """Lines from where the text begins, or may begin."""
    return min(abs(place - scene.start), abs(place - scene.run))


def _parts_of_first(scene: Scene) -> Iterator[Candidate]:
    line = squeeze(scene.page.shapes[scene.head].text[:LONGEST])
    if not line:
        return
    if not is_sentences(scene.page.shapes[scene.head]):
        yield Candidate(line, of_first=True)
    seams = list(SEPARATOR.finditer(line))[:_MOST_CUTS]
    for number, seam in enumerate(reversed(seams), 1):
        left, right = line[: seam.start()].strip(), line[seam.end() :].strip()
        cut = Candidate(left, of_first=True, suffix=right, sign=seam.group().strip(), cuts=number)
        if left and right and _may_cut(cut, scene):
            yield cut
    for seam in seams[:3]:
        left, right = line[: seam.start()].strip(), line[seam.end() :].strip()
        cut = Candidate(right, of_first=True, suffix=left, sign=seam.group().strip(), prefix=True)
        if left and right and _may_cut(cut, scene):
            yield cut
        last = seams[-1]
        if last.start() > seam.end():
            middle, tail = line[seam.end() : last.start()].strip(), line[last.end() :].strip()
            cut = Candidate(
                middle, of_first=True, suffix=tail, sign=last.group().strip(), cuts=1, prefix=True
            )
            if middle and tail and _may_cut(cut, scene):
                yield cut


def _may_cut(cut: Candidate, scene: Scene) -> bool:
    """Whether the page gives a reason to cut here: a line that says what is left; a sign that
    headlines are not written with; what is cut stands elsewhere as a name, or reads like one."""
    if any(place != scene.head for place in scene.places.get(fold(cut.text), ())):
        return True
    words = cut.suffix.split()
    if len(words) > 2 * SUFFIX_WORDS or len(cut.text) < 8:
        return False
    if is_domain(words[-1]) or (cut.sign and cut.sign[0] in HARD_SIGNS):
        return True
    if cut.prefix:
        return False
    if cut.suffix.lower() in scene.named and len(words) <= SUFFIX_WORDS:
        return len(cut.text.split()) >= 2
    if cut.sign in (":", "：") or len(cut.text.split()) < LEFT_WORDS or len(words) > SUFFIX_WORDS:
        return False
    if len(words) == 1 and len(cut.suffix) > 2 and cut.suffix.isupper():
        return True
    return is_capitalised(words) and (
        has_press_word(words) or not words_of(cut.suffix) & scene.body_words
    )


def is_sure_cut(cut: Candidate, scene: Scene) -> bool:
    """Whether what was cut off surely is a site's name: a line says the rest and no more; or
    it is written as an address, in capitals, behind a sign that headlines are not written
    with, or named elsewhere on the page."""
    if not cut.suffix or cut.prefix:
        return False
    words = cut.suffix.split()
    return len(words) <= SUFFIX_WORDS and (
        cut.own
        or is_domain(words[-1])
        or cut.sign[:1] in HARD_SIGNS
        or cut.suffix.lower() in scene.named
        or (len(words) == 1 and len(cut.suffix) > 2 and cut.suffix.isupper())
    )
