"""What a build costs, by stage: cold, with nothing changed, with a word of one article put right,
with its beginning changed, which lists show.

    python tests/benchmarks/build.py [--count 10000] [--jobs 1] [--form text|markdown|jsonl]
                                      [--keep DIR]

Prints CPU and wall seconds, µs of CPU an article by stage, peak memory and files a second.
Asserts nothing: figures depend on the machine.
"""

import argparse
import compileall
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from generate import write_articles

import hemero


def run(project: Path, jobs: int, *more: str) -> dict[str, float | dict[str, float]]:
    """One `hemero build` as a process of its own: its report, CPU, wall and peak memory."""
    command = [sys.executable, "-m", "hemero", "build", str(project), "--json"]
    environment = installed()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--jobs", str(jobs), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, tree_memory(process.pid))
        # A look costs about a millisecond: a long build is looked at less often.
        time.sleep(min(max(0.02, (time.perf_counter() - started) / 200), 1))
    wall = time.perf_counter() - started
    out, err = process.communicate()
    if process.returncode:
        sys.exit(err.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report = json.loads(out)
    return {**report, "cpu": cpu, "wall": wall, "peak": peak / 1024}


@cache
def installed() -> dict[str, str]:
    """The environment of a user who has installed Hemero: its modules are compiled, once."""
    compileall.compile_dir(Path(hemero.__file__).parent, quiet=2)
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def tree_memory(root: int) -> int:
    """Kilobytes of proportional memory of a process and its children (Linux; 0 elsewhere)."""
    total = 0
    pending = [root]
    while pending:
        pid = pending.pop()
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            pending += map(int, children)
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except (OSError, ValueError):
            continue
    return total


def show(name: str, figures: dict, count: int) -> None:
    each = figures["cpu"] / count * 1e6
    print(
        f"{name:<22} cpu {figures['cpu']:7.2f} s  wall {figures['wall']:7.2f} s  "
        f"{each:7.0f} µs CPU an article  peak {figures['peak']:6.0f} MiB  "
        f"{figures['rendered']:>7} rendered"
    )
    stages = "  ".join(
        f"{stage} {seconds / count * 1e6:.0f}" for stage, seconds in figures["timings"].items()
    )
    print(f"{'':<22} wall µs an article by stage: {stages}")


def put_right(file: Path) -> None:
    """Change one word in the middle of the last paragraph."""
    lines = file.read_text().split("\n")
    last = max(number for number, line in enumerate(lines) if len(line) > 150)
    words = lines[last].split(" ")
    words[len(words) // 2] += "s"
    lines[last] = " ".join(words)
    file.write_text("\n".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--form", choices=("text", "markdown", "jsonl"), default="text")
    parser.add_argument("--keep", type=Path, help="build here and leave it (else a temporary one)")
    options = parser.parse_args()
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as temporary:
        project = options.keep or Path(temporary)
        size = write_articles(project / "content", options.count, options.form)
        print(f"{options.count:,} articles, {size / options.count / 1000:.1f} KB each, "
              f"{options.form}, {options.jobs} jobs, {os.cpu_count()} cores")  # fmt: skip
        base = ("--base-url", "https://example.org/")
        cold = run(project, options.jobs, *base)
        show("cold", cold, options.count)
        files = sum(1 for path in (project / "site").rglob("*") if path.is_file())
        print(f"{'':<22} {files:,} files, {files / cold['wall']:,.0f} files a second")
        show("nothing changed", run(project, options.jobs, *base), options.count)
        if options.form == "jsonl":
            return
        one = next((project / "content").rglob("*0000007.*"))
        put_right(one)
        show("a word put right", run(project, options.jobs, *base), options.count)
        one.write_text(one.read_text().replace(".", " encore.", 1))
        show("one article changed", run(project, options.jobs, *base), options.count)


if __name__ == "__main__":
    main()
