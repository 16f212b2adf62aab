"""Publishing to a branch: a real bare repository, and the project's own left as it was."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import Project
from tests.unit.commands.publish.services import add_article, required, send

from hemero.errors import PublishError
from hemero.output.manifest import MANIFEST


def git(place: Path, *arguments: str, check: bool = True) -> str:
    command = ["git", "-C", str(place), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=check).stdout


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    required("git")
    place = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(place)], check=True)
    return place


def on_branch(bare: Path, branch: str = "pages") -> dict[str, bytes]:
    """The files of a branch, but for the manifest."""
    names = git(bare, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {
        name: subprocess.run(
            ["git", "-C", str(bare), "cat-file", "blob", f"{branch}:{name}"],
            capture_output=True, check=True,
        ).stdout
        for name in names
        if name not in ("", MANIFEST)
    }  # fmt: skip


def test_a_branch_receives_the_site(built: Project, bare: Path) -> None:
    """The tree of the branch is the site, with what GitHub wants beside it."""
    report = send(built, f"git+{bare}#pages", host="github")
    assert on_branch(bare) == {**built.site(), ".nojekyll": b""}
    assert report.target == f"{bare}#pages"


def test_nothing_new_makes_no_commit(built: Project, bare: Path) -> None:
    """The second publication leaves the branch where it is."""
    send(built, f"git+{bare}#pages")
    tip = git(bare, "rev-parse", "pages")
    assert send(built, f"git+{bare}#pages").sent == ()
    assert git(bare, "rev-parse", "pages") == tip


def test_what_was_pushed_is_not_fetched_again(
    built: Project, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second publication knows the branch by the name of its tip: git's trace shows no
    fetch, as long as nobody else has pushed."""
    send(built, f"git+{bare}#pages")
    add_article(built, 9)
    built.build()
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert send(built, f"git+{bare}#pages").sent
    trace = (tmp_path / "trace").read_text()
    assert "push" in trace and "fetch" not in trace
    assert on_branch(bare) == built.site()


def test_a_change_is_one_commit_more(built: Project, bare: Path) -> None:
    """Its parent is the former tip, what was taken out is gone, and others' files stay."""
    send(built, f"git+{bare}#pages")
    clone = bare.parent / "clone"
    subprocess.run(["git", "clone", "-q", "-b", "pages", str(bare), str(clone)], check=True)
    (clone / "CNAME").write_text("news.example\n")
    git(clone, "add", "CNAME")
    git(clone, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "Name the domain")
    git(clone, "push", "-q")
    former = git(bare, "rev-parse", "pages")
    (built.root / "content/1.txt").unlink()
    add_article(built, 7)
    built.build()
    report = send(built, f"git+{bare}#pages")
    assert report.sent and report.removed
    assert on_branch(bare) == {**built.site(), "CNAME": b"news.example\n"}
    assert git(bare, "rev-parse", "pages~1") == former


def test_the_work_tree_is_never_touched(built: Project, bare: Path) -> None:
    """`git:BRANCH` of a project with staged and unstaged changes: all of them stay as they are."""
    git(built.root, "init", "--quiet", "--initial-branch=main")
    git(built.root, "remote", "add", "origin", str(bare))
    git(built.root, "config", "user.name", "Ada Desk")
    git(built.root, "config", "user.email", "ada@news.example")
    built.write("staged.txt", "staged")
    git(built.root, "add", "staged.txt")
    before = git(built.root, "status", "--porcelain=v2", "--branch", "--untracked-files=all")
    before_refs = git(built.root, "for-each-ref")
    send(built, "git:gh-pages")
    after = git(built.root, "status", "--porcelain=v2", "--branch", "--untracked-files=all")
    # What is ignored in a real project, .hemero/, is the only thing that may differ.
    assert [line for line in before.split("\n") if ".hemero" not in line] == [
        line for line in after.split("\n") if ".hemero" not in line
    ]
    assert git(built.root, "for-each-ref") == before_refs
    assert on_branch(bare, "gh-pages") == built.site()
    assert git(bare, "log", "-1", "--format=%an <%ae>", "gh-pages").strip() == (
        "Ada Desk <ada@news.example>"
    )


def test_without_a_remote_the_branch_is_the_projects_own(built: Project, bare: Path) -> None:
    """The repository itself receives it; the branch that is checked out is refused by git."""
    git(built.root, "init", "--quiet", "--initial-branch=main")
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.c")
    git(built.root, *identity, "commit", "-q", "--allow-empty", "-m", "Begin")
    send(built, "git:pages")
    assert on_branch(built.root, "pages") == built.site()
    tip = git(built.root, "rev-parse", "main")
    with pytest.raises(PublishError):
        send(built, "git:main", adopt=True)
    assert git(built.root, "rev-parse", "main") == tip


def test_a_branch_of_sources_is_refused(built: Project, bare: Path) -> None:
    """A mistyped branch does not mix the site into somebody's code."""
    clone = bare.parent / "code"
    subprocess.run(["git", "clone", "-q", str(bare), str(clone)], check=True, capture_output=True)
    (clone / "main.c").write_text("int main(void) { return 0; }\n")
    git(clone, "add", ".")
    git(clone, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "Code")
    git(clone, "push", "-q", "origin", "HEAD:main")
    with pytest.raises(PublishError, match="did not put there"):
        send(built, f"git+{bare}#main")
    assert set(on_branch(bare, "main")) == {"main.c"}


def test_what_others_published_meanwhile_is_not_lost(built: Project, bare: Path) -> None:
    """A refused push says so, and publishing again succeeds."""
    hook = bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no entry today >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(PublishError, match="no entry today"):
        send(built, f"git+{bare}#pages")
    hook.unlink()
    send(built, f"git+{bare}#pages")
    assert on_branch(bare) == built.site()


def test_the_same_site_gives_the_same_commit(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With SOURCE_DATE_EPOCH, two fresh branches carry one and the same commit."""
    required("git")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    tips = set()
    for name in ("one.git", "two.git"):
        subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / name)], check=True)
        send(built, f"git+{tmp_path / name}#pages")
        tips.add(git(tmp_path / name, "rev-parse", "pages"))
    assert len(tips) == 1


def test_misleading_settings_of_a_hook_do_not_lead_astray(
    built: Project, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run from a git hook, GIT_DIR and GIT_INDEX_FILE of that repository are not ours."""
    monkeypatch.setenv("GIT_DIR", str(bare.parent / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(bare.parent / "elsewhere/index"))
    send(built, f"git+{bare}#pages")
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert on_branch(bare) == built.site()


def test_what_a_server_says_cannot_steer_the_terminal(built: Project, bare: Path) -> None:
    """Control signs in the words of a remote hook are shown as escapes."""
    hook = bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nprintf '\\033[2Jcleared\\n' >&2\nexit 1\n")
    hook.chmod(0o755)
    command = [sys.executable, "-m", "hemero", "publish", "--project", str(built.root)]
    done = subprocess.run([*command, f"git+{bare}#pages"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"cleared" in done.stderr
    assert b"\x1b" not in done.stderr


def test_a_takedown_leaves_no_copy_of_the_branch(built: Project, bare: Path) -> None:
    """What the branch held before is nowhere in the project: neither after the build that takes
    an article down, nor after the publication that fetched the branch once more."""
    send(built, f"git+{bare}#pages")
    copy = built.root / ".hemero/publish.git"
    assert copy.exists()
    built.write("hemero.yaml", "title: Le Carnet\nwithdrawn:\n  - 2.txt\n")
    built.build()
    assert not copy.exists()
    assert send(built, f"git+{bare}#pages").sent
    assert not copy.exists()
    assert on_branch(bare) == built.site()
