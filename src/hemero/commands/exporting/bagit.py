"""The built site as a bag for deposit: RFC 8493, BagIt 1.0.

Nothing in it depends on the clock: the day of bagging is told only where SOURCE_DATE_EPOCH says it.
"""

import datetime
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import hemero
from hemero.commands.exporting.entries import Archive
from hemero.errors import OutputError

_CHUNK = 1 << 20
# RFC 8493, 2.1.3 has these percent-encoded; programs disagree on "%", so such a bag is no deposit.
_AMBIGUOUS = frozenset("%\r\n")


def write_bag(folder: Path, site: Path, archive: Archive, epoch: str) -> None:
    """Copy `site` into `folder`, which exists and is empty, and write the tag files.

    `epoch`: seconds since 1970 as SOURCE_DATE_EPOCH gives them, or "". Raises OutputError for a
    site that is not there, for links in it and for names that no manifest can hold.
    """
    if not (site / "index.html").is_file():
        raise OutputError("holds no built site.", str(site), "Run hemero build first.")
    size, manifest = 0, []
    for path in sorted(_files(site, "")):
        digest, length = _copy(site / path, folder / "data" / path)
        manifest.append(f"{digest}  data/{path}\n")
        size += length
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _info(archive, size, len(manifest), epoch),
        "manifest-sha256.txt": "".join(manifest),
    }
    lines = []
    for name, text in tags.items():
        data = text.encode("utf-8", "surrogateescape")
        (folder / name).write_bytes(data)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
    (folder / "tagmanifest-sha256.txt").write_bytes("".join(lines).encode())


def _files(site: Path, folder: str) -> Iterator[str]:
    for entry in (site / folder).iterdir():
        path = f"{folder}{entry.name}"
        if entry.is_symlink():
            raise OutputError("is a link, which a bag cannot hold.", str(entry))
        if set(entry.name) & _AMBIGUOUS:
            raise OutputError("has a name that a bag cannot hold.", str(entry), "Rename it.")
        if entry.is_dir():
            yield from _files(site, path + "/")
        else:
            yield path


def _copy(source: Path, target: Path) -> tuple[str, int]:
    """SHA-256 and size of what was copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as reading, target.open("wb") as writing:
        return _pour(reading, writing)


def _pour(reading: BinaryIO, writing: BinaryIO) -> tuple[str, int]:
    hasher, size = hashlib.sha256(), 0
    while data := reading.read(_CHUNK):
        hasher.update(data)
        writing.write(data)
        size += len(data)
    return hasher.hexdigest(), size


def _info(archive: Archive, size: int, files: int, epoch: str) -> str:
    fields = {
        "Bag-Software-Agent": f"Hemero {hemero.__version__}",
        "Bagging-Date": _day(epoch),
        "External-Description": " ".join(archive.title.split()),
        "External-Identifier": archive.base_url,
        "Payload-Oxum": f"{size}.{files}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def _day(epoch: str) -> str:
    if not epoch.isdigit():
        return ""
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return moment.date().isoformat()
