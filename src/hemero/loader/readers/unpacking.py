"""Compressed files as streams of bytes, of which no more than a window is ever in memory.

gzip, bzip2 and xz come with Python; Zstandard does from 3.14 on, before that with the extra
`zstd`.
"""

import io
import sys
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
BZIP2 = b"BZh"  # and a digit, and the number pi
XZ = b"\xfd7zXZ\x00"
_PI = b"1AY&SY"
_CHUNK = 1 << 17
_PIECE = 1 << 20  # bytes unpacked at once
_MORSEL = 2048  # packed bytes; one of Zstandard's blocks may unpack to 128 KiB from four
_WINDOW = 1 << 27  # bytes that a Zstandard frame may ask to be remembered: as its own tool allows
_HARMLESS = 1 << 26  # bytes unpacked before the ratio is looked at
_CUT_OFF = "is cut off: the compressed data ends too early."


def unpack(path: str, file: BinaryIO, limits: Limits) -> io.BufferedReader:
    """`file` itself, buffered, or what it holds where it is compressed."""
    head = file.read(10)
    file.seek(0)
    if head.startswith(GZIP):
        stream: io.RawIOBase = _Unpacked(path, file, limits, _open_gzip)
    elif head.startswith(ZSTD):
        _open_zstd(path)
        stream = _Unpacked(path, file, limits, lambda: _open_zstd(path))
    elif head.startswith(BZIP2) and head[4:] == _PI:
        stream = _Unpacked(path, file, limits, _open_bzip2)
    elif head.startswith(XZ):
        stream = _Unpacked(path, file, limits, _open_xz)
    else:
        stream = cast(io.RawIOBase, file)
    return io.BufferedReader(stream, 1 << 18)


class _Unpacked(io.RawIOBase):
    """Members or frames after each other, as bgzip and Common Crawl write them, are one stream."""

    def __init__(
        self, path: str, file: BinaryIO, limits: Limits, begin: "Callable[[], _Member]"
    ) -> None:
        self._path = path
        self._file = file
        self._limits = limits
        self._begin = begin
        self._restart()

    def _restart(self) -> None:
        self._file.seek(0)
        self._member: _Member | None = None
        self._packed = self._unpacked = 0
        self._rest = self._ready = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """To the beginning only."""
        if offset or whence:
            raise io.UnsupportedOperation("compressed files are read forwards")
        self._restart()
        return 0

    def tell(self) -> int:
        return self._unpacked - len(self._ready)

    def readinto(self, buffer: Any, /) -> int:
        if not self._ready:
            self._ready = self._next()
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _next(self) -> bytes:
        """The next unpacked bytes; none at the end of the file."""
        while True:
            holds = self._member is not None and self._member.holds
            data = b"" if holds else self._rest or self._file.read(_CHUNK)
            self._packed += 0 if self._rest else len(data)
            self._rest = b""
            if self._member is None:
                if not data:
                    return b""
                if not data.strip(b"\0"):
                    continue  # padding
                self._member = self._begin()
            made = self._feed(self._member, data)
            if made:
                return self._admit(made)
            if not data and not holds and self._member is not None:
                raise UnreadableSource(_CUT_OFF, self._path, "Download it again.")

    def _feed(self, member: "_Member", data: bytes) -> bytes:
        try:
            made = member.feed(data)
        except member.faults as fault:
            raise UnreadableSource(
                "is damaged: it cannot be unpacked.", self._path, "Download it again."
            ) from fault
        self._rest = member.rest
        if member.machine.eof:
            self._member = None
        return made

    def _admit(self, made: bytes) -> bytes:
        self._unpacked += len(made)
        allowed = _HARMLESS + self._limits.unpacked_ratio * self._packed
        if self._unpacked > allowed:
            raise UnreadableSource(
                f"unpacks to more than {self._limits.unpacked_ratio} times its size.",
                self._path,
                "No text does; it is set aside.",
            )
        return made


class _Member:
    """One member or frame on its way through a decompressor."""

    holds = False  # whether it can give more before it is fed again

    def __init__(self, machine: Any, *faults: type[Exception]) -> None:
        self.machine = machine
        self.faults = faults
        self.rest = b""

    def feed(self, data: bytes) -> bytes:
        """The beginning of what `data` unpacks to; `rest` is what must be fed after it."""
        made: bytes = self.machine.decompress(data, _PIECE)
        self.rest = self.machine.unconsumed_tail or self.machine.unused_data
        return made


class _Hoard(_Member):
    """A member whose decompressor keeps what it was fed until it is asked again."""

    def feed(self, data: bytes) -> bytes:
        made: bytes = self.machine.decompress(data, _PIECE)
        self.holds = not self.machine.needs_input and not self.machine.eof
        self.rest = self.machine.unused_data
        return made


class _Frame(_Member):
    """A frame whose decompressor cannot be told how much to give: it is fed in morsels."""

    def feed(self, data: bytes) -> bytes:
        if not data:
            return b""
        made: bytes = self.machine.decompress(data[:_MORSEL])
        self.rest = self.machine.unused_data + data[_MORSEL:]
        return made


def _open_gzip() -> _Member:
    return _Member(zlib.decompressobj(wbits=31), zlib.error)


def _open_bzip2() -> _Member:
    import bz2

    return _Hoard(bz2.BZ2Decompressor(), OSError, ValueError)


def _open_xz() -> _Member:
    import lzma

    machine = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_WINDOW)
    return _Hoard(machine, lzma.LZMAError)


def _open_zstd(path: str) -> _Member:
    if sys.version_info >= (3, 14):
        from compression import zstd

        return _Frame(zstd.ZstdDecompressor(), zstd.ZstdError)
    try:
        import zstandard  # type: ignore[import-not-found,unused-ignore]
    except ImportError as fault:
        raise UnreadableSource(
            "is compressed with Zstandard.", path, 'Install it: pip install "hemero[zstd]"'
        ) from fault
    machine = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    return _Frame(machine, zstandard.ZstdError)
