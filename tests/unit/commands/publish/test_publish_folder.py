"""Publishing to a folder: what is sent, in which order, and what never is."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import add_article, send, tree

from hemero.commands import publish as publishing
from hemero.errors import HemeroError, PublishError
from hemero.output.manifest import MANIFEST, read_manifest, write_manifest
from hemero.output.target import Outgoing
from hemero.output.target_folder import FolderTarget

ROOT = Path(__file__).parents[4]


def test_a_folder_receives_the_site_as_it_is(built: Project, there: Path) -> None:
    """Every file of the site, byte for byte, and a manifest that sha256sum can check."""
    report = send(built, there)
    assert tree(there) == built.site()
    assert set(report.sent) == set(built.site())
    known = read_manifest((there / MANIFEST).read_bytes())
    assert set(known.files) == set(built.site())
    assert not known.sending


def test_the_second_publication_sends_nothing(built: Project, there: Path) -> None:
    """Not a file is written, not even the manifest."""
    send(built, there)
    before = {file: file.stat().st_mtime_ns for file in there.rglob("*")}
    report = send(built, there)
    assert (report.sent, report.removed) == ((), ())
    assert {file: file.stat().st_mtime_ns for file in there.rglob("*")} == before


NEW_ARTICLE = """\
Une boulangerie rouvre rue des Tanneurs – Le Phare de Kerrec

Une boulangerie rouvre rue des Tanneurs

Par Camille Roussel

12 septembre 2024

Le rideau était baissé depuis trois ans. Mardi, à six heures, la lumière s'est rallumée derrière
la vitrine du numéro neuf, et une file s'est formée avant même que le four soit chaud.

Les repreneurs, un couple venu de l'intérieur des terres, ont gardé le comptoir de marbre et la
sonnette de la porte. Ils proposent quatre pains, dont un au sarrasin, et ferment le lundi.

« On nous a demandé si nous ferions des gâteaux le dimanche, disent-ils. Nous avons répondu que
nous y pensions. Depuis, on nous le redemande tous les matins. »
"""


def test_one_article_more_sends_few_files(project: Project, there: Path) -> None:
    """One ordinary article more in the demonstration archive sends at most 40 files."""
    shutil.copytree(ROOT / "content", project.root / "content", dirs_exist_ok=True)
    project.build()
    send(project, there)
    project.write("content/phare-de-kerrec/boulangerie.txt", NEW_ARTICLE)
    project.build()
    report = send(project, there)
    assert any("une-boulangerie-rouvre" in path for path in report.sent)
    assert len(report.sent) <= 40
    assert tree(there) == project.site()


def test_the_order_never_names_a_page_not_yet_there(
    built: Project, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Assets, articles, lists, feeds, the front page last, and only then removals."""
    send(built, there)
    (built.root / "content/1.txt").unlink()
    add_article(built, 9)
    built.write("templates/static/site.css", "body { color: #111 }\n")
    built.build()
    seen: list[str] = []

    class Recording(FolderTarget):
        def send(self, files: Any) -> None:
            seen.extend(file.path for file in files)
            super().send(files)

        def remove(self, paths: Any) -> None:
            seen.extend(f"-{path}" for path in paths)
            super().remove(paths)

    monkeypatch.setattr(publishing, "open_target", lambda text, config: Recording(Path(text)))
    report = send(built, there)
    assert seen[0] == seen[-1] == MANIFEST
    assert tuple(path for path in seen if path[0] not in ".-") == report.sent
    stages = [stage_of(path) for path in seen[1:-1]]
    assert stages == sorted(stages)
    assert set(stages) == {0, 1, 2, 3, 4, 5}


def stage_of(path: str) -> int:
    """The order as formats.md tells it, from the shape of our addresses."""
    if path.startswith("-"):
        return 5
    if path == "index.html":
        return 4
    if path.endswith(".xml") or path in ("feed.json", "robots.txt", "search/index.js"):
        return 3
    if path.startswith("assets/"):
        return 0
    if path.startswith("search/"):
        return 2
    return 1 if path.count("/") == 2 and not path.endswith("/index.html") else 2


def test_what_is_cut_short_goes_on_where_it_stopped(
    built: Project, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a fault in the middle the next publication sends the rest and nothing twice."""
    put = FolderTarget.send
    sent: list[str] = []

    def failing(self: FolderTarget, files: list[Outgoing]) -> None:
        if files[0].path != MANIFEST:
            if len(sent) > 5:
                raise OSError(28, "No space left on device")
            sent.extend(file.path for file in files)
        put(self, files)

    monkeypatch.setattr(FolderTarget, "group_files", 2)
    monkeypatch.setattr(FolderTarget, "send", failing)
    with pytest.raises(OSError, match="No space"):
        send(built, there)
    monkeypatch.setattr(FolderTarget, "send", put)
    report = send(built, there)
    assert set(report.sent) == set(built.site()) - set(sent)
    assert tree(there) == built.site()


def test_a_killed_publication_leaves_what_can_be_told_apart(built: Project, there: Path) -> None:
    """With only the mark of the beginning, what arrived is found by looking and not sent again."""
    send(built, there)
    paths = sorted(built.site())
    (there / paths[0]).write_bytes(b"half of it")
    (there / MANIFEST).write_bytes(write_manifest({}, paths))
    report = send(built, there)
    assert report.sent == (paths[0],)
    assert send(built, there).sent == ()


def test_pages_taken_out_are_removed(built: Project, there: Path) -> None:
    """What is no longer built goes, with folders that it leaves empty; others' files stay."""
    send(built, there)
    (there / "CNAME").write_text("news.example")
    gone = set(built.site())
    (built.root / "content/2.txt").unlink()
    built.build()
    report = send(built, there)
    assert set(report.removed) == gone - set(built.site()) != set()
    assert tree(there) == {**built.site(), "CNAME": b"news.example"}


def test_a_great_deletion_must_be_meant(built: Project, there: Path) -> None:
    """Beyond --max-deletes nothing is sent and nothing removed, and the way on is named."""
    send(built, there)
    before = tree(there)
    for number in (1, 2):
        (built.root / f"content/{number}.txt").unlink()
    built.build()
    with pytest.raises(PublishError, match=r"nothing was sent.*--max-deletes \d+"):
        send(built, there, max_deletes=1)
    assert tree(there) == before
    assert send(built, there, max_deletes=50).removed


def test_a_dry_run_touches_nothing(built: Project, there: Path) -> None:
    """It names what would be sent and removed."""
    report = send(built, there, dry_run=True)
    assert set(report.sent) == set(built.site())
    assert not there.exists()


def test_a_folder_of_others_is_refused(built: Project, there: Path) -> None:
    """Files that Hemero did not put there are not written over unasked."""
    there.mkdir()
    (there / "index.html").write_text("<h1>Mine</h1>")
    with pytest.raises(PublishError, match="did not put there"):
        send(built, there)
    assert (there / "index.html").read_text() == "<h1>Mine</h1>"
    send(built, there, adopt=True)
    assert tree(there) == built.site()


def test_a_copy_made_by_other_means_is_recognised(built: Project, there: Path) -> None:
    """Without a manifest, what is there is compared and only the rest is sent."""
    for path, data in built.site().items():
        (there / path).parent.mkdir(parents=True, exist_ok=True)
        (there / path).write_bytes(data)
    (there / "feed.xml").unlink()
    assert send(built, there).sent == ("feed.xml",)
    assert send(built, there).sent == ()


def test_nothing_outside_the_site_is_sent(built: Project, there: Path, tmp_path: Path) -> None:
    """Links are not followed, hidden files stay at home, but for those meant to be public."""
    (tmp_path / "secret.txt").write_text("secret")
    (built.root / "site/leak.txt").symlink_to(tmp_path / "secret.txt")
    (built.root / "site/leaking").symlink_to(tmp_path)
    built.write("site/.git/config", "token")
    built.write("site/.env", "token")
    built.write("site/.well-known/security.txt", "Contact: mailto:desk@news.example\n")
    report = send(built, there)
    names = {path for path in tree(there) if path.startswith((".", "leak"))}
    assert names == {".well-known/security.txt"}
    assert not any("leak" in path for path in report.sent)


@pytest.mark.parametrize("place", [".", "site", "site/inside", "content/x", "templates/x"])
def test_the_project_itself_is_no_target(built: Project, place: str) -> None:
    """A mistyped target never writes over sources or into the site."""
    before = {file: file.read_bytes() for file in built.root.rglob("*") if file.is_file()}
    with pytest.raises(PublishError):
        send(built, built.root / place)
    lock = built.root / ".hemero/lock"
    after = {file: file.read_bytes() for file in built.root.rglob("*") if file.is_file()}
    assert after.keys() - {lock} == before.keys() - {lock}


def test_without_a_site_the_way_to_one_is_named(project: Project, there: Path) -> None:
    """Publishing before building says: build."""
    with pytest.raises(PublishError, match="hemero build"):
        send(project, there)


def test_a_hostile_manifest_removes_nothing_elsewhere(
    built: Project, there: Path, tmp_path: Path
) -> None:
    """Paths that lead out of the target are passed over, whoever wrote them there."""
    send(built, there)
    (tmp_path / "precious.txt").write_text("precious")
    lines = (there / MANIFEST).read_bytes()
    lines += b"".join(b"0" * 64 + b"  " + p + b"\n" for p in (b"../precious.txt", b"/etc/hosts"))
    (there / MANIFEST).write_bytes(lines)
    assert send(built, there).removed == ()
    assert (tmp_path / "precious.txt").exists()


@pytest.mark.parametrize(
    "target",
    [
        "git+https://x.example/r.git", "git:-x", "git:a..b", "nosuch://bucket/x", "ssh:///path",
        "s3://", "me@host:", "mailto:me", "", "site.zip",
    ],
)  # fmt: skip
def test_what_cannot_be_a_target_is_said(built: Project, target: str) -> None:
    """In words, with a remedy, never a traceback."""
    with pytest.raises(HemeroError):
        send(built, target)
    assert not (Path.cwd() / target).is_dir() or not target


def test_secrets_of_an_address_are_never_said(built: Project) -> None:
    """Neither user nor password nor query stand in a message or a report."""
    for target in (
        "git+https://me:hunter2@127.0.0.1:1/r.git#pages",
        "nosuch://me:hunter2@bucket/x?sig=hunter2",
    ):
        with pytest.raises(HemeroError) as fault:
            send(built, target)
        assert "hunter2" not in str(fault.value)
    assert "hunter2" not in send(built, "memory://me:hunter2@carnet/x", dry_run=True).target


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hemero", "publish", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_says_what_it_did(built: Project, there: Path) -> None:
    """A line of figures and the place; with --dry-run every path; with --json the report."""
    project = ("--project", built.root)
    planned = run("--dry-run", *project, there)
    assert planned.returncode == 0, planned.stderr
    assert f"send    {sorted(built.site())[0]}" in planned.stdout
    done = run(*project, there)
    assert f"{len(built.site())} files sent" in done.stdout
    assert str(there) in done.stdout
    report = json.loads(run("--json", *project, there).stdout)
    assert (report["sent"], report["unchanged"]) == ([], len(built.site()))
    assert run("--quiet", *project, there).stdout == ""


def test_a_fault_of_the_command_ends_with_2(built: Project) -> None:
    """In words, on standard error."""
    done = run("--project", built.root, built.root / "site")
    assert done.returncode == 2
    assert done.stderr.startswith("hemero: ")
    assert "Traceback" not in done.stderr
