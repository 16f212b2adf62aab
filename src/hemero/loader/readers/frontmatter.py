"""The YAML between two lines of dashes at a file's head. Nothing in it is ever executed.

YAML is read event by event: depth, number of values, anchors, aliases and tags are refused
before anything is built, and every value is the text as written ("2022-04-26" stays so, "yes"
is no truth value).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.given import Field, Value, is_known
from hemero.model.article import Markup
from hemero.model.report import Complaint

if TYPE_CHECKING:
    import yaml

_FENCE = "---"
_ENDS = ("---", "...")
_KEY = re.compile(r"""["']?([A-Za-z][A-Za-z0-9 _-]{0,40})["']? ?:(?= |\Z)""")
_FIRST_LINE = 2  # of the YAML, in the file
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTE_IT = "Put the value between quotation marks."
# Some versions of trafilatura write values without the quotation marks that YAML needs.
_TRAFILATURA = frozenset({"hostname", "sitename", "fingerprint"})


class FrontMatter(NamedTuple):
    """The fields that a file states, and how many of its lines they take."""

    fields: tuple[Field, ...]
    lines: int
    warnings: tuple[Complaint, ...] = ()


def read_front_matter(
    lines: Sequence[str], path: str, markup: Markup, limits: Limits
) -> FrontMatter | None:
    """The front matter of a file, None where it has none.

    A text may begin with a line of three dashes too. In plain text, what follows must hold a
    known key (or a sign that only YAML begins with), so that no line of an article is swallowed.
    UnreadableSource where it is meant as front matter but cannot be read as such.
    """
    if not lines or lines[0].rstrip() != _FENCE:
        return None
    end = _find_end(lines, limits)
    block = lines[1:end] if end else lines[1:40]
    if not _is_meant(block, markup if end else "text"):
        return None
    if not end:
        raise UnreadableSource(
            f"its front matter has no closing line within {limits.front_matter_bytes:,} bytes.",
            f"{path}:1",
            f'Close it with a line "{_FENCE}".',
        )
    return _read_block(block, path, limits)


def _find_end(lines: Sequence[str], limits: Limits) -> int | None:
    """The index of the closing line, as far down as front matter may reach."""
    size = 0
    for index in range(1, len(lines)):
        line = lines[index]
        if line.rstrip() in _ENDS:
            return index
        size += len(line.encode()) + 1
        if size > limits.front_matter_bytes:
            return None
    return None


def _is_meant(block: Sequence[str], markup: Markup) -> bool:
    if markup == "markdown":
        return True
    first = next((line for line in block if line.strip()), "")
    if first[:1] in ("{", "[", "&", "*", "!", "%", "@"):
        return True
    return any((key := _KEY.match(line)) and is_known(key[1]) for line in block)


def _read_block(block: Sequence[str], path: str, limits: Limits) -> FrontMatter | None:
    length = len(block) + 2
    composer = _Composer(block, path, limits)
    try:
        root = composer.compose()
    except UnreadableSource:
        fields = _read_unquoted(block, path)
        if fields is None:
            raise
        return FrontMatter(fields, length)
    if isinstance(root, str):
        return None  # prose between two rules
    if isinstance(root, list):
        raise UnreadableSource(
            "its front matter is a list.", f"{path}:{_FIRST_LINE}", 'Write "key: value" lines.'
        )
    return FrontMatter(composer.as_fields(root or {}), length, tuple(composer.warnings))


def _read_unquoted(block: Sequence[str], path: str) -> tuple[Field, ...] | None:
    """Flat `key: value` lines taken as they stand, where the keys are trafilatura's."""
    keys = [_KEY.match(line) for line in block]
    names = [key[1] for key in keys if key]
    if len(names) != len(block) or len(set(names)) != len(names):
        return None
    if not _TRAFILATURA.intersection(names):
        return None
    values = [line.split(":", 1)[1].strip() for line in block]
    return tuple(
        Field(name, _unquote(value), f"{path}:{index + _FIRST_LINE}")
        for index, (name, value) in enumerate(zip(names, values, strict=True))
    )


def _unquote(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


class _Composer:
    """Builds plain values from YAML events; any surprise is an UnreadableSource with its line."""

    def __init__(self, block: Sequence[str], path: str, limits: Limits) -> None:
        self.text = "\n".join(block)
        self.path = path
        self.limits = limits
        self.values = 0
        self.lines: dict[str, int] = {}  # of the root mapping's keys
        self.warnings: list[Complaint] = []

    def compose(self) -> Value:
        """The one value that the text is: a mapping, if it is front matter; None if empty."""
        import yaml  # 12 ms to import: paid only where a file has front matter

        try:
            self.events: Iterator[Any] = iter(yaml.parse(self.text, Loader=_fastest_loader()))
            return self._root()
        except yaml.YAMLError as fault:
            raise self._not_yaml(fault) from fault

    def as_fields(self, root: dict[str, Value]) -> tuple[Field, ...]:
        """The root mapping, each field with its place."""
        return tuple(
            Field(name, value, self._where(self.lines[name])) for name, value in root.items()
        )

    def _root(self) -> Value:
        import yaml

        next(self.events)  # stream start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        root = self._value(next(self.events), 1)
        next(self.events)  # document end
        if not isinstance(last := next(self.events), yaml.StreamEndEvent):
            raise self._refuse(last, "its front matter holds a second YAML document.", "")
        return root

    def _value(self, event: Any, depth: int) -> Value:
        import yaml

        self._admit(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "")
            return None if plain and event.value in _NULLS else str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Value] = []
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                items.append(self._value(item, depth + 1))
            return items
        return self._mapping(depth)

    def _mapping(self, depth: int) -> dict[str, Value]:
        """The pairs up to the mapping's end; of equal keys the first counts."""
        import yaml

        pairs: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            if isinstance(key, list | dict):
                raise self._refuse(event, "a key of its front matter is no text.", _QUOTE_IT)
            value = self._value(next(self.events), depth + 1)
            name = key or ""
            if name in pairs:
                self._warn_twice(event, name)
                continue
            pairs[name] = value
            if depth == 1:
                self.lines[name] = event.start_mark.line
        return pairs

    def _admit(self, event: Any, depth: int) -> None:
        """Refuse what a plain list of facts does not need and an attack does."""
        import yaml

        self.values += 1
        if self.values > self.limits.yaml_values:
            raise self._refuse(event, f"over {self.limits.yaml_values:,} values.", "")
        if depth > self.limits.yaml_depth:
            raise self._refuse(
                event, f"its front matter is nested deeper than {self.limits.yaml_depth}.", ""
            )
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, f"YAML alias '*{event.anchor}' in front matter.", _QUOTE_IT)
        if event.anchor is not None:
            raise self._refuse(event, f"YAML anchor '&{event.anchor}' in front matter.", _QUOTE_IT)
        if event.tag is not None:
            raise self._refuse(event, f"YAML tag '{event.tag}' in front matter.", _QUOTE_IT)

    def _warn_twice(self, event: Any, name: str) -> None:
        what = f"'{name[:60]}' stands twice in the front matter; the first counts."
        self.warnings.append(
            Complaint(self._where(event.start_mark.line), what, severity="warning")
        )

    def _refuse(self, event: Any, message: str, hint: str) -> UnreadableSource:
        return UnreadableSource(message, self._where(event.start_mark.line), hint or None)

    def _not_yaml(self, fault: "yaml.YAMLError") -> UnreadableSource:
        mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
        problem = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "unreadable"
        return UnreadableSource(
            f"its front matter is not YAML: {problem}.",
            self._where(mark.line if mark else 0),
            "Put values that hold a colon or another YAML sign between quotation marks.",
        )

    def _where(self, line: int) -> str:
        return f"{self.path}:{line + _FIRST_LINE}"


@lru_cache(maxsize=1)
def _fastest_loader() -> Any:
    """libyaml's scanner where PyYAML was built with it: ten times as fast, equal events."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
