"""Seconds by stage, and word of progress to whoever watches."""

import time
from collections.abc import Callable

Progress = Callable[[str, int, int], None]  # stage, done, total (0: unknown)


class Stopwatch:
    """Seconds by stage, and word of progress to whoever shows it."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.timings: dict[str, float] = {}
        self._started = self._lap = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap was spent on `stage`."""
        now = time.perf_counter()
        self.timings[stage] = round(self.timings.get(stage, 0.0) + now - self._lap, 4)
        self._lap = now

    def seconds(self) -> float:
        """Since the start."""
        return round(time.perf_counter() - self._started, 3)


def silent(stage: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""
