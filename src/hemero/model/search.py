"""What the search knows of the archive, on its way from planning to files.

A volume is a stretch of the archive in the order of its addresses. Sequences of a volume run
parallel, by an article's place in it.
"""

from collections.abc import Sequence

from msgspec import Struct


class Finding(Struct, frozen=True, gc=False, array_like=True):
    """An article as a list of results shows it."""

    title: str
    permalink: str
    source: str = ""
    date: str = ""  # ISO, no finer than a day
    language: str = ""  # ISO 639-1
    excerpt: str = ""


class Sheet(Struct, frozen=True, gc=False):
    """The articles whose findings, or whose text, stand in one file."""

    name: str  # follows from what it holds
    start: int
    stop: int


class Volume(Struct, frozen=True, kw_only=True):
    """One part of the index, complete in itself."""

    name: str  # unique; stays while the article that begins the volume stays
    drawers: int
    paths: tuple[str, ...]  # of the content files
    digests: tuple[str, ...]  # of the stored records
    words: tuple[int, ...]  # that each counts for where volumes are cut
    findings: tuple[Finding, ...]
    tags: tuple[tuple[str, ...], ...]
    sheets: tuple[Sheet, ...]  # of findings
    texts: tuple[Sheet, ...]


class Drawer(Struct, frozen=True):
    """Terms in order, and parallel to them what is kept of each: pairs of an article's place
    in the volume and the term's level there, as place * 4 + level, ascending."""

    terms: tuple[str, ...]
    places: tuple[Sequence[int], ...]
    stops: frozenset[int]  # rows of terms that most articles have: only titles are kept
