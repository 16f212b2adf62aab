"""Another machine as a target, through the system's own rsync, over SSH or to a daemon."""

import subprocess
import tempfile
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import which
from urllib.parse import unquote, urlsplit

from hemero.errors import PublishError
from hemero.output.sinks import DirectorySink, contained
from hemero.output.target import Outgoing, outgoing_bytes, redacted, without_secrets

# rsync(1), exit values: some files could not be had; some were not there any more.
_PARTIAL, _VANISHED = 23, 24
_ABSENT = ("No such file or directory", "does not exist")
_MODES = "D755,F644"


class RsyncTarget:
    """Each stage is one run of rsync over one SSH connection, which is kept for all of them.

    rsync puts every file in place under its own name only when it is there whole.
    """

    whole = False
    at_once = False
    group_files = 20_000

    def __init__(self, address: str) -> None:
        """`address`: "ssh://user@host:port/path", "user@host:path" or "rsync://host/module"."""
        self.shown = without_secrets(address)
        self._address = address
        if which("rsync") is None:
            raise PublishError("rsync is not installed.", self.shown, "Install it, then publish.")
        self._place, port = _rsync_place(address)
        self._scratch = tempfile.TemporaryDirectory(prefix="hemero-")
        self._folder = Path(self._scratch.name)
        # One connection for all runs, so that a password is asked for once.
        self._ssh = ["ssh", "-oControlMaster=auto", "-oControlPersist=60"]
        self._ssh += [f"-oControlPath={self._folder}/ssh", *(["-p", str(port)] if port else [])]
        self._is_daemon = self._place.startswith("rsync://")

    def read(self, path: str) -> bytes | None:
        got = self._folder / "got"
        got.mkdir(exist_ok=True)
        done = self._run([f"{self._place}/{contained(path)}", f"{got}/file"])
        if done.returncode == _PARTIAL and any(word in done.stderr for word in _ABSENT):
            return None
        self._check(done)
        return (got / "file").read_bytes()

    def is_empty(self) -> bool:
        done = self._run(["--list-only", f"{self._place}/"])
        if done.returncode == _PARTIAL and any(word in done.stderr for word in _ABSENT):
            return True
        self._check(done)
        return len(done.stdout.splitlines()) <= 1  # the folder itself is listed too

    def same(self, files: Sequence[Outgoing]) -> Collection[str]:
        differing: set[str] = set()
        for root, paths in self._by_root(files):
            options = ["--dry-run", "--checksum", "--8-bit-output", "--out-format=%n"]
            done = self._run([*options, *_FROM_LIST, f"{root}/", f"{self._place}/"], paths)
            self._check(done)
            differing.update(done.stdout.splitlines())
        return {file.path for file in files} - differing

    def send(self, files: Sequence[Outgoing]) -> None:
        for root, paths in self._by_root(files):
            options = ["--ignore-times", "--times", "--perms", f"--chmod={_MODES}"]
            self._check(self._run([*options, *_FROM_LIST, f"{root}/", f"{self._place}/"], paths))

    def remove(self, paths: Sequence[str]) -> None:
        empty = self._folder / "empty"
        empty.mkdir(exist_ok=True)
        folders = sorted({parent for path in paths if (parent := path.rpartition("/")[0])})
        # A name that the list holds and the sender does not is deleted. In a second run the
        # folders go, those that something is left in stay.
        for names in (paths, folders):
            options = ["--delete-missing-args", *_FROM_LIST, f"{empty}/", f"{self._place}/"]
            self._check(self._run(options, names), fine=_VANISHED)

    def finish(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        if (self._folder / "ssh").exists():
            subprocess.run(
                [*self._ssh, "-O", "exit", self._place.partition(":")[0]],
                capture_output=True, check=False,
            )  # fmt: skip
        with suppress(OSError):
            self._scratch.cleanup()

    def _by_root(self, files: Sequence[Outgoing]) -> list[tuple[Path, list[str]]]:
        """Files of the site from where they lie; generated ones by way of the scratch folder."""
        made = DirectorySink(self._folder / "made")
        groups: dict[Path, list[str]] = {}
        for file in files:
            if file.data is not None:
                made.put(file.path, outgoing_bytes(file))
            root = file.root if file.data is None else made.root
            groups.setdefault(root, []).append(contained(file.path))
        return list(groups.items())

    def _run(
        self, arguments: Sequence[str], paths: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[str]:
        shell = [] if self._is_daemon else ["-e", " ".join(self._ssh)]
        return subprocess.run(
            ["rsync", "--protect-args", *shell, *arguments],
            input="".join(f"{path}\0" for path in paths),
            capture_output=True, text=True, check=False, errors="replace",
            env=_environment(),
        )  # fmt: skip

    def _check(self, done: subprocess.CompletedProcess[str], fine: int = 0) -> None:
        if done.returncode not in (0, fine):
            said = [line for line in done.stderr.splitlines() if line.strip()]
            first = redacted(said[0], self._address) if said else "no word"
            raise PublishError(
                f"rsync ended with {done.returncode}: {first}",
                self.shown,
                "Try the same address with ssh or rsync by hand.",
            )


_FROM_LIST = ("--files-from=-", "--from0")


def _rsync_place(address: str) -> tuple[str, int | None]:
    """The destination as rsync spells it, without a slash at the end, and the port of SSH."""
    if address.startswith("ssh://"):
        parts = urlsplit(address)
        host = parts.hostname or ""
        user = f"{parts.username}@" if parts.username else ""
        place, port = f"{user}{host}:{unquote(parts.path)}", parts.port
    else:
        host = address.removeprefix("rsync://").rpartition("@")[2]
        place, port = address, None
    if not host or place.startswith("-"):
        raise PublishError(
            "names no host.", without_secrets(address), "Write ssh://user@host/path."
        )
    return place.rstrip("/"), port


def _environment() -> dict[str, str]:
    """That of the user, with messages in English: we look for words in them."""
    import os

    return {**os.environ, "LC_ALL": "C.UTF-8"}
