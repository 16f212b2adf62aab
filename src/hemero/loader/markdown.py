"""Verdicts for Markdown: the author has said what is what, so next to nothing is taken out.

Knows blocks (runs between blank lines, fences and their blank lines kept together). The first
heading is the title; a whole block that is a known prompt of a site is boilerplate; a line that
is an inline link to another article is one here as well.
"""

import re
from collections.abc import Iterator, Sequence

from hemero.loader.headline import Headline
from hemero.loader.imprint import Imprint
from hemero.loader.judgement import Judgement
from hemero.loader.language import detect_language
from hemero.loader.marks import BLOCK, CONTINUES, plain
from hemero.loader.related import LinkText, read_link
from hemero.loader.rulepack import Rulepack
from hemero.loader.settled_markdown import settle_markdown
from hemero.model.article import Kind, RawDocument, Verdict
from hemero.text import squeeze, title_key

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}#{1,2}\s+(\S.{0,400}?)\s*#{0,6}\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)\s*$")
_SAMPLE = 40  # blocks from which the language is told
_LONGEST_TITLE = 300


def judge_markdown(document: RawDocument, rules: Rulepack) -> Judgement:
    """Judge a Markdown document, block by block."""
    lines, first = document.lines, document.first_line
    given = document.given
    verdicts = [Verdict(first + at, line, "blank", "blank") for at, line in enumerate(lines)]
    links: dict[int, LinkText] = {}
    title, title_at = given.title, None
    sample: list[str] = []
    for number, (start, end) in enumerate(find_blocks(lines)):
        heading = _heading_of(lines, start, end) if number == 0 else None
        kind: Kind = "body"
        rule, group = BLOCK, ""
        if heading is not None and (title is None or title_key(heading) == title_key(title)):
            title, title_at = title or heading, start
            kind, rule = "title", "markdown/heading"
        elif end - start == 1 and (found := _judge_line(lines[start], rules)) is not None:
            kind, rule, group, link = found
            if link is not None:
                links[start] = link
        elif len(sample) < _SAMPLE:
            sample.append(plain(" ".join(lines[start:end])))
        for at in range(start, end):
            verdicts[at] = Verdict(first + at, lines[at], kind, rule, group)
            rule = CONTINUES if kind == "body" else rule
    headline = _headline(title, given.title, title_at, sample)
    language = given.language or detect_language("\n".join(sample))
    judgement = Judgement(tuple(verdicts), headline, language, Imprint(), links, title_at)
    if not document.settled:
        return judgement
    return settle_markdown(
        verdicts, document.settled, judgement, rules, title_given=given.title is not None
    )


def find_blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first line, line after the last) of every run between blank lines; a fence is one run."""
    start: int | None = None
    fence = ""
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        if line.strip() or fence:
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        end = len(lines)
        while not lines[end - 1].strip():
            end -= 1
        yield start, end


def _heading_of(lines: Sequence[str], start: int, end: int) -> str | None:
    """The text of a block that is a heading and nothing else."""
    match = _HEADING.match(lines[start])
    if match and end - start == 1:
        return plain(match[1])
    if end - start == 2 and _UNDERLINE.match(lines[start + 1]):
        return plain(lines[start])
    return None


def _judge_line(line: str, rules: Rulepack) -> tuple[Kind, str, str, LinkText | None] | None:
    """(kind, rule, group, link) of a block of one line that is a link or a prompt."""
    text = plain(line)
    cues = rules.cues(text) if text else ()
    if cues and (link := read_link(text, cues, rules)) is not None:
        return "related", link.rule, "related", link
    cue = next((c for c in cues if c.whole and c.kind == "chrome"), None)
    return ("boilerplate", cue.rule, cue.group, None) if cue else None


def _headline(
    title: str | None, given: str | None, at: int | None, sample: Sequence[str]
) -> Headline | None:
    if title is not None:
        return Headline(
            squeeze(title)[:_LONGEST_TITLE], "given" if given else "markdown/heading", at
        )
    if sample:
        return Headline(squeeze(sample[0])[:_LONGEST_TITLE], "markdown/first-block", None)
    return None
