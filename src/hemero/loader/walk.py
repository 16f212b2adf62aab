"""Which files of the content folder are articles to read: one walk through names and stamps.

Read are regular files whose suffix a reader knows, each with its sidecar. Hidden, backup and swap
files are passed over in silence; everything else that is not read is named in a Complaint.
"""

import os
import stat
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from hemero.errors import ConfigError
from hemero.loader import omnivore
from hemero.loader.amending import SUFFIXES, two_sidecars
from hemero.loader.names import path_of
from hemero.loader.opening import explain, kind_of, resolve_inside, stamp_of
from hemero.loader.readers import KNOWN_SUFFIXES, READ_ARE, known_suffixes
from hemero.loader.readers.containers import COMPRESSED
from hemero.loader.readers.plugins import notes_on_plugins
from hemero.model.report import Complaint, Source

_SIDECARS = tuple(suffix.encode() for suffix in SUFFIXES)
_PACKED = tuple(suffix.encode() for suffix in COMPRESSED)
_LONGEST_SUFFIX = 10  # what is longer, or holds other signs, is part of the name
_HIDDEN = ord(".")
_BACKUPS = (b"~", b".bak", b".swp", b".swo", b".orig", b".rej", b"#")
_LITTER = frozenset({b"__MACOSX", b"Thumbs.db", b"desktop.ini"})


def find_sources(content: Path) -> tuple[tuple[Source, ...], tuple[Complaint, ...]]:
    """Every file below `content` that a reader knows, sorted by path, and what is not read.

    Costs about 3 µs a file. Folders that are links are not entered: what they hold is read
    where it stands. ConfigError where `content` is no folder.
    """
    if not content.is_dir():
        raise ConfigError(
            "there is no such folder of articles.", str(content), "Name it with --content."
        )
    walk = _Walk(os.fsencode(content))
    walk.run()
    found = walk.with_sidecars() if walk.sidecars else walk.sources
    sources = sorted(found, key=attrgetter("path"))
    odd = (*walk.complaints, *walk.count_unread(), *notes_on_plugins(KNOWN_SUFFIXES))
    complaints = sorted(odd, key=attrgetter("where", "what"))
    return tuple(sources), tuple(complaints)


class _Walk:
    """One walk through the content folder. Works on bytes, which no locale can misread."""

    def __init__(self, root: bytes) -> None:
        self.root = root
        self.suffixes = frozenset(suffix.encode() for suffix in known_suffixes())
        self.sources: list[Source] = []
        self.complaints: list[Complaint] = []
        self.sidecars: dict[str, list[tuple[str, str]]] = {}  # corrected file → stamp, suffix
        self.paired: set[bytes] = set()  # folders whose pages belong to files beside them
        self.unread: dict[str, list[bytes]] = {}  # suffix → names

    def run(self) -> None:
        folders = [b""]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(self.root + b"/" + folder) as entries:
                    folders += [
                        folder + entry.name + b"/" for entry in entries if self._note(entry, folder)
                    ]
            except OSError as fault:
                self._complain(folder.rstrip(b"/"), explain(fault))

    def count_unread(self) -> Iterator[Complaint]:
        """One warning for each suffix that no reader knows."""
        for suffix, names in sorted(self.unread.items()):
            kind = f"files ending in {suffix}" if suffix else "files without a suffix"
            what = f"{kind} are not read ({len(names):,}, this one first)."
            yield Complaint(path_of(min(names)), what, READ_ARE, severity="warning")

    def with_sidecars(self) -> Iterator[Source]:
        """The files, each with its sidecar; a sidecar without a file is complained of."""
        sidecars = self.sidecars
        for source in self.sources:
            match sidecars.pop(source.path, ()):
                case [(stamp, suffix)]:
                    yield Source(source.path, source.stamp, stamp, suffix)
                case [_, _]:  # which of them is meant must not be guessed
                    self.complaints.append(two_sidecars(source.path))
                case _:
                    yield source
        for path, found in sidecars.items():
            what = f"corrects {path}, which is not there."
            hint = "Name it as the file is named now, or remove it."
            for _, suffix in found:
                self.complaints.append(Complaint(path + suffix, what, hint, severity="warning"))

    def _note(self, entry: "os.DirEntry[bytes]", folder: bytes) -> bool:
        """Take down one entry. Whether it is a folder to enter."""
        name = entry.name
        if name[0] == _HIDDEN or name.endswith(_BACKUPS) or name in _LITTER:
            return False
        try:
            if entry.is_file(follow_symlinks=False):
                self._note_file(name, folder, entry.stat(follow_symlinks=False))
            elif entry.is_symlink():
                self._note_link(entry, folder)
            elif entry.is_dir(follow_symlinks=False):
                return True
            else:
                kind = kind_of(entry.stat(follow_symlinks=False).st_mode)
                self._complain(folder + name, f"is {kind}, no regular file.")
        except OSError as fault:
            self._complain(folder + name, explain(fault))
        return False

    def _note_file(self, name: bytes, folder: bytes, found: os.stat_result) -> None:
        if name.startswith(b"metadata_") and omnivore.METADATA.match(name):
            self.paired.add(folder + omnivore.PAGES)
        suffix = name[name.rfind(b".") :].lower()
        corrected = name[: -len(suffix)] if name.endswith(_SIDECARS) else b""
        if corrected and _suffix(corrected) in self.suffixes:
            sidecar = stamp_of(found), suffix.decode()
            self.sidecars.setdefault(path_of(folder + corrected), []).append(sidecar)
            return
        if folder in self.paired and suffix == b".html":
            return  # read with the metadata that it belongs to
        if suffix in _PACKED:
            suffix = _suffix(name)
        if suffix in self.suffixes:
            self.sources.append(Source(path_of(folder + name), stamp_of(found)))
        else:
            self.unread.setdefault(_plain_suffix(suffix), []).append(folder + name)

    def _note_link(self, entry: "os.DirEntry[bytes]", folder: bytes) -> None:
        path = folder + entry.name
        found = entry.stat()
        if resolve_inside(self.root, self.root + b"/" + path) is None:
            self._complain(path, "is a link that leads out of the content folder.")
        elif stat.S_ISDIR(found.st_mode):
            what = "is a link to a folder of the content, which is read where it stands."
            self.complaints.append(Complaint(path_of(path), what, severity="warning"))
        elif stat.S_ISREG(found.st_mode):
            self._note_file(entry.name, folder, found)
        else:
            self._complain(path, f"is a link to {kind_of(found.st_mode)}.")

    def _complain(self, name: bytes, what: str) -> None:
        self.complaints.append(Complaint(path_of(name), what))


def _suffix(name: bytes) -> bytes:
    """The end of a name; of a compressed file the one before it too."""
    suffix = name[name.rfind(b".") :].lower()
    return name[name.rfind(b".", 0, -len(suffix)) :].lower() if suffix in _PACKED else suffix


def _plain_suffix(suffix: bytes) -> str:
    ordinary = 1 < len(suffix) <= _LONGEST_SUFFIX and suffix[1:].isalnum() and suffix.isascii()
    return suffix.decode("ascii") if ordinary else ""
