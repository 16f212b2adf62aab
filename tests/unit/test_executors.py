"""Work goes out in batches and comes back in order, whoever does it."""

import os

import pytest

from hemero.executors import Workers


def square(batch: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(n * n for n in batch)


def whose(batch: int) -> int:
    return os.getpid()


def fail(batch: int) -> int:
    raise ValueError(batch)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_batches(jobs: int) -> None:
    """The number of processes never shows in the result."""
    batches = [(n, n + 1) for n in range(50)]
    with Workers(jobs, worth=2) as workers:
        assert list(workers.run(square, batches)) == [square(b) for b in batches]


def test_little_work_stays_in_this_process() -> None:
    """A small build pays for no pool."""
    with Workers(4, worth=5) as workers:
        assert set(workers.run(whose, range(4))) == {os.getpid()}


def test_much_work_goes_to_other_processes() -> None:
    """A large build uses the cores."""
    with Workers(2, worth=5) as workers:
        assert os.getpid() not in set(workers.run(whose, range(40)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_reaches_the_caller(jobs: int) -> None:
    """What a shard raises is raised here, and the pool ends."""
    with pytest.raises(ValueError), Workers(jobs, worth=1) as workers:
        list(workers.run(fail, range(10)))
