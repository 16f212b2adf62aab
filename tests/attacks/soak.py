"""Kills by the hundred, with figures: `make soak`, or `python -m tests.attacks.soak 200 100`."""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.attacks import killing


def trials(target: killing.Target, by_chance: int, exact: int) -> Iterator[tuple[str, str, bool]]:
    """(how it was killed, what readers found, whether the next build mended it)."""
    dice = random.Random(by_chance)
    for _ in range(by_chance):
        project = target.fresh()
        killing.kill_at_random(project, 2.0, dice)
        yield "at random", target.verdict(project), target.mended(project)
    for exchange in (True, False):
        steps = killing.count_steps(target, exchange=exchange)
        name = "at a step" if exchange else "at a step, no exchange"
        for n in range(exact // 2):
            project = target.fresh()
            step = 1 + n * (steps - 1) // max(1, exact // 2 - 1)
            killing.build_until(project, step, exchange=exchange)
            yield name, target.verdict(project), target.mended(project)


def main() -> None:
    """Print how often readers found what."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("random", type=int, nargs="?", default=200)
    parser.add_argument("exact", type=int, nargs="?", default=100)
    wanted = parser.parse_args()
    found: Counter[tuple[str, str]] = Counter()
    unmended = 0
    with tempfile.TemporaryDirectory() as folder:
        target = killing.Target(Path(folder), articles=60)
        for done, (how, verdict, mended) in enumerate(
            trials(target, wanted.random, wanted.exact), 1
        ):
            found[how, verdict] += 1
            unmended += not mended
            if done % 10 == 0 or not mended:  # it may be cut off, too
                said = ", ".join(f"{name}: {n}" for (_, name), n in sorted(found.items()))
                print(f"{done:5} kills ({said}), {unmended} not mended", flush=True)
    for (how, verdict), count in sorted(found.items()):
        print(f"{count:5} killed {how}: {verdict}")
    print(f"{unmended:5} not mended by the next build")


if __name__ == "__main__":
    main()
