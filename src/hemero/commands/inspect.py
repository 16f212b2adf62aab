"""How one file is read, line by line: the same verdicts that a build acts on."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from hemero.commands.inspect_place import Place, find_place
from hemero.commands.inspect_proposal import Proposals, doubtful_lines, propose, read_wanted
from hemero.commands.inspect_reasons import reason_lines
from hemero.commands.inspect_subjects import Subject, subject_lines, subjects_of
from hemero.loader.amending import sidecar_of
from hemero.loader.explanation import Reason, explain_lines
from hemero.loader.limits import Limits
from hemero.loader.load import judge_document, rules_for_document, structure
from hemero.loader.readers.sidecar import read_root
from hemero.loader.sources import read_record, source_of
from hemero.model.article import Article, Kind, Verdict
from hemero.model.lines import unpack_keys
from hemero.model.report import Complaint
from hemero.shards import rules_for

__all__ = ["Inspected", "inspect_file", "read_wanted", "report_lines"]

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
    """One document's verdicts, the record they fold into, what is odd about it, and what its
    text may be tagged with."""

    file: str  # its content path, with "#number" for a record of many
    verdicts: tuple[Verdict, ...]
    article: Article
    warnings: tuple[Complaint, ...]
    subjects: tuple[Subject, ...] = ()
    recurring: int = 0  # lines that the last build found to recur, and that were judged so here
    reasons: tuple[Reason, ...] = ()  # with --explain
    proposal: str = ""  # with --propose: YAML of a sidecar
    sidecar: str = ""  # and the file that it is meant for

    def as_json(self) -> str:
        """One JSON object."""
        return msgspec.json.encode(self).decode()


def inspect_file(
    named: str | Path,
    rules: Path | None = None,
    form: str = "",
    *,
    explain: bool = False,
    wanted: Proposals | None = None,
) -> Inspected:
    """Read and judge FILE or FILE#N as the build of its project does.

    UnreadableSource as a build would set it aside; ConfigError where there is no such file, and
    where a line that is `wanted` otherwise is none.
    """
    place = find_place(str(named), rules, form)
    source = source_of(place.content, place.file)
    document = read_record(place.content, source, place.number, choice=place.choice)
    recurring = unpack_keys(place.recurring(document.path))
    pack = rules_for(place.rules)
    article = structure(document, pack, recurring)
    verdicts = judge_document(document, pack, recurring)
    reasons: tuple[Reason, ...] = ()
    if explain or wanted:
        reasons = explain_lines(document, rules_for_document(document, pack, recurring))
    return Inspected(
        document.path,
        verdicts,
        article,
        document.warnings,
        subjects_of(article),
        len(recurring),
        reasons if explain else (),
        _proposal(place, wanted, verdicts, reasons) if wanted else "",
        str(_sidecar(place)) if wanted else "",
    )


def _sidecar(place: Place) -> Path:
    """The sidecar of the file, whether it is there or not."""
    return place.file.with_name(place.file.name + sidecar_of(place.file)[1])


def _proposal(
    place: Place, wanted: Proposals, verdicts: Sequence[Verdict], reasons: Sequence[Reason]
) -> str:
    """What the file states, before it is corrected, is what the proposal is held against."""
    source = msgspec.structs.replace(source_of(place.content, place.file), sidecar="")
    document = read_record(place.content, source, place.number, choice=place.choice)
    sidecar = _sidecar(place)
    existing = read_root(sidecar.read_bytes(), sidecar.name, Limits()) if sidecar.is_file() else {}
    doubtful = doubtful_lines(verdicts, reasons) if wanted.doubtful else ()
    return propose(document, (*wanted.lines, *doubtful), reasons, existing, sidecar.suffix)


def report_lines(found: Inspected) -> Iterator[tuple[str, dict[str, Any]]]:
    """The report a person reads, each line with its terminal style."""
    yield f"{found.file}", {"bold": True}
    if found.recurring:
        many = "line that recurs" if found.recurring == 1 else "lines that recur"
        yield f"Read without {found.recurring} {many} in its source, as the last build.", {}
    why = reason_lines(found.reasons, found.verdicts)
    width = len(str(found.verdicts[-1].number)) if found.verdicts else 1
    for verdict in found.verdicts:
        if verdict.kind == "blank":
            continue
        head = f"{verdict.number:>{width}}  {verdict.kind:<{KIND_WIDTH}} "
        yield f"{head}{verdict.rule:<{RULE_WIDTH}} {verdict.text}", STYLES[verdict.kind]
        for line in why.get(verdict.number, ()):
            yield f"{'':>{width}}  {line}", {"dim": True}
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
