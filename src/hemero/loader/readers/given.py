"""From the fields that a file or record states to `Given`: names matched, values checked.

Every reader of metadata ends here, so that one table knows under which names tools write a
title. A value of the wrong type is left out with a warning; the article is not lost for it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.stated_values import (
    FALSE,
    TRUE,
    Field,
    Unusable,
    date_of,
    is_address,
    is_nothing,
    labels_of,
    language_of,
    people_of,
    shown,
    squashed,
    text_of,
    texts_of,
    title_of,
    truth_of,
    url_of,
)
from hemero.model.article import Given
from hemero.model.report import Complaint
from hemero.model.withdrawal import Withdrawal
from hemero.text import fold, squeeze

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
_UNIFIED = ("tags", "aliases")  # all names count, not the best alone

_CUT_OFF = ("…", "...", "[…]", "[...]")
_SENTENCE_ENDS = tuple(".!?。！？؟।\"”»’')")
_OPENING_LINES = 40  # of the text, searched for a summary that only repeats it
_OPENING_CHARS = 10_000


class Stated(NamedTuple):
    """What a file states of itself, and what in it could not be used."""

    given: Given
    warnings: tuple[Complaint, ...] = ()


def is_known(name: str) -> bool:
    """Whether a field of this name can say something of an article."""
    return squashed(name) in _FIELDS


def attribute_of(name: str) -> str | None:
    """The field of `Given` that a stated field of this name speaks of, None if of none."""
    meaning = _FIELDS.get(squashed(name), ("", 0))[0]
    return _ATTRIBUTES.get(meaning, meaning) or None


def state_given(fields: Iterable[Field], lines: Sequence[str], limits: Limits) -> Stated:
    """The certain facts among `fields`; `lines` is the text, which a summary must not repeat."""
    return _Statement(fields, limits).settle(lines)


class _Statement:
    """The fields of one document by what they mean, on their way to becoming `Given`."""

    def __init__(self, fields: Iterable[Field], limits: Limits) -> None:
        self.limits = limits
        self.warnings: list[Complaint] = []
        ranked: dict[str, list[tuple[int, Field]]] = {}
        for field in fields:
            meaning, rank = _FIELDS.get(squashed(field.name), (None, 0))
            if meaning is not None and not is_nothing(field.value):
                ranked.setdefault(meaning, []).append((rank, field))
        self.fields: dict[str, list[Field]] = {
            meaning: [field for _, field in sorted(found, key=lambda pair: pair[0])]
            for meaning, found in ranked.items()
        }

    def settle(self, lines: Sequence[str]) -> Stated:
        source, url = self._source_and_url()
        given = Given(
            title=self._first("title", title_of),
            standfirst=self._first("standfirst", text_of) or self._summary(lines),
            source=source,
            url=url,
            language=self._first("language", language_of),
            date=self._first("date", date_of),
            updated=self._first("updated", date_of),
            retrieved=self._first("retrieved", date_of),
            authors=self._names("authors", people_of),
            contributors=self._names("contributors", people_of),
            tags=self._names("tags", labels_of),
            slug=self._first("slug", text_of),
            permalink=self._first("permalink", text_of),
            aliases=self._names("aliases", texts_of),
            withdrawn=self._withdrawal(),
            draft=self._is_true("draft"),
            noindex=self._is_true("noindex"),
            publish_after=self._surely("publishafter", date_of),
        )
        return Stated(given, tuple(self.warnings))

    def _first(self, meaning: str, read: "Callable[[Field, Limits], str]") -> str | None:
        for field in self.fields.get(meaning, ()):
            try:
                return read(field, self.limits)
            except Unusable as reason:
                self._warn(field, reason)
        return None

    def _names(self, meaning: str, read: "Callable[[Field, Limits], list[str]]") -> tuple[str, ...]:
        names: dict[str, str] = {}
        for field in self.fields.get(meaning, ()):
            if names and meaning not in _UNIFIED:
                break
            try:
                found = read(field, self.limits)
            except Unusable as reason:
                self._warn(field, reason)
                continue
            for name in found:
                names.setdefault(fold(name), name)
        return tuple(names.values())

    def _source_and_url(self) -> tuple[str | None, str | None]:
        """Some tools call the address of the page its source; a host is the last resort."""
        sources = self.fields.get("source", [])
        addresses = [field for field in sources if is_address(field.value)]
        self.fields["source"] = [field for field in sources if field not in addresses]
        self.fields["url"] = [*self.fields.get("url", ()), *addresses]
        source = self._first("source", text_of) or self._first("hostname", text_of)
        return source, self._first("url", url_of)

    def _summary(self, lines: Sequence[str]) -> str | None:
        """A description serves as the standfirst if it is whole and the text does not say it."""
        summary = self._first("summary", text_of)
        if summary is None or summary.endswith(_CUT_OFF) or not summary.endswith(_SENTENCE_ENDS):
            return None
        # Not fold(): accents and quotes agree where a scrape repeats itself, and it costs 2 ms.
        opening = squeeze(" ".join(lines[:_OPENING_LINES])[:_OPENING_CHARS]).casefold()
        return None if squeeze(summary).casefold().rstrip(" .!?…") in opening else summary

    def _withdrawal(self) -> Withdrawal | None:
        said = self._surely("withdrawn", text_of)
        if said is None or said.casefold() in FALSE:
            return None
        reason = "" if said.casefold() in TRUE else said
        return Withdrawal(reason, self._is_true("keeptitle"))

    def _is_true(self, meaning: str) -> bool:
        return self._surely(meaning, truth_of) == "true"

    def _surely(self, meaning: str, read: "Callable[[Field, Limits], str]") -> str | None:
        """What keeps an article from readers must be understood: in doubt the file is set aside."""
        for field in self.fields.get(meaning, ()):
            try:
                return read(field, self.limits)
            except Unusable as reason:
                raise UnreadableSource(
                    f"{field.name} must be {reason}, not {shown(field.value)}.",
                    field.where,
                    "It decides who may read the article, so nothing is published on a guess.",
                ) from reason
        return None

    def _warn(self, field: Field, reason: Unusable) -> None:
        what = f"{field.name} must be {reason}, not {shown(field.value)}; it is left out."
        self.warnings.append(Complaint(field.where, what, severity="warning"))
