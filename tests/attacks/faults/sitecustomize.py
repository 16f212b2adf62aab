"""Put on PYTHONPATH by the kill tests: ends the program at its n-th step on the file system.

HEMERO_KILL_AT: the step at which it is killed, counted from 1 in its own process; 0 only counts.
HEMERO_STEPS: file that is told the number of steps. HEMERO_NO_EXCHANGE: folders cannot be
exchanged, as on a system without that call.
"""

import atexit
import os
import signal
import sys

_STEPS = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}
)
_at = int(os.environ.get("HEMERO_KILL_AT", "0"))
_main = os.getpid()
_count = 0


def _step(event: str, arguments: tuple[object, ...]) -> None:
    global _count
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE
    if (writes or event in _STEPS) and os.getpid() == _main:
        _count += 1
        if _count == _at:
            os.kill(_main, signal.SIGKILL)


def _tell() -> None:
    if os.getpid() == _main:
        with open(os.environ["HEMERO_STEPS"], "w") as file:  # noqa: PTH123 - pathlib takes longer
            file.write(str(_count))


if "HEMERO_NO_EXCHANGE" in os.environ:
    import hemero.output.exchange

    hemero.output.exchange.exchange = lambda one, other: False
if "HEMERO_STEPS" in os.environ:
    atexit.register(_tell)
sys.addaudithook(_step)
