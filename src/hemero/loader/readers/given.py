"""From the fields that a file or record states to `Given`: names matched, values checked.

Every reader of metadata ends here, so that one table knows under which names tools write a
title. A value of the wrong type is left out with a warning; the article is not lost for it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.stated_dates import iso_date
from hemero.model.article import Given
from hemero.model.report import Complaint
from hemero.model.withdrawal import Withdrawal
from hemero.text import fold, safe_url, squeeze

# What tools and people call each field, best name first. Names are compared without case,
# "-", "_" and space, so "publish_date" and "publishDate" need one entry.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "standfirst": ("standfirst", "subtitle", "chapo", "dek", "lede"),
    "summary": ("description", "excerpt", "summary", "abstract"),
    "source": ("source", "sitename", "site", "publisher", "publication", "newspaper"),
    "hostname": ("hostname", "host", "domain"),
    "url": ("url", "link", "sourceurl", "originalurl", "canonicalurl"),
    "language": ("language", "lang"),
    "date": (
        "date", "published", "publishdate", "publisheddate", "datepublished", "publishedat",
        "publicationdate", "pubdate",
    ),
    "updated": (
        "updated", "modified", "lastmod", "lastmodified", "datemodified", "updatedat", "updatedate",
    ),
    "retrieved": (
        "retrieved", "retrievedat", "dateretrieved", "datedownload", "scrapedat", "crawledat",
        "savedat", "accessed",
    ),
    "authors": ("authors", "author", "byline"),
    "contributors": ("contributors", "contributor"),
    "tags": ("tags", "topics", "categories", "category", "keywords"),
    "slug": ("slug",),
    "permalink": ("permalink",),
    "aliases": ("aliases", "alias"),
    "withdrawn": ("withdrawn",),
    "keeptitle": ("keeptitle",),
    "draft": ("draft",),
    "noindex": ("noindex",),
    "publishafter": ("publishafter", "embargo", "embargountil"),
}  # fmt: skip
_FIELDS = {
    name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names)
}
# Names that are spelled otherwise in `Given`, and what decides who may read the article.
_ATTRIBUTES = {"summary": "standfirst", "hostname": "source", "publishafter": "publish_after",
               "keeptitle": "withdrawn"}  # fmt: skip
RESTRICTING = frozenset({"withdrawn", "draft", "noindex", "publish_after"})
FIELD_NAMES = (*Given.__struct_fields__, "keep_title")
_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})
_UNIFIED = ("tags", "aliases")  # all names count, not the best alone

_BLANKS = re.compile(r"[ \t\n]+")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?\Z")
_BYLINE = re.compile(r"(?:by|par|von|por|di|door|av)\s+(?=\w)", re.IGNORECASE)
_AND = re.compile(r" (?:and|et|und|y|&) ")
_ADDRESS = re.compile(r"https?://|[^\s@]{1,80}@[^\s@]{1,80}\Z", re.IGNORECASE)
_CUT_OFF = ("…", "...", "[…]", "[...]")
_SENTENCE_ENDS = tuple(".!?。！？؟।\"”»’')")
_OPENING_LINES = 40  # of the text, searched for a summary that only repeats it
_OPENING_CHARS = 10_000


class Field(NamedTuple):
    """One stated field. `value` holds texts as written: "2022" is no number, "yes" no truth."""

    name: str
    value: Value
    where: str  # for a warning: "a.md:3"


class Stated(NamedTuple):
    """What a file states of itself, and what in it could not be used."""

    given: Given
    warnings: tuple[Complaint, ...] = ()


def is_known(name: str) -> bool:
    """Whether a field of this name can say something of an article."""
    return _squash(name) in _FIELDS


def attribute_of(name: str) -> str | None:
    """The field of `Given` that a stated field of this name speaks of, None if of none."""
    meaning = _FIELDS.get(_squash(name), ("", 0))[0]
    return _ATTRIBUTES.get(meaning, meaning) or None


def state_given(fields: Iterable[Field], lines: Sequence[str], limits: Limits) -> Stated:
    """The certain facts among `fields`; `lines` is the text, which a summary must not repeat."""
    return _Statement(fields, limits).settle(lines)


class _Unusable(Exception):
    """A value cannot be what its field wants; the message completes "must be …"."""


class _Statement:
    """The fields of one document by what they mean, on their way to becoming `Given`."""

    def __init__(self, fields: Iterable[Field], limits: Limits) -> None:
        self.limits = limits
        self.warnings: list[Complaint] = []
        ranked: dict[str, list[tuple[int, Field]]] = {}
        for field in fields:
            meaning, rank = _FIELDS.get(_squash(field.name), (None, 0))
            if meaning is not None and not _is_nothing(field.value):
                ranked.setdefault(meaning, []).append((rank, field))
        self.fields: dict[str, list[Field]] = {
            meaning: [field for _, field in sorted(found, key=lambda pair: pair[0])]
            for meaning, found in ranked.items()
        }

    def settle(self, lines: Sequence[str]) -> Stated:
        source, url = self._source_and_url()
        given = Given(
            title=self._first("title", _title),
            standfirst=self._first("standfirst", _text) or self._summary(lines),
            source=source,
            url=url,
            language=self._first("language", _language),
            date=self._first("date", _date),
            updated=self._first("updated", _date),
            retrieved=self._first("retrieved", _date),
            authors=self._names("authors", _people),
            contributors=self._names("contributors", _people),
            tags=self._names("tags", _labels),
            slug=self._first("slug", _text),
            permalink=self._first("permalink", _text),
            aliases=self._names("aliases", _texts),
            withdrawn=self._withdrawal(),
            draft=self._is_true("draft"),
            noindex=self._is_true("noindex"),
            publish_after=self._surely("publishafter", _date),
        )
        return Stated(given, tuple(self.warnings))

    def _first(self, meaning: str, read: "Callable[[Field, Limits], str]") -> str | None:
        for field in self.fields.get(meaning, ()):
            try:
                return read(field, self.limits)
            except _Unusable as reason:
                self._warn(field, reason)
        return None

    def _names(self, meaning: str, read: "Callable[[Field, Limits], list[str]]") -> tuple[str, ...]:
        names: dict[str, str] = {}
        for field in self.fields.get(meaning, ()):
            if names and meaning not in _UNIFIED:
                break
            try:
                found = read(field, self.limits)
            except _Unusable as reason:
                self._warn(field, reason)
                continue
            for name in found:
                names.setdefault(fold(name), name)
        return tuple(names.values())

    def _source_and_url(self) -> tuple[str | None, str | None]:
        """Some tools call the address of the page its source; a host is the last resort."""
        sources = self.fields.get("source", [])
        addresses = [field for field in sources if _is_address(field.value)]
        self.fields["source"] = [field for field in sources if field not in addresses]
        self.fields["url"] = [*self.fields.get("url", ()), *addresses]
        source = self._first("source", _text) or self._first("hostname", _text)
        return source, self._first("url", _url)

    def _summary(self, lines: Sequence[str]) -> str | None:
        """A description serves as the standfirst if it is whole and the text does not say it."""
        summary = self._first("summary", _text)
        if summary is None or summary.endswith(_CUT_OFF) or not summary.endswith(_SENTENCE_ENDS):
            return None
        # Not fold(): accents and quotes agree where a scrape repeats itself, and it costs 2 ms.
        opening = squeeze(" ".join(lines[:_OPENING_LINES])[:_OPENING_CHARS]).casefold()
        return None if squeeze(summary).casefold().rstrip(" .!?…") in opening else summary

    def _withdrawal(self) -> Withdrawal | None:
        said = self._surely("withdrawn", _text)
        if said is None or said.casefold() in _FALSE:
            return None
        reason = "" if said.casefold() in _TRUE else said
        return Withdrawal(reason, self._is_true("keeptitle"))

    def _is_true(self, meaning: str) -> bool:
        return self._surely(meaning, _truth) == "true"

    def _surely(self, meaning: str, read: "Callable[[Field, Limits], str]") -> str | None:
        """What keeps an article from readers must be understood: in doubt the file is set aside."""
        for field in self.fields.get(meaning, ()):
            try:
                return read(field, self.limits)
            except _Unusable as reason:
                raise UnreadableSource(
                    f"{field.name} must be {reason}, not {_shown(field.value)}.",
                    field.where,
                    "It decides who may read the article, so nothing is published on a guess.",
                ) from reason
        return None

    def _warn(self, field: Field, reason: _Unusable) -> None:
        what = f"{field.name} must be {reason}, not {_shown(field.value)}; it is left out."
        self.warnings.append(Complaint(field.where, what, severity="warning"))


def _squash(name: str) -> str:
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _is_nothing(value: Value) -> bool:
    return not value or (isinstance(value, str) and not value.strip())


def _is_address(value: Value) -> bool:
    return isinstance(value, str) and safe_url(value) is not None


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping"
    return f"'{value if len(value) <= 60 else value[:59] + '…'}'" if value else "nothing"


def _text(field: Field, limits: Limits, most: int = 0) -> str:
    if not isinstance(field.value, str):
        raise _Unusable("text")
    text = _BLANKS.sub(" ", field.value).strip()
    most = most or limits.text_chars
    if len(text) > most:
        raise _Unusable(f"at most {most:,} characters long")
    return text


def _title(field: Field, limits: Limits) -> str:
    return _text(field, limits, limits.title_chars)


def _url(field: Field, limits: Limits) -> str:
    address = safe_url(_text(field, limits))
    if address is None:
        raise _Unusable("an http or https address")
    return address


def _truth(field: Field, limits: Limits) -> str:
    said = _text(field, limits).casefold()
    if said not in _TRUE and said not in _FALSE:
        raise _Unusable("true or false")
    return "true" if said in _TRUE else "false"


def _date(field: Field, limits: Limits) -> str:
    written = iso_date(_text(field, limits))
    if written is None:
        raise _Unusable("a date such as 2022-04-26 or 2022-04-26T18:30+02:00")
    return written


def _language(field: Field, limits: Limits) -> str:
    found = _LANGUAGE.match(_text(field, limits))
    if not found:
        raise _Unusable("a two-letter code such as fr or fr-CA")
    language, script, region = found.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part)


def _texts(field: Field, limits: Limits) -> list[str]:
    """A list of texts, or one text."""
    values = field.value if isinstance(field.value, list) else [field.value]
    if len(values) > limits.names:
        raise _Unusable(f"at most {limits.names} names")
    return [_text(field._replace(value=value), limits) for value in values if value]


def _labels(field: Field, limits: Limits) -> list[str]:
    """Tags: a list, or one text with ";" or "," between them. "#" before a tag is no part."""
    labels: list[str] = []
    for text in _texts(field, limits):
        separate = not isinstance(field.value, list)
        labels += text.split(";" if ";" in text else ",") if separate else [text]
    if len(labels) > limits.names:
        raise _Unusable(f"at most {limits.names} names")
    return [label for label in (part.strip(" #") for part in labels) if label]


def _people(field: Field, limits: Limits) -> list[str]:
    """Names of people: a list of names (or of mappings with a name), or one text."""
    value = field.value
    if isinstance(value, list):
        value = [item.get("name") if isinstance(item, dict) else item for item in value]
    elif isinstance(value, dict):
        value = value.get("name")
    names: list[str] = []
    for text in _texts(field._replace(value=value), limits):
        names += _split_people(_BYLINE.sub("", text, count=1) if _is_byline(field, text) else text)
    if len(names) > limits.names:
        raise _Unusable(f"at most {limits.names} names")
    people = (name.strip(" []") for name in names)  # note-taking programs write [[Name]]
    return [name for name in people if name and not _ADDRESS.match(name)]


def _is_byline(field: Field, text: str) -> bool:
    return _squash(field.name) == "byline" and bool(_BYLINE.match(text))


def _split_people(text: str) -> list[str]:
    """ "A; B" always; "Ann Lee, Bo Ray" and "Ann Lee and Bo Ray" where each part is a full name
    (a comma may also stand in "Lee, Ann")."""
    if ";" in text:
        return text.split(";")
    parts = [part for piece in text.split(",") for part in _AND.split(piece)]
    return parts if all(len(part.split()) > 1 for part in parts) else [text]
