"""A build that is killed, stopped or starved leaves the site whole, and the next one mends all."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.attacks import killing
from tests.attacks.running import hemero
from tests.conftest import Project, scrape

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and renames as POSIX has them")


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> killing.Target:
    """A project between two states."""
    return killing.Target(tmp_path_factory.mktemp("target"))


@pytest.mark.parametrize("share", [0.3, 0.8, 0.95, 0.99])
def test_kill_at_a_step_leaves_old_or_new(target: killing.Target, share: float) -> None:
    """Killed at any step on the file system: the old site or the new one, nothing absent, and
    the next build gives the new one byte for byte."""
    steps = killing.count_steps(target)
    project = target.fresh()
    assert killing.build_until(project, max(1, round(steps * share))) == -signal.SIGKILL
    assert target.verdict(project) in ("old", "new")
    assert target.mended(project)


@pytest.mark.parametrize("share", [0.9, 0.98])
def test_kill_without_exchange_loses_nothing(target: killing.Target, share: float) -> None:
    """Where folders cannot be exchanged, no file is absent at any step and none half written;
    the journal is carried out by the next build."""
    steps = killing.count_steps(target, exchange=False)
    project = target.fresh()
    step = max(1, round(steps * share))
    assert killing.build_until(project, step, exchange=False) == -signal.SIGKILL
    for path, data in project.site().items():
        assert data in (target.before.get(path), target.after.get(path))
    assert not target.verdict(project).startswith("absent")
    assert target.mended(project)


def test_kills_at_random_leave_the_site_whole(target: killing.Target) -> None:
    """The program is killed at some moment, its workers with it: old or new, and mended."""
    dice = random.Random(7)
    for _ in range(2):
        project = target.fresh()
        killing.kill_at_random(project, 1.5, dice)
        assert target.verdict(project) in ("old", "new")
        assert target.mended(project)


READER = """
import os, sys, pathlib
root, names = sys.argv[1], sys.argv[2].split("|")
missed, rounds = [], 0
while not os.path.exists(root + "/../stop"):
    rounds += 1
    for name in names:
        try:
            data = open(f"{root}/{name}", "rb").read()
        except OSError as fault:
            missed.append(f"{name}: {fault}")
        else:
            if name.endswith(".html") and b"</html>" not in data:
                missed.append(f"{name}: cut")
print(rounds, missed[:5])
"""


def test_reader_never_misses_a_file(target: killing.Target) -> None:
    """While the site is rebuilt twenty times, everything that both states have can be read."""
    project = target.fresh()
    # What the search has read is named after what it holds: it comes and goes by design.
    names = [path for path in target.before.keys() & target.after if "search/" not in path]
    command = [sys.executable, "-c", READER, str(project.root / "site"), "|".join(names)]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for turn in range(20):
        word = "nouveau" if turn % 2 else "ancien"
        killing.fill(project, 12, f"{word} {turn}")
        project.build()
    (project.root / "stop").touch()
    told, _ = reader.communicate(timeout=60)
    rounds, _, missed = told.strip().partition(" ")
    assert int(rounds) > 5
    assert missed == "[]"


PATIENCE = 1.0  # seconds in which a worker must follow its parent: the system ends it, not at once

# Whoever runs the tests may have told them to ignore HUP, as nohup does: the program would too.
HEEDING = (
    "import signal, runpy; signal.signal(signal.SIGHUP, signal.SIG_DFL);"
    "runpy.run_module('hemero', run_name='__main__')"
)


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in children.read_text().split()] if children.exists() else []


@pytest.fixture
def long_build(project: Project) -> Iterator[subprocess.Popen[bytes]]:
    """A build that goes on for some seconds, with two workers that are at work."""
    project.write("content/first.txt", scrape("Un titre du port"))
    project.build()
    for n in range(1500):
        project.write(f"content/many/{n}.txt", scrape(f"Chronique {n} du port", f"S{n % 9}"))
    command = [sys.executable, "-c", HEEDING, "build", str(project.root), "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 20
    while len(workers_of(process)) < 2 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    assert process.poll() is None
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="workers are found in /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGHUP, 129)])
def test_signal_stops_program_and_workers(
    project: Project, long_build: subprocess.Popen[bytes], number: int, code: int
) -> None:
    """INT, TERM and HUP end it at once with the code shells expect, a word and no traceback;
    within a second no worker, and no staging folder is left, and the site is as it was."""
    before = project.site()
    workers = workers_of(long_build)
    assert workers
    long_build.send_signal(number)
    _, err = long_build.communicate(timeout=30)
    assert long_build.returncode == code
    assert b"interrupted" in err
    assert b"Traceback" not in err
    assert all_gone_within(workers, PATIENCE)
    assert not (project.root / ".hemero/staging").exists()
    assert project.site() == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_workers_die_with_the_program(long_build: subprocess.Popen[bytes]) -> None:
    """Even when the program is killed, its workers go."""
    workers = workers_of(long_build)
    assert workers
    long_build.kill()
    long_build.wait()
    until = time.monotonic() + 5
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not [pid for pid in workers if alive(pid)]


def all_gone_within(pids: list[int], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.01)
    return not any(map(alive, pids))


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# the disk


@pytest.mark.parametrize("most", [2_000, 60_000])
def test_file_that_cannot_grow_publishes_nothing(target: killing.Target, most: int) -> None:
    """Where files may not grow beyond a size (a quota, a full disk): the site is as it was, the
    reason is said, the exit code is 2, and with room again the next build mends all."""
    project = target.fresh()
    code = (
        "import resource, runpy, sys;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}));"
        f"sys.argv = ['hemero', 'build', {str(project.root)!r}, '--jobs', '1'];"
        "runpy.run_module('hemero', run_name='__main__')"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 2, ran.stderr
    assert "Traceback" not in ran.stderr
    assert "hemero: " in ran.stderr
    assert target.verdict(project) == "old"
    assert target.mended(project)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)],
        capture_output=True, check=False,
    ) if hasattr(os, "geteuid") and os.geteuid() == 0 else None  # fmt: skip
    if made is None or made.returncode:
        pytest.skip("only root may mount a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_full_disk_publishes_nothing(small_disk: Path) -> None:
    """On a disk that fills up, the old site stays whole, and room again is all that is needed."""
    project = Project(small_disk / "project")
    project.write("content/a.txt", scrape("Un titre du port"))
    project.build()
    before = project.site()
    for n in range(400):
        project.write(f"content/b{n}.txt", f"Un titre {n} du port")
    filler = small_disk / "filler"
    handle = os.open(filler, os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while os.write(handle, bytes(65536)):
            pass
    os.close(handle)
    ran = hemero("build", project.root)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert project.site() == before
    filler.unlink()
    for n in range(20, 400):
        (project.root / f"content/b{n}.txt").unlink()
    assert hemero("build", project.root).code == 0
    assert project.site() != before


def test_read_only_output_is_said(small_disk: Path) -> None:
    """An output that cannot be written is a fault in words; nothing of it changes."""
    project = Project(small_disk / "project")
    project.write("content/a.txt", scrape("Un titre du port"))
    project.build()
    before = project.site()
    project.write("content/a.txt", scrape("Un autre titre du port"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    ran = hemero("build", project.root)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert project.site() == before


# what stands in the way


@pytest.mark.parametrize("state", ["file", "foreign", "link to nowhere", "link"])
def test_replaced_output_is_refused_or_followed(project: Project, state: str) -> None:
    """An output that is a file, holds others' files or leads nowhere is refused in words; one
    that is a link to a folder of ours is written where it leads."""
    project.write("content/a.txt", scrape("Un titre du port"))
    site = project.root / "site"
    if state == "file":
        site.write_text("ceci est un fichier")
    elif state == "foreign":
        project.write("site/roman.txt", "un manuscrit")
    elif state == "link to nowhere":
        site.symlink_to(project.root / "absent/folder")
    else:
        (project.root / "elsewhere").mkdir()
        site.symlink_to("elsewhere")
    ran = hemero("build", project.root)
    assert "Traceback" not in ran.err
    if state in ("file", "foreign"):
        assert ran.code == 2
        assert "site" in ran.err
        kept = site if state == "file" else site / "roman.txt"
        assert kept.read_text() in ("ceci est un fichier", "un manuscrit")
    else:
        assert ran.code == 0
        assert site.is_symlink()
        assert (site / "index.html").is_file()


def test_others_files_stay_in_the_output(project: Project) -> None:
    """Files and folders that Hemero did not write survive builds, changed or not."""
    project.write("content/a.txt", scrape("Un titre du port"))
    project.build()
    project.write("site/CNAME", "example.org\n")
    project.write("site/photos/a.jpg", b"\xff\xd8\xff")
    project.write("content/b.txt", scrape("Un autre titre du port"))
    project.build()
    (project.root / "content/b.txt").unlink()
    project.build()
    assert project.site()["CNAME"] == b"example.org\n"
    assert project.site()["photos/a.jpg"] == b"\xff\xd8\xff"


def test_locked_ledger_is_done_without(project: Project) -> None:
    """A ledger that another program holds costs time and a word, no fault."""
    project.write("content/a.txt", scrape("Un titre du port"))
    project.build()
    before = project.site()
    ledger = sqlite3.connect(project.root / ".hemero/ledger.sqlite")
    ledger.execute("PRAGMA locking_mode = EXCLUSIVE")
    ledger.execute("BEGIN EXCLUSIVE")
    ran = hemero("build", project.root)
    ledger.rollback()
    ledger.close()
    assert ran.code == 0
    assert "ledger.sqlite" in ran.err
    assert project.site() == before
    assert json.loads((project.root / ".hemero/report.json").read_text())["articles"] == 1


def test_content_that_changes_meanwhile_is_no_crash(project: Project) -> None:
    """Files that come, go and change while a build reads them: no traceback, and once it is
    quiet the next build is right."""
    for n in range(120):
        project.write(f"content/{n}.txt", scrape(f"La chronique {n} du port"))
    command = [sys.executable, "-m", "hemero", "build", str(project.root), "--jobs", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    dice = random.Random(3)
    while process.poll() is None:
        file = project.root / f"content/{dice.randrange(120)}.txt"
        if file.exists() and dice.random() < 0.5:
            file.unlink()
        else:
            file.write_text(scrape(f"Un titre {dice.random()} du port"))
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert process.returncode == 0, err
    assert b"Traceback" not in err
    project.build()
    clean = Project(project.root.parent / "clean")
    for file in (project.root / "content").iterdir():
        clean.write(f"content/{file.name}", file.read_bytes())
    kept = (project.root / ".hemero/permalinks.tsv").read_bytes()
    clean.write(".hemero/permalinks.tsv", kept)
    clean.build()
    assert clean.site() == project.site()
