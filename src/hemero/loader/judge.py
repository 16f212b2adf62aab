"""One Verdict for every line of a document: what it is, and which rule or feature decided.

Knows one document, no other. The order of belief: the headline and its repetitions, phrases of
the rule packs that are whole lines, inline links, then the prose model, whose no is named
after the place where it was said (before, between or after the text).
"""

from collections.abc import Sequence
from functools import partial

from hemero.loader.body import ANNOUNCED, RECURRING, extent, first_findings, settle
from hemero.loader.finding import Finding
from hemero.loader.headline import Headline, cut_tail, find_headline, settled_headline
from hemero.loader.imprint import Imprint, read_imprint
from hemero.loader.inline import mark_links
from hemero.loader.judgement import Judgement
from hemero.loader.language import detect_language
from hemero.loader.markdown import judge_markdown
from hemero.loader.nameplate import Nameplate, find_nameplate
from hemero.loader.page import BULLETS, NO_END, SENTENCE, Page, Shape, read_page
from hemero.loader.prose import prose_scores
from hemero.loader.recurrence import line_key, tail_key
from hemero.loader.repeats import find_repeats
from hemero.loader.rulepack import Rulepack
from hemero.loader.settled import conclude, hold, settled_imprint, settled_lines
from hemero.loader.sitename import SEPARATOR, has_press_word, is_capitalised, is_domain, name_key
from hemero.loader.torn import CONTINUES
from hemero.model.article import CORRECTION, RawDocument, Verdict

_SUBHEAD_WORDS = 14
_SAMPLE = 2_000  # characters of the text from which its language is told


def judge(
    document: RawDocument, rules: Rulepack, recurring: frozenset[int] = frozenset()
) -> Judgement:
    """Judge every line. Never raises on any text; without text all lines are blank.

    `recurring`: keys of lines (`recurrence.line_key`) that stand in many documents of the same
    source and so are no text, whatever they read like, and of what ends many titles (`tail_key`).
    """
    if document.markup == "markdown":
        return judge_markdown(document, rules)
    page = read_page(document.lines, rules, document.settled)
    given = document.given
    if not page.shapes:
        return Judgement(_blank(document), None, given.language, Imprint(), {})
    repeats = find_repeats(page)
    scores = prose_scores(page, repeats)
    kept = _without_recurring(page, scores, recurring)
    found = first_findings(page, kept, repeats)
    lines = settled_lines(page, document.settled)
    if lines.title is not None and not given.title:
        headline = settled_headline(page, repeats, scores, lines.title, CORRECTION)
    else:
        headline = find_headline(page, repeats, scores, given.title, lines.untitled)
    if recurring:
        headline = cut_tail(headline, lambda tail: tail_key(tail) in recurring)
    _mark_headline(found, headline, repeats)
    settle(page, found, kept, headline, rules)
    hold(page, found, lines, rules)
    mark_links(page, found, rules, *extent(found))
    hold(page, found, lines, rules)
    start, end = extent(found)
    language = given.language or _language(_body_text(page, found), headline.title)
    places = sorted(headline.repeats | ({headline.place} if headline.place is not None else set()))
    imprint = read_imprint(page, found, places, start, end, language, rules, lines.undated)
    imprint = settled_imprint(page, lines, imprint, language, rules)
    _mark_structure(page, found)
    conclude(page, found, lines, rules)
    _name_the_rest(page, found, start, end)
    links = {
        shape.at: finding.link
        for shape, finding in zip(page.shapes, found, strict=True)
        if finding.link is not None
    }
    line = page.shapes[headline.place].at if headline.place is not None else None
    nameplate = None
    if not given.source:
        nameplate = find_nameplate(page, headline.rest, headline.title, rules)
        nameplate = nameplate or _recurring_name(headline, recurring, rules, line)
    if nameplate is not None:
        headline = cut_tail(headline, partial(_is_site, nameplate.name))
    verdicts = _verdicts(document, page, found)
    return Judgement(verdicts, headline, language, imprint, links, line, nameplate)


def _blank(document: RawDocument) -> tuple[Verdict, ...]:
    first = document.first_line
    return tuple(
        Verdict(first + at, line, "blank", "blank") for at, line in enumerate(document.lines)
    )


def _without_recurring(page: Page, scores: list[float], recurring: frozenset[int]) -> list[float]:
    if not recurring:
        return scores
    return [
        RECURRING if line_key(shape.text) in recurring else score
        for shape, score in zip(page.shapes, scores, strict=True)
    ]


def _is_site(name: str, tail: str) -> bool:
    """Whether the end of a title is the site's name, and reads like one: a film's second half
    ("– No Way Home") does not."""
    return name_key(tail) == name_key(name) and (has_press_word(tail.split()) or is_domain(tail))


def _recurring_name(
    headline: Headline, recurring: frozenset[int], rules: Rulepack, line: int | None
) -> Nameplate | None:
    """What ends the titles of many pages, where it is written as names are and is no section."""
    *_, tail = SEPARATOR.split(headline.rest)
    tail = tail.strip()
    if not tail or tail_key(tail) not in recurring or not is_capitalised(tail.split()):
        return None
    if any(cue.kind == "section" for cue in rules.cues(tail)):
        return None
    return Nameplate(tail, "archive/recurring", line)


def _language(text: str, title: str) -> str | None:
    """The language of the text; where there is too little of it, of headline and text."""
    return detect_language(text) or detect_language(f"{title}\n{text}", doubtful=False)


def _body_text(page: Page, found: Sequence[Finding]) -> str:
    """The beginning of the text."""
    pieces, length = [], 0
    for shape, finding in zip(page.shapes, found, strict=True):
        if finding.kind == "body" and length < _SAMPLE:
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


def _mark_structure(page: Page, found: Sequence[Finding]) -> None:
    """Subheads, lists and quotations among the lines of the text."""
    body = [place for place, finding in enumerate(found) if finding.kind == "body"]
    for index, place in enumerate(body):
        shape = page.shapes[place]
        finding = found[place]
        if shape.bullet or (finding.rule == ANNOUNCED and shape.text[0] in BULLETS):
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
        and not (shape.cues and shape.cues[0].kind == "related")
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
    first, lines = document.first_line, document.lines
    verdicts: list[Verdict | None] = [None] * len(lines)
    for shape, finding in zip(page.shapes, found, strict=True):
        at, kind = shape.at, finding.kind
        verdicts[at] = Verdict(first + at, lines[at], kind, finding.rule, finding.group)
        rule = CONTINUES if kind in _TEXT else finding.rule
        for further in range(at + 1, shape.last + 1):
            line = lines[further]
            if line.strip():
                verdicts[further] = Verdict(first + further, line, kind, rule, finding.group)
    return tuple(
        [
            verdict or Verdict(first + at, lines[at], "blank", "blank")
            for at, verdict in enumerate(verdicts)
        ]
    )


_TEXT = frozenset(("body", "heading", "quote", "list", "contributor"))
