"""The form "archive": everything that is known of an article, so that an import gives it back."""

from collections.abc import Iterable, Iterator

import msgspec

from hemero.commands.exporting.entries import Archive, Entry

_VERSION = 1
_encode = msgspec.json.Encoder().encode


def archive_lines(entries: Iterable[Entry], archive: Archive) -> Iterator[bytes]:
    """One JSON object a line: the stored article, and where its page stands."""
    for entry in entries:
        article = entry.article
        whole = {"hemero": _VERSION, "permalink": entry.permalink, "article": article}
        yield _encode(whole) + b"\n"
