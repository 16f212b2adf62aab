"""What the tests of publishing share: a built project, and real services on loopback."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Project, scrape

from hemero.commands.publish import PublishOptions, PublishReport, publish
from hemero.config import load_config
from hemero.output.manifest import MANIFEST

BASE_URL = "https://news.example/"


def built_project(project: Project, articles: int = 3) -> Project:
    """A project of a few dated articles, built."""
    project.write("hemero.yaml", f"title: Le Carnet\nbase_url: {BASE_URL}\n")
    for number in range(1, articles + 1):
        add_article(project, number)
    project.build()
    return project


def add_article(project: Project, number: int) -> None:
    """One article more, of a day of its own."""
    text = scrape(f"Le pont numéro {number} est ouvert", date=f"{number % 27 + 1} mai 2021")
    project.write(f"content/{number}.txt", text)


def send(project: Project, target: str | Path, **options: Any) -> PublishReport:
    """Publish as `hemero publish` does."""
    return publish(load_config(project.root), str(target), PublishOptions(**options))


def tree(folder: Path) -> dict[str, bytes]:
    """A published tree without its manifest: path → bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != MANIFEST
    }


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """`command` while it listens on `port`."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                assert process.stdout is not None
                raise AssertionError(process.stdout.read().decode())
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=10)


def required(program: str) -> str:
    """The path of a program of the system; skips the test where there is none."""
    found = shutil.which(program) or shutil.which(f"/usr/sbin/{program}")
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


class S3Server:
    """moto's server on loopback, which notes every request that writes, and can refuse them.

    `log` holds (method, path in the bucket, headers). Once `refuse` says so of the number of
    writes so far, each further one is answered with 403, as when a key is withdrawn. Without
    `knows_redirects` an object that is to redirect is answered with 501.
    """

    bucket = "carnet"

    def __init__(self) -> None:
        from moto.server import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import make_server

        self.log: list[tuple[str, str, dict[str, str]]] = []
        self.refuse: Callable[[int], bool] = lambda writes: False
        self.knows_redirects = True
        self._app = DomainDispatcherApplication(create_backend_app)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        writes = method in ("PUT", "DELETE") or (method == "POST" and path.count("/") > 0)
        inside = path.removeprefix(f"/{self.bucket}").lstrip("/")
        if writes and path.startswith(f"/{self.bucket}"):
            if self.refuse(len(self.log)):
                start("403 Forbidden", [("Content-Type", "application/xml")])
                return [b"<Error><Code>AccessDenied</Code><Message>No more.</Message></Error>"]
            if environ.get("HTTP_X_AMZ_WEBSITE_REDIRECT_LOCATION") and not self.knows_redirects:
                start("501 Not Implemented", [("Content-Type", "application/xml")])
                return [b"<Error><Code>NotImplemented</Code><Message>Header.</Message></Error>"]
            told = {
                "type": environ.get("CONTENT_TYPE", ""),
                "cache": environ.get("HTTP_CACHE_CONTROL", ""),
                "location": environ.get("HTTP_X_AMZ_WEBSITE_REDIRECT_LOCATION", ""),
            }
            self.log.append((method, inside, told))
        return self._app(environ, start)

    def put_paths(self) -> list[str]:
        """Paths put so far, in order, without the manifest; and forget them."""
        log, self.log = self.log, []
        return [path for method, path, _ in log if method == "PUT" and path != MANIFEST]

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()


def stored(s3: S3Server) -> dict[str, bytes]:
    """What is in the bucket, but for the manifest."""
    import boto3

    client = boto3.client("s3")
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=s3.bucket)
    keys = [about["Key"] for page in pages for about in page.get("Contents", ())]
    return {
        key: client.get_object(Bucket=s3.bucket, Key=key)["Body"].read()
        for key in keys
        if key != MANIFEST
    }
