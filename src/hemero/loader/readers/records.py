"""One record of named fields, whatever file it stood in, as a document."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.document import as_complaint, make_document, text_lines
from hemero.loader.readers.html_lines import html_lines, looks_like_html
from hemero.loader.readers.json_object import read_object
from hemero.loader.readers.own_export import OURS, restore
from hemero.loader.readers.plain_yaml import Value
from hemero.loader.readers.profiles import RESTRICTIONS, Profile, find_profile, named_profile
from hemero.loader.readers.slices import READ, Slice, name_record
from hemero.model.article import RawDocument
from hemero.model.choice import Choice, FieldMap
from hemero.model.report import Complaint

Facts = Mapping[str, Value]
COMMON = "scrapy"  # the form whose names are the common ones

_HINT = "If its text has another name, say so in hemero.yaml: map: {text: NAME}."
_INNER = ("text", "content", "rendered", "value", "plain", "paragraph")  # where objects keep text


def read_record(path: str, part: Slice, limits: Limits, choice: Choice) -> READ:
    """The document of one JSON object. A fault of it is a Complaint under its number."""
    where = name_record(path, part.number)
    if choice.form in ("", OURS) and (restored := restore(where, part.data, limits)) is not None:
        yield restored
        return
    try:
        record = read_object(part.data, limits)
        yield _make(where, record.fields, part, limits, choice)
    except UnreadableSource as fault:
        yield as_complaint(fault, where)
        return
    if record.twice:
        what = f"'{record.twice[0]}' stands twice; the first counts."
        yield Complaint(where, what, severity="warning")


def _make(where: str, record: Facts, part: Slice, limits: Limits, choice: Choice) -> RawDocument:
    meta = record.get("meta")  # the one key whose insides tell tools apart
    inner = tuple(meta) if isinstance(meta, dict) else ()
    profile, keys, text_keys = _plan(tuple(record), inner, choice)
    facts = list(_facts(record, keys))
    text = _text(record, text_keys, profile.join)
    stated = {name for name, _ in facts}
    if not text and "withdrawn" not in stated and not (profile.links and "url" in stated):
        raise UnreadableSource("has no text.", where, _HINT)  # told before anything costs time
    if part.label and "source" not in stated:
        facts.append(("source", part.label))
    as_html = profile.html or looks_like_html(text)
    return make_document(
        where,
        facts,
        html_lines(text) if as_html else text_lines(text),
        part.data,
        limits,
        stub=profile.links,
        hint=_HINT,
        utc=profile.utc,
    )


def stated_document(where: str, record: Facts, limits: Limits, choice: Choice) -> RawDocument:
    """The document of facts under the common names. UnreadableSource where they hold no text."""
    data = msgspec.json.encode(record)
    if len(data) > limits.record_bytes:
        what = f"longer than {limits.record_bytes:,} bytes, the most that is read as one record."
        raise UnreadableSource(what, where)
    common = Choice(COMMON, choice.fields)
    return _make(where, record, Slice(0, data), limits, common)


@lru_cache(maxsize=256)
def _plan(
    present: tuple[str, ...], inner: tuple[str, ...], choice: Choice
) -> tuple[Profile, tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """The profile of a record with these keys; for each of our fields those of its keys that are
    there; and the keys of its text. The records of a file are mostly alike."""
    profile = named_profile(choice.form) if choice.form else None
    profile = profile or find_profile(present, (f"meta.{key}" for key in inner))
    there = frozenset(present)
    wanted = _with_map(profile, choice.fields).items()
    plan = ((name, _present(keys, there)) for name, keys in wanted)
    text = _present(_keys(choice.fields.text) or profile.text, there)
    return profile, tuple((name, keys) for name, keys in plan if keys), text


def _present(keys: Iterable[str], there: frozenset[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in there or key.partition(".")[0] in there)


def _with_map(profile: Profile, chosen: FieldMap) -> Mapping[str, tuple[str, ...]]:
    """The profile's keys, with those of `map:` in their place."""
    own = {
        name: _keys(getattr(chosen, name))
        for name in FieldMap.__struct_fields__
        if name != "text" and getattr(chosen, name)
    }
    return {**RESTRICTIONS, **profile.fields, **own}


def _keys(chosen: str | tuple[str, ...]) -> tuple[str, ...]:
    return (chosen,) if isinstance(chosen, str) else chosen


def _facts(
    record: Facts, keys: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[tuple[str, Value]]:
    """(our field, value) for all that the record holds, best key first."""
    for name, candidates in keys:
        for key in candidates:
            value = _look_up(record, key)
            if value:
                # A byline may begin with "By", which a list of authors does not.
                yield ("byline" if key == "byline" else name), value


def _look_up(record: Facts, key: str) -> Value:
    value = record.get(key)
    if value is not None or "." not in key:
        return value
    inner: Value = dict(record)
    for step in key.split("."):
        inner = inner.get(step) if isinstance(inner, dict) else None
    return inner


def _text(record: Facts, keys: tuple[str, ...], join: bool) -> str:
    texts = (text for key in keys if (text := _as_text(_look_up(record, key))).strip())
    return "\n\n".join(texts) if join else next(texts, "")


def _as_text(value: Value) -> str:
    """Texts, lists of paragraphs, and fundus' sections with their headings, as one text."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n\n".join(text for item in value if (text := _as_text(item)))
    if not isinstance(value, dict):
        return ""
    sections = value.get("sections")
    if isinstance(sections, list):
        return "\n\n".join(text for section in sections if (text := _section(section)))
    return next((_as_text(value[key]) for key in _INNER if value.get(key)), "")


def _section(section: Value) -> str:
    if not isinstance(section, dict):
        return _as_text(section)
    parts = (_as_text(section.get("headline")), _as_text(section.get("paragraphs")))
    return "\n\n".join(part for part in parts if part)
