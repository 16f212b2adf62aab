"""Where shards run: in this process or in a pool. Results always come back in order."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

R = TypeVar("R")
Batch = TypeVar("Batch")

WINDOW = 3  # shards in flight for each worker: enough to keep it busy, little to hold


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
    return ProcessPoolExecutor(jobs, context, initializer=_leave_interrupts_to_the_parent)


class Workers:
    """Hands batches to one function: in this process while they are few, else in a pool.

    The pool is made when a stage first has `worth` batches, so that a small build never
    pays for it.
    """

    def __init__(self, jobs: int | None = None, worth: int = 6) -> None:
        self.jobs = jobs if jobs is not None else usable_cores()
        self.worth = worth
        self._pool: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is not None:
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
        yield from in_order(self._pool, shard, chain(first, batches), WINDOW * self.jobs)


def in_order(
    executor: "Executor", shard: Callable[[Batch], R], batches: Iterable[Batch], window: int
) -> Iterator[R]:
    """Results in the order of submission, with at most `window` batches in flight."""
    pending: deque[Future[R]] = deque()
    for batch in batches:
        pending.append(executor.submit(shard, batch))
        if len(pending) >= window:
            yield pending.popleft().result()
    while pending:
        yield pending.popleft().result()


def usable_cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
