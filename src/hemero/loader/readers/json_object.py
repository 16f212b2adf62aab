"""One JSON record as plain facts: texts, lists, objects; everything unreasonable is refused."""

import json
from typing import Any, NamedTuple

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.plain_yaml import Value

# How tools write that they know nothing, where their own format has a word for it or not.
_NOTHING = frozenset({"None", "none", "null", "NULL", "nan", "NaN", "N/A", "n/a"})
_MOST_DIGITS = 30
_TRUTHS = frozenset({"withdrawn", "draft", "noindex", "keep_title"})


class Record(NamedTuple):
    """The fields of a record, and the keys that stood in it twice."""

    fields: dict[str, Value]
    twice: tuple[str, ...] = ()


def read_object(data: bytes, limits: Limits) -> Record:
    """The object in `data`. UnreadableSource without a place, which the caller knows."""
    reading = _Reading(limits)
    found = _load(data, reading)
    if not isinstance(found, dict):
        raise UnreadableSource("is no JSON object.", hint="A record is { … } with named fields.")
    fields = reading.settle(found, 1)
    assert isinstance(fields, dict)
    return Record(fields, tuple(dict.fromkeys(reading.twice)))


def read_value(data: bytes, limits: Limits) -> Value:
    """Whatever `data` holds. Faults as read_object."""
    reading = _Reading(limits)
    return reading.settle(_load(data, reading), 1)


def _load(data: bytes, reading: "_Reading") -> Any:
    try:
        text = data.decode("utf-8")
        return json.loads(
            text,
            strict=False,
            object_pairs_hook=reading.take_pairs,
            parse_constant=_refuse_constant,
            parse_int=_keep_number,
            parse_float=_keep_number,
        )
    except UnicodeDecodeError as fault:
        raise UnreadableSource(
            f"is not UTF-8 (byte {data[fault.start]:02X}).", hint="Save it as UTF-8."
        ) from fault
    except json.JSONDecodeError as fault:
        raise UnreadableSource(f"is not JSON: {_lower(fault.msg)}.") from fault
    except RecursionError as fault:
        raise UnreadableSource("is nested too deeply.") from fault


class _Reading:
    """Counts what one record holds, and keeps the first of equal keys."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.twice: list[str] = []
        self.values = 0

    def take_pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        found = {}
        for key, value in pairs:
            if key in found:
                self.twice.append(key[:60])
            found.setdefault(key, value)
        return found

    def settle(self, value: Any, depth: int) -> Value:
        """`value` with texts for numbers, and None for all the ways to say nothing."""
        self.values += 1
        if depth > self.limits.json_depth:
            raise UnreadableSource(f"is nested more than {self.limits.json_depth} deep.")
        if self.values > self.limits.json_values:
            raise UnreadableSource(f"holds more than {self.limits.json_values:,} values.")
        if isinstance(value, str):
            return None if value.strip() in _NOTHING else value
        if isinstance(value, dict):
            return {key: self.settle(_say(key, inner), depth + 1) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.settle(inner, depth + 1) for inner in value]
        return None  # true, false, null


def _say(key: str, value: Any) -> Any:
    """The truth values that keep an article from readers, as words; others tell us nothing."""
    return str(value).lower() if isinstance(value, bool) and key in _TRUTHS else value


def _keep_number(digits: str) -> str:
    """Numbers stay as they are written."""
    if len(digits) > _MOST_DIGITS:
        raise UnreadableSource(f"holds a number of {len(digits):,} digits.")
    return digits


def _refuse_constant(name: str) -> None:
    raise UnreadableSource(f"holds {name}, which is no JSON.", hint="Write null instead.")


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
