"""From the staging folder into the published one: the moment at which readers see a build.

The published tree has a shadow, one build behind, that shares its unchanged files by hard
links. A build brings the shadow up to date and exchanges the two folders, so that readers see
the old site or the new one and never a mixture, and a small change costs its own size.

Where folders cannot be exchanged, files go in one by one in a careful order (assets, pages,
lists, feeds, the front page, removals) from a journal, which the next build finishes if this
one is cut short.
"""

import errno
import filecmp
import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from hemero.errors import OutputError
from hemero.output.exchange import exchange
from hemero.output.sinks import DirectorySink, stamp

MARK = b"Hemero"  # every page, feed and sheet of ours names its generator near the top
MARK_WITHIN = 4096  # bytes
CALL = b"hemero("  # how the files of the search index begin
OUR_SUFFIXES = (".html", ".xml", ".css", ".txt", ".json", ".js")
JOURNAL = "publishing.json"
GIT_COPY = "publish.git"  # in the state folder: what stands on a branch that is published to

# What a file system says that has no hard links, or too many of one file.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV, errno.ENOSYS}


class Publication:
    """One build's way into `output`. `present` holds what stood there at the start.

    `state` is the folder for staging and shadow; where it is on another file system than the
    output, they stand beside the output instead.
    """

    def __init__(self, output: Path, state: Path) -> None:
        self.output = output.resolve()
        state.mkdir(parents=True, exist_ok=True)
        home = state if _device(state) == _device(self.output) else None
        self.staging = self._beside("staging", home)
        self.shadow = self._beside("shadow", home)
        self._journal = state / JOURNAL
        self.present: dict[str, str] = {}

    def _beside(self, name: str, home: Path | None) -> Path:
        return home / name if home else self.output.with_name(f".{self.output.name}.hemero-{name}")

    def begin(self, known: Iterable[str], adopt: bool = False) -> None:
        """Finish or clear what an interrupted build left, and look at the output folder.

        Raises OutputError when the folder holds files and none of them is Hemero's
        (`known`: paths remembered as published), unless `adopt`.
        """
        if self.output.exists() and not self.output.is_dir():
            raise OutputError(
                "is a file, not a folder.", str(self.output), "Choose another with --output."
            )
        if self._journal.exists():
            self._finish_journal()
        self.abandon()
        self.present = dict(DirectorySink(self.output).paths())
        visible = [path for path in self.present if not _is_hidden(path)]
        if not visible or adopt or any(path in self.present for path in known):
            return
        if not self._is_ours("index.html"):
            raise OutputError(
                f"holds {len(visible):,} files that Hemero did not write, such as {visible[0]}.",
                str(self.output),
                "Choose an empty folder with --output, or say --adopt-output to write "
                "into this one.",
            )

    def publish(
        self, staged: Sequence[str], planned: Mapping[str, str], known: Collection[str]
    ) -> tuple[str, ...]:
        """Show the staged files (given in careful order), drop files that are no longer
        planned, and return those. A file whose bytes are published already is left as it is,
        with its time. Until this has done its work, readers see the old site whole.
        """
        changed = [path for path in staged if not self._is_published(path)]
        gone = self._gone(planned, known)
        if (changed or gone) and not self._switch(changed, gone):
            self._roll_forward(changed, gone)
        self.abandon()
        return gone

    def abandon(self) -> None:
        """Clear the staging folder, unless a journal still needs it."""
        if self._journal.exists():
            return
        shutil.rmtree(self.staging, ignore_errors=True)

    def put_ahead(self, staged: Iterable[str]) -> tuple[str, ...]:
        """Show staged files in place of published ones, ahead of the build that will look at
        them again, and return those. None where a build was cut short; never a new file."""
        if self._journal.exists():
            return ()
        shown = [path for path in staged if _is_plain(self.output / path)]
        _move_all(shown, self.staging, self.output)
        self.abandon()
        return tuple(shown)

    def forget(self) -> None:
        """Keep no copy of what was published before. The next build makes the shadow anew, and
        the next publication to a branch fetches it."""
        shutil.rmtree(self.shadow, ignore_errors=True)
        shutil.rmtree(self._journal.with_name(GIT_COPY), ignore_errors=True)

    def stamp(self, path: str) -> str:
        """The stamp of a published file, as it is now."""
        return stamp((self.output / path).lstat())

    # what is there, and whose it is

    def _is_published(self, path: str) -> bool:
        return path in self.present and filecmp.cmp(
            self.staging / path, self.output / path, shallow=False
        )

    def _gone(self, planned: Mapping[str, str], known: Collection[str]) -> tuple[str, ...]:
        """Published files that the plan no longer holds: those remembered, and those that
        carry our mark when nothing is remembered. Others' files stay."""
        unplanned = (path for path in self.present if path not in planned)
        return tuple(sorted(p for p in unplanned if p in known or self._is_orphan(p)))

    def _is_orphan(self, path: str) -> bool:
        return path.endswith(OUR_SUFFIXES) and not _is_hidden(path) and self._is_ours(path)

    def _is_ours(self, path: str) -> bool:
        try:
            handle = os.open(self.output / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return False
        with os.fdopen(handle, "rb") as file:
            head = file.read(MARK_WITHIN)
            return MARK in head or head.startswith(CALL)

    # by exchange

    def _switch(self, changed: Sequence[str], gone: Sequence[str]) -> bool:
        """Bring the shadow up to date and exchange it with the output. False where that
        cannot be done; the output is untouched then, the staged files still in staging."""
        if not self.output.exists():
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self.staging.replace(self.output)
            return True
        try:
            self._follow_published()
        except OSError as fault:
            if fault.errno in _NO_LINKS:
                return False
            raise
        sink = DirectorySink(self.shadow)
        for path in gone:
            sink.remove(path)
        _move_all(changed, self.staging, self.shadow)
        if exchange(self.output, self.shadow):
            return True
        _move_all(changed, self.shadow, self.staging)
        return False

    def _follow_published(self) -> None:
        """Make the shadow equal to the published tree, sharing every file, others' too.

        Costs a walk, and a link for each file in which the two differ.
        """
        self.shadow.mkdir(parents=True, exist_ok=True)
        sink = DirectorySink(self.shadow)
        shadowed = dict(sink.paths())
        for path in sorted(shadowed.keys() - self.present.keys()):
            sink.remove(path)
        published, shadow = f"{self.output}{os.sep}", f"{self.shadow}{os.sep}"
        for path, at in self.present.items():
            if shadowed.get(path) == at:
                continue
            try:
                os.link(published + path, shadow + path, follow_symlinks=False)
            except (FileNotFoundError, FileExistsError, NotADirectoryError):
                target = _room_for(self.shadow, path)
                target.unlink(missing_ok=True)
                os.link(published + path, target, follow_symlinks=False)

    # one by one

    def _roll_forward(self, changed: Sequence[str], gone: Sequence[str]) -> None:
        shutil.rmtree(self.shadow, ignore_errors=True)
        fresh = self._journal.with_name(JOURNAL + ".new")
        fresh.write_text(json.dumps({"output": str(self.output), "in": changed, "out": gone}))
        fresh.replace(self._journal)
        self._finish_journal()

    def _finish_journal(self) -> None:
        """Carry out what the journal says, as far as it is not done, then drop it."""
        try:
            journal = json.loads(self._journal.read_text())
        except ValueError:
            journal = {}
        if journal.get("output") == str(self.output):
            waiting = [path for path in journal["in"] if (self.staging / path).exists()]
            _move_all(waiting, self.staging, self.output)
            sink = DirectorySink(self.output)
            for path in journal["out"]:
                sink.remove(path)
        self._journal.unlink()


def _move_all(paths: Iterable[str], source: Path, target: Path) -> None:
    for path in paths:
        (source / path).replace(_room_for(target, path))


def _room_for(root: Path, path: str) -> Path:
    """Where `path` goes below `root`, its folder made, nothing of another kind in its way."""
    target = root / path
    if not target.parent.is_dir():
        for folder in reversed(target.parents):
            if folder.is_relative_to(root) and (folder.is_symlink() or folder.is_file()):
                folder.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    return target


def _is_plain(path: Path) -> bool:
    """Whether a regular file stands there, and no link on the way to it."""
    return path.is_file() and path.resolve() == path


def _device(path: Path) -> int:
    """The file system that `path` is on, or will be."""
    while not path.exists():
        path = path.parent
    return path.stat().st_dev


def _is_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path
