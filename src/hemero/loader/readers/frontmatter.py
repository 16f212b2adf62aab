"""The YAML between two lines of dashes at a file's head, told from text that begins so."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.given import is_known
from hemero.loader.readers.plain_yaml import PlainYaml, Value, read_yaml
from hemero.loader.readers.stated_values import Field
from hemero.model.article import Markup
from hemero.model.report import Complaint
from hemero.text import safe_url

FENCE = "---"
_ENDS = ("---", "...")
_FIRST_LINE = 2  # of the YAML, in the file
_KEY = re.compile(r"""["']?([A-Za-z][A-Za-z0-9 _-]{0,40})["']? ?:(?= |\Z)""")
_YAML_SIGNS = ("{", "[", "&", "*", "!", "%", "@")  # prose does not begin so
_UNCLOSED = 40  # lines looked at for a key where the closing line is missing
_CREATED, _SAVED = "created", "retrieved"
# Some versions of trafilatura write values without the quotation marks that YAML needs.
_TRAFILATURA = frozenset({"hostname", "sitename", "fingerprint"})


class FrontMatter(NamedTuple):
    """The fields that a file states, and how many of its lines they take."""

    fields: tuple[Field, ...]
    length: int
    warnings: tuple[Complaint, ...] = ()


def read_front_matter(
    lines: Sequence[str], path: str, markup: Markup, limits: Limits
) -> FrontMatter | None:
    """The front matter of a file, None where it has none.

    A text may begin with a line of three dashes too. In plain text, what follows must hold a
    known key (or a sign that only YAML begins with), so that no line of an article is swallowed.
    UnreadableSource where it is meant as front matter but cannot be read as such.
    """
    if not lines or lines[0].rstrip() != FENCE:
        return None
    end = _find_end(lines, limits)
    if end is None:
        _refuse_unclosed(lines, path, limits)
        return None
    block = lines[1:end]
    if markup == "text" and not _is_meant(block):
        return None
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


def _refuse_unclosed(lines: Sequence[str], path: str, limits: Limits) -> None:
    if not _is_meant(lines[1 : _UNCLOSED + 1]):
        return
    raise UnreadableSource(
        f"its front matter has no closing line within {limits.front_matter_bytes:,} bytes.",
        f"{path}:1",
        f'Close it with a line "{FENCE}".',
    )


def _is_meant(block: Sequence[str]) -> bool:
    first = next((line for line in block if line.strip()), "")
    if first.startswith(_YAML_SIGNS):
        return True
    return any((key := _KEY.match(line)) and is_known(key[1]) for line in block)


def _read_block(block: Sequence[str], path: str, limits: Limits) -> FrontMatter | None:
    length = len(block) + 2
    try:
        found = read_yaml("\n".join(block), path, _FIRST_LINE, limits)
    except UnreadableSource as fault:
        fields = _read_unquoted(block, path)
        if fields is None:
            raise UnreadableSource(
                f"its front matter cannot be read: {fault.message}", fault.where, fault.hint
            ) from fault
        return FrontMatter(fields, length)
    if isinstance(found.root, str):
        return None  # prose between two rules
    return FrontMatter(_as_fields(found, path), length, found.warnings)


def _as_fields(found: PlainYaml, path: str) -> tuple[Field, ...]:
    if isinstance(found.root, list):
        raise UnreadableSource(
            "its front matter is a list.", f"{path}:{_FIRST_LINE}", 'Write "key: value" lines.'
        )
    if not isinstance(found.root, dict):
        return ()
    clipped = _is_clipped(found.root)
    return tuple(
        Field(
            _SAVED if clipped and name == _CREATED else name, value, f"{path}:{found.lines[name]}"
        )
        for name, value in found.root.items()
    )


def _is_clipped(facts: Mapping[str, Value]) -> bool:
    """Whether a web clipper wrote it (Obsidian's): the address as source, and the day on which
    the note was created, which is that of saving."""
    source = facts.get("source")
    return _CREATED in facts and isinstance(source, str) and safe_url(source) is not None


def _read_unquoted(block: Sequence[str], path: str) -> tuple[Field, ...] | None:
    """Flat `key: value` lines taken as they stand, where the keys are trafilatura's."""
    names = [key[1] for line in block if (key := _KEY.match(line))]
    if len(names) != len(block) or len(set(names)) != len(names):
        return None
    if not _TRAFILATURA.intersection(names):
        return None
    return tuple(
        Field(name, _unquote(line.partition(":")[2].strip()), f"{path}:{number}")
        for number, (name, line) in enumerate(zip(names, block, strict=True), _FIRST_LINE)
    )


def _unquote(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
