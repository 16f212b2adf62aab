"""What one stated value means: a text, an address, a date, a language, names of people.

A value that cannot be what its field wants is Unusable; whoever asked says so to the user.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from hemero.loader.limits import Limits
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.stated_dates import iso_date
from hemero.text import safe_url

_BLANKS = re.compile(r"[ \t\n]+")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?\Z")
_BYLINE = re.compile(r"(?:by|par|von|por|di|door|av)\s+(?=\w)", re.IGNORECASE)
_AND = re.compile(r" (?:and|et|und|y|&) ")
_ADDRESS = re.compile(r"https?://|[^\s@]{1,80}@[^\s@]{1,80}\Z", re.IGNORECASE)
TRUE = frozenset({"true", "yes", "on", "1"})
FALSE = frozenset({"false", "no", "off", "0"})


class Field(NamedTuple):
    """One stated field. `value` holds texts as written: "2022" is no number, "yes" no truth."""

    name: str
    value: Value
    where: str  # for a warning: "a.md:3"


class Unusable(Exception):
    """A value cannot be what its field wants; the message completes "must be …"."""


def is_nothing(value: Value) -> bool:
    return not value or (isinstance(value, str) and not value.strip())


def is_address(value: Value) -> bool:
    return isinstance(value, str) and safe_url(value) is not None


def shown(value: Value) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping"
    return f"'{value if len(value) <= 60 else value[:59] + '…'}'" if value else "nothing"


def text_of(field: Field, limits: Limits, most: int = 0) -> str:
    if not isinstance(field.value, str):
        raise Unusable("text")
    text = _BLANKS.sub(" ", field.value).strip()
    most = most or limits.text_chars
    if len(text) > most:
        raise Unusable(f"at most {most:,} characters long")
    return text


def title_of(field: Field, limits: Limits) -> str:
    return text_of(field, limits, limits.title_chars)


def url_of(field: Field, limits: Limits) -> str:
    address = safe_url(text_of(field, limits))
    if address is None:
        raise Unusable("an http or https address")
    return address


def truth_of(field: Field, limits: Limits) -> str:
    said = text_of(field, limits).casefold()
    if said not in TRUE and said not in FALSE:
        raise Unusable("true or false")
    return "true" if said in TRUE else "false"


def date_of(field: Field, limits: Limits) -> str:
    written = iso_date(text_of(field, limits))
    if written is None:
        raise Unusable("a date such as 2022-04-26 or 2022-04-26T18:30+02:00")
    return written


def language_of(field: Field, limits: Limits) -> str:
    found = _LANGUAGE.match(text_of(field, limits))
    if not found:
        raise Unusable("a two-letter code such as fr or fr-CA")
    language, script, region = found.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part)


def texts_of(field: Field, limits: Limits) -> list[str]:
    """A list of texts, or one text."""
    values = field.value if isinstance(field.value, list) else [field.value]
    if len(values) > limits.names:
        raise Unusable(f"at most {limits.names} names")
    return [text_of(field._replace(value=value), limits) for value in values if value]


def labels_of(field: Field, limits: Limits) -> list[str]:
    """Tags: a list, or one text with ";" or "," between them. "#" before a tag is no part."""
    labels: list[str] = []
    for text in texts_of(field, limits):
        separate = not isinstance(field.value, list)
        labels += text.split(";" if ";" in text else ",") if separate else [text]
    if len(labels) > limits.names:
        raise Unusable(f"at most {limits.names} names")
    return [label for label in (part.strip(" #") for part in labels) if label]


def people_of(field: Field, limits: Limits) -> list[str]:
    """Names of people: a list of names (or of mappings with a name), or one text."""
    value = field.value
    if isinstance(value, list):
        value = [item.get("name") if isinstance(item, dict) else item for item in value]
    elif isinstance(value, dict):
        value = value.get("name")
    names: list[str] = []
    for text in texts_of(field._replace(value=value), limits):
        names += _split_people(_BYLINE.sub("", text, count=1) if _is_byline(field, text) else text)
    if len(names) > limits.names:
        raise Unusable(f"at most {limits.names} names")
    people = (name.strip(" []") for name in names)  # note-taking programs write [[Name]]
    return [name for name in people if name and not _ADDRESS.match(name)]


def _is_byline(field: Field, text: str) -> bool:
    return squashed(field.name) == "byline" and bool(_BYLINE.match(text))


def _split_people(text: str) -> list[str]:
    """ "A; B" always; "Ann Lee, Bo Ray" and "Ann Lee and Bo Ray" where each part is a full name
    (a comma may also stand in "Lee, Ann")."""
    if ";" in text:
        return text.split(";")
    parts = [part for piece in text.split(",") for part in _AND.split(piece)]
    return parts if all(len(part.split()) > 1 for part in parts) else [text]


def squashed(name: str) -> str:
    """A field's name as names are compared: without case, "-", "_" and space."""
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "")
