"""A branch of a git repository as a target, such as those that GitHub and Codeberg publish.

Everything happens in a bare repository of our own in the project's state folder: the user's
work tree, index and branches are never touched. The branch moves in one push, at the end.
"""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from hemero.errors import PublishError
from hemero.output.publish import GIT_COPY
from hemero.output.sinks import contained
from hemero.output.target import Outgoing, outgoing_bytes, redacted, without_secrets

_NO_BRANCH = 2  # git-ls-remote(1), --exit-code: no matching ref
_FILE_MODE = "100644"
_NOBODY = "0" * 40
# What a hook or an alias that calls us may have set; it would lead git elsewhere.
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")


class GitTarget:
    """Commits onto the tip of the branch; files there that we did not write stay."""

    whole = False
    at_once = True
    group_files = 1_000

    def __init__(
        self, url: str, branch: str, state: Path, author: tuple[str, str], *, keep: bool
    ) -> None:
        """`state`: folder for our repository. `author`: name and mail address of commits.
        `keep`: whether a copy of the branch may stay there, so that it is not fetched anew."""
        self.shown = f"{without_secrets(url)}#{branch}"
        if shutil.which("git") is None:
            raise PublishError("git is not installed.", self.shown, "Install it, then publish.")
        self._url, self._branch = url, branch
        self._folder = state / GIT_COPY
        self._author = author
        self._keep_copy = keep
        self._entries: list[str] = []
        if not (self._folder / "HEAD").exists():
            self._git("init", "--bare", "--quiet", "--template=", str(self._folder), bare=False)
        self._tip = self._fetch_tip()
        self._git("read-tree", self._tip or "--empty")
        self._there = self._list_tree() if self._tip else {}

    def read(self, path: str) -> bytes | None:
        if path not in self._there:
            return None
        return self._git("cat-file", "blob", self._there[path])

    def is_empty(self) -> bool:
        return not self._there

    def same(self, files: Sequence[Outgoing]) -> Collection[str]:
        return {f.path for f in files if self._there.get(f.path) == _blob_name(outgoing_bytes(f))}

    def send(self, files: Sequence[Outgoing]) -> None:
        on_disk = [file for file in files if file.data is None]
        places = "".join(f"{file.root / contained(file.path)}\n" for file in on_disk)
        options = ("hash-object", "-w", "--no-filters")
        names = self._git(*options, "--stdin-paths", given=os.fsencode(places)).decode().split()
        self._keep(zip((file.path for file in on_disk), names, strict=True))
        for file in files:
            if file.data is not None:
                name = self._git(*options, "--stdin", given=file.data).decode().strip()
                self._keep([(contained(file.path), name)])

    def remove(self, paths: Sequence[str]) -> None:
        self._entries += [f"0 {_NOBODY}\t{contained(path)}\0" for path in paths]

    def finish(self) -> None:
        entries = "".join(self._entries).encode()
        self._git("update-index", "--add", "-z", "--index-info", given=entries)
        tree = self._git("write-tree").decode().strip()
        commit = self._git(
            "commit-tree", tree, *(("-p", self._tip) if self._tip else ()),
            given=b"Publish the archive\n",
        ).decode().strip()  # fmt: skip
        ref = f"refs/heads/{self._branch}"
        self._git("push", "--quiet", "--", self._url, f"{commit}:{ref}")
        self._git("update-ref", ref, commit)  # so that it need not be fetched the next time

    def abandon(self) -> None:
        (self._folder / "index").unlink(missing_ok=True)
        if not self._keep_copy:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _keep(self, named: "Collection[tuple[str, str]] | zip[tuple[str, str]]") -> None:
        self._entries += [f"{_FILE_MODE} {name}\t{path}\0" for path, name in named]

    def _fetch_tip(self) -> str:
        """The commit that the branch stands at, fetched without its past; "" for no branch."""
        ref = f"refs/heads/{self._branch}"
        found = self._call("ls-remote", "--exit-code", "--", self._url, ref)
        if found.returncode == _NO_BRANCH:
            return ""
        self._check("ls-remote", found)
        tip = found.stdout.split()[0].decode()
        if self._call("rev-parse", "--verify", "--quiet", ref).stdout.decode().strip() != tip:
            options = ("--quiet", "--depth=1", "--no-tags")
            self._git("fetch", *options, "--", self._url, f"+{ref}:{ref}")
        return tip

    def _list_tree(self) -> dict[str, str]:
        """Path → blob of what stands on the branch."""
        listed = self._git("ls-tree", "-r", "-z", self._tip).split(b"\0")
        pairs = (entry.split(b"\t", 1) for entry in listed if entry)
        return {os.fsdecode(path): about.split()[2].decode() for about, path in pairs}

    def _git(self, *arguments: str, given: bytes = b"", bare: bool = True) -> bytes:
        done = self._call(*arguments, given=given, bare=bare)
        self._check(arguments[0], done)
        return done.stdout

    def _call(
        self, *arguments: str, given: bytes = b"", bare: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        place = [f"--git-dir={self._folder}"] if bare else []
        return subprocess.run(
            ["git", *place, *arguments],
            input=given, capture_output=True, check=False, env=self._environment(),
        )  # fmt: skip

    def _environment(self) -> Mapping[str, str]:
        environment = {k: v for k, v in os.environ.items() if k not in _MISLEADING}
        name, mail = self._author
        for role in ("AUTHOR", "COMMITTER"):
            environment.setdefault(f"GIT_{role}_NAME", name)
            environment.setdefault(f"GIT_{role}_EMAIL", mail)
            if moment := environment.get("SOURCE_DATE_EPOCH"):
                environment.setdefault(f"GIT_{role}_DATE", f"@{moment} +0000")
        return environment | {"LC_ALL": "C.UTF-8"}

    def _check(self, verb: str, done: subprocess.CompletedProcess[bytes]) -> None:
        if done.returncode == 0:
            return
        said = redacted(done.stderr.decode("utf-8", "replace"), self._url)
        lines = [line.strip() for line in said.splitlines() if not line.startswith(_FILLERS)]
        words = " ".join(filter(None, lines[:4])) or f"ended with {done.returncode}"
        raise PublishError(
            f"git {verb}: {words.rstrip('.')}.",
            self.shown,
            _REMEDIES.get(verb),
        )


_FILLERS = ("hint:", "To ", "error: failed to push some refs")
_REMEDIES = {
    "ls-remote": "Can you reach it with: git ls-remote?",
    "push": "When somebody else has published meanwhile, publish again.",
}


def _blob_name(data: bytes) -> str:
    """How git names these bytes (SHA-1, the default of repositories)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
