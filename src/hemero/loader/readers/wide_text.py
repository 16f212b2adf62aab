"""Records in UTF-16, which is what PowerShell's `>` makes of all that a tool prints, and UTF-32."""

import codecs
import io
from typing import Any, BinaryIO, cast

_MARKS = {  # the longer ones first: one of UTF-32 begins as one of UTF-16 does
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHUNK = 1 << 17


def as_utf8(file: BinaryIO) -> BinaryIO:
    """`file` itself, or where it begins with a mark of a wider form the same text in UTF-8,
    without the mark. What is no text becomes U+FFFD. Only to its beginning can it be sought."""
    head = file.read(4)
    file.seek(0)
    form = next((form for mark, form in _MARKS.items() if head.startswith(mark)), "")
    return cast(BinaryIO, io.BufferedReader(_Transcoded(file, form), 1 << 18)) if form else file


class _Transcoded(io.RawIOBase):
    """A window of the text at a time; the file stays its opener's to close."""

    def __init__(self, file: BinaryIO, form: str) -> None:
        self._file = file
        self._form = form
        self._restart()

    def _restart(self) -> None:
        self._file.seek(0)
        self._decoder = codecs.getincrementaldecoder(self._form)("replace")
        self._ready = b""
        self._given = 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        if offset or whence:
            raise io.UnsupportedOperation("read forwards only")
        self._restart()
        return 0

    def tell(self) -> int:
        return self._given

    def readinto(self, buffer: Any, /) -> int:
        while not self._ready and not self._ended:
            data = self._file.read(_CHUNK)
            self._ended = not data
            text = self._decoder.decode(data, final=self._ended)
            self._ready = text.encode("utf-8", "replace")
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        self._given += size
        return size
