"""Corrections of an article's reading, from a sidecar: `name.txt.yaml` beside `name.txt`.

Knows what a sidecar says and holds it against one document. A line is named by its number and
its beginning, or by its whole text, so that a scrape that changed is noticed: what no longer
stands where it stood is left as it is judged, with a warning.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.given import RESTRICTING, attribute_of, state_given
from hemero.loader.readers.stated_values import Field
from hemero.model.article import CORRECTION, Article, Evidence, Given, Kind, RawDocument
from hemero.model.report import Complaint
from hemero.text import squeeze

EVIDENT = frozenset(("title", "source", "language", "date", "updated", "authors"))
_DEFAULTS = Given()
_SHOWN = 60  # characters of a line in a warning


class LineCorrection(Struct, frozen=True):
    """What a line is. Named by its number and how it begins, or (line 0) by its whole text."""

    kind: Kind
    text: str
    line: int
    where: str  # "a.txt.yaml:7"


class Correction(Struct, frozen=True):
    """What is to be held of one document, against its file and its judge."""

    where: str
    fields: tuple[Field, ...] = ()
    lines: tuple[LineCorrection, ...] = ()
    corrects: str = ""  # how the title or the address begins of the record that is meant


class Corrections(Struct, frozen=True):
    """All that one sidecar says: of every document of its file, and of single records."""

    path: str  # of the sidecar
    whole: Correction
    records: Mapping[int, Correction] = {}
    warnings: tuple[Complaint, ...] = ()

    def of(self, numbers: Sequence[int]) -> "Corrections | None":
        """The part that concerns these records, None where none does."""
        wanted = {number: self.records[number] for number in numbers if number in self.records}
        none = not wanted and not self.whole.fields
        return None if none else Corrections(self.path, self.whole, wanted)


def number_of(path: str) -> int:
    """The number of a record in its file, 0 where the file is the document."""
    number = path.rpartition("#")[2] if "#" in path else ""
    return int(number) if number.isdecimal() else 0


def correct(document: RawDocument, corrections: Corrections, limits: Limits) -> RawDocument:
    """The document as the sidecar has it. UnreadableSource where a correction that keeps an
    article from readers may be meant for another record."""
    number = number_of(document.path)
    document = _apply(document, corrections.whole, limits)
    one = corrections.records.get(number)
    return _apply(document, one, limits) if one else document


def missing_records(corrections: Corrections, seen: set[int]) -> Iterator[Complaint]:
    """A warning for each record that is corrected and not there."""
    for number, one in corrections.records.items():
        if number not in seen:
            yield Complaint(one.where, f"there is no record {number}.", severity="warning")


def refuse_common_lines(corrections: Corrections) -> None:
    """UnreadableSource where lines are settled for all records of a file at once."""
    if corrections.whole.lines:
        raise UnreadableSource(
            "'lines' must stand under the record it is meant for.",
            corrections.whole.lines[0].where,
            'Write "records:", below it the record\'s number, and "lines:" below that.',
        )


def _apply(document: RawDocument, correction: Correction, limits: Limits) -> RawDocument:
    if correction.corrects and not _is_meant(document.given, correction.corrects):
        return _pass_over(document, correction)
    changes, more = _state(correction, limits)
    if document.article is not None:
        return _restate(document, document.article, correction, changes, more)
    settled, warnings = _settle(document, correction)
    given = replace(document.given, **changes)
    return replace(
        document,
        given=given,
        lines=_with_title(document, given.title),
        settled={**document.settled, **settled},
        corrected=tuple(sorted({*document.corrected, *changes})),
        warnings=(*document.warnings, *warnings, *more),
    )


def _is_meant(given: Given, beginning: str) -> bool:
    stated = (squeeze(given.title or ""), given.url or "")
    return any(text.startswith(beginning) for text in stated)


def _pass_over(document: RawDocument, correction: Correction) -> RawDocument:
    what = f'{document.path} is not "{_short(correction.corrects)}"; it is not corrected.'
    hint = "Records may have moved: give the correction the number that it has now."
    if any(attribute_of(field.name) in RESTRICTING for field in correction.fields):
        raise UnreadableSource(what, correction.where, hint)
    warning = Complaint(correction.where, what, hint, severity="warning")
    return replace(document, warnings=(*document.warnings, warning))


def _restate(
    document: RawDocument,
    article: Article,
    correction: Correction,
    changes: Mapping[str, Any],
    warnings: tuple[Complaint, ...],
) -> RawDocument:
    """A record of our own export, which was judged before: its facts can be corrected, its lines
    are no longer those of the scrape."""
    if correction.lines:
        what = f"the lines of {document.path} were judged before it was exported."
        hint = "Correct them beside the file that it was exported from."
        warnings += (Complaint(correction.lines[0].where, what, hint, severity="warning"),)
    kept = tuple(one for one in article.evidence if one.field not in changes)
    new = tuple(Evidence(name, CORRECTION) for name in changes if name in EVIDENT and changes[name])
    article = replace(article, **changes, evidence=(*kept, *new))
    given = replace(document.given, **changes)
    told = (*document.warnings, *warnings)
    return replace(document, article=article, given=given, warnings=told)


def _state(correction: Correction, limits: Limits) -> tuple[dict[str, Any], tuple[Complaint, ...]]:
    """What is given by the correction, by its name in `Given`, and what of it could not be used.
    A key with nothing behind it says that there is none."""
    stated = state_given(correction.fields, (), limits)
    changes: dict[str, Any] = {}
    for field in correction.fields:
        for name in ("source", "url") if attribute_of(field.name) == "source" else ():
            if (value := getattr(stated.given, name)) is not None:
                changes[name] = value  # an address given as the source is the url
        name = attribute_of(field.name) or ""
        value = getattr(stated.given, name)
        is_none = not field.value or value != getattr(_DEFAULTS, name) or name in RESTRICTING
        if is_none and not (name == "title" and value is None):
            changes[name] = value
    return changes, stated.warnings


def _with_title(document: RawDocument, title: str | None) -> tuple[str, ...]:
    """The title that a record states opens its lines: then the corrected one must."""
    former = document.given.title
    if former and title and document.lines[:1] == (former,):
        return (title, *document.lines[1:])
    return document.lines


def _settle(
    document: RawDocument, correction: Correction
) -> tuple[dict[int, Kind], list[Complaint]]:
    """The kind of each line that stands as the correction names it, by index."""
    settled: dict[int, Kind] = {}
    warnings: list[Complaint] = []
    texts = [squeeze(line) for line in document.lines] if correction.lines else []
    # What names one line counts more than what names all that read alike.
    for one in sorted(correction.lines, key=lambda one: bool(one.line)):
        places = _places(one, texts, document.first_line)
        settled.update(dict.fromkeys(places, one.kind))
        if not places:
            warnings.append(_moved(one, texts, document))
    return settled, warnings


def _places(one: LineCorrection, texts: Sequence[str], first: int) -> list[int]:
    if not one.line:
        return [at for at, text in enumerate(texts) if text == one.text]
    at = one.line - first
    return [at] if 0 <= at < len(texts) and texts[at].startswith(one.text) else []


def _moved(one: LineCorrection, texts: Sequence[str], document: RawDocument) -> Complaint:
    said = f'"{_short(one.text)}"'
    if not one.line:
        what = f"no line of {document.path} reads {said}; nothing is corrected by it."
        return Complaint(one.where, what, severity="warning")
    what = f"line {one.line} of {document.path} does not begin with {said}; it is not corrected."
    now = [at for at, text in enumerate(texts) if text.startswith(one.text)]
    hint = f"It stands on line {now[0] + document.first_line} now." if len(now) == 1 else ""
    return Complaint(one.where, what, hint, severity="warning")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
