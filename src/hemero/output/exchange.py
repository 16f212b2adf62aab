"""Two folders change places in one step, where the system can do that."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

_AT_FDCWD_LINUX = -100
_RENAME_EXCHANGE = 2  # renameat2(2), Linux 3.15 and later
_RENAME_SWAP = 2  # renamex_np(2), macOS 10.12 and later

# What says that this file system, or this pair of folders, cannot do it; all else is a fault.
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV, errno.EBUSY, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Swap two existing folders of one file system: at every moment both names lead to one.

    False where the system cannot; OSError for any other fault. Nothing has changed then.
    """
    call = _system_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in _CANNOT:
        return False
    raise OSError(fault, os.strerror(fault), str(one))


@lru_cache(maxsize=1)
def _system_call() -> Callable[[bytes, bytes], int] | None:
    if os.name != "posix":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        swap = libc.renamex_np
        return lambda one, other: int(swap(one, other, _RENAME_SWAP))
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        rename = libc.renameat2
        return lambda one, other: int(
            rename(_AT_FDCWD_LINUX, one, _AT_FDCWD_LINUX, other, _RENAME_EXCHANGE)
        )
    return None
