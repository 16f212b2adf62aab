"""What a host wants beside the pages, and what it does not take: before the first byte."""

import json
from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import send, tree

from hemero.commands.publish_host import Built, host_files
from hemero.errors import HemeroError, PublishError
from hemero.hosts import HOSTS

OLD, NEW = "2021/05/pont.html", "2021/05/le-pont.html"
PROSE = "Le pont est ouvert depuis ce matin, et la ville entière l'a traversé avant midi. " * 4


@pytest.fixture
def moved(built: Project) -> Project:
    """A project with an article that has another address than it had."""
    for slug in ("pont", "le-pont"):
        text = f"---\ntitle: Le pont\ndate: 2021-05-09\nslug: {slug}\n---\n\n{PROSE}\n"
        built.write("content/moved.md", text)
        built.build()
    assert (built.root / "site" / OLD).exists() and (built.root / "site" / NEW).exists()
    return built


@pytest.mark.parametrize("host", ["netlify", "cloudflare", "gitlab", "ipfs", "codeberg"])
def test_a_moved_page_becomes_a_rule(moved: Project, there: Path, host: str) -> None:
    """Hosts with a file of redirects answer with a true 301: the redirect page would stand in
    the rule's way and is not sent."""
    send(moved, there, host=host)
    published = tree(there)
    assert f"/{OLD} /{NEW} 301\n" in published["_redirects"].decode()
    assert OLD not in published
    assert NEW in published
    assert not (moved.root / "site/_redirects").exists()


def test_hosts_of_json_get_it(moved: Project, there: Path) -> None:
    """vercel.json and staticwebapp.config.json: redirects, headers, the 404 page."""
    send(moved, there / "v", host="vercel")
    vercel = json.loads((there / "v/vercel.json").read_bytes())
    assert vercel["redirects"] == [
        {"source": f"/{OLD}", "destination": f"/{NEW}", "statusCode": 301}
    ]
    send(moved, there / "a", host="azure")
    azure = json.loads((there / "a/staticwebapp.config.json").read_bytes())
    assert {"route": f"/{OLD}", "redirect": f"/{NEW}", "statusCode": 301} in azure["routes"]
    assert azure["responseOverrides"]["404"] == {"rewrite": "/404.html"}


@pytest.mark.parametrize("host", ["", "github", "s3", "nginx", "neocities"])
def test_other_hosts_keep_the_redirect_page(moved: Project, there: Path, host: str) -> None:
    """Where there are no rules, the page with its refresh is the redirect."""
    send(moved, there, host=host)
    assert OLD in tree(there)
    assert "_redirects" not in tree(there)


def test_twins_and_markers_are_what_each_host_looks_for(built: Project, there: Path) -> None:
    """Neocities shows not_found.html, GitHub needs .nojekyll, and nobody gets the other's."""
    send(built, there / "n", host="neocities")
    send(built, there / "g", host="github")
    neocities, github = tree(there / "n"), tree(there / "g")
    assert neocities["not_found.html"] == built.site()["404.html"]
    assert ".nojekyll" in github and ".nojekyll" not in neocities
    assert "not_found.html" not in github


def test_headers_say_what_a_page_cannot(built: Project, there: Path) -> None:
    """Who may frame a page, and that types are to be believed."""
    send(built, there, host="cloudflare")
    assert (there / "_headers").read_text().startswith("/*\n  Content-Security-Policy: frame-")


def test_the_projects_own_rules_come_first(moved: Project, there: Path) -> None:
    """What static/ brings is kept: ours are added to lines, and never to JSON."""
    moved.write("static/_redirects", "/old-blog/* /index.html 302")
    moved.write("static/_headers", "/*\n  X-Own: yes\n")
    moved.write("static/vercel.json", '{"cleanUrls": true}')
    moved.build()
    send(moved, there / "n", host="netlify")
    lines = (there / "n/_redirects").read_text().splitlines()
    assert lines[0] == "/old-blog/* /index.html 302"
    assert f"/{OLD} /{NEW} 301" in lines
    assert (there / "n/_headers").read_text() == "/*\n  X-Own: yes\n"
    send(moved, there / "v", host="vercel")
    assert (there / "v/vercel.json").read_text() == '{"cleanUrls": true}'
    assert OLD in tree(there / "v")


def built_with(count: int, **more: object) -> Built:
    moved = {f"old/{n:04}.html": f"new/{n:04}.html" for n in range(count)}
    return Built(own={}, moved=moved, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [h.name for h in HOSTS.values() if h.rules == "netlify"])
def test_rules_stay_within_the_limits_of_the_host(name: str) -> None:
    """What does not fit keeps its page: Cloudflare cuts silently, GitLab ignores the rest."""
    host = HOSTS[name]
    made = host_files(host, built_with(12_000))
    rules = made.files["_redirects"].decode().splitlines()
    assert len(rules) == len(made.replaced)
    assert not host.max_redirects or len(rules) <= host.max_redirects
    size = len(made.files["_redirects"])
    assert not host.max_redirects_bytes or size <= host.max_redirects_bytes


def test_a_site_in_a_folder_has_its_rules_there() -> None:
    """GitLab's rules name the project's folder."""
    made = host_files(HOSTS["gitlab"], built_with(1, base="/archive/"))
    assert made.files["_redirects"] == b"/archive/old/0000.html /archive/new/0000.html 301\n"


def test_a_withdrawn_article_is_answered_with_410(built: Project, there: Path) -> None:
    """Where a host can say that a page is gone for good, its own page says so with 410;
    elsewhere that page is all there is."""
    (page,) = [path for path in built.site() if "numero-2" in path]
    built.write("hemero.yaml", "title: Le Carnet\nwithdrawn:\n  - 2.txt\n")
    built.build()
    send(built, there / "n", host="netlify")
    assert (there / "n/_redirects").read_text() == f"/{page} /{page} 410!\n"
    assert tree(there / "n")[page] == built.site()[page]
    send(built, there / "a", host="azure")
    azure = json.loads((there / "a/staticwebapp.config.json").read_bytes())
    assert azure["routes"] == [{"route": f"/{page}", "statusCode": 410}]
    send(built, there / "c", host="cloudflare")
    assert "_redirects" not in tree(there / "c")


def test_what_the_host_does_not_take_stops_it_before_the_first_byte(
    built: Project, there: Path
) -> None:
    """A kind of file that Neocities refuses, a file too large for Cloudflare: named, nothing
    sent."""
    built.write("site/export.jsonl", "{}\n")
    with pytest.raises(PublishError, match=r"export\.jsonl Neocities does not take"):
        send(built, there, host="neocities")
    with (built.root / "site/film.mp4").open("wb") as file:
        file.truncate((25 << 20) + 1)
    with pytest.raises(PublishError, match=r"film\.mp4 has 26,214,401 bytes"):
        send(built, there, host="cloudflare")
    assert not there.exists()


def test_a_mistyped_host_is_named_with_the_nearest(built: Project, there: Path) -> None:
    """Did you mean …"""
    with pytest.raises(HemeroError, match='Did you mean "netlify"'):
        send(built, there, host="netlyfy")
