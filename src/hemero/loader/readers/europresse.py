"""Europresse's HTML: one <article> each, facts under classes that the database gives them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.document import as_complaint, make_document
from hemero.loader.readers.html_events import Event
from hemero.loader.readers.html_fields import elements, lines_by_class
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.slices import READ, name_record
from hemero.loader.readers.stated_moments import long_date

MARK = re.compile(r'class="[^"]{0,100}\b(?:DocPublicationName|titreArticle|rdp__articletitle)\b')
_TITLES = ("titreArticle", "titreArticleVisu", "grandTitre", "rdp__articletitle")
_TEXTS = ("DocText", "docOcurrContainer")
_WANTED = frozenset(
    (*_TITLES, *_TEXTS, "DocPublicationName", "DocHeader", "rdp__subtitle", "docAuthors",
     "sm-margin-bottomNews", "publiC-lblNodoc", "apd-sources-date", "source-name-APD")
)  # fmt: skip
_DAY = re.compile(r"\b(\d{4})(\d\d)(\d\d)\b")

Parts = Mapping[str, Sequence[Sequence[str]]]


def read_europresse(path: str, events: Sequence[Event], limits: Limits) -> READ:
    """Every article of the export, numbered from 1."""
    for number, article in enumerate(elements(events, "article"), 1):
        where = name_record(path, number)
        parts = lines_by_class(article, _WANTED)
        lines = next((_lines(parts, name) for name in _TEXTS if _said(parts, name)), [])
        data = "\n".join(lines).encode("utf-8", "replace")
        try:
            yield make_document(where, _facts(parts), lines, data, limits)
        except UnreadableSource as fault:
            yield as_complaint(fault, where)


def _facts(parts: Parts) -> Iterator[tuple[str, Value]]:
    yield "title", next((said for name in _TITLES if (said := _said(parts, name))), "")
    yield "standfirst", _said(parts, "rdp__subtitle")
    publication = _said(parts, "DocPublicationName").split(",", 1)[0].strip()
    yield "source", publication or _said(parts, "source-name-APD")
    yield (
        "date",
        (
            long_date(_said(parts, "DocHeader"))
            or long_date(_said(parts, "apd-sources-date"))
            or _day_of_number(_said(parts, "publiC-lblNodoc"))
        ),
    )
    last = parts.get("sm-margin-bottomNews", ())
    yield "byline", _said(parts, "docAuthors") or (" ".join(last[-1]).strip() if last else "")


def _lines(parts: Parts, name: str) -> list[str]:
    return [line for lines in parts.get(name, ()) for line in (*lines, "")]


def _said(parts: Parts, name: str) -> str:
    """The text of the first element with this class, on one line."""
    return " ".join(" ".join(parts[name][0]).split()) if name in parts else ""


def _day_of_number(number: str) -> str | None:
    """The day in "news·20221222·XX·0123"."""
    found = _DAY.search(number)
    return "-".join(found.groups()) if found else None
