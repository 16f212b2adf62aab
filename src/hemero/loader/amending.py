"""Documents of one content file, amended by its sidecar. Knows where a sidecar stands, and loads
what understands it with the first one that is met."""

from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.opening import open_source, stamp_of
from hemero.loader.readers.slices import READ
from hemero.model.article import RawDocument
from hemero.model.report import Complaint, Source

if TYPE_CHECKING:
    from hemero.loader.corrections import Corrections

SUFFIXES = (".yaml", ".yml")  # either spelling is common; the first is the one that we write


def sidecar_of(file: Path) -> tuple[str, str]:
    """Stamp and suffix of a content file's sidecar; "" for the stamp where it has none.

    UnreadableSource where it has two: either may be what keeps the article from readers.
    """
    found = {}
    for suffix in SUFFIXES:
        with suppress(OSError):
            found[suffix] = stamp_of(file.with_name(file.name + suffix).stat())
    if len(found) > 1:
        fault = two_sidecars(file.name)
        raise UnreadableSource(fault.what, fault.where, fault.hint)
    return next(((stamp, suffix) for suffix, stamp in found.items()), ("", SUFFIXES[0]))


def two_sidecars(path: str) -> Complaint:
    """What is said of a content file that both spellings correct."""
    what = f"has two sidecars, {' and '.join(path + suffix for suffix in SUFFIXES)}."
    return Complaint(path, what, "Put what both say into one of them.")


def corrections_of(content: Path, source: Source, limits: Limits) -> "Corrections | None":
    """What the sidecar of a content file says, None where it has none.

    UnreadableSource where it cannot be read: it may be what keeps the article from readers.
    """
    if not source.sidecar:
        return None
    return _read(content, source.path + source.sidecar_suffix, source.sidecar, limits)


@lru_cache(maxsize=4)  # a file of records asks once a piece
def _read(content: Path, path: str, stamp: str, limits: Limits) -> "Corrections":
    from hemero.loader.readers.sidecar import read_sidecar

    file, _ = open_source(content, path)
    try:
        with file:
            data = file.read(limits.sidecar_bytes + 1)
    except OSError as fault:
        raise UnreadableSource(f"cannot be read ({fault.strerror}).", path) from fault
    return read_sidecar(data, path, limits)


def amend(path: str, documents: READ, corrections: "Corrections", limits: Limits) -> READ:
    """The documents of the whole file at `path` as they are to be read, and what of the
    corrections nothing answers to."""
    from hemero.loader.corrections import missing_records, number_of

    seen: set[int] = set()

    def noted() -> READ:
        with closing(documents):
            for found in documents:
                name = found.path if isinstance(found, RawDocument) else found.where
                seen.add(number_of(name))
                yield found

    yield from corrections.warnings
    yield from amend_each(path, noted(), corrections, limits)
    yield from missing_records(corrections, seen)


def amend_each(path: str, documents: READ, corrections: "Corrections", limits: Limits) -> READ:
    """Each document as it is to be read; one that must not be read on a guess is set aside."""
    from hemero.loader.corrections import correct, refuse_common_lines

    with closing(documents):
        for found in documents:
            if not isinstance(found, RawDocument):
                yield found
                continue
            if found.path != path:
                refuse_common_lines(corrections)
            try:
                amended: RawDocument | Complaint = correct(found, corrections, limits)
            except UnreadableSource as fault:
                amended = Complaint(fault.where or found.path, fault.message, fault.hint or "")
            yield amended
