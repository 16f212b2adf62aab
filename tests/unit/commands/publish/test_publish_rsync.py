"""Publishing by rsync: to a real daemon, over a real sshd, and served by a real nginx."""

import getpass
import http.client
import os
import pwd
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import (
    add_article,
    free_port,
    required,
    running,
    send,
    tree,
)

from hemero.errors import PublishError
from hemero.output.manifest import MANIFEST, write_manifest


@pytest.fixture
def daemon(there: Path) -> Iterator[str]:
    """The address of a module of an rsync daemon that leads to `there`."""
    rsync = required("rsync")
    there.mkdir()
    settings = there.with_suffix(".conf")
    user = f"uid = {os.getuid()}\ngid = {os.getgid()}\n" if os.getuid() == 0 else ""
    settings.write_text(
        f"use chroot = no\n{user}[archive]\npath = {there}\nread only = no\nlist = yes\n"
    )
    port = free_port()
    command = [rsync, "--daemon", "--no-detach", f"--config={settings}", f"--port={port}"]
    with running([*command, "--address=127.0.0.1"], port):
        yield f"rsync://127.0.0.1:{port}/archive"


@pytest.fixture
def over_ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """ "user@host:port" of an sshd on loopback that knows our key."""
    required("rsync")
    sshd = required("sshd")
    keygen = required("ssh-keygen")
    if os.getuid() == 0 and not any(user.pw_name == "sshd" for user in pwd.getpwall()):
        pytest.skip("sshd run by root needs a user sshd")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    for name in ("host", "key"):
        command = [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    (tmp_path / "known").write_bytes((tmp_path / "key.pub").read_bytes())
    port = free_port()
    settings = tmp_path / "sshd_config"
    settings.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {tmp_path / 'host'}\n"
        f"AuthorizedKeysFile {tmp_path / 'known'}\nStrictModes no\nPidFile none\n"
        f"SetEnv PATH={os.environ['PATH']}\n"
    )
    wrapper = tmp_path / "bin/ssh"
    wrapper.parent.mkdir()
    wrapper.write_text(
        f"#!/bin/sh\nexec {required('ssh')} -F none -i {tmp_path / 'key'} "
        '-oStrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null -oLogLevel=ERROR "$@"\n'
    )
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}:{os.environ['PATH']}")
    with running([sshd, "-D", "-e", "-f", str(settings)], port):
        yield f"{getpass.getuser()}@127.0.0.1:{port}"


def test_a_daemon_receives_the_site(built: Project, daemon: str, there: Path) -> None:
    """All of it once, then nothing, then what changed; modes that a web server can read."""
    assert set(send(built, daemon).sent) == set(built.site())
    assert tree(there) == built.site()
    assert {file.stat().st_mode & 0o777 for file in there.rglob("*.html")} == {0o644}
    assert send(built, daemon).sent == ()
    (built.root / "content/1.txt").unlink()
    add_article(built, 8)
    built.build()
    report = send(built, daemon)
    assert report.sent and report.removed
    assert tree(there) == built.site()


def test_a_daemon_is_compared_when_the_manifest_is_lost(
    built: Project, daemon: str, there: Path
) -> None:
    """What is there by its bytes is not sent again, and a broken file is."""
    send(built, daemon)
    (there / MANIFEST).unlink()
    (there / "about.html").write_bytes(b"broken")
    assert send(built, daemon).sent == ("about.html",)
    (there / MANIFEST).write_bytes(write_manifest({}, built.site()))
    (there / "index.html").write_bytes(b"half")
    assert send(built, daemon).sent == ("index.html",)
    assert tree(there) == built.site()


def test_a_daemon_full_of_others_files_is_refused(built: Project, daemon: str, there: Path) -> None:
    """As a folder is."""
    (there / "holiday.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(PublishError, match="did not put there"):
        send(built, daemon)
    assert set(tree(there)) == {"holiday.jpg"}


def test_what_the_host_wants_goes_along(built: Project, daemon: str, there: Path) -> None:
    """Generated files are sent though they are nowhere in the site."""
    send(built, daemon, host="github")
    assert (there / ".nojekyll").read_bytes() == b""
    assert not (built.root / "site/.nojekyll").exists()


def test_an_unreachable_daemon_is_said(built: Project) -> None:
    """In rsync's own words, with the address."""
    required("rsync")
    with pytest.raises(PublishError, match="rsync ended with") as fault:
        send(built, f"rsync://me:hunter2@127.0.0.1:{free_port()}/archive")
    assert "hunter2" not in str(fault.value)


def test_a_machine_over_ssh_receives_the_site(built: Project, over_ssh: str, there: Path) -> None:
    """Through sshd, into a folder that is not there yet; then nothing; then what changed."""
    target = f"ssh://{over_ssh}{there}"
    assert set(send(built, target).sent) == set(built.site())
    assert tree(there) == built.site()
    assert send(built, target).sent == ()
    add_article(built, 8)
    built.build()
    assert send(built, target).sent
    assert tree(there) == built.site()


def test_nginx_serves_what_was_published(built: Project, there: Path, tmp_path: Path) -> None:
    """A plain nginx over the published folder: pages, types, and the 404 page for a miss."""
    nginx = required("nginx")
    send(built, there)
    port = free_port()
    settings = tmp_path / "nginx.conf"
    kinds = "text/html html; text/css css; application/xml xml; text/javascript js;"
    temps = "".join(
        f"{name}_temp_path {tmp_path}/t;\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.getuid() == 0 else ""
    settings.write_text(
        f"{user}daemon off; pid {tmp_path}/nginx.pid; error_log stderr;\nevents {{}}\n"
        f"http {{ access_log off; types {{ {kinds} }}\n{temps}server {{ "
        f"listen 127.0.0.1:{port}; root {there}; error_page 404 /404.html; }} }}\n"
    )
    with running([nginx, "-p", str(tmp_path), "-c", str(settings)], port):
        for path in ("index.html", "feed.xml", "assets/site.css"):
            status, body = fetch(port, f"/{path}")
            assert (status, body) == (200, built.site()[path])
        assert fetch(port, "/") == (200, built.site()["index.html"])
        assert fetch(port, "/no/such.html") == (404, built.site()["404.html"])


def fetch(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
