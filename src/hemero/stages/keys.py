"""Digests that tell whether something must be done again."""

from functools import lru_cache
from pathlib import Path

import xxhash

import hemero
from hemero.output.sinks import DirectorySink


def digest(*parts: bytes) -> str:
    """128 bits of the parts, in which their borders count; hex."""
    hasher = xxhash.xxh3_128()
    for part in parts:
        hasher.update(part)
        hasher.update(b"\0")
    return hasher.hexdigest()


def file_digest(file: Path) -> str:
    """Of a file's bytes; "" where there is no such file."""
    return digest(file.read_bytes()) if file.is_file() else ""


@lru_cache(maxsize=1)
def code_key() -> str:
    """Changes with Hemero's version, and with its code while somebody works on it. Taken once:
    a process goes on with the code that it began with."""
    package = Path(hemero.__file__).parent
    hasher = xxhash.xxh3_64(hemero.__version__.encode())
    for path, stamp in sorted(DirectorySink(package).paths()):
        if not path.endswith(".pyc"):
            hasher.update(f"{path}\0{stamp}\n".encode())
    return hasher.hexdigest()
