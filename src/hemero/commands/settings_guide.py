"""The settings of hemero.yaml as people and editors read them: a commented file, a JSON Schema, a
table for the documentation. All of it comes from the typed configuration, so none can go stale.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from hemero.config import Settings

SCHEMA_NAME = "hemero.schema.json"
WIDTH = 90  # columns of the commented file

_KINDS = {str: "text", bool: "true or false", int: "number", float: "number"}


class Setting(Struct, frozen=True):
    """One key: dotted where it stands in another, with what it is, holds by default and says."""

    key: str
    kind: str
    default: Any
    says: str
    inner: "tuple[Setting, ...]" = ()


def settings(kind: type[Struct] = Settings, within: str = "") -> tuple[Setting, ...]:
    """Every key of hemero.yaml, in the order in which they are declared."""
    hints = get_type_hints(kind, include_extras=True)
    said = field_words(kind)
    found = []
    for field in msgspec.structs.fields(kind):
        key = f"{within}{field.name}"
        hint = _bare(hints[field.name])
        record = isinstance(hint, type) and issubclass(hint, Struct)
        inner = settings(hint, f"{key}.") if record else ()
        default = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
        found.append(Setting(key, _kind_in_words(hint), default, said[field.name], inner))
    return tuple(found)


@lru_cache(maxsize=32)
def field_words(kind: type[Struct]) -> Mapping[str, str]:
    """The sentence under each field of a record, its own and those it inherits."""
    words: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if not (issubclass(base, Struct) and base is not Struct):
            continue
        (body,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        assert isinstance(body, ast.ClassDef)
        for field, after in zip(body.body, body.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(after, ast.Expr):
                assert isinstance(field.target, ast.Name)
                assert isinstance(after.value, ast.Constant)
                words[field.target.id] = " ".join(str(after.value.value).split())
    return words


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _kind_in_words(hint: Any) -> str:
    hint = _bare(hint)
    if hint in _KINDS:
        return _KINDS[hint]
    origin = get_origin(hint)
    if origin is tuple:
        return "list"
    if origin is dict or (isinstance(hint, type) and issubclass(hint, Struct)):
        return "mapping"
    return " or ".join(_kind_in_words(part) for part in get_args(hint))


# the file


def commented_file(meant: Mapping[str, str]) -> str:
    """hemero.yaml with every key explained and out of use, but for those `meant`.

    Prose stands after "# ", a key after "#": taking away that sign puts the key to use.
    """
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_NAME}",
        "",
        *_prose("What can be set of this archive. All of it is optional: take the # away from"
                " what you want. The values that stand here are those that hold anyway."),
    ]  # fmt: skip
    for setting in settings():
        lines.append("")
        if setting.key in meant:
            lines += [*_prose(setting.says), _as_yaml(setting.key, meant[setting.key])]
            continue
        first, *rest = _setting_lines(setting)
        lines += [*_prose(setting.says), f"#{first}", *(f"#{line}" for line in rest)]
    return "\n".join(lines) + "\n"


def _setting_lines(setting: Setting, depth: int = 0) -> Iterator[str]:
    """The key with its default; keys within it come one level deeper, each after its prose."""
    name = setting.key.rpartition(".")[2]
    indent = "  " * depth
    if not setting.inner:
        yield indent + _as_yaml(name, msgspec.to_builtins(setting.default))
        return
    yield f"{indent}{name}:"
    for inner in setting.inner:
        yield from (f"{indent}  {line}" for line in _prose(inner.says))
        yield from _setting_lines(inner, depth + 1)


def _as_yaml(key: str, value: Any) -> str:
    """JSON values are YAML too, and leave no doubt of what is text."""
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"


def _prose(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH)]


# the schema


def json_schema() -> bytes:
    """JSON Schema (2020-12) of hemero.yaml, with the sentence of each key."""
    (_,), parts = msgspec.json.schema_components([Settings], ref_template="#/$defs/{name}")
    kinds = {kind.__name__: kind for kind in _records(Settings)}
    for name, part in parts.items():
        words = field_words(kinds[name])
        part["description"] = " ".join(part["description"].split())
        for key, about in part["properties"].items():
            part["properties"][key] = {"description": words[key], **about}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hemero.yaml",
        "$ref": "#/$defs/Settings",
        "$defs": dict(sorted(parts.items())),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False).encode() + b"\n"


def _records(kind: type[Struct]) -> Iterator[type[Struct]]:
    yield kind
    for hint in get_type_hints(kind).values():
        yield from _records_within(hint)


def _records_within(hint: Any) -> Iterator[type[Struct]]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield from _records(hint)
    for part in get_args(hint):
        yield from _records_within(part)


# the table


def reference_table() -> str:
    """Every key in a Markdown table, for docs/configuration.md."""
    rows = ["| key | kind | default | what it says |", "|---|---|---|---|"]
    rows += [
        f"| `{one.key}` | {one.kind} | {_default_in_words(one)} | {one.says} |"
        for setting in settings()
        for one in _with_inner(setting)
    ]
    return "\n".join(rows) + "\n"


def _with_inner(setting: Setting) -> Iterator[Setting]:
    yield setting
    for inner in setting.inner:
        yield from _with_inner(inner)


def _default_in_words(setting: Setting) -> str:
    if setting.inner or setting.default in ("", (), {}):
        return ""
    shown = msgspec.json.encode(setting.default).decode().strip('"')
    return f"`{shown}`"
