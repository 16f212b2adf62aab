"""What a file is that is not text, told from its first bytes."""

import re

# No text begins with these: each holds a byte that text cannot hold there.
_CERTAIN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a ZIP archive (or a DOCX, ODT or EPUB file)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf1\\", "an RTF document"),  # these two are text, but not for readers
    (b"%!PS-Adobe-", "a PostScript file"),
)
# A text may begin so; they name the file only once its bytes have shown that it is none.
_POSSIBLE: tuple[tuple[bytes, str], ...] = (
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"RIFF", "a WebP image or a sound"),
    (b"OggS", "a sound or a video"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"BZh", "a bzip2 archive"),
    (b"PAR1", "a Parquet table"),
    (b"wOF2", "a font"),
    (b"wOFF", "a font"),
    (b"BM", "a bitmap image"),
    (b"MZ", "a program"),
)
_FIRST_BYTES = frozenset(signature[0] for signature, _ in _CERTAIN)
_BARE_PDF = re.compile(rb"%PDF-[12]\.[0-9]\s")
_TAR = slice(257, 262)
_MP4 = slice(4, 8)


def certain_kind(data: bytes) -> str | None:
    """What `data` certainly is ("a PNG image"), None where it may be text. Costs 0.1 µs."""
    if data[:1] == b"%" and _BARE_PDF.match(data):
        return "a PDF document"
    if not data or data[0] not in _FIRST_BYTES:
        return None
    return _named_in(_CERTAIN, data)


def likely_kind(data: bytes) -> str | None:
    """What bytes that are not text may be, from a signature that text may have as well."""
    if data[_TAR] == b"ustar":
        return "a tar archive"
    if data[_MP4] == b"ftyp":
        return "a video or an AVIF or HEIC image"
    return _named_in(_POSSIBLE, data)


def _named_in(table: tuple[tuple[bytes, str], ...], data: bytes) -> str | None:
    return next((kind for signature, kind in table if data.startswith(signature)), None)
