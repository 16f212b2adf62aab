"""One Verdict for every line of a document: what it is, and which rule or feature decided.

Knows one document, no other. The order of belief: the headline and its repetitions, phrases of
the rule packs that are whole lines, inline links, then the prose model, whose no is named
after the place where it was said (before, between or after the text).
"""

from collections.abc import Sequence

from msgspec import Struct

from hemero.loader.byline import read_names
from hemero.loader.headline import Headline, find_headline, find_repeats
from hemero.loader.imprint import Imprint, is_imprint_row, read_imprint
from hemero.loader.judgement import Judgement
from hemero.loader.language import detect_language
from hemero.loader.markdown import judge_markdown
from hemero.loader.page import COLON, NO_END, SENTENCE, Page, Shape, read_page
from hemero.loader.prose import prose_scores
from hemero.loader.related import LinkText, is_marker, read_link, read_title
from hemero.loader.rulepack import Rulepack
from hemero.loader.torn import CONTINUES
from hemero.model.article import Kind, RawDocument, Verdict
from hemero.text import fold

KEEP = 0.42  # a line of the article from this score on
_SUBHEAD_WORDS = 14
_MOST_LINKS = 4  # titles below one marker line
_KICKER_WORDS = 3
_NOTE_WORDS = 40
_MOST_ROWS = 12  # lines below the headline that are looked at for date and byline
_PARAGRAPH = 15  # words from which on a line of prose is the text's first paragraph
_TITLE_MASS = 16  # words from which on a line that ends a sentence is no linked title
_SURE = 0.8
# Headings that close the text, by group: the share of it that must stand above them.
_ABOVE = {"comments": 0.2, "related": 0.9}
_CLEAN = 12  # times as many words kept as left on a page that is nothing but its text
_LINK_WORDS = 30


class Finding(Struct):
    """What became of one line with text, while the judgement is still in progress."""

    kind: Kind
    rule: str
    group: str = ""
    link: LinkText | None = None


def judge(
    document: RawDocument, rules: Rulepack, recurring: frozenset[str] = frozenset()
) -> Judgement:
    """Judge every line. Never raises on any text; without text all lines are blank."""
    if document.markup == "markdown":
        return judge_markdown(document, rules)
    page = read_page(document.lines, rules)
    given = document.given
    if not page.shapes:
        return Judgement(_blank(document), None, given.language, Imprint(), {})
    repeats = find_repeats(page)
    scores = prose_scores(page, repeats)
    _mark_recurring(page, scores, recurring)
    found = _first_findings(page, scores, repeats)
    headline = find_headline(page, repeats, scores, KEEP, given.title)
    _mark_headline(found, headline, repeats)
    _clear_head(page, found, headline, rules)
    _close_at_headings(page, found)
    if _is_clean(page, found):
        _keep_rest(found, scores)
    start, end = _extent(found)
    _mark_links(page, found, scores, rules, start, end)
    start, end = _extent(found)
    language = given.language or detect_language(_body_text(page, found))
    places = sorted(headline.repeats | ({headline.place} if headline.place is not None else set()))
    imprint = read_imprint(page, found, places, start, end, language, rules)
    _mark_structure(page, found)
    _name_the_rest(page, found, start, end)
    links = {
        shape.at: finding.link
        for shape, finding in zip(page.shapes, found, strict=True)
        if finding.link is not None
    }
    line = page.shapes[headline.place].at if headline.place is not None else None
    return Judgement(_verdicts(document, page, found), headline, language, imprint, links, line)


def _blank(document: RawDocument) -> tuple[Verdict, ...]:
    first = document.first_line
    return tuple(
        Verdict(first + at, line, "blank", "blank") for at, line in enumerate(document.lines)
    )


def _mark_recurring(page: Page, scores: list[float], recurring: frozenset[str]) -> None:
    if not recurring:
        return
    for place, shape in enumerate(page.shapes):
        if fold(shape.text) in recurring:
            scores[place] = -1.0


def _first_findings(page: Page, scores: Sequence[float], repeats: Sequence[int]) -> list[Finding]:
    """Body or not, by phrases that are whole lines and by the model."""
    found: list[Finding] = []
    for shape, score in zip(page.shapes, scores, strict=True):
        if shape.alone is not None:
            found.append(Finding("boilerplate", shape.alone.rule, shape.alone.group))
        elif shape.cues and shape.words < _NOTE_WORDS and (note := _note(shape)):
            found.append(Finding("contributor", note))
        elif score >= KEEP:
            found.append(Finding("body", "prose/model"))
        else:
            found.append(Finding("boilerplate", "recurring" if score < 0 else ""))
    for place in repeats:
        found[place] = Finding("title", "headline/repeat")
    if not any(finding.kind == "body" for finding in found):
        _keep_something(page, found)
    return found


def _note(shape: Shape) -> str | None:
    """The rule of a note that names contributors."""
    return next((cue.rule for cue in shape.cues if cue.kind == "contributor"), None)


def _clear_head(page: Page, found: list[Finding], headline: Headline, rules: Rulepack) -> None:
    """Rows of date, byline and credit between the headline and the first paragraph are no text."""
    place = headline.place + 1 if headline.place is not None else 0
    rows = 0
    while place < len(found) and rows < _MOST_ROWS:
        shape = page.shapes[place]
        if found[place].kind == "body":
            if shape.mass >= _PARAGRAPH:
                break
            if is_imprint_row(shape, rules):
                found[place] = Finding("boilerplate", "")
        place, rows = place + 1, rows + 1


def _close_at_headings(page: Page, found: list[Finding]) -> None:
    """What stands below a heading of comments or of related articles is no text, however well
    it reads. A good part of the text must stand above: some such headings come before it."""
    words = [
        shape.words if finding.kind in ("body", "contributor") else 0
        for shape, finding in zip(page.shapes, found, strict=True)
    ]
    total, above = sum(words), 0
    for place, shape in enumerate(page.shapes):
        cue = shape.alone
        if cue and cue.kind == "tail" and above >= _ABOVE.get(cue.group, 2) * total:
            break
        above += words[place]
    else:
        return
    for below in range(place, len(found)):
        if words[below]:
            found[below] = Finding("boilerplate", "")


def _keep_rest(found: list[Finding], scores: Sequence[float]) -> None:
    """Of a clean page all is text from its first paragraph on."""
    start, _ = _extent(found)
    for place in range(start, len(found)):
        if found[place].kind == "boilerplate" and scores[place] >= 0:
            found[place] = Finding("body", "prose/clean-page")


def _is_clean(page: Page, found: Sequence[Finding]) -> bool:
    """Whether nearly all of a page is its text, and no phrase of a site stands on it: then what
    little is left ("Scott 51.") is text too."""
    kept = left = 0
    for shape, finding in zip(page.shapes, found, strict=True):
        if shape.alone is not None or shape.repeats > 2:
            return False
        if finding.kind == "body":
            kept += shape.words
        elif finding.kind == "boilerplate":
            left += shape.words
    return left * _CLEAN <= kept


def _keep_something(page: Page, found: list[Finding]) -> None:
    """No line reads like prose: then the heaviest run is the text, or all that is not chrome."""
    start, end = page.run
    places = range(start, end + 1) if page.mass else range(len(found))
    for place in places:
        if found[place].kind == "boilerplate" and not found[place].rule:
            found[place] = Finding("body", "prose/only-text")


def _extent(found: Sequence[Finding]) -> tuple[int, int]:
    """First and last line of the text."""
    places = [place for place, finding in enumerate(found) if finding.kind == "body"]
    return (places[0], places[-1]) if places else (len(found), -1)


def _body_text(page: Page, found: Sequence[Finding]) -> str:
    """The first 2,000 or so characters of the text, long lines first of all."""
    pieces, length = [], 0
    for shape, finding in zip(page.shapes, found, strict=True):
        if finding.kind == "body" and length < 2_000:
            pieces.append(shape.text)
            length += len(shape.text)
    return "\n".join(pieces)


def _mark_headline(found: list[Finding], headline: Headline, repeats: Sequence[int]) -> None:
    """The headline's lines are title; the page's first line, where it says something else, is
    not, and keeps what was found of it."""
    for place in repeats:
        if place not in headline.repeats and found[place].kind == "title":
            found[place] = Finding("boilerplate", "")
    for place in headline.repeats:
        if found[place].kind in ("body", "boilerplate"):
            found[place] = Finding("title", "headline/repeat")
    if headline.place is not None:
        found[headline.place] = Finding("title", headline.rule)


def _mark_links(
    page: Page,
    found: list[Finding],
    scores: Sequence[float],
    rules: Rulepack,
    start: int,
    end: int,
) -> None:
    """Inline links: only inside the running text, or right below its last line."""
    place = start
    while 0 <= place <= end:
        shape = page.shapes[place]
        if found[place].kind == "title" or not _may_link(shape):
            place += 1
            continue
        link = read_link(shape.text, shape.cues, rules)
        if link is not None and place > start:
            found[place] = Finding("related", link.rule, "related", link)
            place += 1
            continue
        marker = is_marker(shape.cues)
        place = (
            _below_marker(page, found, scores, rules, place, end, marker) if marker else place + 1
        )


def _may_link(shape: Shape) -> bool:
    return bool(shape.cues) or shape.text[0] in ">»›"


def _below_marker(
    page: Page,
    found: list[Finding],
    scores: Sequence[float],
    rules: Rulepack,
    place: int,
    end: int,
    marker: str,
) -> int:
    """Titles below a marker line, with a kicker or a byline between; returns the next place."""
    found[place] = Finding("related", marker, "related")
    at, links = place + 1, 0
    while at <= end and links < _MOST_LINKS:
        shape = page.shapes[at]
        if found[at].kind == "title" or (shape.mass > _TITLE_MASS and shape.end >= SENTENCE):
            break
        if shape.words <= _KICKER_WORDS or read_names(shape, at, rules):
            if scores[at] >= KEEP:
                break
            found[at] = Finding("boilerplate", "related/kicker", "related")
        elif shape.words <= _LINK_WORDS and (scores[at] < _SURE or not links):
            link = read_title(shape.text, rules, marker)
            if link is None:
                break
            found[at] = Finding("related", "related/below-marker", "related", link)
            links += 1
        else:
            break
        at += 1
    if not links:
        _take_above(page, found, rules, place)
    return at


def _take_above(page: Page, found: list[Finding], rules: Rulepack, place: int) -> None:
    """A marker with no title below it may have it above ("T", then "Read more")."""
    above = page.shapes[place - 1]
    if found[place - 1].kind == "title" or above.mass or above.end in (SENTENCE, COLON):
        return
    if _KICKER_WORDS <= above.words <= _LINK_WORDS:
        link = read_title(above.text, rules, "related/above-marker")
        if link is not None:
            found[place - 1] = Finding("related", link.rule, "related", link)


def _mark_structure(page: Page, found: Sequence[Finding]) -> None:
    """Subheads, lists and quotations among the lines of the text."""
    body = [place for place, finding in enumerate(found) if finding.kind == "body"]
    for index, place in enumerate(body):
        shape = page.shapes[place]
        finding = found[place]
        if shape.bullet:
            finding.kind, finding.rule = "list", "shape/bullet"
        elif shape.text.startswith("> "):
            finding.kind, finding.rule = "quote", "shape/quoted"
        elif (
            index + 1 < len(body)
            and index
            and _is_subhead(shape, page.shapes[body[index - 1]], page.shapes[body[index + 1]])
        ):
            finding.kind, finding.rule = "heading", "shape/subhead"


def _is_subhead(shape: Shape, before: Shape, after: Shape) -> bool:
    """A short line without a stop between lines of prose."""
    last = shape.text[-1]
    return (
        shape.words <= _SUBHEAD_WORDS
        and (shape.end == NO_END or last in "?!")
        and last not in ',;"”»)'
        and not shape.text[0].islower()
        and after.mass > 0
        and before.end >= SENTENCE
    )


def _name_the_rest(page: Page, found: Sequence[Finding], start: int, end: int) -> None:
    """Say of each line left out where it stood, or which heading it stood under."""
    below: tuple[str, str] | None = None
    for place, (shape, finding) in enumerate(zip(page.shapes, found, strict=True)):
        if place > end:
            tail = next((c for c in shape.cues if c.kind == "tail" and shape.words <= 12), None)
            if tail is not None:
                below = (f"tail/{tail.group}", tail.group)
        if finding.kind != "boilerplate" or finding.rule:
            continue
        cue = next((c for c in shape.cues if c.kind in ("chrome", "tail", "credit")), None)
        if cue is not None:
            finding.rule, finding.group = cue.rule, cue.group
        elif place < start:
            finding.rule, finding.group = "place/before-text", "navigation"
        elif place > end:
            finding.rule, finding.group = below or ("place/after-text", "navigation")
        else:
            finding.rule, finding.group = "place/between", "navigation"


def _verdicts(document: RawDocument, page: Page, found: Sequence[Finding]) -> tuple[Verdict, ...]:
    first = document.first_line
    verdicts = [
        Verdict(first + at, line, "blank", "blank") for at, line in enumerate(document.lines)
    ]
    for shape, finding in zip(page.shapes, found, strict=True):
        rule = finding.rule
        for at in range(shape.at, shape.last + 1):
            line = document.lines[at]
            if at == shape.at or line.strip():
                verdicts[at] = Verdict(first + at, line, finding.kind, rule, finding.group)
            if finding.kind in _TEXT:
                rule = CONTINUES
    return tuple(verdicts)


_TEXT = frozenset(("body", "heading", "quote", "list", "contributor"))
