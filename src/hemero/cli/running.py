"""How a verb runs and ends: the moving line, faults in words, signals, exit codes."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

import click

from hemero.cli.saying import printable

if TYPE_CHECKING:
    from types import FrameType

    from hemero.stages.stopwatch import Progress


USAGE_FAULT = 2


_REMEDIES = {
    errno.ENOENT: "Is its folder there, and can files be made in it?",
    errno.EACCES: "May you write there? Choose another folder, or change who owns it.",
    errno.EPERM: "May you write there? Choose another folder, or change who owns it.",
    errno.EROFS: "Nothing can be written there; choose another folder.",
    errno.ENOSPC: "Make room on that disk, then do the same again.",
    errno.EDQUOT: "Make room on that disk, then do the same again.",
}


class Told(click.ClickException):
    """A fault already put into words for the user."""

    exit_code = USAGE_FAULT

    def show(self, file: object = None) -> None:
        # Names of files and words of servers are in it: nothing of them may steer the terminal.
        said = "\n".join(map(printable, self.message.split("\n")))
        click.echo(f"hemero: {said}", err=True)


@contextmanager
def faults_in_words() -> Iterator[None]:
    """What the user can mend is said in a line or two, causes one below the other."""
    from hemero.errors import HemeroError

    try:
        yield
    except HemeroError as fault:
        lines = [str(fault)]
        cause = fault.__cause__
        while cause is not None:
            if str(cause) not in lines[-1]:
                lines.append(f"  Reason: {cause}")
            cause = cause.__cause__
        raise Told("\n".join(lines)) from fault
    except OSError as fault:
        place = f"{fault.filename}: " if fault.filename else ""
        said = str(fault.strerror or fault).rstrip(".")
        hint = _REMEDIES.get(fault.errno or 0, "")
        raise Told(f"{place}{said}. {hint}".rstrip()) from fault


@contextmanager
def interruptible(then: str = "the published site is whole") -> Iterator[None]:
    """INT, TERM and HUP end the work cleanly, with the exit codes that shells expect. The
    first is heeded; those that follow do not disturb what is cleared up."""
    from hemero.executors import ENDING

    def stop(number: int, frame: "FrameType | None") -> NoReturn:
        for one in ENDING:
            signal.signal(one, signal.SIG_IGN)
        _asked.append(number)
        raise _Stopped(number)

    # nohup has HUP ignored on purpose; that is kept.
    heeded = [s for s in ENDING if s == signal.SIGINT or signal.getsignal(s) != signal.SIG_IGN]
    former = {s: signal.signal(s, stop) for s in heeded}
    try:
        yield
    except _Stopped as stopped:
        with suppress(OSError):  # a terminal that hung up hears nothing
            click.echo(f"hemero: interrupted; {then}.", err=True)
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(128 + stopped.number)  # all is cleared up; threads of the pool may still talk
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


_asked: list[int] = []  # the signal by which the end was asked for


@contextmanager
def progress(quiet: bool) -> Iterator["Progress"]:
    """A moving line on a terminal; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: _heed()
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            _heed()
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=None)
            bar.update(tasks[stage], completed=done, total=total or None)

        yield show


def _heed() -> None:
    """Raise again what was lost, as it is where Python ignores exceptions (in finalizers)."""
    if _asked:
        raise _Stopped(_asked[0])


class _Stopped(BaseException):
    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
