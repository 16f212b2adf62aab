"""What `--host apache` writes, before a real Apache: 301, 410, the 404 page and the headers."""

import http.client
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import free_port, required, running, send, tree

from hemero.commands.publish_host import Built, host_files
from hemero.hosts import HOSTS

MODULES = Path("/usr/lib/apache2/modules")
NEEDED = ("mpm_event", "authz_core", "authn_core", "dir", "mime", "alias")
FURTHER = ("rewrite", "headers")
PROSE = "Le pont est ouvert depuis ce matin, et la ville entière l'a traversé avant midi. " * 4


@contextmanager
def apache(
    root: Path, state: Path, base: str = "/", override: str = "FileInfo", with_modules: bool = True
) -> Iterator[int]:
    """The port of an Apache that shows `root` at `base`."""
    program = required("apache2")
    if not MODULES.is_dir():
        pytest.skip("the modules of Apache are not where Debian has them")
    modules = NEEDED + (FURTHER if with_modules else ())
    loads = "".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so\n" for m in modules)
    (state / "mime.types").write_text("text/html html\n")
    port = free_port()
    where = f'DocumentRoot "{root}"' if base == "/" else f'Alias "{base}" "{root}/"'
    settings = state / "apache.conf"
    settings.write_text(
        f"ServerRoot {state}\nPidFile {state}/pid\nErrorLog {state}/errors\n"
        f"ServerName localhost\nListen 127.0.0.1:{port}\n{loads}"
        f"{_user()}TypesConfig {state}/mime.types\n{where}\nDirectoryIndex index.html\n"
        f'<Directory "{root}">\nRequire all granted\nAllowOverride {override}\n</Directory>\n'
    )
    with running([program, "-D", "FOREGROUND", "-f", str(settings)], port):
        yield port


def _user() -> str:
    if os.getuid():
        return ""
    return "User www-data\nGroup www-data\n"


def ask(port: int, path: str) -> tuple[int, Mapping[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.fixture
def open_path(tmp_path: Path) -> Path:
    """The server's own user may go through the folders of this test."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder == Path(tempfile.gettempdir()) or folder.stat().st_uid != os.getuid():
            break
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)
    return tmp_path


def changed(project: Project) -> tuple[str, str, str]:
    """One article moves, one is withdrawn: the old address, the new one, the withdrawn page."""
    for slug in ("pont", "le-pont"):
        front = f"---\ntitle: Le pont\ndate: 2021-05-09\nslug: {slug}\n---\n\n"
        project.write("content/moved.md", f"{front}{PROSE}\n")
        project.build()
    settings = "title: Le Carnet\nbase_url: https://carnet.example/archive/\nwithdrawn: [2.txt]\n"
    project.write("hemero.yaml", settings)
    project.build()
    (gone,) = [path for path in project.site() if "numero-2" in path]
    return "2021/05/pont.html", "2021/05/le-pont.html", gone


@pytest.mark.parametrize("with_modules", [True, False])
def test_apache_answers_as_the_rules_say(
    built: Project, open_path: Path, there: Path, with_modules: bool
) -> None:
    """301 for a moved article, 410 with its own page for a withdrawn one, the site's 404 page for
    a miss; where a module is missing, what needs it is left out and nothing breaks."""
    old, new, gone = changed(built)
    send(built, there, host="apache")
    with apache(there, open_path, "/archive/", with_modules=with_modules) as port:
        status, headers, _ = ask(port, f"/archive/{old}")
        assert (status, headers["location"]) == (301, f"http://127.0.0.1:{port}/archive/{new}")
        status, headers, body = ask(port, f"/archive/{gone}")
        assert (status, body) == (410 if with_modules else 200, built.site()[gone])
        assert ("x-content-type-options" in headers) == with_modules
        assert ask(port, "/archive/nothing.html")[::2] == (404, built.site()["404.html"])
        status, headers, body = ask(port, "/archive/")
        assert (status, body) == (200, built.site()["index.html"])


def test_where_the_rules_are_passed_over_the_page_leads_on(
    built: Project, open_path: Path, there: Path
) -> None:
    """Many servers read no .htaccess: the redirect page is there as well."""
    old, _, _ = changed(built)
    send(built, there, host="apache")
    assert old in tree(there)
    with apache(there, open_path, "/archive/", override="None") as port:
        assert ask(port, f"/archive/{old}")[::2] == (200, built.site()[old])


def test_the_projects_own_directives_come_first(built: Project, there: Path) -> None:
    """Ours stand below them, and its own page for misses is kept."""
    built.write("static/.htaccess", "ErrorDocument 404 /lost.html\nOptions -Indexes")
    built.build()
    send(built, there, host="apache")
    lines = (there / ".htaccess").read_text().splitlines()
    assert lines[:2] == ["ErrorDocument 404 /lost.html", "Options -Indexes"]
    assert sum("ErrorDocument 404" in line for line in lines) == 1


def test_odd_names_mean_themselves(open_path: Path) -> None:
    """Signs of patterns, of quoting and of addresses in a name neither break nor widen a rule;
    such a page has no 410, but is shown."""
    root = open_path / "odd"
    root.mkdir()
    names = ["a b.html", "c(1).html", 'd"q.html', "é$1.html", "x\\y.html", "50%25.html"]
    for name in (*names, "c1.html"):
        (root / name).write_text(name)
    moved = {name: f"to {name}" for name in names}
    for name in names:
        (root / f"to {name}").write_text(f"to {name}")
    gone = [f"to {name}" for name in names]
    for kind in ({"moved": moved}, {"moved": {}, "withdrawn": gone}):
        made = host_files(HOSTS["apache"], Built(own={}, **kind))  # type: ignore[arg-type]
        (root / ".htaccess").write_bytes(made.files[".htaccess"])
        with apache(root, open_path) as port:
            assert ask(port, "/c1.html")[::2] == (200, b"c1.html")
            for name in names:
                if kind["moved"]:
                    status, headers, _ = ask(port, _address(name))
                    assert status == 301, name
                    found = ask(port, headers["location"].partition(f":{port}")[2])
                    assert found[::2] == (200, f"to {name}".encode())
                else:
                    assert ask(port, _address(f"to {name}"))[0] == 200


def _address(name: str) -> str:
    from urllib.parse import quote

    return "/" + quote(name)
