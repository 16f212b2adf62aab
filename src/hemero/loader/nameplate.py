"""The name of a page's site: of all that lay claim to be it the likeliest, or none.

Knows what speaks for a claim and against it, as numbers; their weights are data (nameplate.json,
made by tests/quality/train_names.py). Without enough evidence there is no name.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import msgspec
from msgspec import Struct

from hemero.loader.addresses import Domain
from hemero.loader.masthead import Claim, Masthead, read_masthead
from hemero.loader.page import Page
from hemero.loader.rulepack import Rulepack
from hemero.loader.sitename import (
    SMALL_WORDS,
    has_press_word,
    is_capitalised,
    is_domain,
)

_PASSING_WORDS = 12  # words of a line that may name the site in passing
_ARTICLES = frozenset("the der die das le la les el los il lo gli de het".split())
_STRIP = ".,:;!?\"“”„«»'’()"
_NAME_SIGNS = frozenset(',;()"„“@#')  # that hardly a name is written with
_SIGNS = '.,:;!?()[]"“”„«»|·•/*@&–—-'
_PLACES_ALONE = frozenset(("top", "foot", "opens", "opens_later", "first_head"))
_RULES = (  # by which mark a name is said to be found, the surest first
    ("suffix", "source/title-suffix"),
    ("tail", "source/title-suffix"),
    ("tail_signed", "source/title-suffix"),
    ("suffix_part", "source/title-suffix"),
    ("rights", "source/copyright"),
    ("rights_undated", "source/copyright"),
    ("phrases", "source/phrase"),
    ("domain_words", "source/domain"),
    ("domain", "source/domain"),
    ("top", "source/top-line"),
    ("foot", "source/foot-line"),
)


class Choice(Struct, frozen=True):
    """What each mark weighs, and the weight from which a name is believed."""

    enough: float
    weights: dict[str, float]


class Nameplate(Struct, frozen=True):
    """The name of a site, and where it was read."""

    name: str
    rule: str
    line: int | None  # index in the document's lines


class _Text(Struct, frozen=True):
    """The words of a page for counting: of its short lines, and of its long ones."""

    short: str  # " \n home \n about the courier \n "
    long: str
    count: int  # lines
    title: frozenset[str]  # longer words of the headline


def find_nameplate(page: Page, rest: str, title: str, rules: Rulepack) -> Nameplate | None:
    """The site's name. `rest`: what the page's title line says besides the headline `title`.

    O(characters), and about 10 µs a claim.
    """
    choice = load_choice()
    masthead = read_masthead(page, rest, title, rules)
    totals = {
        key: weigh(marks, choice.weights)
        for key, marks in measure_all(page, title, masthead).items()
    }
    best = max(totals, key=lambda key: (totals[key], -len(key), key), default=None)
    if best is None or totals[best] < choice.enough:
        return None
    claim = masthead.claims[best]
    rule = next((rule for mark, rule in _RULES if mark in claim.marks), "source/named")
    line = None if claim.first is None else page.shapes[claim.first].at
    return Nameplate(claim.name, rule, line)


@lru_cache(maxsize=1)
def load_choice() -> Choice:
    """The weights that come with Hemero."""
    data = resources.files("hemero.loader") / "nameplate.json"
    return msgspec.json.decode(data.read_bytes(), type=Choice)


def weigh(marks: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in marks.items() if value)


def measure_all(page: Page, title: str, masthead: Masthead) -> dict[str, dict[str, float]]:
    """The marks of every claim, those of its place, its form and its company together."""
    text = _survey(page, title)
    found: dict[str, dict[str, float]] = {}
    for key, claim in masthead.claims.items():
        if not _is_serious(key, claim, masthead):
            continue
        marks = dict(claim.marks)
        marks["phrases"] = min(marks.get("phrases", 0.0), 3) / 3
        marks.update(_place(page, claim, text))
        marks.update(_form(key, claim.name, text))
        marks.update(_addressed(key, claim.name, masthead.domains))
        marks.update(_together(marks))
        found[key] = marks
    _compare(found)
    return found


def _is_serious(key: str, claim: Claim, masthead: Masthead) -> bool:
    """Whether anything speaks for a claim but that it stands at the top or the foot: the first
    line of a page may be a section or a button, unless it reads like the name of a paper."""
    if not _PLACES_ALONE.issuperset(claim.marks) or len(claim.places) > 1:
        return True
    if key in masthead.domains:
        return True
    return "opens" in claim.marks and (has_press_word(claim.name.split()) or is_domain(claim.name))


def _survey(page: Page, title: str) -> _Text:
    short: list[str] = []
    long: list[str] = []
    for shape in page.shapes:
        (short if shape.words <= _PASSING_WORDS else long).append(shape.text)
    return _Text(
        short=_spoken(" \n ".join(["", *dict.fromkeys(short), ""])),
        long="\n".join(long),
        count=len(page.shapes),
        title=_longer_words(title),
    )


def _spoken(text: str) -> str:
    """`text` in small letters, with one space for the signs between its words."""
    spoken = text.lower()
    for sign in _SIGNS:
        if sign in spoken:
            spoken = spoken.replace(sign, " ")
    while "  " in spoken:
        spoken = spoken.replace("  ", " ")
    return spoken


def _longer_words(text: str) -> frozenset[str]:
    return frozenset(word.strip(_STRIP).lower() for word in text.split() if len(word) > 3)


def _place(page: Page, claim: Claim, text: _Text) -> dict[str, float]:
    """Where the name stands alone on a line, and how often it is said."""
    places, count = claim.places, text.count
    name = _spoken(claim.name).strip()
    short = text.short.count(f" {name} ")
    marks: dict[str, float] = {
        "short": min(short, 8) / 4,
        "long": min(text.long.count(claim.name), 4) / 4,
    }
    if short > 1:
        alone = 1 if places else 0
        marks["ends_lines"] = min(text.short.count(f" {name} \n") - alone, 4) / 4
    if places:
        shape = page.shapes[places[0]]
        marks |= {
            "own": min(len(places), 4) / 4,
            "own_any": 1.0,
            "own_first": float(places[0] == 0),
            "second": float(1 in places[:2]),
            "own_early": float(places[0] < 5),
            "own_last": float(places[-1] >= count - 10 and count > 20),
            "own_between": float(any(14 <= place < count - 30 for place in places)),
            "cue": float(bool(shape.cues)),
            "section": float(any(cue.kind == "section" for cue in shape.cues)),
            "alone": float(shape.alone is not None),
        }
    return marks


def _form(key: str, name: str, text: _Text) -> dict[str, float]:
    """How the name is written."""
    words = name.split()
    longer = _longer_words(name)
    return {
        "two_words": float(len(words) == 2),
        "four_words": float(len(words) >= 4),
        "six_words": float(len(words) >= 6),
        "two_letters": float(len(key) <= 3),
        "press": float(has_press_word(words)),
        "capitals": float(is_capitalised(words)),
        "upper": float(name.isupper()),
        "is_domain": float(is_domain(name)),
        "digit": float(any(map(str.isdigit, name))),
        "article": float(words[0].lower() in _ARTICLES),
        "small_end": float(len(words) > 1 and words[-1].lower() in SMALL_WORDS),
        "title_words": len(longer & text.title) / len(longer) if longer else 0.0,
        "sentence_end": float(name[-1] in ".!?:…"),
        "signs": float(not _NAME_SIGNS.isdisjoint(name)),
    }


def _addressed(key: str, name: str, domains: Mapping[str, Domain]) -> dict[str, float]:
    """Whether the text's addresses speak for the name."""
    if not domains:
        return {}
    most = max(domain.times for domain in domains.values())
    domain = domains.get(key)
    marks: dict[str, float] = {}
    if domain is not None:
        marks["addressed"] = 1.0
        marks["addressed_times"] = min(domain.times, 5) / 5
        marks["addressed_most"] = float(domain.times == most and most > 1)
        marks["addressed_only"] = float(len(domains) <= 2)
        marks["addressed_mail"] = float(domain.mails > 0)
    elif len(key) > 3:
        marks["in_address"] = float(any(key in label for label in domains))
        within = [label for label in domains if len(label) > 3 and label in key]
        marks["holds_address"] = float(bool(within))
        if within and is_domain(name):
            times = max(domains[label].times for label in within)
            marks["domain_times"] = min(times, 5) / 5
            marks["domain_most"] = float(times == most and most > 1)
    words = name.split()
    initials = "".join(word[0] for word in words).casefold() if len(words) > 1 else ""
    marks["initials"] = float(len(initials) > 1 and initials in domains)
    return marks


def _together(marks: Mapping[str, float]) -> dict[str, float]:
    """Marks that say more together."""
    suffix = marks.get("suffix", 0.0)
    rights = max(marks.get("rights", 0.0), marks.get("rights_undated", 0.0))
    own, addressed = marks.get("own_any", 0.0), marks.get("addressed", 0.0)
    return {
        "suffix_own": suffix * own,
        "suffix_rights": suffix * rights,
        "rights_own": rights * own,
        "rights_addressed": rights * addressed,
        "own_addressed": own * addressed,
        "capitals_addressed": addressed * marks["capitals"],
    }


def _compare(found: Mapping[str, dict[str, float]]) -> None:
    """What a name loses or gains by a longer one that holds it."""
    suffixes = [key for key, marks in found.items() if "suffix" in marks]
    tails = [key for key, marks in found.items() if "tail" in marks or "tail_signed" in marks]
    for key, marks in found.items():
        marks["in_suffix"] = float(any(key in other and key != other for other in suffixes))
        marks["in_tail"] = float(any(key in other and key != other for other in tails))
