"""How one file is read, line by line: the same verdicts that a build acts on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from hemero.commands.inspect_subjects import Subject, subject_lines, subjects_of
from hemero.errors import UnreadableSource
from hemero.loader.load import judge_document, structure
from hemero.loader.sources import read_source, source_of
from hemero.model.article import Article, Kind, RawDocument, Verdict
from hemero.model.report import Complaint
from hemero.shards import rules_for

STYLES: dict[Kind, dict[str, Any]] = {
    "title": {"fg": "cyan", "bold": True},
    "standfirst": {"fg": "cyan"},
    "body": {},
    "heading": {"bold": True},
    "quote": {"italic": True},
    "list": {},
    "related": {"fg": "green"},
    "byline": {"fg": "magenta"},
    "date": {"fg": "magenta"},
    "contributor": {"fg": "magenta"},
    "boilerplate": {"fg": "red"},
    "blank": {"dim": True},
}
KIND_WIDTH = 11
RULE_WIDTH = 26
SUBJECTS_SHOWN = 12
_ABOUT_SUBJECTS = (
    "Subjects of this text. Which become tags the archive decides: what enough articles share."
)


class Inspected(Struct, frozen=True):
    """One file's verdicts, the record they fold into, what is odd about the file, and what
    its text may be tagged with."""

    file: str
    verdicts: tuple[Verdict, ...]
    article: Article
    warnings: tuple[Complaint, ...]
    subjects: tuple[Subject, ...] = ()

    def as_json(self) -> str:
        """One JSON object."""
        return msgspec.json.encode(self).decode()


def inspect_file(file: Path, rules: Path | None) -> Inspected:
    """Read and judge `file`. Raises UnreadableSource as a build would set it aside."""
    file = file.absolute()
    document = _first_document(file)
    pack = rules_for(rules)
    article = structure(document, pack)
    return Inspected(
        file.name,
        judge_document(document, pack),
        article,
        document.warnings,
        subjects_of(article),
    )


def _first_document(file: Path) -> RawDocument:
    for found in read_source(file.parent, source_of(file.parent, file)):
        if isinstance(found, RawDocument):
            return found
        if found.severity == "set-aside":
            raise UnreadableSource(found.what, found.where, found.hint)
    raise UnreadableSource("holds no article.", file.name)


def report_lines(found: Inspected) -> Iterator[tuple[str, dict[str, Any]]]:
    """The report a person reads, each line with its terminal style."""
    yield f"{found.file}", {"bold": True}
    width = len(str(found.verdicts[-1].number)) if found.verdicts else 1
    for verdict in found.verdicts:
        if verdict.kind == "blank":
            continue
        head = f"{verdict.number:>{width}}  {verdict.kind:<{KIND_WIDTH}} "
        yield f"{head}{verdict.rule:<{RULE_WIDTH}} {verdict.text}", STYLES[verdict.kind]
    yield "", {}
    yield from _record_lines(found.article)
    yield from _subject_lines(found)
    for warning in found.warnings:
        yield f"warning: {warning.what} {warning.hint}".rstrip(), {"fg": "yellow"}


def _record_lines(article: Article) -> Iterator[tuple[str, dict[str, Any]]]:
    known = {evidence.field: evidence for evidence in article.evidence}
    fields = {
        "title": article.title,
        "standfirst": article.standfirst,
        "source": article.source,
        "language": article.language,
        "date": article.date,
        "updated": article.updated,
        "authors": ", ".join(article.authors),
        "contributors": ", ".join(article.contributors),
        "tags": ", ".join(article.tags),
        "url": article.url,
    }
    for name, value in fields.items():
        how = ""
        if value and (evidence := known.get(name)):
            at = f", line {evidence.line}" if evidence.line else ""
            how = f"   ({evidence.rule}{at})"
        elif value and name == "tags":  # the record holds given ones alone
            how = "   (given)"
        yield f"{name:<13} {value or '-'}{how}", {} if value else {"dim": True}
    yield f"{'body':<13} {len(article.body)} blocks", {}
    for link in article.related:
        source = f" | {link.source}" if link.source else ""
        yield f"{'related':<13} after block {link.position}: {link.title}{source}", {}
    yield f"{'boilerplate':<13} {len(article.boilerplate)} lines", {}


def _subject_lines(found: Inspected) -> Iterator[tuple[str, dict[str, Any]]]:
    lines = list(subject_lines(found.subjects, SUBJECTS_SHOWN))
    if lines:
        yield "", {}
        yield _ABOUT_SUBJECTS, {}
    for line in lines:
        yield f"{'subject':<13} {line}", {}
