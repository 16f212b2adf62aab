"""Factiva's articles: two letters that say what follows, whatever file they stand in."""

import re
from collections.abc import Iterable, Iterator, Sequence

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.document import as_complaint, make_document
from hemero.loader.readers.html_events import Event
from hemero.loader.readers.html_fields import elements
from hemero.loader.readers.html_lines import lines_of
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.slices import READ, name_record
from hemero.loader.readers.stated_moments import long_date

CODES = frozenset(
    "SE HD CR BY WC PD ET SN SC ED PG LA CY LP TD CO IN NS RE IPC IPD PUB AN CLM VOL ART CX".split()
)
MARK = re.compile(r'class="[^"]{0,60}\barticle [a-z]{2}Article\b|<b>HD</b>')
_CODED = re.compile(r"\s{0,20}([A-Z]{2,3})(?:\t|\s{2,20}|\Z)(.*)", re.DOTALL)
_SUBJECTS = re.compile(r"[a-z0-9]{1,12}\s*:\s*([^|]{1,80})")

Row = tuple[str, list[str]]  # a code and the lines under it


def read_factiva(path: str, rows: Iterable[Row], limits: Limits) -> READ:
    """Every article, numbered from 1."""
    for number, article in enumerate(_articles(rows), 1):
        where = name_record(path, number)
        lines = [*article.get("LP", ()), "", *article.get("TD", ())]
        data = "\n".join(lines).encode("utf-8", "replace")
        try:
            yield make_document(where, _facts(article), lines, data, limits)
        except UnreadableSource as fault:
            yield as_complaint(fault, where)


def rows_of_html(events: Iterable[Event]) -> Iterator[Row]:
    """Rows of tables whose first cell is a code."""
    for row in elements(events, "tr"):
        cells = [lines_of(cell) for cell in elements(row, "td")]
        if len(cells) > 1 and (code := " ".join(cells[0]).strip()) in CODES:
            yield code, cells[1]


def rows_of_lines(lines: Iterable[str]) -> Iterator[Row]:
    """Lines that begin with a code, and those below each up to the next."""
    code, held = "", [""]
    for line in lines:
        found = _CODED.match(line)
        if found and found[1] in CODES:
            if code:
                yield code, held
            code, held = found[1], [found[2].strip()]
        else:
            held.append(line.strip())
    if code:
        yield code, held


def is_coded(lines: Sequence[str]) -> bool:
    """Whether lines are Factiva's: a headline and a date of publication under their codes."""
    found = {match[1] for line in lines[:500] if (match := _CODED.match(line))}
    return {"HD", "PD", "SN"} <= found


def _articles(rows: Iterable[Row]) -> Iterator[dict[str, list[str]]]:
    """Rows by article: one ends with its number (AN), or where a headline follows another."""
    article: dict[str, list[str]] = {}
    for code, lines in rows:
        if code in article and code in ("HD", "SE"):
            yield article
            article = {}
        article.setdefault(code, lines)
        if code == "AN":
            yield article
            article = {}
    if "HD" in article:
        yield article


def _facts(article: dict[str, list[str]]) -> Iterator[tuple[str, Value]]:
    said = {code: " ".join(" ".join(lines).split()) for code, lines in article.items()}
    yield "title", said.get("HD")
    yield "source", said.get("SN")
    yield "date", long_date(said.get("PD", ""))
    yield "byline", said.get("BY")
    yield "language", said.get("LA")
    yield "tags", [name.strip() for name in _SUBJECTS.findall(said.get("NS", ""))]
