"""`hemero serve --as HOST`: a real preview of a really built site answers as that host does."""

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import built_project, free_port

from hemero.commands.preview_files import OpenFile
from hemero.commands.preview_hosts import Manner, Reply, manner_of, read_rules, reply_as
from hemero.commands.publish_site import built_site
from hemero.config import load_config
from hemero.hosts import HOSTS

PAGE = "2021/05/le-pont-numero-1-est-ouvert"


def asked(project: Project, host: str, path: str) -> Reply:
    """What the host answers to a path; an open file is closed."""
    manner = manner_of(HOSTS[host], built_site(load_config(project.root), HOSTS[host]))
    reply = reply_as(manner, project.root / "site", tuple(path[1:].split("/")))
    if reply.file is not None:
        reply.file.handle.close()
    return reply


def told(reply: Reply) -> tuple[int, str]:
    """The status, and the address or the name of the file."""
    shown = Path(reply.file.name).name if isinstance(reply.file, OpenFile) else ""
    return reply.status, reply.location or shown


NAME = f"{PAGE.rpartition('/')[2]}.html"
DIRECT = {
    "github": (200, NAME), "gitlab": (200, NAME), "netlify": (200, NAME), "s3": (200, NAME),
    "cloudflare": (308, f"/{PAGE}"), "vercel": (200, NAME), "neocities": (200, NAME),
    "nginx": (200, NAME),
}  # fmt: skip
CLEAN = {
    "github": (200, NAME), "gitlab": (200, NAME), "netlify": (200, NAME),
    "cloudflare": (200, NAME), "neocities": (200, NAME),
    "s3": (404, "404.html"), "vercel": (404, "404.html"), "nginx": (404, "404.html"),
}  # fmt: skip


@pytest.mark.parametrize("host", DIRECT)
def test_addresses_with_and_without_an_ending(built: Project, host: str) -> None:
    """/page.html and /page: shown, sent on to the clean address, or missed."""
    assert told(asked(built, host, f"/{PAGE}.html")) == DIRECT[host]
    assert told(asked(built, host, f"/{PAGE}")) == CLEAN[host]


@pytest.mark.parametrize(
    ("host", "status"), [("github", 301), ("netlify", 301), ("nginx", 301), ("cloudflare", 308)]
)
def test_folders_have_a_slash_at_the_end(built: Project, host: str, status: int) -> None:
    """/2021/05 leads to /2021/05/, which shows its index."""
    assert told(asked(built, host, "/2021/05")) == (status, "/2021/05/")
    assert told(asked(built, host, "/2021/05/")) == (200, "index.html")


def test_cloudflare_has_one_address_for_everything(built: Project) -> None:
    """/index.html and /page/ lead to the address without."""
    assert told(asked(built, "cloudflare", "/index.html")) == (308, "/")
    assert told(asked(built, "cloudflare", "/2021/05/index.html")) == (308, "/2021/05/")
    assert told(asked(built, "cloudflare", f"/{PAGE}/")) == (308, f"/{PAGE}")
    assert told(asked(built, "github", f"/{PAGE}/")) == (404, "404.html")


def test_cloudflare_shows_the_front_page_for_a_miss_without_a_404_page(built: Project) -> None:
    """The trap that this preview is for: status 200 for what is not there."""
    assert told(asked(built, "cloudflare", "/nothing")) == (404, "404.html")
    (built.root / "site/404.html").unlink()
    assert told(asked(built, "cloudflare", "/nothing")) == (200, "index.html")
    assert told(asked(built, "netlify", "/nothing")) == (404, "")


def test_a_site_in_a_folder_answers_only_there(project: Project) -> None:
    """Of base_url the path counts where the host can show a site in a folder."""
    built_project(project)
    project.write("hemero.yaml", "base_url: https://me.github.io/archive/\n")
    project.build()
    assert told(asked(project, "github", "/")) == (302, "/archive/")
    assert told(asked(project, "github", "/archive/")) == (200, "index.html")
    assert told(asked(project, "github", f"/archive/{PAGE}")) == (200, NAME)
    assert told(asked(project, "github", "/archive/2021")) == (301, "/archive/2021/")
    assert told(asked(project, "github", "/archive/nothing")) == (404, "404.html")
    assert told(asked(project, "github", f"/{PAGE}.html")) == (404, "")
    assert told(asked(project, "netlify", "/")) == (200, "index.html")


RULES = """\
# comment
/blog/*  /2021/:splat  302
/by/:year/:name  /:year/:name.html  301
/shown  /about.html  200
/gone  /404.html  410
/away  https://elsewhere.example/x
/about.html  /index.html  301
/forced.html /index.html 301!
not-a-rule
"""


@pytest.fixture
def ruled(built: Project) -> Project:
    """A project with rules of its own."""
    built.write("static/_redirects", RULES)
    built.write("static/forced.html", "<p>here</p>")
    built.build()
    return built


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/blog/05/", (302, "/2021/05/")),
        ("/by/2021/x", (301, "/2021/x.html")),
        ("/by/2021/x/y", (404, "404.html")),
        ("/shown", (200, "about.html")),
        ("/gone", (410, "404.html")),
        ("/away", (301, "https://elsewhere.example/x")),
        ("/about.html", (200, "about.html")),
        ("/forced.html", (301, "/index.html")),
        ("/_redirects", (404, "404.html")),
    ],
)
def test_rules_of_the_redirects_file_are_followed(
    ruled: Project, path: str, answer: tuple[int, str]
) -> None:
    """As Netlify reads them: in order, files before rules unless forced."""
    assert told(asked(ruled, "netlify", path)) == answer


def test_cloudflare_follows_rules_before_files(ruled: Project) -> None:
    """A rule counts although there is a file of that name."""
    assert told(asked(ruled, "cloudflare", "/about.html")) == (301, "/index.html")


def test_hosts_without_rules_do_not_follow_them(ruled: Project) -> None:
    """The file is a file like any other there."""
    assert told(asked(ruled, "nginx", "/shown")) == (404, "404.html")
    assert told(asked(ruled, "nginx", "/_redirects")) == (200, "_redirects")


def test_a_moved_article_is_redirected_as_it_will_be(built: Project) -> None:
    """By a rule where the host has rules, by its page elsewhere."""
    prose = "Le pont est ouvert depuis ce matin, et la ville l'a traversé avant midi. " * 4
    for slug in ("pont", "le-pont"):
        front = f"---\ntitle: Le pont\ndate: 2021-05-09\nslug: {slug}\n---\n\n"
        built.write("content/moved.md", f"{front}{prose}\n")
        built.build()
    assert told(asked(built, "netlify", "/2021/05/pont.html")) == (301, "/2021/05/le-pont.html")
    assert told(asked(built, "github", "/2021/05/pont.html")) == (200, "pont.html")
    assert told(asked(built, "apache", "/2021/05/pont.html")) == (301, "/2021/05/le-pont.html")
    assert told(asked(built, "s3", "/2021/05/pont.html")) == (301, "/2021/05/le-pont.html")
    built.write("hemero.yaml", "title: Le Carnet\n")
    built.build()
    assert told(asked(built, "s3", "/2021/05/pont.html")) == (200, "pont.html")


@pytest.mark.parametrize("source", ["/x/:a/:a", "/*/x", "/x/*/*", "/((((", "/x/[a"])
def test_odd_rules_stop_nothing(built: Project, source: str) -> None:
    """A rule that cannot be meant is passed over, and signs of patterns are plain signs."""
    manner = Manner(HOSTS["netlify"], rules=read_rules(f"{source} /about.html 301\n".encode()))
    reply = reply_as(manner, built.root / "site", ("x", "y", "z"))
    assert reply.status == 404
    if reply.file is not None:
        reply.file.handle.close()


@contextmanager
def preview(project: Project, *options: str) -> Iterator[tuple[int, str]]:
    """The command itself on a free port, and the line that says where the site is."""
    port = free_port()
    command = [sys.executable, "-m", "hemero", "serve", str(project.root), "--port", str(port)]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = ""
        while "The site is at" not in line:
            line = process.stdout.readline()
            assert line, "the preview ended"
        yield port, line
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def ask(port: int, path: str) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.getheader("location", ""), answer.read()
    finally:
        connection.close()


def test_the_command_serves_as_the_host(project: Project) -> None:
    """Started as a person does: the address with its folder, clean addresses, the site's own
    404 page with links that lead into the folder, and the reload script on all of them."""
    built_project(project)
    project.write("hemero.yaml", "title: Le Carnet\nbase_url: https://me.github.io/archive/\n")
    with preview(project, "--as", "github") as (port, line):
        assert f"http://127.0.0.1:{port}/archive/" in line
        assert "GitHub Pages" in line
        assert ask(port, "/")[:2] == (302, "/archive/")
        status, _, body = ask(port, f"/archive/{PAGE}")
        assert status == 200 and b"/-hemero/reload.js" in body
        status, _, body = ask(port, "/archive/nothing/here")
        assert status == 404
        assert b'href="/archive/index.html"' in body
        sheet = re.search(rb'stylesheet" href="([^"]+)"', body)
        assert sheet is not None and ask(port, sheet[1].decode())[0] == 200


def test_hostile_paths_are_refused_as_ever(project: Project) -> None:
    """In the manner of a host, too: no way out of the site, no open redirect, no dot files."""
    built_project(project)
    project.write("static/_redirects", "/old/*  /:splat  302\n")
    with preview(project, "--as", "netlify") as (port, _):
        for path in ("/../hemero.yaml", "/%2e%2e/hemero.yaml", "/a%5cb", "//evil.example", "/a//b"):
            assert ask(port, path)[0] == 400, path
        assert ask(port, "/.git/config")[0] == 404
        for path in ("/old//evil.example", "/old/%2fevil.example"):
            status, location, _ = ask(port, path)
            assert status == 400 or not location.startswith("//"), (path, location)


def test_a_mistyped_host_is_said(project: Project) -> None:
    """Before anything is built."""
    command = [sys.executable, "-m", "hemero", "serve", str(project.root), "--as", "guthub"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert 'Did you mean "github"' in done.stderr
