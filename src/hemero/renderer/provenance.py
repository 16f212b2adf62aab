"""Where a text comes from, for readers: how each particular is known, and what was taken out,
in the reader's words. The panel is `hemero inspect` for readers."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from hemero.model.article import CORRECTION, Article, Evidence, Stripped
from hemero.renderer.strings import Strings

_FIELDS = ("source", "date", "authors", "language", "lines")
_CERTAIN = ("given", CORRECTION)
_LINES = 5  # of a group that are shown; the rest is counted
_LINE = 160  # characters of a line that are shown
_BUDGET = 2400  # characters of removed lines a page; beyond it, counts only


class Known(Struct, frozen=True):
    """In words, how each particular is known; "" where nothing is to be said."""

    source: str
    date: str
    authors: str
    language: str
    lines: str  # where a person has settled the title, or what some lines are


class Removed(Struct, frozen=True):
    """Lines taken out under one heading, the first of them verbatim."""

    name: str
    count: int
    lines: tuple[str, ...]
    more: int


def how_known(article: Article, strings: Strings) -> Known:
    """How source, date, byline, language and text of `article` were found."""
    said = {e.field: _how(e, strings) for e in article.evidence if e.field in _FIELDS}
    if any(e.field == "title" and e.rule == CORRECTION for e in article.evidence):
        said.setdefault("lines", str(strings.plain.how_corrected))
    return Known(*(said.get(field, "") for field in _FIELDS))


def is_estimated(article: Article) -> bool:
    """Whether the date was inferred from something else than a line of the page."""
    return any(
        e.field == "date" and e.line is None and e.rule not in _CERTAIN for e in article.evidence
    )


def _how(evidence: Evidence, strings: Strings) -> str:
    t = strings.plain
    if evidence.rule == CORRECTION:
        return str(t.how_corrected)
    if evidence.rule == "given":
        return str(t.how_given)
    if evidence.line is not None:
        return str(t.how_line.format(n=evidence.line))
    return str(t.how_inferred.format(rule=evidence.rule))


def removed_lines(stripped: Iterable[Stripped], strings: Strings) -> Iterator[Removed]:
    """What was taken out, by the reader's word for the rule's group, in the page's order."""
    groups: dict[str, list[str]] = {}
    for line in stripped:
        groups.setdefault(_group(line, strings), []).append(line.text)
    left = _BUDGET
    for name, texts in groups.items():
        shown = tuple(text if len(text) <= _LINE else f"{text[:_LINE]}…" for text in texts[:_LINES])
        left -= sum(map(len, shown))
        if left < 0:
            shown = ()
        yield Removed(strings.groups[name], len(texts), shown, len(texts) - len(shown))


def _group(line: Stripped, strings: Strings) -> str:
    """The rule's group, else what its id says ("tail/comments"), else "other"."""
    if line.group in strings.groups:
        return line.group
    return next((n for n in reversed(line.rule.split("/")) if n in strings.groups), "other")
