"""What the readers of records share: from facts and a text to one document."""

import hashlib
import re
from collections.abc import Iterable, Sequence

import msgspec

from hemero.errors import UnreadableSource
from hemero.loader.characters import clean
from hemero.loader.limits import Limits
from hemero.loader.readers.given import state_given
from hemero.loader.readers.languages import iso_language
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.stated_moments import iso_moment
from hemero.loader.readers.stated_values import Field
from hemero.model.article import RawDocument
from hemero.model.report import Complaint

_DATES = frozenset(("date", "updated", "retrieved"))
_LISTED = re.compile(r"""'((?:[^'\\]|\\.){0,300})'|"((?:[^"\\]|\\.){0,300})\"""")
_NO_TEXT = "Remove it, or scrape it again."


def make_document(
    path: str,
    facts: Iterable[tuple[str, Value]],
    text: Sequence[str],
    data: bytes,
    limits: Limits,
    *,
    stub: bool = False,
    hint: str = _NO_TEXT,
    utc: bool = False,
) -> RawDocument:
    """One document from what is stated of it and its lines.

    The stated title opens the text, as it does on a page: the text often repeats it.
    UnreadableSource where there is no text; a `stub` is only a title and an address.
    """
    lines = _bound(path, text, limits)
    fields = [Field(name, _prepare(name, value, utc), path) for name, value in facts]
    stated = state_given(fields, lines, limits)
    given = stated.given
    if not any(line.strip() for line in lines):
        if not (stub and given.url) and given.withdrawn is None:
            raise UnreadableSource("has no text.", path, hint)
        lines = []
    elif given.title:
        lines = [given.title, "", *lines]
    if not given.title and stub and not lines:
        given = msgspec.structs.replace(given, title=given.url)
    return RawDocument(
        path=path,
        lines=tuple(lines),
        given=given,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=stated.warnings,
    )


def text_lines(text: str) -> list[str]:
    """Plain text as clean lines."""
    return clean(text).replace("\t", " ").splitlines()


def as_complaint(fault: UnreadableSource, path: str) -> Complaint:
    """A fault of one record, under the record's name."""
    return Complaint(fault.where or path, fault.message, fault.hint or "")


def _bound(path: str, text: Sequence[str], limits: Limits) -> list[str]:
    if len(text) > limits.lines:
        raise UnreadableSource(f"{len(text):,} lines; at most {limits.lines:,} are read.", path)
    longest = max(map(len, text), default=0)
    if longest > limits.line_chars:
        raise UnreadableSource(
            f"a line of {longest:,} characters; at most {limits.line_chars:,} are read.", path
        )
    # Entities of HTML and XML, and escapes of JSON, bring in what the bytes did not show.
    return clean("\n".join(text)).splitlines()


def _prepare(name: str, value: Value, utc: bool) -> Value:
    """A value as `given` wants it: clean text, dates in ISO 8601, lists as lists."""
    if isinstance(value, list):
        flat = [_prepare(name, _name_in(item), utc) for item in value]
        return flat[0] if flat and name not in ("authors", "tags", "contributors") else flat
    if not isinstance(value, str):
        return _name_in(value)
    text = " ".join(clean(value).split()) if name != "url" else value.strip()
    if name in _DATES:
        # What people write is for `given` to read; only programs' ways are brought into shape.
        odd = utc or text.isdigit() or text[:1].isalpha()
        return (iso_moment(text, utc) or text) if odd else text
    if name == "language":
        return iso_language(text)
    if name in ("authors", "tags") and text.startswith("[") and text.endswith("]"):
        return [one or two for one, two in _LISTED.findall(text)]
    if name == "tags" and "|" in text:
        return [tag for part in text.split("|") if (tag := part.strip())]
    return text


def _name_in(value: Value) -> Value:
    """The name of a thing that is an object in the record."""
    if not isinstance(value, dict):
        return value
    found = (value.get(key) for key in ("name", "rendered", "title", "label", "$date", "term"))
    return next((inner for inner in found if isinstance(inner, str)), None)
