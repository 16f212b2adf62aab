"""The commands that the documentation shows are run as they stand, page by page.

A block of `sh` is a script. In a block of `console` each line after "$ " is a command, and the
lines below it must be in what it prints, "…" standing for anything. Each page begins in a small
project of its own.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import PARAGRAPH

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)

# What cannot be run here, by how its line begins, and why.
NOT_RUN = {
    "make ": "sets the checkout up; it is how these tests were begun",
    "pip install .": "tests/test_packaging.py installs",
    "hemero publish s3://": "needs an account; tests/unit/commands/publish has a server of its own",
    "hemero publish ssh://": "needs a host",
    "npx ": "a program of the host",
    "hut ": "a program of the host",
    "datasette ": "a server of its own",
    "dask ": "a server of its own",
    "hemero build --executor dask": "needs a cluster; tests/unit/cluster starts one",
    'pip install "hemero': "tests/test_packaging.py installs",
}
if not shutil.which("sqlite3"):
    NOT_RUN["sqlite3 "] = "is not installed here"


class Step(NamedTuple):
    """One command or script, and what it must print."""

    script: str
    wanted: tuple[str, ...] = ()


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    yield from BLOCK.findall(page.read_text(encoding="utf-8"))


def steps(page: Path) -> Iterator[Step]:
    for kind, text in blocks(page):
        lines = text.splitlines()
        if kind == "sh":
            yield Step("\n".join(line for line in lines if reason(line) is None))
            continue
        starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
        for at, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield Step(lines[at][2:], tuple(lines[at + 1 : end]))


def reason(line: str) -> str | None:
    return next((why for begins, why in NOT_RUN.items() if line.startswith(begins)), None)


FERRY = f"""The ferry is back – The Harbour Herald

The ferry is back

By Ann Lee

26 April 2022

The ferry has taken up its service on Tuesday morning, after weeks of waiting and of meetings.

We have a small favour to ask. Our reporters work without an owner who tells them what to write.

{PARAGRAPH}

What the council says

It will leave every hour, and more often on the days of the spring tides, the mayor has promised.
"""
GAZETTE = f"""---
source: La Gazette
date: 2022-05-02
tags: [Kerrec]
---
Le théâtre des quais rouvre

{PARAGRAPH}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two articles, built; a git repository with a remote; a home; scrapes elsewhere."""
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "content/ferry.txt").write_text(FERRY)
    (project / "content/quais.txt").write_text(GAZETTE)
    for folder in (
        ".local/share/bash-completion/completions",
        ".zfunc",
        ".config/fish/completions",
    ):
        (tmp_path / "home" / folder).mkdir(parents=True)
    (tmp_path / "scraped").mkdir()
    (tmp_path / "scraped/one.txt").write_text(FERRY)
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin/hemero"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hemero "$@"\n')
    shim.chmod(0o755)
    (project / ".gitignore").write_text("*\n")
    for command in (
        ("git", "init", "-q", "--bare", "remote.git"),
        ("git", "init", "-q", "project"),
        ("git", "-C", "project", "remote", "add", "origin", str(tmp_path / "remote.git")),
    ):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    run(project, "hemero build && cp -r site my-site")
    return project


def environment(project: Path) -> dict[str, str]:
    home = project.parent
    name = {f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")}  # fmt: skip
    return {
        **os.environ,
        **name,
        "HOME": str(home / "home"),
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }


def run(project: Path, script: str) -> str:
    script = script.replace("…", str(project.parent))
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=project,
        env=environment(project),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout


def serve(project: Path, script: str) -> str:
    """What a server says until it has told its address; then it is ended as Ctrl-C does."""
    with subprocess.Popen(
        ["bash", "-c", f"exec {script}"],
        cwd=project,
        env=environment(project),
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = ""
        while "http://" not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        server.send_signal(signal.SIGINT)
        said += server.stdout.read()
        assert server.wait(30) == 130
    return said


def missing(wanted: tuple[str, ...], printed: str) -> list[str]:
    patterns = (".*".join(map(re.escape, line.strip().split("…"))) for line in wanted)
    return [one for one in patterns if not re.search(one, printed)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(blocks(page))], ids=lambda p: p.name
)
def test_commands_of_a_page_run_as_they_stand(page: Path, project: Path) -> None:
    """Each ends well, and prints what the page shows."""
    for step in steps(page):
        if step.script.strip():
            how = serve if step.script.startswith("hemero serve") else run
            printed = how(project, step.script)
            assert missing(step.wanted, printed) == [], f"{step.script}\n{printed}"


@pytest.mark.parametrize("begins", sorted(NOT_RUN))
def test_what_is_not_run_stands_in_a_page(begins: str) -> None:
    """No command is passed over that no page has any more."""
    lines = [line for page in PAGES for _, text in blocks(page) for line in text.splitlines()]
    assert any(line.startswith(begins) for line in lines)
