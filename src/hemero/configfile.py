"""hemero.yaml as typed values, and its faults in words that name line, key and what was expected.

Knows YAML and records, not what any key means.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct

from hemero.errors import ConfigError
from hemero.model.tokens import COLOUR

T = TypeVar("T", bound=Struct)

DEPTH = 8  # levels of nesting that are read

# What msgspec expects, as people say it.
_WORDS = {
    "`str`": "text",
    "`bool`": "true or false",
    "`int`": "a whole number",
    "`float`": "a number",
    "`object`": "`key: value` lines",
    "`array`": "a list",
    f"`str` matching regex {COLOUR!r}": 'a colour like "#86190f"',
}
_EXPECTED = re.compile(r"Expected (`int` >= (?P<least>-?\d+)|.+?)(?:, got `\w+`)?$")


class YamlFile(Struct, frozen=True):
    """What a file says, and the line at which each path ("$.tags.stop[0]") stands."""

    name: str
    plain: Mapping[str, Any]
    lines: Mapping[str, int]

    def where(self, path: str) -> str:
        """ "hemero.yaml:7" for a path, or for the nearest part of it that stands somewhere."""
        while path not in self.lines and path != "$":
            path = path[: max(path.rfind("."), path.rfind("["), 1)]
        return f"{self.name}:{self.lines.get(path, 1)}"


def read_yaml(file: Path, most: int) -> YamlFile:
    """Read `file`, of at most `most` bytes. A key without a value is as if it were not there.
    Raises ConfigError for what is not UTF-8, not YAML, or not `key: value` lines."""
    import yaml

    data = file.read_bytes()
    if len(data) > most:
        raise ConfigError(f"is {len(data):,} bytes; at most {most:,} are read.", file.name)
    try:
        node = yaml.compose(data.decode("utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as fault:
        raise ConfigError(
            f"is not UTF-8 (byte {fault.start}).", file.name, "Save it as UTF-8."
        ) from fault
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"{file.name}:{mark.line + 1}" if mark else file.name
        problem = getattr(fault, "problem", None) or "cannot be read as YAML"
        begun = getattr(fault, "context_mark", None)
        since = (
            f" ({getattr(fault, 'context', None)} that begins in line {begun.line + 1})"
            if begun
            else ""
        )
        raise ConfigError(f"not valid YAML: {problem}{since}.", where) from None
    lines: dict[str, int] = {}
    plain = {} if node is None else _plain(node, "$", lines, file.name)
    if not isinstance(plain, dict):
        raise ConfigError("must be a list of `key: value` lines.", f"{file.name}:1")
    return YamlFile(file.name, plain, lines)


def convert(found: YamlFile, kind: type[T]) -> T:
    """The record that the file states. Raises ConfigError for an unknown key, with the nearest
    known one, and for a value that cannot be meant."""
    _refuse_unknown(found, found.plain, kind, "$")
    try:
        return msgspec.convert(found.plain, kind, strict=False)
    except msgspec.ValidationError as fault:
        what, _, path = str(fault).partition(" - at `")
        path = (path.rstrip("`") or "$").replace("[...]", "[?]")
        said = _in_words(what, _value_at(found.plain, path))
        raise ConfigError(f"{path.removeprefix('$.')} {said}.", found.where(path)) from None


def _in_words(what: str, value: Any) -> str:
    expected = _EXPECTED.match(what)
    if expected is None:  # what msgspec says otherwise: a required key that is missing
        return what[:1].lower() + what[1:]
    if expected["least"]:
        words = f"a whole number from {expected['least']}"
    else:
        parts = [f"`{part.strip('`')}`" for part in expected[1].split(" | ")]
        words = _WORDS.get(expected[1]) or " or ".join(_WORDS.get(p, p) for p in parts)
    return f"must be {words}, not {_shown(value)}"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "`key: value` lines"
    return "a list" if isinstance(value, list) else repr(value)


def _value_at(plain: Any, path: str) -> Any:
    """What stands at a path of msgspec. "[?]" is some value of a mapping: ours hold text, so it is
    the one that is none."""
    for key, index in re.findall(r"\.([^.\[]+)|\[(\d+|\?)\]", path):
        if index == "?":
            plain = next((v for v in plain.values() if not isinstance(v, str)), None)
        else:
            plain = plain[key] if key else plain[int(index)]
    return plain


def _refuse_unknown(found: YamlFile, plain: Any, kind: type[Struct], path: str) -> None:
    hints = get_type_hints(kind)
    for key, value in plain.items():
        inner = f"{path}.{key}"
        if key not in hints:
            near = difflib.get_close_matches(key, hints, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else "Known: " + ", ".join(hints) + "."
            parent = f" in {path[2:]}" if path != "$" else ""
            raise ConfigError(f'unknown key "{key}"{parent}.', found.where(inner), hint)
        for record in _records_in(hints[key]):
            if isinstance(value, dict):
                _refuse_unknown(found, value, record, inner)
            for index, item in enumerate(value if isinstance(value, list) else ()):
                if isinstance(item, dict):
                    _refuse_unknown(found, item, record, f"{inner}[{index}]")


def _records_in(hint: Any) -> Iterator[type[Struct]]:
    """The kinds of records that a value of this type may hold."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for part in get_args(hint):
        yield from _records_in(part)


def _plain(node: Any, path: str, lines: dict[str, int], name: str, depth: int = 0) -> Any:
    """The node as dict, list, str, int, float, bool or None; `lines` notes where each key stands.

    Scalars keep to YAML's own types for numbers and truth values; dates stay text.
    """
    import yaml

    lines[path] = node.start_mark.line + 1
    if depth > DEPTH:
        raise ConfigError(f"is nested more than {DEPTH} deep.", f"{name}:{lines[path]}")
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            inner = f"{path}.{key}"
            if inner in lines:
                raise ConfigError(f"{key} stands twice.", f"{name}:{line}", "Keep one of them.")
            value = _plain(value_node, inner, lines, name, depth + 1)
            lines[inner] = line
            if value is not None:
                result[key] = value
        return result
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, f"{path}[{index}]", lines, name, depth + 1)
            for index, item in enumerate(node.value)
        ]
    if node.tag == "tag:yaml.org,2002:int" and node.value.lstrip("+-").isdigit():
        return int(node.value)
    if node.tag == "tag:yaml.org,2002:bool":
        return node.value.lower() in ("true", "yes", "on")
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return node.value
