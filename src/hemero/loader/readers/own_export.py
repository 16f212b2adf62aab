"""Records of our own export, given back as the articles they were.

Such a record was judged when it was made; to judge its text again could only lose some of it.
It is input all the same: every text is cleaned, every address checked, and a record that is not
quite ours is left to the reader of records.

JSON lines do not say of what kind a block is, so that all are paragraphs; CSV and Parquet do.
A line of the form "archive" holds the whole article.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from hemero.loader.characters import clean
from hemero.loader.limits import Limits
from hemero.loader.readers.given import state_given
from hemero.loader.readers.stated_values import Field
from hemero.loader.restored import stated_lines
from hemero.model.article import (
    Article,
    Block,
    BlockKind,
    Evidence,
    RawDocument,
    RelatedLink,
    Stripped,
)
from hemero.text import safe_url

OURS = "hemero"  # as --from names it
_WHOLE = b'{"hemero":'
_MARKS = (b'"permalink"', b'"body"', b'"tag_evidence"', b'"boilerplate"', b'"evidence"')
_STATED = (
    "title", "standfirst", "source", "url", "language", "date", "updated", "retrieved", "permalink",
)  # fmt: skip
_GUARDED = re.compile(r"'+[=+@\t\r-]")
_SHA256 = re.compile(r"[0-9a-f]{64}")

T = TypeVar("T")
Texts = tuple[str, ...] | str  # in CSV a list is one text


class _Related(Struct):
    title: str
    source: str | None = None
    position: int = -1


class _Origin(Struct):
    kind: str


class _Record(Struct):
    """What a record of the export must hold, in JSON, CSV or Parquet."""

    path: str
    permalink: str
    title: str
    body: Texts
    boilerplate: tuple[Stripped, ...] | str | None
    evidence: tuple[Evidence, ...] | str | None
    standfirst: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    date: str | None = None
    updated: str | None = None
    retrieved: str | None = None
    authors: Texts | None = ()
    contributors: Texts | None = ()
    tags: Texts | None = ()
    tag_evidence: tuple[_Origin, ...] | str | None = ()
    body_kinds: Texts | None = ()
    related: tuple[_Related, ...] | str | None = ()
    noindex: bool | str | None = False


class _Whole(Struct):
    """A line of the form "archive"."""

    hemero: int
    permalink: str
    article: Article


_decode_record = msgspec.json.Decoder(_Record).decode
_decode_whole = msgspec.json.Decoder(_Whole).decode


def restore(where: str, data: bytes, limits: Limits) -> RawDocument | None:
    """The document of a record that our export wrote, its article with it; None for others."""
    try:
        if data.startswith(_WHOLE):
            whole = _decode_whole(data)
            article, permalink = whole.article, whole.permalink
        elif all(mark in data for mark in _MARKS):
            record = _unguarded(_decode_record(data))
            article, permalink = _article(record), record.permalink
        else:
            return None
        return _document(where, article, permalink, data, limits)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return None


# from a record to its article


def _unguarded(record: _Record) -> _Record:
    """A row of CSV, which is told by its text, without the signs that kept it from being run."""
    if not isinstance(record.body, str):
        return record
    cells = {name: getattr(record, name) for name in record.__struct_fields__}
    plain = {
        name: cell[1:]
        for name, cell in cells.items()
        if isinstance(cell, str) and _GUARDED.match(cell)
    }
    return msgspec.structs.replace(record, **plain) if plain else record


def _article(record: _Record) -> Article:
    texts = _texts(record.body, "\n\n")
    body = tuple(map(Block, texts, _kinds(record, len(texts))))
    markdown = any(block.kind == "markdown" for block in body)
    return Article(
        path=record.path,
        title=record.title,
        standfirst=record.standfirst,
        source=record.source,
        url=record.url,
        language=record.language,
        date=record.date,
        updated=record.updated,
        retrieved=record.retrieved,
        authors=_texts(record.authors, "; "),
        contributors=_texts(record.contributors, "; "),
        body=body,
        related=tuple(
            RelatedLink(link.title, link.position + 1, link.source)
            for link in _parts(record.related, _Related)
        ),
        tags=_given_tags(record),
        boilerplate=_parts(record.boilerplate, Stripped),
        evidence=_parts(record.evidence, Evidence),
        markup="markdown" if markdown else "text",
        noindex=record.noindex in (True, "true"),
    )


def _texts(value: Texts | None, sign: str) -> tuple[str, ...]:
    """A list; in CSV one text with signs between, or JSON where that would not do."""
    if isinstance(value, str):
        if value.startswith("["):
            return msgspec.json.decode(value, type=tuple[str, ...])
        return tuple(value.split(sign)) if value else ()
    return value or ()


def _parts(value: tuple[T, ...] | str | None, kind: type[T]) -> tuple[T, ...]:
    if isinstance(value, str):
        found: Any = msgspec.json.decode(value, type=tuple[kind, ...]) if value else ()  # type: ignore[valid-type]
        return tuple(found)
    return value or ()


def _kinds(record: _Record, number: int) -> tuple[BlockKind, ...]:
    kinds = _texts(record.body_kinds, "; ") or ("paragraph",) * number
    if len(kinds) != number:
        raise ValueError("as many kinds as blocks")
    return msgspec.convert(kinds, tuple[BlockKind, ...])


def _given_tags(record: _Record) -> tuple[str, ...]:
    """The tags that the article brought; the archive finds the others again."""
    tags = _texts(record.tags, "; ")
    origins = _parts(record.tag_evidence, _Origin)
    pairs = zip(tags, origins, strict=True)
    return tuple(tag for tag, origin in pairs if origin.kind == "given")


# from an article to its document


def _document(
    where: str, article: Article, permalink: str, data: bytes, limits: Limits
) -> RawDocument:
    """The document with the article, cleaned. ValueError where it is out of all bounds."""
    stated = {name: getattr(article, name) for name in _STATED} | {"permalink": permalink}
    fields = [Field(name, clean(value), where) for name, value in stated.items() if value]
    given = state_given(fields, (), limits)
    body = tuple(Block(clean(block.text), block.kind) for block in article.body)
    lengths = [len(line) for block in body for line in block.text.split("\n")]
    if len(lengths) > limits.lines or max(lengths, default=0) > limits.line_chars:
        raise ValueError("out of bounds")
    known = given.given
    # All of a piece or not at all: bytes and digest are the scrape's own, or this record's.
    own = bool(_SHA256.fullmatch(article.sha256))
    article = msgspec.structs.replace(
        article,
        path=where,
        file=clean(article.file or article.path)[: limits.text_chars],
        title=known.title or article.path,
        standfirst=known.standfirst,
        source=known.source,
        url=known.url,
        language=known.language,
        date=known.date,
        updated=known.updated,
        retrieved=known.retrieved,
        authors=_names(article.authors, limits),
        contributors=_names(article.contributors, limits),
        tags=_names(article.tags, limits),
        body=body,
        related=tuple(_link(link, len(body)) for link in article.related[: limits.names]),
        boilerplate=tuple(
            msgspec.structs.replace(line, text=clean(line.text)) for line in article.boilerplate
        ),
        permalink=known.permalink,
        aliases=_names(article.aliases, limits),
        size=article.size if own else len(data),
        sha256=article.sha256 if own else hashlib.sha256(data).hexdigest(),
        withdrawn=None,
    )
    return RawDocument(
        path=where,
        lines=tuple(line for line, _ in stated_lines(article)),
        given=known,
        size=len(data),
        sha256=article.sha256,
        warnings=given.warnings,
        article=article,
    )


def _names(names: Iterable[str], limits: Limits) -> tuple[str, ...]:
    cleaned = (" ".join(clean(name).split())[: limits.text_chars] for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name))[: limits.names]


def _link(link: RelatedLink, blocks: int) -> RelatedLink:
    return RelatedLink(
        clean(link.title),
        min(max(link.position, 0), blocks),
        clean(link.source) if link.source else None,
        safe_url(link.url) if link.url else None,
        None,
        link.line,
    )
