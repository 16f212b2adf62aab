"""Which of a page's dates is its day of publication, and which that of an update.

Knows where headline and text stand. A date counts near a headline, between it and the text,
where a label says so, or beside the names of the authors; not inside sentences, captions, lists
of other articles or comments.
"""

from collections.abc import Sequence

from msgspec import Struct

from hemero.loader.dates import FoundDate, Order, find_dates, find_month
from hemero.loader.namelines import is_small
from hemero.loader.page import Page, Shape
from hemero.loader.rulepack import Rulepack

_BEFORE, _AFTER = 8, 10  # lines around a headline in which its date is looked for
_LABELLED_AFTER = 25  # the same for a date with a label
_MOST_BETWEEN = 40  # lines between headline and text
_BELOW = 6  # lines below the text in which a labelled date may stand
_LONGEST_LINE = 200  # characters of a line with a date
_MOST_WORDS = 24  # of a line whose date needs no label
_MOST_SMALL = 2  # words without a capital around a date without a label
_BETWEEN = " ,;|•·-–—/()"  # what may part two dates of a line
_MARGIN = 3  # characters before or behind a date that stands at an end of its line
_EVENT_WORDS = frozenset(
    "termin termine wann beginn start anstoß premiere kinostart einsendeschluss when starts "
    "deadline kickoff release born geboren quand début cuándo inicio quando inizio kiedy wanneer"
    .split()
)  # fmt: skip
_FROM_THEN_ON = frozenset(
    "ab seit bis from since until till depuis desde hasta dal fino vanaf sinds tot od".split()
)
_HANDLE = "(@"  # of the writer of an embedded post
_MOST_TITLES = 6
_FURTHER = 40  # lines from the text that other headlines than the nearest may be away
_FAR = 10  # lines from a headline at which a date without a label is doubtful
_MONTH_ONLY = 4  # lines that a month without a day counts as further away
# Zones of countries that write the day first, and of those that write the month first.
_DAY_FIRST_ZONES = frozenset("GMT UTC BST CET CEST IST SAST AEST AEDT NZST NZDT SGT WAT".split())
_MONTH_FIRST_ZONES = frozenset("ET EST EDT CT CDT MST MDT PT PST PDT".split())


class Dated(Struct, frozen=True, gc=False):
    """One date on the page."""

    place: int
    iso: str
    label: str  # "published", "updated", "again" (a further date of its line) or ""
    distance: float  # lines from the nearest headline, weighed


def find_dated(
    page: Page,
    titles: Sequence[int],
    start: int,
    end: int,
    paragraphs: frozenset[int],
    language: str | None,
    rules: Rulepack,
    barred: frozenset[int] = frozenset(),
) -> list[Dated]:
    """Every date near a headline, between it and the text, or labelled right below the text."""
    heads = nearest_heads(titles, start)
    nearest = min(abs(start - head) for head in heads)
    heads = [head for head in heads if abs(start - head) <= nearest + _FURTHER]
    places = {p for head in heads for p in range(head - _BEFORE, head + _AFTER + 1)}
    places.update(range(max(heads[0], start - _MOST_BETWEEN), start + 2))
    places.update(range(end + 1, end + 1 + _BELOW))
    places.update(_labelled(page, heads))
    dated: list[Dated] = []
    for place in sorted(places - barred):
        if not 0 <= place < len(page.shapes):
            continue
        shape = page.shapes[place]
        if len(shape.text) > _LONGEST_LINE or shape.mass > 30:
            continue
        dates = dates_of(page, shape, language)
        # Within the text a month is the heading of a section.
        is_above = place < start and shape.words <= 4
        if not dates and is_above and (month := find_month(shape.text, language)):
            distance = _distance(place, heads, start, end) + _MONTH_ONLY
            dated.append(Dated(place, month, "", distance))
        distance = _distance(place, heads, start, end)
        near = place <= end and place not in paragraphs
        for date, label in zip(dates, _labels(shape, dates, rules), strict=True):
            labelled = label in ("published", "updated")
            if date.iso and (labelled or (near and _may_date(shape, date, rules))):
                dated.append(Dated(place, date.iso, label, distance))
    return dated


def dates_of(page: Page, shape: Shape, language: str | None) -> Sequence[FoundDate]:
    """The dates of a line; the order of their numbers is that of the language, else the one that
    other dates of the page or the line's time zone show, else undecided."""
    order: Order | None = None if language in (None, "en") else "day-first"
    dates = find_dates(shape.text, language, order)
    if any(not date.iso for date in dates):
        order = _order_on_page(page) or _order_of_zone(shape)
        return find_dates(shape.text, language, order) if order else dates
    return dates


def _labelled(page: Page, heads: Sequence[int]) -> list[int]:
    """Lines further below a headline whose date has a label."""
    return [
        place
        for head in heads
        for place in range(head + _AFTER + 1, min(len(page.shapes), head + _LABELLED_AFTER))
        if any(cue.kind in ("published", "updated") for cue in page.shapes[place].cues)
    ]


def _may_date(shape: Shape, date: FoundDate, rules: Rulepack) -> bool:
    """Whether a date without a label may be the article's: not in a caption, not inside a
    sentence ("… bis zum 1.9.2015 zum Vorstand bestellt"), and not what another label is for
    ("Termin: 1.9.2015"), nor an embedded post's. What tells of an update behind it makes no
    sentence of it."""
    if shape.words > _MOST_WORDS or any(cue.kind == "credit" for cue in shape.cues):
        return False
    before, after = shape.text[: date.start].rstrip(), shape.text[date.end :].strip()
    if is_appointment(before) or _HANDLE in before:
        return False
    inside = len(before) > _MARGIN and len(after) > _MARGIN
    if inside and any(cue.kind == "updated" for cue in rules.cues(after.lstrip(_BETWEEN))):
        return True
    if inside and any(cue.kind == "byline" for cue in rules.cues(after.lstrip(_BETWEEN))):
        return True
    words = shape.parts if inside else before.split()
    return sum(map(is_small, words)) < _MOST_SMALL and not after.endswith(":")


def is_appointment(before: str) -> bool:
    """Whether the words before a date name an event that takes place on it."""
    label = before.rpartition(":")[0].rpartition(" ")[2].lower()
    return label in _EVENT_WORDS or before.rpartition(" ")[2].lower() in _FROM_THEN_ON


def nearest_heads(titles: Sequence[int], start: int) -> list[int]:
    """The headlines nearest to the text; the page's first line only where there is no other."""
    later = [title for title in titles if 0 < title <= start + _MOST_BETWEEN]
    later = later or [title for title in titles if title > 0] or list(titles) or [max(0, start - 1)]
    return sorted(sorted(later, key=lambda title: (abs(start - title), title))[:_MOST_TITLES])


def _distance(place: int, heads: Sequence[int], start: int, end: int) -> float:
    """Lines from the nearest headline; a line before it counts half as far again."""
    nearest = min(place - head if place >= head else 2.5 * (head - place) for head in heads)
    if place > end:
        return 12 + nearest
    return min(nearest, start - place + 2) if place < start else nearest


def _order_on_page(page: Page) -> Order | None:
    """The order that other dates in numbers on the page show."""
    for shape in page.shapes:
        if "/" in shape.text or "-" in shape.text:
            for date in find_dates(shape.text):
                if date.iso and date.pair and max(date.pair) > 12:
                    return "day-first" if date.pair[0] > 12 else "month-first"
    return None


def _order_of_zone(shape: Shape) -> Order | None:
    """The order that is usual where the clock behind the date goes ("06/01/2026 13:55 GMT")."""
    words = {part.strip("().,").partition("+")[0] for part in shape.parts}
    if words & _DAY_FIRST_ZONES:
        return "day-first"
    return "month-first" if words & _MONTH_FIRST_ZONES else None


def date_beside(
    page: Page,
    first: int,
    last: int,
    language: str | None,
    rules: Rulepack,
    barred: frozenset[int] = frozenset(),
) -> Dated | None:
    """The one date in the lines of the authors' names or right beside them."""
    for places in (range(first, last + 1), (last + 1,), (first - 1,)):
        for place in places:
            if not 0 <= place < len(page.shapes) or place in barred:
                continue
            shape = page.shapes[place]
            dates = dates_of(page, shape, language) if shape.words <= _MOST_WORDS else []
            beside = not first <= place <= last
            if dates and dates[0].iso and _may_date(shape, dates[0], rules):
                written = dates[0].end - dates[0].start
                if not beside or written * 2 > len(shape.text):
                    return Dated(place, dates[0].iso, "beside-byline", 0)
    return None


def _labels(shape: Shape, dates: Sequence[FoundDate], rules: Rulepack) -> list[str]:
    """For each date of a line: which label stands before it."""
    labels: list[str] = []
    label = next((c.kind for c in shape.cues if c.kind in ("published", "updated")), "")
    at = 0
    for date in dates:
        if at:
            between = shape.text[at : date.end].strip(_BETWEEN)
            kinds = [c.kind for c in rules.cues(between)]
            label = next((kind for kind in kinds if kind in ("published", "updated")), "again")
        labels.append(label)
        at = date.end
    return labels


def choose_dates(dated: Sequence[Dated]) -> tuple[Dated | None, Dated | None]:
    """The date of publication and that of the update, if one is written."""
    first = [one for one in dated if one.label in ("published", "")]
    published = min(first, key=_preference, default=None)
    changed = [one for one in dated if one.label == "updated"]
    updated = min(changed, key=_preference, default=None)
    if updated is None:
        return published, None
    if published is None or (published.distance > _FAR and updated.distance <= _FAR):
        return updated, None  # "Stand: 28.04.2023" is all that is written of its date
    return published, updated if updated.iso[:10] >= published.iso[:10] else None


def _preference(one: Dated) -> tuple[float, int]:
    return (one.distance - (5 if one.label else 0), one.place)
