"""Compiled templates, kept between builds in the user's own cache folder.

Compiling the bundled theme takes a quarter of a second, most of what a small build takes. What is
kept is code that will be run: it lies where nobody but the user may write, never in a project,
which may come from anywhere. Without such a folder everything is compiled anew.
"""

import hashlib
import marshal
import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

_SEAL = 32  # bytes
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_PREFIX = "templates-"
_MOST_FOLDERS = 8  # one for each version of Hemero, its words and Python that was used lately
_PRIVATE = 0o700


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates; what cannot be read or written is done without.

    Each file begins with a digest of the template and its code: damaged code is never run.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            data = self._file(bucket).read_bytes()
            if data[:_SEAL] == _seal(bucket, data[_SEAL:]):
                bucket.code = marshal.loads(data[_SEAL:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = marshal.dumps(bucket.code)
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(bucket, code) + code)
            Path(name).replace(self._file(bucket))

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.bin"


def _seal(bucket: Bucket, code: bytes) -> bytes:
    return hashlib.sha256(bucket.checksum.encode() + code).digest()


def compiled_templates(key: str) -> CompiledTemplates | None:
    """What was compiled under this key, which stands for all that the code depends on besides
    the template; None where there is no safe place for it."""
    home = cache_home()
    if home is None:
        return None
    top = home / "hemero"
    folder = top / f"{_PREFIX}{key}"
    try:
        is_new = not folder.exists()
        folder.mkdir(_PRIVATE, parents=True, exist_ok=True)
        if not (_is_ours(top) and _is_ours(folder)):
            return None
        if is_new:
            _forget_oldest(top)
    except OSError:
        return None
    return CompiledTemplates(folder)


def cache_home() -> Path | None:
    """Where this user's programs keep what they can make again (the XDG base directory
    specification; on Windows the local application data)."""
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named)
    try:
        return Path.home() / ".cache"
    except RuntimeError:  # nobody's home
        return None


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder that only its owner, this user, may write to."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS_WRITE


def _forget_oldest(top: Path) -> None:
    folders = sorted(top.glob(f"{_PREFIX}*"), key=lambda folder: folder.lstat().st_mtime_ns)
    for folder in folders[:-_MOST_FOLDERS]:
        shutil.rmtree(folder, ignore_errors=True)
