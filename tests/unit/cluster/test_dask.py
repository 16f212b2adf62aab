"""A build on a Dask cluster: a real scheduler and real workers, each a process on loopback."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import Project, scrape

from hemero.cluster.crew import Cluster
from hemero.commands.staffing import crew_for
from hemero.errors import ClusterError, ConfigError
from hemero.executors import Workers

SRC = Path(__file__).parents[3] / "src"
ARTICLES = 400  # more than six shards of files, so that they are handed out
STARTING = 60  # seconds that a process may take to be there on a busy machine
# A worker as on another machine: the builder's folder is not there.
ELSEWHERE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")

RULES = """\
ferry-notice:
  kind: chrome
  group: navigation
  phrases: |
    le bac ne circule pas le dimanche
"""


class Machines:
    """A scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--port", "0")
        _until(lambda: self._file.exists() and self.address)

    @property
    def address(self) -> str:
        found = self._file.read_text().partition("tcp://")[2]
        return found.partition('"')[0]

    def add_worker(self, source: Path = SRC, hide: Path | None = None) -> None:
        """One more worker; of code at `source`, without sight of the folder `hide`."""
        more = ("--nthreads", "1", "--no-nanny")
        self.workers.append(self._start("worker", *more, source=source, hide=hide))

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(
        self, kind: str, *more: str, source: Path = SRC, hide: Path | None = None
    ) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--host", "127.0.0.1"]
        command += ["--no-dashboard", "--scheduler-file", str(self._file), *more]
        if hide is not None:
            script = f'mount -t tmpfs none "{hide}" && exec "$@"'
            command = [*ELSEWHERE, script, "sh", *command]
        environment = os.environ | {"PYTHONPATH": str(source)}
        log = (self._folder / f"{kind}-{len(self.workers)}.log").open("wb")
        with log:
            return subprocess.Popen(
                command, cwd=self._folder, env=environment, stdout=log, stderr=log
            )


def _until(ready: Callable[[], object]) -> None:
    patience = time.monotonic() + STARTING
    while not ready():
        assert time.monotonic() < patience
        time.sleep(0.05)


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    folder.mkdir()
    found = Machines(folder)
    try:
        yield found
    finally:
        found.stop()


def run(project: Project, *more: str) -> "subprocess.CompletedProcess[str]":
    """`hemero build` as its own process."""
    command = [sys.executable, "-m", "hemero", "build", str(project.root), *more]
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def fill(project: Project) -> Project:
    """Articles with a rule pack, a template and a corrected article."""
    for number in range(ARTICLES):
        day = f"{number % 28 + 1} mars {2000 + number % 20}"
        notice = "Le bac ne circule pas le dimanche."
        text = scrape(f"Le bac numéro {number}", "Gazette", notice, date=day)
        project.write(f"content/{number % 7}/bac-{number}.txt", text)
    project.write("content/0/bac-7.txt.yaml", "title: Le bac numéro sept\n")
    project.write("rules/bac.yaml", RULES)
    project.write(
        "templates/article.html",
        '{% extends "hemero/article.html" %}'
        "{% block main %}<p>Bac</p>{{ super() }}{% endblock %}\n",
    )
    return project


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The site as one process on this machine builds it."""
    project = fill(Project(tmp_path_factory.mktemp("local") / "project"))
    done = run(project, "--executor", "serial")
    assert done.returncode == 0, done.stderr
    site = project.site()
    page = next(data for path, data in site.items() if path.endswith("le-bac-numero-sept.html"))
    assert b"<p>Bac</p>" in page  # template, sidecar and rule all count
    assert b"<p>Le bac ne circule pas" not in page
    return site


@pytest.mark.alone
@pytest.mark.slow
def test_gives_the_bytes_of_a_local_build(
    project: Project, tmp_path: Path, local: Mapping[str, bytes]
) -> None:
    """Two workers that share a disk with the builder, and one killed in the middle: the site
    is the same, byte for byte, and nothing is left beside it."""
    fill(project)
    with machines(tmp_path / "machines") as found:
        found.add_worker()
        found.add_worker()
        where = f"dask://{found.address}"
        first = run(project, "--executor", where)
        assert (first.returncode, first.stderr) == (0, "")
        assert project.site() == local
        end = _kill_while_rendering(found.workers[0], project)
        second = run(project, "--executor", where, "--force")
        end.join()
        assert found.workers[0].wait(STARTING) == -signal.SIGKILL
    assert (second.returncode, second.stderr) == (0, "")
    assert project.site() == local
    assert not list((project.root / ".hemero").glob("staging*"))


@pytest.mark.alone
@pytest.mark.slow
def test_needs_no_shared_disk(project: Project, tmp_path: Path, local: Mapping[str, bytes]) -> None:
    """Texts, rules and templates travel to workers that see none of the builder's folders,
    and the pages travel back."""
    if subprocess.run([*ELSEWHERE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody hide a folder from a process (unshare)")
    fill(project)
    with machines(tmp_path / "machines") as found:
        found.add_worker(hide=project.root)
        found.add_worker()
        done = run(project, "--executor", f"dask://{found.address}")
    assert (done.returncode, done.stderr) == (0, "")
    assert project.site() == local


@pytest.mark.alone
@pytest.mark.slow
def test_a_lost_scheduler_leaves_the_old_site(project: Project, tmp_path: Path) -> None:
    """Where the cluster dies the build says so, exits with 2 and has published nothing."""
    fill(project)
    assert run(project, "--executor", "serial").returncode == 0
    before = project.site()
    project.write("templates/article.html", '{% extends "hemero/article.html" %}\n')
    with machines(tmp_path / "machines") as found:
        found.add_worker()
        where = f"dask://{found.address}"
        end = _kill_while_rendering(found.scheduler, project)
        done = run(project, "--executor", where)
        end.join()
    assert done.returncode == 2
    assert done.stderr == (
        "hemero: the scheduler is gone. Nothing was published; build again when the cluster "
        "is well.\n"
    )
    assert project.site() == before


@pytest.mark.alone
@pytest.mark.slow
def test_other_code_is_refused(project: Project, tmp_path: Path) -> None:
    """A worker whose Hemero is not the builder's might make other pages."""
    fill(project)
    shutil.copytree(SRC, tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SRC.parent / "templates", tmp_path / "templates")
    with (tmp_path / "src/hemero/text.py").open("a") as file:
        file.write("# one line more\n")
    with machines(tmp_path / "machines") as found:
        found.add_worker(source=tmp_path / "src")
        done = run(project, "--executor", f"dask://{found.address}")
    assert done.returncode == 2
    assert "this worker has Hemero 0.1.0 (code " in done.stderr
    assert done.stderr.count("where the builder has") == 1
    assert "Install the same on every machine" in done.stderr
    assert not project.site()


def _kill_while_rendering(process: "subprocess.Popen[bytes]", project: Project) -> threading.Thread:
    """Kill a process as soon as some pages are there."""
    staging = project.root / ".hemero" / "staging"

    def kill() -> None:
        _until(lambda: sum(1 for _ in staging.rglob("*.html")) > 100)
        process.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def test_no_scheduler_is_told_at_once(project: Project) -> None:
    """Where nobody listens, a sentence says so and how to start one."""
    with pytest.raises(ClusterError) as told, Cluster("127.0.0.1:9"):
        pass
    assert str(told.value) == (
        "127.0.0.1:9: no Dask scheduler answers (Connection refused). Start one: dask scheduler"
    )


@pytest.mark.parametrize(
    "said", ["dask", "dask://", "dask://host", "dask://host:70000", "local:0", "local:999", "ray"]
)
def test_what_names_nobody_is_refused(said: str) -> None:
    """An executor that is none is told with those that are."""
    with pytest.raises(ConfigError, match="serial, local, local:N or dask://HOST:PORT"):
        crew_for(said, None)


@pytest.mark.parametrize(("said", "jobs"), [("serial", 2), ("local:2", 3), ("dask://h:1", 1)])
def test_two_answers_to_one_question_are_refused(said: str, jobs: int) -> None:
    """--jobs counts processes here; no other executor has a use for it."""
    with pytest.raises(ConfigError, match="say two things"):
        crew_for(said, jobs)


@pytest.mark.parametrize(
    ("said", "jobs", "processes"), [("serial", None, 1), ("local:3", None, 3), ("local", 2, 2)]
)
def test_processes_on_this_machine(said: str, jobs: int | None, processes: int) -> None:
    """`serial` is one process, `local:N` is what --jobs N is."""
    crew = crew_for(said, jobs)
    assert isinstance(crew, Workers)
    assert crew.jobs == processes
