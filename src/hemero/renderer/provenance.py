"""The panel that says where a text comes from: each particular with how it is known, and what
was taken out, in the reader's words. `hemero inspect` for readers."""

from collections.abc import Iterable

from msgspec import Struct

from hemero.model.article import Article, Evidence, Stripped
from hemero.renderer.strings import Strings

_LINES = 5  # of a group that are shown; the rest is counted
_LINE = 160  # characters of a line that are shown
_BUDGET = 2400  # characters of removed lines a page; beyond it, counts only


class Fact(Struct, frozen=True):
    """A particular of the article, and in words how it is known ("" where that is plain)."""

    name: str
    value: str
    how: str = ""


class Removed(Struct, frozen=True):
    """Lines taken out under one heading, the first of them verbatim."""

    name: str
    count: int
    lines: tuple[str, ...]
    more: int


class Provenance(Struct, frozen=True):
    """All that the panel shows."""

    facts: tuple[Fact, ...]
    removed: tuple[Removed, ...]


def provenance(article: Article, words: int, strings: Strings) -> Provenance:
    """What is known of `article` and how; `words` is the number of words kept."""
    t = strings.plain
    known = {evidence.field: evidence for evidence in article.evidence}

    def fact(name: str, value: str, field: str) -> Fact:
        return Fact(name, value, _how(known.get(field), strings))

    language = strings.language_name(article.language) if article.language else t.unknown
    size = strings.count("bytes", article.size)
    kept = strings.comma.join(
        (strings.count("words", words), strings.count("lines", len(article.boilerplate)))
    )
    facts = (
        fact(t.source, article.source or t.unknown, "source"),
        fact(t.date, strings.date(article.date) if article.date else t.unknown, "date"),
        fact(t.author, strings.comma.join(article.authors) or t.unsigned, "authors"),
        fact(t.language, language, "language"),
        Fact(t.file, article.path, size),
        Fact(t.digest, article.sha256),
        Fact(t.text, kept),
    )
    return Provenance(facts, tuple(_removed(article.boilerplate, strings)))


def is_estimated(article: Article) -> bool:
    """Whether the date was inferred from something else than a line of the page."""
    return any(e.field == "date" and e.line is None and e.rule != "given" for e in article.evidence)


def _how(evidence: Evidence | None, strings: Strings) -> str:
    if evidence is None:
        return ""
    t = strings.plain
    if evidence.rule == "given":
        return str(t.how_given)
    if evidence.line is not None:
        line: str = t.how_line.format(n=evidence.line)
        return line
    rule: str = t.how_inferred.format(rule=evidence.rule)
    return rule


def _removed(stripped: Iterable[Stripped], strings: Strings) -> Iterable[Removed]:
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
    for name in (line.group, *reversed(line.rule.split("/"))):
        if name in strings.groups:
            return name
    return "other"
