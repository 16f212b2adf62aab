"""`hemero serve` as a program: how it starts, what it says, how it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Until = Callable[..., None]

ARTICLE = "Le ferry est de retour – Le Sémaphore\n\nLe ferry a repris la mer mardi matin.\n"
HEMERO = (sys.executable, "-m", "hemero", "serve", "--port", "0")


class Served:
    """A running `hemero serve` and what it printed."""

    def __init__(self, project: Path, folder: Path, *options: str) -> None:
        self.out, self.err = folder / "out.txt", folder / "err.txt"
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                (*HEMERO, str(project), *options), stdout=out, stderr=err
            )

    def address(self, until: Until) -> str:
        """The address it says it is at."""
        until(lambda: self.found() or self.process.poll() is not None, 30)
        assert self.found(), self.err.read_text()
        return self.found()[0]

    def found(self) -> list[str]:
        return re.findall(r"http://\S+", self.out.read_text())

    def page(self, until: Until, path: str = "") -> str:
        try:
            with urllib.request.urlopen(self.address(until) + path, timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as fault:
            with fault:
                return fault.read().decode()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts `hemero serve` on a project of one article; ends it with the test."""
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "content/ferry.txt").write_text(ARTICLE)
    running: list[Served] = []

    def start(*options: str) -> Served:
        running.append(Served(project, tmp_path, *options))
        return running[-1]

    yield start
    for one in running:
        one.process.kill()
        one.process.wait()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_ends_it_quickly_and_quietly(
    served: Callable[..., Served], until: Until, number: int, code: int
) -> None:
    """INT and TERM end the preview within half a second, listeners and idle clients or not."""
    server = served()
    address = server.address(until)
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    with (
        socket.create_connection((host, int(port))),
        socket.create_connection((host, int(port))) as listener,
    ):
        listener.sendall(b"GET /-hemero/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"data:" in listener.recv(4096) + listener.recv(4096)
        started = time.monotonic()
        server.process.send_signal(number)
        assert server.process.wait(10) == code
        assert time.monotonic() - started < 1.5  # half a second on a machine that is idle
    assert server.err.read_text() == ""


def test_signal_during_the_first_build_ends_it(
    served: Callable[..., Served], tmp_path: Path
) -> None:
    """Even before anything is served, a signal is heeded and the code tells of it."""
    for number in range(3000):
        (tmp_path / f"project/content/n{number}.txt").write_text(f"{number} {ARTICLE}")
    server = served()
    while "Building" not in server.out.read_text():
        time.sleep(0.01)
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(10) == 143
    assert not (tmp_path / "project/site").exists()


def test_large_site_is_shown_while_it_is_looked_at(
    served: Callable[..., Served], until: Until, tmp_path: Path
) -> None:
    """What was built before is there at once; what changed since then follows by itself."""
    project = tmp_path / "project"
    for number in range(1000):
        (project / f"content/n{number}.txt").write_text(f"Titre {number}\n\nTexte {number}.\n")
    subprocess.run((sys.executable, "-m", "hemero", "build", str(project)), check=True)
    (project / "content/ferry.txt").write_text(ARTICLE.replace("Le ferry", "Le bac"))
    server = served()
    until(lambda: "Le bac est de retour" in server.page(until))
    until(lambda: " rendered" in server.out.read_text())
    said = server.out.read_text().splitlines()
    assert "site of the last build" in said[0]
    assert "http://" in said[1]


def test_taken_port_is_said_before_anything_is_built(
    served: Callable[..., Served], tmp_path: Path
) -> None:
    """Where another program listens, the preview says so and builds nothing."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        server = served("--port", str(other.getsockname()[1]))
        assert server.process.wait(30) == 2
    assert "is taken by another program" in server.err.read_text()
    assert not (tmp_path / "project/site").exists()


def test_open_network_is_warned_of(served: Callable[..., Served], until: Until) -> None:
    """Listening beyond this machine is done when asked, with a word about what it means."""
    server = served("--host", "0.0.0.0")
    assert "ferry" in server.page(until)
    assert "Anyone who can reach 0.0.0.0" in server.err.read_text()


def test_first_build_that_fails_is_shown_and_waited_for(
    served: Callable[..., Served], until: Until, tmp_path: Path
) -> None:
    """With a broken template from the start, the browser shows the fault, then the site."""
    template = tmp_path / "project/templates/article.html"
    template.parent.mkdir()
    template.write_text('{% extends "hemero/article.html" %}\n{{ nothing.like.this }\n')
    server = served()
    page = server.page(until)
    assert "article.html:2" in page
    assert str(tmp_path) not in page
    assert not (tmp_path / "project/site/index.html").exists()
    template.unlink()
    until(lambda: "hemero-overlay" not in server.page(until), 20)
    assert "Le ferry est de retour" in server.page(until)


def test_real_build_is_followed(
    served: Callable[..., Served], until: Until, tmp_path: Path
) -> None:
    """Text, rules, templates and configuration that are edited while it runs are all heeded."""
    project = tmp_path / "project"
    server = served()
    assert "Le ferry est de retour" in server.page(until)
    (project / "content/pont.txt").write_text(ARTICLE.replace("ferry", "pont"))
    until(lambda: "Le pont est de retour" in server.page(until), 20)
    (project / "hemero.yaml").write_text("title: Le port\n")
    until(lambda: "Le port" in server.page(until), 20)
    (project / "content/image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    until(lambda: "image.txt" in server.page(until), 20)
    assert "set aside: image.txt" in server.err.read_text()
    assert "Le pont est de retour" in server.page(until)
    assert "-hemero" not in (project / "site/index.html").read_text()


def test_corrections_are_followed(
    served: Callable[..., Served], until: Until, tmp_path: Path
) -> None:
    """A sidecar that is saved shows at once; one that cannot be read is named over the page."""
    sidecar = tmp_path / "project/content/ferry.txt.yaml"
    server = served()
    assert "Le ferry est de retour" in server.page(until)
    sidecar.write_text("title: Le bac est revenu\n")
    until(lambda: "Le bac est revenu" in server.page(until), 20)
    sidecar.write_text("lines: [{line: 1, text: Le pont, kind: title}]\n")
    until(lambda: "line 1 of ferry.txt does not begin" in server.err.read_text(), 20)
    sidecar.write_text("title: [\n")
    until(lambda: "ferry.txt.yaml:2" in server.page(until), 20)
    sidecar.unlink()
    until(lambda: "Le bac est revenu" not in server.page(until), 20)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="CPU times are read from /proc")
def test_idle_costs_next_to_nothing(served: Callable[..., Served], until: Until) -> None:
    """While nobody edits or reads, the preview uses less than a twentieth of a core."""
    server = served()
    server.page(until)
    time.sleep(1)

    def ticks() -> int:
        fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    before = ticks()
    time.sleep(2)
    assert (ticks() - before) / os.sysconf("SC_CLK_TCK") / 2 < 0.05


def test_messages_can_be_read_by_a_program(served: Callable[..., Served], until: Until) -> None:
    """With --json each is a line of its own, with its level; the address is among them."""
    server = served("--json")
    server.address(until)
    said = [json.loads(line) for line in server.out.read_text().splitlines()]
    assert {one["level"] for one in said} == {"info"}
    assert any("http://127.0.0.1" in one["text"] for one in said)
    assert server.err.read_text() == ""
