"""A sidecar's YAML as corrections. A key that means nothing is refused: who writes a correction
wants it heeded, and what it keeps from readers must not be guessed."""

import difflib
from collections.abc import Iterator
from typing import get_args

from msgspec.structs import replace

from hemero.errors import UnreadableSource
from hemero.loader.characters import clean
from hemero.loader.corrections import Correction, Corrections, LineCorrection
from hemero.loader.limits import Limits
from hemero.loader.readers.given import FIELD_NAMES, attribute_of
from hemero.loader.readers.plain_yaml import Place, PlainYaml, Value, read_yaml
from hemero.loader.readers.stated_values import Field
from hemero.model.article import Settling
from hemero.text import squeeze

SUFFIX = ".yaml"
KINDS: tuple[Settling, ...] = get_args(Settling)
_OWN = ("lines", "records", "corrects")
_LINE_KEYS = ("line", "text", "kind")


def read_sidecar(data: bytes, path: str, limits: Limits) -> Corrections:
    """The corrections in the sidecar at `path`; none in an empty one.

    UnreadableSource, with the line, for anything in it that cannot be meant.
    """
    if len(data) > limits.sidecar_bytes:
        raise UnreadableSource(
            f"{len(data):,} bytes; at most {limits.sidecar_bytes:,} are read.", path
        )
    try:
        text = clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise UnreadableSource("is not UTF-8.", f"{path}:{line}", "Save it as UTF-8.") from fault
    return _Sidecar(path, text, limits).read()


def read_root(data: bytes, path: str, limits: Limits) -> dict[str, Value]:
    """The sidecar as it is written, once it is known to be one. Faults as read_sidecar."""
    read_sidecar(data, path, limits)
    root = read_yaml(clean(data.decode("utf-8-sig")), path, 1, _larger(limits)).root
    return root if isinstance(root, dict) else {}


def _larger(limits: Limits) -> Limits:
    return replace(limits, yaml_values=limits.sidecar_values)


class _Sidecar:
    """One sidecar while it is read."""

    def __init__(self, path: str, text: str, limits: Limits) -> None:
        self.path = path
        self.yaml: PlainYaml = read_yaml(text, path, 1, _larger(limits))

    def read(self) -> Corrections:
        root = self.yaml.root
        if root is None:
            return Corrections(self.path, Correction(self.path))
        if not isinstance(root, dict):
            raise self.refuse((), 'must be "key: value" lines.')
        records = root.pop("records", None) or {}
        if not isinstance(records, dict):
            raise self.refuse(("records",), "'records' must name records by their numbers.")
        numbered = {
            self.number(name): self.correction(fields, ("records", name))
            for name, fields in records.items()
        }
        whole = self.correction(root, ())
        return Corrections(self.path, whole, numbered, self.yaml.warnings)

    def number(self, name: str) -> int:
        """12, "#12" and "all.jsonl#12" name the same record."""
        number = name.rpartition("#")[2]
        if not number.isdecimal() or not int(number):
            raise self.refuse(("records", name), f"'{name}' is no number of a record.")
        return int(number)

    def correction(self, fields: Value, at: Place) -> Correction:
        if not isinstance(fields, dict):
            raise self.refuse(at, 'needs "key: value" lines below it.')
        corrects = fields.get("corrects") or ""
        if not isinstance(corrects, str):
            raise self.refuse((*at, "corrects"), "'corrects' must be text.")
        stated = tuple(self.fields(fields, at))
        return Correction(
            where=self.where(at),
            fields=stated,
            lines=tuple(self.lines(fields.get("lines"), (*at, "lines"))),
            corrects=squeeze(corrects),
        )

    def fields(self, fields: dict[str, Value], at: Place) -> Iterator[Field]:
        for name, value in fields.items():
            if name in _OWN and (name != "records" or not at):
                continue
            meaning = attribute_of(name)
            if meaning is None:
                raise self.refuse((*at, name), f'unknown key "{name}".', _nearest(name))
            # Whoever writes a description by hand means it to be read.
            shown = "standfirst" if meaning == "standfirst" else name
            yield Field(shown, value, self.where((*at, name)))
        if "keep_title" in fields and "withdrawn" not in fields:
            raise self.refuse((*at, "keep_title"), "'keep_title' goes with 'withdrawn'.")

    def lines(self, entries: Value, at: Place) -> Iterator[LineCorrection]:
        if entries is None:
            return
        if not isinstance(entries, list):
            raise self.refuse(at, "'lines' must be a list.", _LINES_HINT)
        seen: set[tuple[int, str]] = set()
        for index, entry in enumerate(entries):
            one = self.line(entry, (*at, index))
            name = (one.line, "" if one.line else one.text)
            if name in seen:
                raise self.refuse((*at, index), "this line is settled twice.")
            seen.add(name)
            yield one

    def line(self, entry: Value, at: Place) -> LineCorrection:
        if not isinstance(entry, dict):
            raise self.refuse(at, "a line must be named.", _LINES_HINT)
        for key in entry:
            if key not in _LINE_KEYS:
                raise self.refuse(at, f'unknown key "{key}".', _LINES_HINT)
        kind, text, number = (entry.get(key) for key in ("kind", "text", "line"))
        found = next((known for known in KINDS if known == kind), None)
        if found is None:
            raise self.refuse(at, f"'{kind}' is no kind.", f"Known: {', '.join(KINDS)}.")
        if not isinstance(text, str) or not squeeze(text):
            raise self.refuse(at, "a line needs its text, or the beginning.", _LINES_HINT)
        if number is not None and not (isinstance(number, str) and number.isdecimal()):
            raise self.refuse(at, "'line' must be the number of a line.", _LINES_HINT)
        return LineCorrection(found, squeeze(text), int(number or 0), self.where(at))

    def where(self, at: Place) -> str:
        line = self.yaml.places.get(at)
        return f"{self.path}:{line}" if line else self.path

    def refuse(self, at: Place, what: str, hint: str = "") -> UnreadableSource:
        return UnreadableSource(what, self.where(at), hint)


_LINES_HINT = 'Write - {line: 14, text: "how the line begins", kind: boilerplate}.'


def _nearest(name: str) -> str:
    known = (*FIELD_NAMES, *_OWN)
    near = difflib.get_close_matches(name, known, n=1)
    return f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(known)}."
