"""A tar as a target, plain or compressed: the same site gives the same bytes."""

import gzip
import io
import tarfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import BinaryIO

from hemero.errors import PublishError
from hemero.output.target import Outgoing, outgoing_bytes

TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz")
_MODE = 0o644  # SourceHut takes no other, and no links


class TarTarget:
    """Written beside itself and put in place at the end, so that it is never half there."""

    whole = True
    at_once = True
    group_files = 64

    def __init__(self, file: Path, moment: int) -> None:
        """`moment`: seconds since 1970 that every file in the tar carries."""
        self.file = file
        self.shown = str(file)
        self._moment = moment
        self._fresh = file.with_name(f".{file.name}.hemero-part")
        self._tar: tarfile.TarFile | None = None
        self._zip: gzip.GzipFile | None = None
        self._raw: BinaryIO | None = None

    def read(self, path: str) -> bytes | None:
        if not self.file.exists():
            return None
        try:
            with tarfile.open(self.file) as tar:
                member = tar.extractfile(path)
                return member.read() if member else None
        except KeyError:
            return None
        except (tarfile.TarError, EOFError, OSError) as fault:
            raise PublishError(
                f"is there and cannot be read as a tar ({fault}).",
                self.shown,
                "Remove it first, or choose another name.",
            ) from fault

    def is_empty(self) -> bool:
        return not self.file.exists()

    def same(self, files: Sequence[Outgoing]) -> Collection[str]:
        return ()

    def send(self, files: Sequence[Outgoing]) -> None:
        tar = self._tar or self._open()
        for file in files:
            about = tarfile.TarInfo(file.path)
            about.size, about.mode, about.mtime = file.size, _MODE, self._moment
            tar.addfile(about, io.BytesIO(outgoing_bytes(file)))

    def remove(self, paths: Sequence[str]) -> None:
        """What is not sent is not in the tar."""

    def finish(self) -> None:
        if self._tar is not None:
            self._close()
            self._fresh.replace(self.file)

    def abandon(self) -> None:
        self._close()
        self._fresh.unlink(missing_ok=True)

    def _open(self) -> tarfile.TarFile:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._raw = self._fresh.open("wb")
        inner: BinaryIO | gzip.GzipFile = self._raw
        if self.file.name.endswith(("gz",)):
            # No name and no time in the head of the stream: they would differ each time.
            inner = self._zip = gzip.GzipFile("", "wb", 9, self._raw, mtime=0)
        self._tar = tarfile.open(fileobj=inner, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        return self._tar

    def _close(self) -> None:
        for stream in (self._tar, self._zip, self._raw):
            if stream is not None:
                stream.close()
        self._tar = self._zip = self._raw = None
