"""YAML as plain facts: lists, mappings and texts. Nothing in it is ever executed or expanded.

The text is read event by event: depth, number of values, anchors, aliases and tags are refused
before anything is built, and every value is the text as written ("2022-04-26" stays so, "yes"
is no truth value). Only an unquoted `null`, `~` or nothing at all is None.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import yaml

from hemero.errors import UnreadableSource
from hemero.loader.characters import clean
from hemero.loader.limits import Limits
from hemero.model.report import Complaint

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Place: TypeAlias = "tuple[str | int, ...]"  # keys and numbers of items that lead to a value

# libyaml's scanner where PyYAML was built with it: ten times as fast, equal events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# Programs that write front matter with their JSON library write "\ud83d\ude00" for a face.
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_QUOTE_IT = "Put the value between quotation marks."


class PlainYaml(NamedTuple):
    """One YAML document."""

    root: Value
    lines: dict[str, int]  # number in the file of each key of the root mapping
    warnings: tuple[Complaint, ...]
    places: dict[Place, int]  # the same for every key and every item of a list, however deep


def read_yaml(text: str, path: str, first_line: int, limits: Limits) -> PlainYaml:
    """The one document in `text`, which begins at `first_line` of the file.

    UnreadableSource, with the line, where it is not YAML or more than plain facts.
    """
    composer = _Composer(path, first_line, limits)
    text = _PAIR.sub(_joined, text)
    try:
        root = composer.compose(text)
    except yaml.YAMLError as fault:
        raise composer.not_yaml(fault, text.count("\n")) from fault
    lines = {str(at[0]): line for at, line in composer.places.items() if len(at) == 1}
    return PlainYaml(root, lines, tuple(composer.warnings), composer.places)


def _joined(pair: re.Match[str]) -> str:
    """One character as YAML escapes it, from the two halves that JSON makes of it."""
    high, low = int(pair[1], 16), int(pair[2], 16)
    return f"\\U{0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00:08X}"


class _Composer:
    """Builds values from events; whatever plain facts do not need is refused with its line."""

    def __init__(self, path: str, first_line: int, limits: Limits) -> None:
        self.path = path
        self.first_line = first_line
        self.limits = limits
        self.values = 0
        self.escapes = False
        self.places: dict[Place, int] = {}
        self.warnings: list[Complaint] = []
        self.events: Iterator[Any] = iter(())

    def compose(self, text: str) -> Value:
        """The root value; None where there is none."""
        self.escapes = "\\" in text
        self.events = iter(yaml.parse(text, Loader=_LOADER))
        next(self.events)  # stream start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        root = self._value(next(self.events), ())
        next(self.events)  # document end
        if not isinstance(last := next(self.events), yaml.StreamEndEvent):
            raise self._refuse(last, "it holds a second YAML document.")
        return root

    def not_yaml(self, fault: yaml.YAMLError, last: int) -> UnreadableSource:
        """The parser's complaint in our form; what is unfinished ends on the last line."""
        mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
        problem = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "unreadable"
        return UnreadableSource(
            f"not YAML: {problem}.",
            self._where(min(mark.line, last) if mark else 0),
            "Put values that hold a colon or another YAML sign between quotation marks.",
        )

    def _value(self, event: Any, at: Place) -> Value:
        self._admit(event, len(at) + 1)
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            if plain and event.value in _NULLS:
                return None
            # The lines were clean, but an escape may have brought in what they may not hold.
            return clean(event.value) if self.escapes else str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(at)
        return self._mapping(at)

    def _sequence(self, at: Place) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            here = (*at, len(items))
            self.places[here] = self._line(event)
            items.append(self._value(event, here))
        return items

    def _mapping(self, at: Place) -> dict[str, Value]:
        """The pairs up to the mapping's end; of equal keys the first counts."""
        pairs: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._value(event, (*at, ""))
            if isinstance(key, list | dict):
                raise self._refuse(event, "a key is no text.")
            name = str(key or "")  # YAML allows a key of nothing
            twice = name in pairs
            here = (*at, name)
            if not twice:
                self.places[here] = self._line(event)
            value = self._value(next(self.events), here)
            if twice:
                self._warn_twice(event, name)
                continue
            pairs[name] = value
        return pairs

    def _admit(self, event: Any, depth: int) -> None:
        self.values += 1
        if self.values > self.limits.yaml_values:
            raise self._refuse(event, f"more than {self.limits.yaml_values:,} values.")
        if depth > self.limits.yaml_depth:
            raise self._refuse(event, f"nested more than {self.limits.yaml_depth} deep.")
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, f"'*{_short(event.anchor)}' is a YAML alias.")
        if event.anchor is not None:
            raise self._refuse(event, f"'&{_short(event.anchor)}' is a YAML anchor.")
        if event.tag is not None:
            raise self._refuse(event, f"'{_short(event.tag)}' is a YAML tag.")

    def _refuse(self, event: Any, message: str) -> UnreadableSource:
        return UnreadableSource(message, self._where(event.start_mark.line), _QUOTE_IT)

    def _warn_twice(self, event: Any, name: str) -> None:
        what = f"'{_short(name)}' stands twice; the first counts."
        where = self._where(event.start_mark.line)
        self.warnings.append(Complaint(where, what, severity="warning"))

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def _where(self, line: int) -> str:
        return f"{self.path}:{line + self.first_line}"


def _short(text: object) -> str:
    text = str(text)
    return text if len(text) <= 60 else text[:59] + "…"
