"""Which lines of a page are the article's own text.

The prose model says how much each line reads like it; what it cannot see are the events of a
page: rows of date and byline above the first paragraph, the heading that opens the comments,
a list or an answer that goes on, and a page that is nothing but its text.
"""

from collections.abc import Sequence

from hemero.loader.captions import is_caption
from hemero.loader.finding import Finding
from hemero.loader.headline import Headline
from hemero.loader.imprint import is_imprint_row
from hemero.loader.page import BULLETS, COLON, LEFT_BEHIND, NO_END, Page, Shape
from hemero.loader.rulepack import Rulepack

ANNOUNCED = "shape/announced-list"  # rule of a list within the text, and of what announces it
RECURRING = -1.0  # the score of a line that stands in many documents of its source
KEEP = 0.42  # a line of the article from this score on
_KEEP_BETWEEN = 0.25  # the same between two lines of the article
_NOTE_WORDS = 40  # words of the longest note of contributors
_MOST_ROWS = 12  # lines below the headline that are looked at for date and byline
_LABEL_WORDS = 5
_PARAGRAPH = 15  # words from which on a line of prose is the text's first paragraph
# What must stand above a heading of comments: a share of the text, or so many words of it.
_ABOVE_SHARE, _ABOVE_WORDS = 0.2, 120
_FEWEST_ROWS, _ROW_WORDS = 3, 25
_ANNOUNCING_WORDS, _FEWEST_ANNOUNCED, _FEWEST_ITEMS = 4, 2, 3
_JOINT = 6  # characters at the end of an entry: a semicolon, and perhaps "and"
_CLEAN = 12  # times as many words kept as left on a page that is nothing but its text


def first_findings(page: Page, scores: Sequence[float], repeats: Sequence[int]) -> list[Finding]:
    """Text or not, by phrases that are whole lines and by the model."""
    found: list[Finding] = []
    for shape, score in zip(page.shapes, scores, strict=True):
        if shape.alone is not None:
            found.append(Finding("boilerplate", shape.alone.rule, shape.alone.group))
        elif shape.cues and shape.words < _NOTE_WORDS and (note := _note(shape)):
            found.append(Finding("contributor", note))
        elif score >= _KEEP_BETWEEN and is_caption(shape.text):
            found.append(Finding("boilerplate", "shape/caption", "credit"))
        elif score >= KEEP:
            found.append(Finding("body", "prose/model"))
        elif score == RECURRING:
            found.append(Finding("boilerplate", "archive/recurring", "recurring"))
        else:
            found.append(Finding("boilerplate", ""))
    for place in repeats:
        found[place] = Finding("title", "headline/repeat")
    if not any(finding.kind == "body" for finding in found):
        _keep_something(page, found)
    return found


def _note(shape: Shape) -> str | None:
    """The rule of a note that names contributors."""
    return next((cue.rule for cue in shape.cues if cue.kind == "contributor"), None)


def _keep_something(page: Page, found: list[Finding]) -> None:
    """No line reads like prose: then the heaviest run is the text, or all that is not chrome."""
    start, end = page.run
    places = range(start, end + 1) if page.mass else range(len(found))
    for place in places:
        if _is_open(found[place]):
            found[place] = Finding("body", "prose/only-text")


def _is_open(finding: Finding) -> bool:
    """Whether a line was left out by the model alone."""
    return finding.kind == "boilerplate" and not finding.rule


def settle(
    page: Page, found: list[Finding], scores: Sequence[float], headline: Headline, rules: Rulepack
) -> None:
    """Correct the first findings by the events of the page."""
    _clear_head(page, found, headline, rules)
    _close_at_headings(page, found)
    _fill_gaps(found, scores)
    _keep_announced_lists(page, found)
    _go_on_with_lists(page, found)
    _go_on_with_rows(page, found)
    if _is_clean(page, found):
        _keep_rest(found)


def extent(found: Sequence[Finding]) -> tuple[int, int]:
    """First and last line of the text."""
    places = [place for place, finding in enumerate(found) if finding.kind == "body"]
    return (places[0], places[-1]) if places else (len(found), -1)


def _clear_head(page: Page, found: list[Finding], headline: Headline, rules: Rulepack) -> None:
    """Rows of date, byline and credit between the headline and the first paragraph are no text."""
    start = headline.place + 1 if headline.place is not None else 0
    below_row = False
    for place in range(start, min(len(found), start + _MOST_ROWS)):
        shape = page.shapes[place]
        if shape.mass >= _PARAGRAPH and found[place].kind == "body":
            break
        is_row = is_imprint_row(shape, rules)
        # What little stands between date and text ("From the section Football") is none.
        if found[place].kind == "body" and (is_row or (below_row and _is_label(shape))):
            found[place] = Finding("boilerplate", "")
        below_row = is_row


def _is_label(shape: Shape) -> bool:
    return shape.words <= _LABEL_WORDS and shape.end == NO_END


def _close_at_headings(page: Page, found: list[Finding]) -> None:
    """What readers wrote below a heading of comments is no text, however well it reads. A part
    of the text must stand above: some such headings come before it."""
    words = [
        shape.words if finding.kind in ("body", "contributor") else 0
        for shape, finding in zip(page.shapes, found, strict=True)
    ]
    enough, above = _ABOVE_SHARE * sum(words), 0
    start = page.run[0]  # a menu with teasers may hold such a heading above all text
    for place, shape in enumerate(page.shapes):
        cue = shape.alone
        wanted = min(enough, _ABOVE_WORDS) if place > start else enough
        if cue and cue.kind == "tail" and cue.group == "comments" and above >= wanted:
            break
        above += words[place]
    else:
        return
    for below in range(place, len(found)):
        if words[below]:
            found[below] = Finding("boilerplate", "")


def _fill_gaps(found: list[Finding], scores: Sequence[float]) -> None:
    """A line that half reads like text, right between two lines of it, is text too."""
    for place in range(1, len(found) - 1):
        if (
            _is_open(found[place])
            and scores[place] >= _KEEP_BETWEEN
            and found[place - 1].kind == found[place + 1].kind == "body"
        ):
            found[place] = Finding("body", "prose/between")


def _keep_announced_lists(page: Page, found: list[Finding]) -> None:
    """A list that the text goes on before and after, with the line that announces it ("We chose
    five places:"); without such a line it must be written as one enumeration."""
    start, end = extent(found)
    last = start
    for place in range(start + 1, end):
        if place <= last or not _is_item(page, found, place):
            continue
        last = place
        while last < end and _is_item(page, found, last + 1):
            last += 1
        first, fewest = place, _FEWEST_ITEMS
        if _announces(page, found, place - 1):
            first, fewest = place - 1, _FEWEST_ANNOUNCED
        elif any(page.shapes[item].text[-1] not in ";," for item in range(place, last)):
            continue  # teasers are lists, too, but no enumeration
        is_within = _goes_on(page, found, first - 1, -1) and _goes_on(page, found, last + 1, 1)
        if is_within and last - place + 1 >= fewest:
            for item in range(first, last + 1):
                found[item] = Finding("body", ANNOUNCED)


def _announces(page: Page, found: Sequence[Finding], place: int) -> bool:
    shape = page.shapes[place]
    is_open = shape.end == COLON and not shape.cues and shape.words >= _ANNOUNCING_WORDS
    return is_open and _may_be_text(page, found, place)


def _goes_on(page: Page, found: Sequence[Finding], place: int, step: int) -> bool:
    """Whether the text goes on at a place, or beyond the inline links there."""
    while 0 <= place < len(found) and any(cue.kind == "related" for cue in page.shapes[place].cues):
        place += step
    return 0 <= place < len(found) and found[place].kind == "body"


def _is_item(page: Page, found: Sequence[Finding], place: int) -> bool:
    """Whether a line is an entry of a list; the last one may end as a sentence does."""
    shape = page.shapes[place]
    is_marked = shape.bullet or (shape.text[:1] in BULLETS and shape.text[1:2].isspace())
    if not is_marked and (shape.cues or not _ends_as_entry(shape.text)):
        return False
    return _may_be_text(page, found, place)


def _ends_as_entry(text: str) -> bool:
    """Whether a line ends as an entry that another follows: with a semicolon ("…; and")."""
    _, semicolon, joint = text[-_JOINT:].rpartition(";")
    joint = joint.strip()
    return bool(semicolon) and (not joint or (joint.isalpha() and joint.islower()))


def _may_be_text(page: Page, found: Sequence[Finding], place: int) -> bool:
    """Whether a line is text, or was left out by the model alone, and recurs nowhere."""
    is_known = found[place].kind == "body" or _is_open(found[place])
    return is_known and page.shapes[place].repeats == 1 and page.shapes[place].alone is None


def _go_on_with_lists(page: Page, found: list[Finding]) -> None:
    """Bullets below a kept bullet, or below a line that ends with a colon, are kept."""
    for place in range(1, len(found)):
        shape, before = page.shapes[place], page.shapes[place - 1]
        if (
            shape.bullet
            and _is_open(found[place])
            and found[place - 1].kind == "body"
            and (before.bullet or before.end == COLON)
            and shape.indent >= before.indent
        ):
            found[place] = Finding("body", "shape/list-goes-on")


def _go_on_with_rows(page: Page, found: list[Finding]) -> None:
    """Rows of figures below a line that announces them ("Tour dates:", "Results:")."""
    for place in range(len(found) - _FEWEST_ROWS):
        if found[place].kind != "body" or page.shapes[place].end != COLON:
            continue
        end = place + 1
        while end < len(found) and _is_row(page.shapes[end], found[end]):
            end += 1
        if end - place - 1 >= _FEWEST_ROWS:
            for row in range(place + 1, end):
                found[row] = Finding("body", "shape/rows")


def _is_row(shape: Shape, finding: Finding) -> bool:
    return (
        (finding.kind == "body" or _is_open(finding))
        and not shape.cues
        and 2 <= shape.words <= _ROW_WORDS
        and any(map(str.isdigit, shape.text))
    )


def _is_clean(page: Page, found: Sequence[Finding]) -> bool:
    """Whether nearly all of a page is its text, and no phrase of a site stands on it: then what
    little is left ("Scott 51.") is text too."""
    kept = left = 0
    for shape, finding in zip(page.shapes, found, strict=True):
        if shape.alone is LEFT_BEHIND:
            continue
        if shape.alone is not None or shape.repeats > 2:
            return False
        if finding.kind == "body":
            kept += shape.words
        elif finding.kind == "boilerplate":
            left += shape.words
    return left * _CLEAN <= kept


def _keep_rest(found: list[Finding]) -> None:
    """Of a clean page all is text from its first paragraph on that no rule left out."""
    start, _ = extent(found)
    for place in range(start, len(found)):
        if _is_open(found[place]):
            found[place] = Finding("body", "prose/clean-page")
