"""Labelled texts, and how well the loader reads them.

A text (texts/NAME.txt) opens with the fields it should give, "-" for none, one "related:" line a
link; below "===" stands the scraped page, each line behind a mark: "+" is the article's text,
"-" is anything else (headline, byline and links too). "known-gap: reason" marks a page of which
most is read wrong so far. All of it is our own writing.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from hemero.loader.load import judge_document, structure
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import Article, Kind, RawDocument

TEXTS = Path(__file__).parent / "texts"
_TEXT: frozenset[Kind] = frozenset(
    ("body", "heading", "quote", "list", "standfirst", "contributor")
)
_FIELDS = ("title", "source", "language", "date", "authors")


class Labelled(Struct, frozen=True):
    """One page and what should be read from it."""

    name: str
    fields: Mapping[str, str]
    related: tuple[str, ...]
    document: RawDocument
    is_text: tuple[bool, ...]  # for each line of the document


class Outcome(Struct, frozen=True):
    """What was read from one page: lines right, too many and missing, fields that differ."""

    name: str
    kept: int
    extra: tuple[str, ...]
    missing: tuple[str, ...]
    wrong: Mapping[str, str]  # field → what was read instead
    links: tuple[int, int, int]  # found, expected, read


def read_texts() -> Iterator[Labelled]:
    """Every labelled text, by name."""
    for file in sorted(TEXTS.glob("*.txt")):
        head, _, page = file.read_text(encoding="utf-8").partition("\n===\n")
        pairs = [line.partition(": ")[::2] for line in head.splitlines()]
        marked = page.splitlines()
        yield Labelled(
            name=file.stem,
            fields={name: value for name, value in pairs if name != "related"},
            related=tuple(value for name, value in pairs if name == "related"),
            document=RawDocument(path="page.txt", lines=tuple(line[2:] for line in marked)),
            is_text=tuple(line.startswith("+") for line in marked),
        )


def read_as(labelled: Labelled) -> Outcome:
    """Read one page and compare."""
    rules = bundled_rules()
    verdicts = judge_document(labelled.document, rules)
    article = structure(labelled.document, rules)
    lines = list(zip(verdicts, labelled.is_text, strict=True))
    titles = [link.title for link in article.related]
    return Outcome(
        name=labelled.name,
        kept=sum(v.kind in _TEXT and wanted for v, wanted in lines),
        extra=tuple(v.text for v, wanted in lines if v.kind in _TEXT and not wanted),
        missing=tuple(v.text for v, wanted in lines if v.kind not in _TEXT and wanted),
        wrong={
            name: _said(article, name)
            for name in _FIELDS
            if _said(article, name) != labelled.fields[name]
        },
        links=(sum(t in titles for t in labelled.related), len(labelled.related), len(titles)),
    )


def _said(article: Article, name: str) -> str:
    value = getattr(article, name)
    return ("; ".join(value) if isinstance(value, tuple) else value) or "-"


def measure(outcomes: list[Outcome]) -> dict[str, float]:
    """The figures that have floors: shares of lines, of texts, of links."""
    kept = sum(one.kept for one in outcomes)
    found, expected, read = (sum(one.links[at] for one in outcomes) for at in range(3))
    fields = {
        name: 1 - sum(name in one.wrong for one in outcomes) / len(outcomes) for name in _FIELDS
    }
    return {
        "line precision": kept / (kept + sum(len(one.extra) for one in outcomes)),
        "line recall": kept / (kept + sum(len(one.missing) for one in outcomes)),
        **fields,
        "related found": found / expected,
        "related right": found / max(1, read),
    }
