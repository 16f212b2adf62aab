"""Builds that are killed, and what readers find afterwards."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.attacks.running import hemero
from tests.conftest import Project, scrape

FAULTS = Path(__file__).parent / "faults"
Tree = Mapping[str, bytes]


class Target:
    """A project between two states, whose build can be killed again and again.

    `before` is the site as it was published, `after` as the new content makes it.
    """

    def __init__(self, folder: Path, articles: int = 12) -> None:
        self.folder = folder
        self.old = Project(folder / "old")
        fill(self.old, articles, "ancien")
        self.old.build()
        self.before = self.old.site()
        self.new = Project(folder / "new")
        shutil.copytree(self.old.root / "content", self.new.root / "content", dirs_exist_ok=True)
        change(self.new, articles)
        kept = (self.old.root / ".hemero/permalinks.tsv").read_bytes()
        self.new.write(".hemero/permalinks.tsv", kept)
        self.new.build()
        self.after = self.new.site()

    def fresh(self) -> Project:
        """The published old site with the new content, to be built."""
        project = Project(self.folder / "killed")
        shutil.rmtree(project.root)
        shutil.copytree(self.old.root, project.root)  # copies have new inodes: all is looked at
        shutil.rmtree(project.root / "content")
        shutil.copytree(self.new.root / "content", project.root / "content")
        return project

    def verdict(self, project: Project) -> str:
        """What readers find: "old", "new", or what is wrong with it."""
        site = project.site()
        if site == self.before:
            return "old"
        if site == self.after:
            return "new"
        absent = sorted(self.before.keys() & self.after.keys() - site.keys())
        return f"absent: {absent[:3]}" if absent else "a mixture"

    def mended(self, project: Project) -> bool:
        """Whether the next build gives what a build that was not killed gives."""
        ran = hemero("build", project.root, "--jobs", 1)
        return ran.code == 0 and "Traceback" not in ran.err and project.site() == self.after


def fill(project: Project, articles: int, word: str) -> None:
    """So many articles that cite each other."""
    for n in range(articles):
        cited = f"Lire aussi\u00a0 La chronique {(n + 1) % articles} du port"
        text = scrape(f"La chronique {n} du port", f"Gazette {n % 3}", cited, f"Un {word} mot.",
                      date=f"{n % 28 + 1} mars {2019 + n % 3}")  # fmt: skip
        project.write(f"content/a{n:03}.txt", text)


def change(project: Project, articles: int) -> None:
    """Every page of the site changes but those that come and go."""
    fill(project, articles, "nouveau")
    for n in range(0, articles, 4):
        (project.root / f"content/a{n:03}.txt").unlink()
    project.write("content/neuf.txt", scrape("Un titre tout neuf du port", date="3 mai 2020"))


def build_until(project: Project, step: int, *, exchange: bool = True) -> int:
    """Build until that step on the file system; the exit code."""
    told = project.root.parent / "steps"
    told.unlink(missing_ok=True)
    env = {"PYTHONPATH": paths(FAULTS), "HEMERO_KILL_AT": str(step), "HEMERO_STEPS": str(told)}
    if not exchange:
        env["HEMERO_NO_EXCHANGE"] = "1"
    return hemero("build", project.root, "--jobs", 1, env=env).code


@cache
def count_steps(target: Target, *, exchange: bool = True) -> int:
    """Steps on the file system that a whole build takes."""
    project = target.fresh()
    assert build_until(project, 0, exchange=exchange) == 0
    return int((target.folder / "steps").read_text())


def paths(*first: Path) -> str:
    """PYTHONPATH with these folders first."""
    return os.pathsep.join([*map(str, first), *filter(None, [os.environ.get("PYTHONPATH")])])


def kill_at_random(project: Project, seconds: float, dice: random.Random) -> bool:
    """Build with two processes and kill the program at some moment; whether it still ran."""
    process = subprocess.Popen(
        [sys.executable, "-m", "hemero", "build", str(project.root), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(dice.uniform(0, seconds))
    ran = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return ran
