"""The texts on a page that may be its headline, and what speaks for each.

Knows one page and how much each line of it reads as text. Every line before the text is a
candidate, and every part of the first line that a separator leaves.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from hemero.loader.dates import find_dates
from hemero.loader.page import CLOSING, COLON, Page, Shape, has_credit, site_words
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
_LOOK_IN = 3  # lines of what reads like text that may still be the headline
_SURELY, _RATHER = 0.8, 0.42  # scores from which on a line is the text's
_LEAD = 3  # lines of the text whose words a headline shares
_MOST_BODY = 8  # lines of the text whose words are looked at
_STAMP = re.compile(r"\b(?:19|20)\d\d\b")
_STRIP = ".,:;!?\"“”„«»'’()"

Features = dict[str, float]


class Candidate(Struct):
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
    places: dict[str, list[int]]  # by folded line
    named: frozenset[str]
    body_words: frozenset[str]
    lead_words: frozenset[str]
    first_words: frozenset[str]
    title_like: Sequence[bool]


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
        words |= _bare_words(shapes[place].parts)
    lead: set[str] = set()
    for place in body[:_LEAD]:
        lead |= _bare_words(shapes[place].parts)
    places: dict[str, list[int]] = {}
    low, high = _window(start, len(shapes))
    for place in sorted({head, *range(low, high), *repeats}):
        if len(shapes[place].text) <= LONGEST:
            places.setdefault(fold(shapes[place].text), []).append(place)
    return Scene(
        page=page,
        scores=scores,
        head=head,
        repeats=frozenset(skip),
        start=start,
        places=places,
        named=named_lines(page),
        body_words=frozenset(words),
        lead_words=frozenset(lead),
        first_words=frozenset(_words(shapes[head].text[:LONGEST])),
        title_like=[
            place >= low and _is_title_like(shape, words)
            for place, shape in enumerate(shapes[:high])
        ],
    )


def _window(start: int, count: int) -> tuple[int, int]:
    return max(0, start - _LOOK_BACK), min(count, start + _LOOK_IN)


def _words(text: str) -> set[str]:
    """The longer words of a text, without the signs around them."""
    return _bare_words(text.split())


def _bare_words(parts: Sequence[str]) -> set[str]:
    return {word.strip(_STRIP).lower() for word in parts if len(word) > 3}


def _is_title_like(shape: Shape, known: set[str]) -> bool:
    if not 4 <= shape.words < _MOST_WORDS or shape.end == COLON:
        return False
    words = _bare_words(shape.parts)
    return len(words) >= 2 and len(words & known) * 5 >= len(words) * 2


def find_candidates(scene: Scene) -> list[Candidate]:
    """Every candidate once, the parts of the first line first."""
    found: dict[str, Candidate] = {}
    for candidate in _parts_of_first(scene):
        found.setdefault(fold(candidate.text), candidate)
    shapes = scene.page.shapes
    low, high = _window(scene.start, len(shapes))
    for place in range(low, high):
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
    return place > scene.head and (place < scene.start + _LOOK_IN or place in scene.repeats)


def _place(candidate: Candidate, key: str, whole: str, scene: Scene) -> None:
    """Where a candidate is said; a part of the first line also where that line comes again."""
    for said in (key, whole) if candidate.of_first else (key,):
        before = [p for p in scene.places.get(said, ()) if _counts(p, scene)]
        if before:
            near = min(before, key=lambda place: (abs(place - scene.start), place))
            candidate.place, candidate.own = near, said == key
            candidate.times = len(scene.places[said])
            return
    candidate.place, candidate.times = (scene.head, 1) if candidate.of_first else (None, 0)


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
        has_press_word(words) or not _words(cut.suffix) & scene.body_words
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


def measure(candidate: Candidate, scene: Scene) -> Features:
    """What speaks for a candidate and against it, in numbers of about 0 to 1."""
    text, place, start = candidate.text, candidate.place, scene.start
    shapes = scene.page.shapes
    shape = shapes[place] if place is not None and place != scene.head else None
    words = _words(text)
    parts = text.split()
    suffix = candidate.suffix.split()
    last = text.rstrip(CLOSING)[-1:]
    share = 1 / len(words) if words else 0.0
    near = place if place is not None else start
    return {
        "of_first": candidate.of_first,
        "cuts": min(candidate.cuts, 3),
        "prefix": candidate.prefix,
        "domain": bool(suffix) and is_domain(candidate.suffix),
        "press": has_press_word(suffix),
        "capital_suffix": is_capitalised(suffix),
        "upper_suffix": len(suffix) == 1 and candidate.suffix.isupper(),
        "suffix_in_text": bool(suffix)
        and not _words(candidate.suffix).isdisjoint(scene.body_words),
        "suffix_named": bool(suffix) and candidate.suffix.lower() in scene.named,
        "own_line": candidate.own,
        "own_and_first": candidate.own and candidate.of_first,
        "times": min(candidate.times, 3),
        "distance": min(abs(start - near), 25) / 25 if shape else 1.2,
        "next_to_text": shape is not None and abs(start - near) <= 1,
        "depth": min(near, 60) / 60 if shape else 1.2,
        "stamp_after": shape is not None and _has_stamp(shapes[near + 1 : near + 3]),
        "stamp_before": shape is not None and near > 1 and _has_stamp(shapes[near - 1 : near]),
        "like_first": _overlap(words, scene.first_words),
        "in_first": len(words & scene.first_words) * share,
        "in_text": len(words & scene.body_words) * share,
        "in_lead": len(words & scene.lead_words) * share,
        "words_in_text": min(len(words & scene.body_words), 8) / 6,
        "words": min(len(parts), 25) / 10,
        "short": len(parts) <= 2,
        "few": len(parts) in (3, 4),
        "long": len(parts) > 18,
        "full_stop": last in (".", "。"),
        "question": last in ("?", "!"),
        "colon": last in (":", "："),
        "upper": text.isupper(),
        "small": text[0].islower(),
        "digits": any(map(str.isdigit, text)),
        "dated": _STAMP.search(text) is not None and bool(find_dates(text)),
        "credit": has_credit(text),
        "site": min(site_words(parts), 2),
        "names": "," in text and all(part[0].isupper() for part in parts),
        "cue": shape is not None and bool(shape.cues),
        "bullet": shape is not None and shape.bullet,
        "score": scene.scores[near] if shape else 0.0,
        "in_body": shape is not None and near >= start,
        "alone": shape is not None and _stands_alone(shapes, near),
        "after_other": shape is not None and any(scene.title_like[max(0, near - 3) : near]),
        "before_other": shape is not None and any(scene.title_like[near + 1 : near + 4]),
        "first_and_early": candidate.of_first and start <= 2,
        "first_is_long": candidate.of_first and len(scene.first_words) >= 4,
    }


def _overlap(one: set[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _has_stamp(shapes: Sequence[Shape]) -> bool:
    """Whether one of these short lines holds a date or a byline."""
    return any(
        shape.words <= 12
        and (
            _STAMP.search(shape.text) is not None
            or any(cue.kind in ("byline", "published", "updated") for cue in shape.cues)
        )
        for shape in shapes
    )


def _stands_alone(shapes: Sequence[Shape], place: int) -> bool:
    """Whether blank lines set a line apart on both sides."""
    at = shapes[place].at
    before = place == 0 or shapes[place - 1].at < at - 1
    return before and (place + 1 >= len(shapes) or shapes[place + 1].at > at + 1)
