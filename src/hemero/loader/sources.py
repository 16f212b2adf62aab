"""Reading one content file: its documents, or its records cut apart, as its sidecar has them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hemero.errors import ConfigError, UnreadableSource
from hemero.loader import omnivore
from hemero.loader.amending import amend, amend_each, corrections_of, sidecar_of
from hemero.loader.limits import Limits
from hemero.loader.names import path_of
from hemero.loader.opening import explain, open_source, stamp_of
from hemero.loader.readers import (
    READ_ARE,
    known_suffixes,
    read_file,
    split_file,
    suffix_of,
)
from hemero.loader.readers.containers import (
    COMPRESSED,
    container_of,
    extractor_version,
    has_extractor,
)
from hemero.loader.readers.plugins import plugins_key
from hemero.loader.readers.slices import READ, Slice
from hemero.model.article import RawDocument
from hemero.model.choice import DEFAULT, Choice
from hemero.model.report import Complaint, Source

if TYPE_CHECKING:
    from hemero.loader.corrections import Corrections

__all__ = [
    "Limits",
    "check_form",
    "is_cut",
    "note_of_pages",
    "read_record",
    "read_slices",
    "read_source",
    "readers_key",
    "size_of",
    "source_of",
    "split_source",
]  # fmt: skip

_WHOLE = 2_000_000  # bytes of a file of records that one worker reads by itself
_DEFAULTS = Limits()
_PAGES = (".html", ".htm", ".xhtml")


def source_of(content: Path, file: Path) -> Source:
    """One file, which lies below `content`, as the walk would name it, with its sidecar. OSError
    if it is gone, UnreadableSource where it has two sidecars."""
    name = os.fsencode(file.relative_to(content).as_posix())
    return Source(path_of(name), stamp_of(file.stat()), *sidecar_of(file))


def size_of(source: Source) -> int:
    """Bytes of the file when it was found."""
    return int(source.stamp.rpartition(":")[2] or 0)


def read_source(
    content: Path, source: Source, limits: Limits = _DEFAULTS, choice: Choice = DEFAULT
) -> READ:
    """The documents of one content file, one by one, as its sidecar has them, and a Complaint for
    each record of it that is none; text and Markdown hold just one document.

    UnreadableSource, in plain words and with the line where known, for anything that keeps the
    file from being read as what its suffix says. No other exception, whatever the bytes.
    """
    corrections = corrections_of(content, source, limits)
    found = _read_source(content, source, limits, choice)
    yield from found if corrections is None else amend(source.path, found, corrections, limits)


def _read_source(content: Path, source: Source, limits: Limits, choice: Choice) -> READ:
    suffix = suffix_of(source.path)
    if suffix not in known_suffixes():
        raise UnreadableSource(f"no reader knows '{suffix}'.", source.path, READ_ARE)
    file, stamp = open_source(content, source.path)
    try:
        with file:
            documents = read_file(source.path, file, limits, choice)
            if suffix == ".json" and omnivore.is_metadata(source.path):
                opener = partial(open_source, content)
                documents = omnivore.add_pages(documents, source.path, opener, limits)
            with closing(documents):  # before the file, where nobody wants the rest
                for found in documents:
                    changed = stamp != source.stamp and isinstance(found, RawDocument)
                    yield _mark_changed(found) if changed else found  # type: ignore[arg-type]
    except OSError as fault:
        raise UnreadableSource(explain(fault), source.path) from fault


def check_form(form: str) -> None:
    """ConfigError where `--from` names no format that records can be read as."""
    if not form:
        return
    from hemero.loader.readers.profiles import FORMS

    if form not in FORMS:
        raise ConfigError(
            f"no format is called '{form}'.", "--from", f"Known: {', '.join(sorted(FORMS))}."
        )


def readers_key() -> str:
    """Changes with what is installed that reads files in another way."""
    html = f"html {extractor_version()}" if has_extractor() else ""
    return f"{html}{plugins_key()}"


def note_of_pages(sources: Sequence[Source]) -> tuple[Complaint, ...]:
    """A word where saved pages are read without the extra that finds their text: on a machine
    that has it they give another site."""
    pages = [source.path for source in sources if source.path.lower().endswith(_PAGES)]
    if not pages or has_extractor():
        return ()
    what = f"saved pages are read line by line ({len(pages):,}, this one first)."
    hint = "trafilatura, which finds their text, is not installed: pip install 'hemero[html]'."
    return (Complaint(pages[0], what, hint, severity="warning"),)


def is_cut(source: Source) -> bool:
    """Whether the file is so large that its records are cut out first and understood elsewhere."""
    suffix = suffix_of(source.path)
    if size_of(source) <= (_WHOLE if not suffix.endswith(COMPRESSED) else _WHOLE // 10):
        return False
    container = container_of(suffix)
    return container is not None and container.streams


def split_source(
    content: Path, source: Source, limits: Limits = _DEFAULTS
) -> Iterator[Slice | Complaint]:
    """The records of one content file, in order, still to be understood. Faults as read_source."""
    container = container_of(suffix_of(source.path))
    assert container is not None
    file, _ = open_source(content, source.path)
    try:
        with file:
            yield from split_file(source.path, file, limits, container)
    except OSError as fault:
        raise UnreadableSource(explain(fault), source.path) from fault


def read_slices(
    path: str,
    slices: tuple[Slice, ...],
    limits: Limits = _DEFAULTS,
    choice: Choice = DEFAULT,
    corrections: "Corrections | None" = None,
) -> READ:
    """The documents of records that were cut out of the file at `path`, as they are corrected."""
    found = _read_slices(path, slices, limits, choice)
    return found if corrections is None else amend_each(path, found, corrections, limits)


def _read_slices(path: str, slices: tuple[Slice, ...], limits: Limits, choice: Choice) -> READ:
    container = container_of(suffix_of(path))
    assert container is not None
    for part in slices:
        yield from container.read(path, part, limits, choice)


def read_record(
    content: Path,
    source: Source,
    number: int,
    limits: Limits = _DEFAULTS,
    choice: Choice = DEFAULT,
) -> RawDocument:
    """The document that is record `number` of a content file; with 0 the first of the file.

    UnreadableSource where there is none, or where it is set aside. Of a large file the records
    before it are passed over unread.
    """
    name = f"{source.path}#{number}" if number else source.path
    found = (
        _read_one(content, source, number, limits, choice)
        if number and is_cut(source)
        else read_source(content, source, limits, choice)
    )
    with closing(found):
        for one in found:
            if isinstance(one, RawDocument):
                if not number or one.path == name:
                    return one
            elif one.severity == "set-aside" and (not number or one.where == name):
                raise UnreadableSource(one.what, one.where, one.hint)
    raise UnreadableSource("holds no article.", name)


def _read_one(content: Path, source: Source, number: int, limits: Limits, choice: Choice) -> READ:
    corrections = corrections_of(content, source, limits)
    corrections = corrections and corrections.of((number,))
    for part in split_source(content, source, limits):
        if isinstance(part, Complaint):
            yield part
        elif part.number in (0, number):
            yield from read_slices(source.path, (part,), limits, choice, corrections)


def _mark_changed(document: RawDocument) -> RawDocument:
    """What was read is whole, but younger than the build: the next one reads it again."""
    warning = Complaint(
        document.path, "changed during the build.", "Build again.", severity="warning"
    )
    return msgspec.structs.replace(document, warnings=(*document.warnings, warning))
