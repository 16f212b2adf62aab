"""From what the user writes to a target: a folder, an address, a branch or a tar."""

import os
import re
import subprocess
from pathlib import Path

from hemero.commands.check import host_named
from hemero.commands.publish_site import withdrawn_pages
from hemero.config import Config
from hemero.errors import PublishError
from hemero.hosts import HOSTS, Host
from hemero.output.target import Target, without_secrets
from hemero.output.target_folder import FolderTarget
from hemero.output.target_git import GitTarget
from hemero.output.target_rsync import RsyncTarget
from hemero.output.target_store import StoreTarget
from hemero.output.target_tar import TAR_SUFFIXES, TarTarget

_URL = re.compile(r"([a-z][a-z0-9+.-]+)://.+", re.IGNORECASE)
_SCP = re.compile(r"[\w.-]+@[\w.-]+:.+")  # user@host:path, as scp and rsync write it

# What an address gives away of its host. Anything else is a plain server, which wants nothing.
_TELLING = {
    "github.com": "github",
    "gitlab.com": "gitlab",
    "codeberg.org": "codeberg",
    "s3://": "s3",
}
# "s3://", "me@host:", "mailto:me": begun as an address; one letter is a drive of Windows
_NOWHERE = re.compile(r"|[\w.+-]+@[\w.-]+:|[A-Za-z][A-Za-z0-9+.-]+:(?!//.).*")
_OTHER_ARCHIVES = (".zip", ".7z", ".rar", ".tar.bz2", ".tar.xz", ".tar.zst")


def open_target(text: str, config: Config) -> Target:
    """The target that `text` names. Raises PublishError for one that cannot be meant, lacks
    what it needs, or would write over the project."""
    if text.startswith("git+"):
        url, _, branch = text.removeprefix("git+").rpartition("#")
        if not url:
            raise PublishError(
                "names no branch.", without_secrets(text), "Write git+URL#BRANCH, as #gh-pages."
            )
        return _branch_of(url, branch, config)
    if text.startswith("git:"):
        return _branch_of(repository_url(config.project), text.removeprefix("git:"), config)
    _refuse_unmeant(text)
    if text.startswith(("ssh://", "rsync://")) or _SCP.fullmatch(text):
        return RsyncTarget(text)
    if _URL.fullmatch(text) and not text.startswith("file://"):
        return StoreTarget(text)
    place = Path(text.removeprefix("file://")).expanduser().absolute()
    _keep_apart(place, config)
    if text.endswith(TAR_SUFFIXES):
        return TarTarget(place, int(os.environ.get("SOURCE_DATE_EPOCH") or 0))
    return FolderTarget(place)


def _refuse_unmeant(text: str) -> None:
    """PublishError for what would make a folder of an odd name, where another thing was meant."""
    if _NOWHERE.fullmatch(text) and not Path(text).exists():
        hint = "Write it with a place behind, as s3://bucket or me@host:/var/www; ./ for a folder."
        raise PublishError("names no place to publish to.", text, hint)
    if text.lower().endswith(_OTHER_ARCHIVES) and not Path(text).is_dir():
        raise PublishError("is no archive that is written.", text, "Write .tar or .tar.gz.")


def host_of(text: str, named: str, config: Config) -> Host | None:
    """The host to publish for: the one `named`, else the one the target gives away, if any."""
    if named:
        return host_named(named)
    if text.startswith("git:"):
        text = repository_url(config.project)
    return next((HOSTS[name] for sign, name in _TELLING.items() if sign in text), None)


def repository_url(project: Path) -> str:
    """Where the project's repository is pushed to; the repository itself when nowhere."""
    top = _ask_git(project, "rev-parse", "--git-common-dir")
    if not top:
        raise PublishError(
            "is not in a git repository.", str(project), "Write git+URL#BRANCH instead."
        )
    return _ask_git(project, "remote", "get-url", "--push", "origin") or str(project / top)


def _branch_of(url: str, name: str, config: Config) -> GitTarget:
    """A copy of the branch would hold what was taken down: then none is kept."""
    branch, author = _checked_branch(name), _author(config.project)
    return GitTarget(url, branch, config.state, author, keep=not withdrawn_pages(config))


def _author(project: Path) -> tuple[str, str]:
    """Who publishes, as git knows it; a stand-in on machines where it knows nobody."""
    name = _ask_git(project, "config", "user.name") or "Hemero"
    return name, _ask_git(project, "config", "user.email") or "hemero@localhost"


def _ask_git(project: Path, *question: str) -> str:
    try:
        command = ["git", "-C", str(project), *question]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as fault:
        raise PublishError("git is not installed.", hint="Install it, then publish.") from fault
    return done.stdout.strip()


def _checked_branch(name: str) -> str:
    """git-check-ref-format(1), without the refs that only git itself would write."""
    if not re.fullmatch(r"[\w][\w./-]*", name) or ".." in name or name.endswith((".lock", "/")):
        raise PublishError(f'"{name}" is no name of a branch.', hint="Write git:BRANCH.")
    return name


def _keep_apart(place: Path, config: Config) -> None:
    """Publishing into the project, or into the site itself, would publish over the sources."""
    place = place.resolve()
    site = config.output.resolve()
    if place == site or site in place.parents:
        raise PublishError(
            "lies in the site that is to be published.", str(place), "Choose a place elsewhere."
        )
    guarded = (config.project, site, config.content, config.templates, config.static, config.state)
    for folder in map(Path.resolve, guarded):
        if place == folder or place in folder.parents:
            raise PublishError(f"is or contains {folder}.", str(place), "Choose another folder.")
    for folder in map(Path.resolve, (config.content, config.templates, config.static)):
        if folder in place.parents:
            raise PublishError(f"lies inside {folder}.", str(place), "Choose another folder.")
