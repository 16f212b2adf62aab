"""Omnivore's export is a folder: facts in metadata_0_to_20.json, each page in content/SLUG.html.

The one format whose articles lie in two files. The facts are the source, the page is beside it.
"""

import re
from collections.abc import Callable
from typing import BinaryIO, TypeAlias

import msgspec

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.slices import READ
from hemero.model.article import RawDocument

# Opens the file of a content path as `open_source` does.
Opener: TypeAlias = Callable[[str], tuple[BinaryIO, str]]

METADATA = re.compile(rb"metadata_\d{1,9}_to_\d{1,9}\.json\Z")
PAGES = b"content/"
_SUFFIX = ".html"
_LONGEST_NAME = 250  # bytes, of a file


def is_metadata(path: str) -> bool:
    """Whether a file is named as Omnivore names its facts."""
    return METADATA.match(path[path.rfind("/") + 1 :].encode("utf-8", "replace")) is not None


def add_pages(documents: READ, path: str, opener: Opener, limits: Limits) -> READ:
    """The documents of the metadata at `path`, each with the text of its page if it has one."""
    folder = path[: path.rfind("/") + 1] + PAGES.decode()
    for found in documents:
        if isinstance(found, RawDocument) and not found.lines and found.given.slug:
            yield _with_page(found, folder, opener, limits)
        else:
            yield found


def _with_page(stub: RawDocument, folder: str, opener: Opener, limits: Limits) -> RawDocument:
    """The stub itself where its page is not there or holds no text."""
    from hemero.loader.readers.html_page import page_document

    name = f"{stub.given.slug}{_SUFFIX}"
    if "/" in name or "\\" in name or name.startswith(".") or len(name.encode()) > _LONGEST_NAME:
        return stub
    try:
        file, _ = opener(f"{folder}{name}")
        with file:
            data = file.read(limits.record_bytes + 1)
        if len(data) > limits.record_bytes:
            return stub
        page = page_document(stub.path, data, limits)
    except (UnreadableSource, OSError):
        return stub
    title = (stub.given.title, "") if stub.given.title else ()
    given = msgspec.structs.replace(stub.given, language=stub.given.language or page.given.language)
    return msgspec.structs.replace(page, given=given, lines=(*title, *page.lines))
