"""What speaks for a text as the headline of its page, and what against it.

Knows one page and one candidate at a time; all is said in numbers of about 0 to 1. What they
weigh is data (headline.json, made by tests/quality/train_headline.py).
"""

import re
from collections.abc import Sequence

from hemero.loader.candidates import LOOK_IN, Candidate, Scene, away, words_of
from hemero.loader.dates import find_dates
from hemero.loader.page import CLOSING, Shape, has_credit, site_words
from hemero.loader.sitename import is_capitalised, is_domain

_STAMP = re.compile(r"\b(?:19|20)\d\d\b")
_STAMP_WORDS = 12  # of a line of date or byline
_LONG_LINE = 12  # words
_LEAST_SAID = 12  # characters of a text that is looked for within other lines
_TRAIL_SIGNS = ("|", " / ", " > ", " » ", " › ")  # between the parts of a trail of links

Features = dict[str, float]


def measure(candidate: Candidate, scene: Scene) -> Features:
    """All that is known of a candidate."""
    found = _as_written(candidate.text)
    found.update(_as_cut(candidate, scene))
    found.update(_as_said(candidate, scene))
    if candidate.place is not None and candidate.place != scene.head:
        found.update(_as_placed(candidate.place, scene))
    else:
        found["distance"] = found["depth"] = 1.2
    return found


def _as_written(text: str) -> Features:
    parts = text.split()
    last = text.rstrip(CLOSING)[-1:]
    return {
        "short": len(parts) <= 2,
        "usual": 5 <= len(parts) <= 14,
        "long": len(parts) > 18,
        "full_stop": last in (".", "。"),
        "sentences": ". " in text,
        "colon": last in (":", "："),
        "upper": text.isupper(),
        "small": text[0].islower(),
        "trail": any(sign in text for sign in _TRAIL_SIGNS),
        "dated": _STAMP.search(text) is not None and bool(find_dates(text)),
        "credit": has_credit(text),
        "site": min(site_words(parts), 2),
        "names": "," in text and all(part[0].isupper() for part in parts),
    }


def _as_cut(candidate: Candidate, scene: Scene) -> Features:
    """What was cut off the page's title line to come to it."""
    suffix = candidate.suffix.split()
    return {
        "cuts": min(candidate.cuts, 3),
        "prefix": candidate.prefix,
        "domain": bool(suffix) and is_domain(candidate.suffix),
        "capital_suffix": is_capitalised(suffix),
        "suffix_in_text": bool(suffix)
        and not words_of(candidate.suffix).isdisjoint(scene.body_words),
        "own_line": candidate.own,
        "own_and_first": candidate.own and candidate.of_first,
        "first_and_early": candidate.of_first and scene.start <= 2,
        "first_is_long": candidate.of_first and len(scene.first_words) >= 4,
    }


def _as_said(candidate: Candidate, scene: Scene) -> Features:
    """Who else says it: other lines, the title line, the text."""
    words = words_of(candidate.text)
    share = 1 / len(words) if words else 0.0
    in_text = len(words & scene.body_words)
    return {
        "times": min(candidate.times, 3),
        "within": _said_within(candidate, scene.said),
        "like_first": _overlap(words, scene.first_words),
        "in_first": len(words & scene.first_words) * share,
        "in_text": in_text * share,
        "in_lead": len(words & scene.lead_words) * share,
        "words_in_text": min(in_text, 8) / 6,
    }


def _said_within(candidate: Candidate, said: str) -> float:
    """In how many lines it stands among other words: a trail, a button, a note on comments."""
    text = candidate.text.lower()
    if len(text) < _LEAST_SAID:
        return 0.0
    alone = said.count(f"\n{text}\n") + candidate.of_first
    return min(max(said.count(text) - alone, 0), 3) / 3


def _as_placed(place: int, scene: Scene) -> Features:
    """Where its line stands, and between which others."""
    shapes, start = scene.page.shapes, scene.start
    shape = shapes[place]
    found: Features = {
        "distance": min(away(place, scene), 25) / 25,
        "depth": min(place, 60) / 60,
        "score": scene.scores[place],
        "in_body": start <= place < start + LOOK_IN,
        "below_start": place >= start + LOOK_IN,
        "cue": bool(shape.cues),
        "bullet": shape.bullet,
        "stamp_after": _has_stamp(shapes[place + 1 : place + 3]),
        "stamp_before": place > 1 and _has_stamp(shapes[place - 1 : place]),
        "alone": _stands_alone(shapes, place),
        "after_other": any(scene.title_like[max(0, place - 3) : place]),
        "before_other": any(scene.title_like[place + 1 : place + 4]),
        "text_after": sum(scene.scores[place + 1 : place + 4]) / 3,
    }
    if place:
        found["after_long"] = shapes[place - 1].words >= _LONG_LINE
        found["gap_before"] = shape.at - shapes[place - 1].last > 1
    if place + 1 < len(shapes):
        found["before_prose"] = shapes[place + 1].mass > 0
        found["before_bullet"] = shapes[place + 1].bullet
    return found


def _overlap(one: set[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _has_stamp(shapes: Sequence[Shape]) -> bool:
    """Whether one of these short lines holds a date or a byline."""
    return any(
        shape.words <= _STAMP_WORDS
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
