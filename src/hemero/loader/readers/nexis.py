"""Articles of LexisNexis and Nexis Uni, from the lines of a text, DOCX or RTF file."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.document import as_complaint, make_document
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.slices import READ, name_record
from hemero.loader.readers.stated_moments import long_date

_FIRST = re.compile(r"\s{0,100}\d{1,6} (?:of|sur|von) \d{1,6} (?:DOCUMENTS?|DOKUMENTEN?)\s{0,20}\Z")
_LABEL = re.compile(r"([A-Z][A-Za-z]{2,15}(?:[- ][A-Z][A-Za-z]{2,12})?):(?:\s+(.*)|\Z)", re.DOTALL)
_BEFORE = frozenset(
    "section length byline dateline highlight series distribution edition page".split()
)
_AFTER = frozenset(
    "load-date language publication-type journal-code graphic url notes classification "
    "document-type correction correction-date copyright".split()
)
_COPYRIGHT = re.compile(r"(?:Copyright|©) .{0,20}\d{4}|All Rights Reserved", re.IGNORECASE)
_END = "End of Document"


def is_numbered(lines: Sequence[str]) -> bool:
    """Whether a text begins as an export of LexisNexis: "1 of 50 DOCUMENTS"."""
    return any("DO" in line and _FIRST.match(line) for line in lines[:60])


def is_nexis(lines: Sequence[str]) -> bool:
    """Whether lines are those of a Nexis Uni document."""
    return any(line.strip() == _END for line in lines)


def read_numbered(path: str, lines: Sequence[str], limits: Limits) -> READ:
    """Articles that each begin with "N of M DOCUMENTS"; their lines are broken to a width."""
    starts = [at for at, line in enumerate(lines) if _FIRST.match(line)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        blocks = [
            " ".join(" ".join(group).split())
            for blank, group in groupby(lines[start + 1 : end], lambda line: not line.strip())
            if not blank
        ]
        yield from _read(path, number, _split_header(blocks), limits)


def read_nexis(path: str, lines: Sequence[str], limits: Limits) -> READ:
    """Articles that each end with "End of Document"; a paragraph is a line."""
    held: list[str] = []
    number = 0
    for line in (*lines, _END):
        if line.strip() != _END:
            held.append(line.strip())
        elif any(held):
            number += 1
            yield from _read(path, number, _with_title_first([b for b in held if b]), limits)
            held = []


class _Parts:
    """One article taken apart."""

    def __init__(self, top: list[str], labels: dict[str, str], body: list[str]) -> None:
        self.top = top  # source, date, title in the order of the text file
        self.labels = labels
        self.body = body


def _split_header(blocks: Sequence[str]) -> _Parts:
    return _take_apart(list(blocks), title_first=False)


def _with_title_first(blocks: Sequence[str]) -> _Parts:
    return _take_apart(list(blocks), title_first=True)


def _take_apart(blocks: list[str], title_first: bool) -> _Parts:
    labels: dict[str, str] = {}
    marked = blocks.index("Body") + 1 if "Body" in blocks else 0
    last = marked
    for at, block in enumerate(blocks[: marked or 40]):
        found = _LABEL.match(block)
        if found and found[1].lower() in _BEFORE:
            labels.setdefault(found[1].lower(), found[2] or "")
            last = max(last, at + 1)
            if found[1].lower() == "length" and not marked:
                break
    first = next((at for at, b in enumerate(blocks) if _is_label(b, _BEFORE)), last)
    body, rest = _until_tail(blocks[last:])
    labels |= rest
    top = [block for block in blocks[:first] if not _COPYRIGHT.search(block[:200])]
    if title_first:
        top = [*top[1:], *top[:1]]
    else:
        # Headlines may stand between the date and the labels, or between two labels.
        top += [b for b in blocks[first:last] if not _is_label(b, _BEFORE)]
    return _Parts(top, labels, body)


def _until_tail(blocks: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The text, and the labels that follow it."""
    body: list[str] = []
    labels: dict[str, str] = {}
    for block in blocks:
        found = _LABEL.match(block)
        if found and found[1].lower() in _AFTER:
            labels.setdefault(found[1].lower(), found[2] or "")
        elif block == "Classification":
            break
        elif not labels and not (_COPYRIGHT.search(block[:200]) and len(block) < 200):
            body.append(block)
    return body, labels


def _is_label(block: str, known: frozenset[str]) -> bool:
    found = _LABEL.match(block)
    return bool(found) and found[1].lower() in known if found else False


def _read(path: str, number: int, parts: _Parts, limits: Limits) -> READ:
    where = name_record(path, number)
    lines = [line for block in parts.body for line in (block, "")]
    data = "\n".join((*parts.top, *lines)).encode("utf-8", "replace")
    try:
        yield make_document(where, _facts(parts), lines, data, limits)
    except UnreadableSource as fault:
        yield as_complaint(fault, where)


def _facts(parts: _Parts) -> Iterator[tuple[str, Value]]:
    dated = next((at for at, block in enumerate(parts.top) if long_date(block)), None)
    if parts.top:
        yield "source", parts.top[0] if dated != 0 else ""
    if dated is not None:
        yield "date", long_date(parts.top[dated])
    after = parts.top[(dated if dated is not None else 0) + 1 :]
    titles = [block for block in after if not block.endswith(" Edition")]
    if titles:
        yield "title", titles[-1] if len(titles) == 1 else titles[0]
    yield "standfirst", parts.labels.get("highlight")
    yield "byline", parts.labels.get("byline")
    yield "language", parts.labels.get("language")
