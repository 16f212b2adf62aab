"""Where shards run: in this process or in a pool. Results always come back in order."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from hemero.errors import HemeroError

if TYPE_CHECKING:
    from concurrent.futures import Executor

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Batch = TypeVar("Batch")

WORTH = 6  # batches from which on it pays to hand them out
WINDOW = 3  # shards in flight for each worker: enough to keep it busy, little to hold


ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals that end the work; Windows has no HUP."""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


class Crew(Protocol):
    """Whoever does the shards of a build: `Workers` on this machine, or a cluster."""

    def run(self, shard: Callable[[Batch], R], batches: Iterable[Batch]) -> Iterator[R]: ...


class Promise(Protocol[R_co]):
    """What a submitted batch will give."""

    def result(self) -> R_co: ...


def _begin_worker(parent: int) -> None:
    """A worker leaves signals to the parent, which ends it, and never outlives it."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before it could be asked for
            os._exit(1)


def process_pool(jobs: int) -> "Executor":
    """A pool of `jobs` processes. Forked where that is safe (5 ms; not beside other threads)."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    can_fork = (
        "fork" in multiprocessing.get_all_start_methods()
        and os.name == "posix"
        and threading.active_count() == 1
    )
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin_worker, initargs=(os.getpid(),))
    with _signals_held():
        pool.submit(os.getpid)  # the first task forks them all
    return pool


@contextmanager
def _signals_held() -> Iterator[None]:
    """Signals that come meanwhile are heeded afterwards. What a handler raises while a process
    forks is lost: Python runs hooks there whose exceptions it ignores."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


class Workers:
    """Hands batches to one function: in this process while they are few, else in a pool.

    The pool is made when a stage first has `worth` batches, so that a small build never
    pays for it.
    """

    def __init__(self, jobs: int | None = None, worth: int = WORTH) -> None:
        self.jobs = jobs if jobs is not None else usable_cores()
        self.worth = worth
        self._pool: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        if kind is not None and not issubclass(kind, Exception):  # a signal: at once
            for process in (getattr(self._pool, "_processes", None) or {}).values():
                process.kill()  # whatever file it is at: nobody waits for it any more
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def run(self, shard: Callable[[Batch], R], batches: Iterable[Batch]) -> Iterator[R]:
        """shard(batch) for each batch, in the order of the batches."""
        batches = iter(batches)
        first = [] if self.jobs == 1 else list(islice(batches, self.worth))
        if len(first) < self.worth:
            yield from map(shard, chain(first, batches))
            return
        if self._pool is None:
            self._pool = process_pool(self.jobs)
        from concurrent.futures.process import BrokenProcessPool

        pool, work = self._pool, chain(first, batches)
        try:
            yield from in_order(lambda one: pool.submit(shard, one), work, WINDOW * self.jobs)
        except BrokenProcessPool as fault:
            raise HemeroError(
                "one of the processes that share the work was killed.",
                hint="Was memory short? Fewer processes need less: --jobs 1.",
            ) from fault


def in_order(
    submit: Callable[[Batch], Promise[R]], batches: Iterable[Batch], window: int
) -> Iterator[R]:
    """Results in the order of submission, with at most `window` batches in flight."""
    pending: deque[Promise[R]] = deque()
    for batch in batches:
        pending.append(submit(batch))
        if len(pending) >= window:
            yield pending.popleft().result()
    while pending:
        yield pending.popleft().result()


def usable_cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
