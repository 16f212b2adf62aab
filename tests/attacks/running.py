"""`hemero build` as people run it, and what it cost."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Ran(NamedTuple):
    """How one run ended."""

    code: int
    out: str
    err: str
    cpu: float  # seconds, its workers' too
    memory: float  # MB at most, of the process or one of its workers


def hemero(*arguments: object, env: dict[str, str] | None = None) -> Ran:
    """Run the command line and wait for it."""
    command = [sys.executable, "-m", "hemero", *map(os.fspath, map(_said, arguments))]
    out_end, out = os.pipe()
    err_end, err = os.pipe()
    process = subprocess.Popen(
        command, stdout=out, stderr=err, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL
    )
    os.close(out)
    os.close(err)
    with os.fdopen(out_end, "rb") as stdout, os.fdopen(err_end, "rb") as stderr:
        told, complained = stdout.read(), stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Ran(
        process.returncode,
        told.decode("utf-8", "replace"),
        complained.decode("utf-8", "replace"),
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
    )


def _said(argument: object) -> str | bytes:
    return os.fspath(argument) if isinstance(argument, Path) else str(argument)
