"""The files of the search index: classic scripts that hand their data to one function.

A script may be loaded from disk, where nothing may be fetched; see docs/search.md. Each calls
`hemero(path, digest, ...)`: its own path, and the digest of the volume it belongs to, so that
parts of two builds (one kept by a browser) are never read together.
"""

from collections.abc import Iterable, Sequence
from operator import sub

import msgspec

from hemero.model.article import Article
from hemero.model.search import Drawer, Finding, Sheet, Volume
from hemero.renderer.spacing import spaced

FOLDER = "search"
DIRECTORY = f"{FOLDER}/index.js"

_json = msgspec.json.Encoder().encode

# Numbers stand as characters, one each: small ones take one byte, and gzip sees how often each
# occurs. The space parts one list from the next, "!" marks a list, "\" is escaped.
_FIRST = 0x23
_LAST = 0xD7FF


class _Signs(dict[int, str]):
    """Number → its character, looked up once: few of the fifty thousand are ever needed."""

    def __missing__(self, number: int) -> str:
        code = _FIRST + number
        if not 0 <= number <= MOST_NUMBER:
            raise IndexError(number)
        self[number] = sign = "\\\\" if code == 0x5C else chr(code)
        return sign


STOP = "!"
MOST_NUMBER = _LAST - _FIRST
_SIGNS = _Signs()


def directory_file(volumes: Iterable[tuple[Volume, str]]) -> bytes:
    """search/index.js: every volume with its digest, drawers, articles and dates."""
    rows = [
        (volume.name, digest, volume.drawers, len(volume.paths), *_span(volume.findings))
        for volume, digest in volumes
    ]
    return _script("index", "", rows)


def head_file(volume: Volume, digest: str) -> bytes:
    """What ranking and filters need of each article of a volume, and where its findings and its
    text are."""
    sources, source_rows = _table(finding.source for finding in volume.findings)
    languages, language_rows = _table(finding.language for finding in volume.findings)
    dates = " ".join(finding.date.replace("-", "") for finding in volume.findings)
    tags, rows = _table(tag for tags in volume.tags for tag in tags)
    taken = iter(rows)
    lists = " ".join(_numbers([next(taken) for _ in tags]) for tags in volume.tags)
    said = (dates, sources, _numbers(source_rows), languages, _numbers(language_rows), tags, lists)
    places = (_starts(volume.sheets), _starts(volume.texts))
    return _script(f"{volume.name}/head", digest, *said, *places)


def sheet_file(volume: Volume, sheet: Sheet) -> bytes:
    """The findings of a sheet, each as a list, with the white space of their languages."""
    rows = [_spaced(finding) for finding in volume.findings[sheet.start : sheet.stop]]
    return _script(f"{volume.name}/s{sheet.name}", "", rows)


def text_file(volume: Volume, sheet: Sheet, articles: Iterable[Article]) -> bytes:
    """The text of each article of a sheet, a paragraph a line."""
    texts = ["\n".join([block.text for block in article.body]) for article in articles]
    return _script(f"{volume.name}/t{sheet.name}", "", texts)


def drawer_file(volume: Volume, number: int, digest: str, drawer: Drawer) -> bytes:
    """The terms of a drawer and, for each, the articles that have it."""
    lists = [
        _SIGNS[values[0]] if len(values) == 1 else _differences(values) for values in drawer.places
    ]
    for row in drawer.stops:
        lists[row] = STOP + lists[row]
    path = f"{volume.name}/{number}"
    text = f'hemero("{path}","{digest}","{" ".join(drawer.terms)}","{" ".join(lists)}")\n'
    return text.encode("utf-8", "replace")


def _spaced(finding: Finding) -> Finding:
    title, excerpt = (spaced(text, finding.language) for text in (finding.title, finding.excerpt))
    return msgspec.structs.replace(finding, title=title, excerpt=excerpt)


def volume_paths(volume: Volume) -> tuple[str, ...]:
    """Every file of a volume but for its sheets: head, drawers."""
    names = ("head", *map(str, range(volume.drawers)))
    return tuple(f"{FOLDER}/{volume.name}/{name}.js" for name in names)


def sheet_path(volume: Volume, sheet: Sheet) -> str:
    """The file of a sheet of findings."""
    return f"{FOLDER}/{volume.name}/s{sheet.name}.js"


def text_path(volume: Volume, sheet: Sheet) -> str:
    """The file of a sheet of texts."""
    return f"{FOLDER}/{volume.name}/t{sheet.name}.js"


def _starts(sheets: Iterable[Sheet]) -> list[tuple[str, int]]:
    return [(sheet.name, sheet.start) for sheet in sheets]


def _script(path: str, *parts: object) -> bytes:
    return b"hemero(" + b",".join(map(_json, (path, *parts))) + b")\n"


def _span(findings: Sequence[Finding]) -> tuple[str, str]:
    """The first and the last date; "" for both where an undated article stands among them."""
    dates = [finding.date for finding in findings]
    return (min(dates), max(dates)) if all(dates) else ("", "")


def _table(names: Iterable[str]) -> tuple[list[str], list[int]]:
    """The different names, and the row of each name in them."""
    rows: dict[str, int] = {}
    numbers = [rows.setdefault(name, len(rows)) for name in names]
    return list(rows), numbers


def _numbers(values: Sequence[int]) -> str:
    return "".join([chr(_FIRST + min(value, MOST_NUMBER)) for value in values])


def _differences(values: Sequence[int]) -> str:
    """Each value (place * 4 + level) as its distance from the place before."""
    if not values:
        return ""
    numbers = map(sub, values[1:], [value & -4 for value in values])
    return _SIGNS[values[0]] + "".join(map(_SIGNS.__getitem__, numbers))
