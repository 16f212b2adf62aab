"""From the staging folder into the published one: the moment at which readers see a build.

Files are staged beside the output, on the same file system, so that each goes in by one
rename. The order is that of a careful hand: assets, then pages, then lists and feeds, the
front page last, removals after all.
"""

import filecmp
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from hemero.errors import OutputError
from hemero.output.sinks import DirectorySink, stamp

MARK = b"Hemero"  # every page, feed and sheet of ours names its generator near the top
MARK_WITHIN = 4096  # bytes

OUR_SUFFIXES = (".html", ".xml", ".css", ".txt", ".json", ".js")


class Publication:
    """One build's way into `output`. `present` holds what stood there at the start."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.staging = output.with_name(f".{output.name}.hemero-staging")
        self._sink = DirectorySink(output)
        self.present: dict[str, str] = {}

    def begin(self, known: Iterable[str], adopt: bool = False) -> None:
        """Look at the output folder and clear what an interrupted build left.

        Raises OutputError when the folder holds files and none of them is Hemero's
        (`known`: paths remembered as published), unless `adopt`.
        """
        if self.output.is_symlink() and not self.output.exists():
            raise OutputError("is a link that leads nowhere.", str(self.output))
        if self.output.exists() and not self.output.is_dir():
            raise OutputError(
                "is a file, not a folder.", str(self.output), "Choose another with --output."
            )
        self.abandon()
        self.present = dict(self._sink.paths())
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

    def publish(self, staged: Iterable[str]) -> None:
        """Move staged files in, in the given order. A file whose bytes are already there is
        left as it is, with its time."""
        made: set[str] = set()
        for path in staged:
            fresh, target = self.staging / path, self.output / path
            if path in self.present and filecmp.cmp(fresh, target, shallow=False):
                continue
            folder = path.rpartition("/")[0]
            if folder not in made:
                self._make_room(folder)
                made.add(folder)
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)  # a folder of ours whose place is now a file's
            fresh.replace(target)

    def abandon(self) -> None:
        """Clear the staging folder."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def prune(self, planned: Mapping[str, str], known: Iterable[str]) -> list[str]:
        """Delete published files that the plan no longer holds: those remembered, and those
        that carry our mark when nothing is remembered. Others' files stay."""
        remembered = set(known)
        gone = [path for path in remembered if path not in planned and path in self.present]
        gone += [
            path
            for path in self.present
            if path not in planned and path not in remembered and self._is_orphan(path)
        ]
        for path in sorted(gone):
            self._sink.remove(path)
        return gone

    def stamp(self, path: str) -> str:
        """The stamp of a published file, as it is now."""
        return stamp((self.output / path).lstat())

    def _make_room(self, folder: str) -> None:
        try:
            (self.output / folder).mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            for parent in [*reversed(Path(folder).parents), Path(folder)]:
                place = self.output / parent
                if place.is_symlink() or place.is_file():
                    place.unlink()
            (self.output / folder).mkdir(parents=True, exist_ok=True)

    def _is_orphan(self, path: str) -> bool:
        return path.endswith(OUR_SUFFIXES) and not _is_hidden(path) and self._is_ours(path)

    def _is_ours(self, path: str) -> bool:
        try:
            handle = os.open(self.output / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return False
        with os.fdopen(handle, "rb") as file:
            return MARK in file.read(MARK_WITHIN)


def _is_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path
