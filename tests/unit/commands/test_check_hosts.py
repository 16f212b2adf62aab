"""What a host would refuse, lose or answer otherwise, said before anything is uploaded."""

from pathlib import Path

import msgspec
import pytest

from hemero.commands.check import check_site
from hemero.commands.checking.limits import host_findings, name_findings
from hemero.hosts import HOSTS, Host

PAGE = (
    '<!doctype html><html lang="fr"><head><title>{0}</title></head><body><h1>{0}</h1>'
    '<a href="index.html">x</a></body></html>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("index.html", "404.html", "not_found.html"):
        (tmp_path / name).write_text(PAGE.format(name))
    return tmp_path


def said(site: Path, host: Host) -> list[str]:
    return [f"{f.file}: {f.what}" for f in check_site(site, host).findings]


def test_the_sample_suits_every_host(site: Path) -> None:
    """What the other tests break is whole before."""
    for host in HOSTS.values():
        assert said(site, host) == []


def test_files_are_counted_and_folders_where_the_host_counts_them() -> None:
    """GitLab counts every folder as an entry; others only files."""
    host = Host(name="x", title="X", max_files=4, not_found="")
    files = {"index.html": 1, "a/b/c.html": 1, "a/d.html": 1}
    assert list(host_findings(Path(), files, host)) == []
    counting = msgspec.structs.replace(host, folders_count=True)
    [found] = host_findings(Path(), files, counting)
    assert found.what == "has 5 files and folders; X takes 4."


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"max_site_bytes": 99}, "has 100 bytes; X takes 99"),
        ({"max_file_bytes": 69}, "has 70 bytes; X takes 69 a file"),
        ({"max_files_a_folder": 1}, "holds 2 files; X takes 1"),
        ({"max_path_bytes": 9}, "its path has 10 bytes"),
        ({"max_name_bytes": 7}, "a name in it has 8 bytes"),
        ({"forbidden_signs": "#é"}, "X takes no é"),
        ({"suffixes": frozenset(["md"])}, "not take files of this kind"),
    ],
)
def test_each_limit_is_held(limit: dict[str, object], words: str) -> None:
    """At the limit nothing is said, one beyond it is; bytes of names are those of UTF-8."""
    files = {"a/b.md": 30, "a/éé.txt": 70}
    host = Host(name="x", title="X", not_found="", **limit)  # type: ignore[arg-type]
    found = [finding.what for finding in host_findings(Path(), files, host)]
    assert any(words in what for what in found), found
    for name, value in limit.items():
        if isinstance(value, int):
            wider = msgspec.structs.replace(host, **{name: value + 1})
            assert not list(host_findings(Path(), files, wider))


def test_names_that_disks_confuse_are_found_without_a_host(site: Path) -> None:
    """Case clashes, Windows' devices and dots at the end are trouble anywhere."""
    names = ["Tag/a.html", "tag/a.html", "con.html", "COM1.txt", "ends.", "console.html"]
    found = {finding.file: finding.what for finding in name_findings(dict.fromkeys(names, 1))}
    assert set(found) == {"Tag/a.html", "con.html", "COM1.txt", "ends."}
    assert "tag/a.html" in found["Tag/a.html"]


def test_redirect_rules_are_counted(site: Path) -> None:
    """GitLab reads the first thousand rules; comments and empty lines are none."""
    rules = "# moved\n\n" + "".join(f"/a{n} /b{n} 301\n" for n in range(1000))
    (site / "_redirects").write_text(rules)
    assert said(site, HOSTS["gitlab"]) == []
    (site / "_redirects").write_text(rules + "/c /d\n")
    assert said(site, HOSTS["gitlab"]) == ["_redirects: has 1,001 rules; GitLab Pages takes 1,000."]


def test_a_rule_must_lead_somewhere_and_be_short(site: Path) -> None:
    """A rule without a target and one that is cut off are named by their line."""
    (site / "_redirects").write_text(f"/a /b\n/alone\n/c /{'d' * 1000}\n")
    found = check_site(site, HOSTS["cloudflare"]).findings
    assert [(f.rule, f.line) for f in found] == [("redirects", 2), ("redirects", 3)]


def test_rules_are_read_up_to_the_hosts_bytes(site: Path) -> None:
    """Cloudflare drops in silence what comes after 100 KB."""
    (site / "_redirects").write_text(f"/{'a' * 900} /b\n" * 120)
    assert any("reads 102,400" in line for line in said(site, HOSTS["cloudflare"]))


def test_rules_in_json_are_read(site: Path) -> None:
    """vercel.json has its own form and its own limit."""
    rule = '{"source": "/a", "destination": "/b"}'
    (site / "vercel.json").write_text(f'{{"redirects": [{",".join([rule] * 1025)}]}}')
    assert said(site, HOSTS["vercel"]) == ["vercel.json: has 1,025 rules; Vercel takes 1,024."]


def test_header_rules_are_counted(site: Path) -> None:
    """Cloudflare takes a hundred rules; indented lines belong to the one above."""
    (site / "_headers").write_text("/*\n  X-A: b\n  X-C: d\n" * 100)
    assert said(site, HOSTS["cloudflare"]) == []
    (site / "_headers").write_text("/*\n  X-A: b\n" * 101)
    assert "101 rules" in said(site, HOSTS["cloudflare"])[0]


def test_names_with_an_underscore_need_nojekyll(site: Path) -> None:
    """GitHub Pages passes them over unless a file says otherwise."""
    (site / "_files").mkdir()
    (site / "_files/a.css").write_text("")
    assert "lost on GitHub Pages" in said(site, HOSTS["github"])[0]
    (site / ".nojekyll").write_text("")
    assert said(site, HOSTS["github"]) == []


def test_a_missing_404_matters_as_the_host_answers(site: Path) -> None:
    """Where every miss shows the front page it is a fault, elsewhere advice."""
    (site / "404.html").unlink()
    (site / "not_found.html").unlink()
    weights = {
        name: [f.weight for f in check_site(site, HOSTS[name]).findings]
        for name in ("cloudflare", "github", "neocities")
    }
    assert weights == {"cloudflare": ["fault"], "github": ["advice"], "neocities": ["advice"]}


def test_symbolic_links_are_named_for_hosts_that_drop_them(site: Path) -> None:
    """A disk follows them, an upload does not."""
    (site / "again.html").symlink_to("404.html")
    assert any("again.html: is a symbolic link" in line for line in said(site, HOSTS["github"]))
    assert not any("symbolic" in f.what for f in check_site(site).findings)
