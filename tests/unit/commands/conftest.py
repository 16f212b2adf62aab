"""A preview that runs in a thread on a free port, over a site that is built by a few lines."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import scrape

from hemero.commands import preview_project
from hemero.commands.preview_project import FollowedProject, Rebuild, stoppable_build
from hemero.commands.preview_server import open_listener, start_listening
from hemero.commands.serve import Preview
from hemero.config import Config, load_config
from hemero.errors import TemplateFault
from hemero.model.report import BuildReport, Complaint

POLICY = "default-src &#39;none&#39;; style-src &#39;self&#39;; base-uri &#39;none&#39;"
PAGE = (
    '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8">\n'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    "<title>Hemero</title></head><body><main>%s</main></body></html>\n"
)


def plain_build(config: Config) -> BuildReport:
    """Each content file becomes a page; "BROKEN" in a template stops it, "BAD" in a text
    sets that aside. Writes nothing when it fails."""
    templates = sorted(config.templates.glob("*.html"))
    for template in templates:
        lines = template.read_text().split("\n")
        for number, line in enumerate(lines, 1):
            if "BROKEN" in line:
                raise TemplateFault(
                    f"'{line}' cannot be rendered.", f"templates/{template.name}:{number}", "Mend."
                )
    config.output.mkdir(exist_ok=True)
    rendered, complaints = 0, []
    for source in sorted(config.content.glob("*.txt")):
        text = source.read_text()
        if "BAD" in text:
            complaints.append(Complaint(f"content/{source.name}", "is <b>bad</b>.", "Rewrite it."))
            continue
        page = config.output / f"{source.stem}.html"
        if not page.exists() or page.read_text() != PAGE % text:
            page.write_text(PAGE % text)
            rendered += 1
    return BuildReport(
        sources=1, articles=1, copies=0, set_aside=len(complaints), structured=rendered,
        rendered=rendered, unchanged=0, removed=0, complaints=tuple(complaints), seconds=0.0,
        output=str(config.output),
    )  # fmt: skip


class Browser:
    """Requests to one preview, and what the preview said."""

    def __init__(self, project: Path, port: int) -> None:
        self.project = project
        self.site = project / "site"
        self.port = port
        self.said: list[str] = []

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, names, answer.read()
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        """All that comes back for these very bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as client:
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: client.recv(65536), b""))

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        """The builds that the reload channel tells of, growing while the block runs."""
        told: list[str] = []
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/-hemero/events")
        answer = connection.getresponse()
        assert answer.status == 200

        def read() -> None:
            while line := answer.fp.readline():
                if line.startswith(b"data: "):
                    told.append(line.removeprefix(b"data: ").decode().strip())

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        until(lambda: told)
        try:
            yield told
        finally:
            if connection.sock:
                connection.sock.shutdown(socket.SHUT_RDWR)
            reader.join(5)
            answer.close()
            connection.close()


def until(is_true: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for something to become true; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "nothing happened in time"
        time.sleep(0.02)


@pytest.fixture(name="until")
def until_fixture() -> Callable[..., None]:
    """Wait for something to become true."""
    return until


def make_project(root: Path) -> Path:
    """A project of two articles, an own template and a site that stands already."""
    for folder in ("content", "templates", "site/2022/04"):
        (root / folder).mkdir(parents=True)
    (root / "content/index.txt").write_text("Le pont est rouvert.")
    (root / "content/ferry.txt").write_text("Le ferry est de retour.")
    (root / "templates/article.html").write_text("one\ntwo\n")
    (root / "site/2022/04/index.html").write_text(PAGE % "avril")
    (root / "site/404.html").write_text(PAGE % "Rien ici.")
    (root / "site/plain.txt").write_text("0123456789")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project."""
    return make_project(tmp_path / "project")


@contextmanager
def _running(project: Path, rebuild: Rebuild = plain_build) -> Iterator[Browser]:
    stop = threading.Event()
    listener = open_listener("127.0.0.1", 0)
    browser = Browser(project, listener.getsockname()[1])

    def load() -> Config:
        return load_config(project)

    followed = FollowedProject(load, load(), browser.said.append, browser.said.append, rebuild)
    followed.build()
    start_listening(listener)
    preview = Preview(followed, listener, "127.0.0.1", stop)
    thread = threading.Thread(target=preview.run)
    thread.start()
    try:
        yield browser
    finally:
        preview.stop()
        thread.join(5)
        assert not thread.is_alive()


@pytest.fixture
def browser(project: Path) -> Iterator[Browser]:
    """A preview of `project`, and someone to ask it."""
    with _running(project) as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A preview of a real site, whose archive counts as a large one."""
    monkeypatch.setattr(preview_project, "LARGE", 2)
    project = tmp_path / "archive"
    for name in ("Le ferry", "Le phare"):
        file = project / f"content/{name[3:]}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(scrape(f"{name} de Kerrec", date="3 mars 2021"))
    with _running(project, stoppable_build(threading.Event())) as running:
        yield running


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The same for tests that change nothing of the project."""
    with _running(make_project(tmp_path_factory.mktemp("preview") / "project")) as running:
        yield running
