"""Anything that `fsspec` can write to, as a target: S3, Google, Azure, SFTP, memory and more."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from hemero.output.sinks import contained
from hemero.output.store import open_store, store_faults
from hemero.output.target import Outgoing, outgoing_bytes, without_secrets

Headers = Mapping[str, Any]
LOCATION = "WebsiteRedirectLocation"  # S3: answered with 301 by the website of a bucket
# How each object store is told the type of a file and how long it may be kept.
_HEADERS: dict[str, Callable[[Outgoing], Headers]] = {
    "s3": lambda file: (
        {"ContentType": file.media_type, "CacheControl": file.cache}
        | ({LOCATION: file.location} if file.location else {})
    ),
    "gs": lambda file: {
        "content_type": file.media_type,
        "fixed_key_metadata": {"cache_control": file.cache},
    },
    "abfs": lambda file: {
        "content_settings": {"content_type": file.media_type, "cache_control": file.cache}
    },
}
_SAME_STORE = {"s3a": "s3", "gcs": "gs", "az": "abfs", "abfss": "abfs"}
_RENAMING = {"sftp", "ssh"}  # where a rename replaces the file in one step


class StoreTarget:
    """Files go up in groups; where the store takes several at once, they do so side by side."""

    whole = False
    at_once = False
    group_files = 64

    def __init__(self, url: str) -> None:
        self._url = url
        self.shown = without_secrets(url)
        scheme = urlsplit(url).scheme
        self._store = _SAME_STORE.get(scheme, scheme)
        with store_faults(self._url):
            self._fs, root = open_store(url)
        self._root = root.rstrip("/")
        self._folders: set[str] = set()

    def read(self, path: str) -> bytes | None:
        with store_faults(self._url):
            try:
                data: bytes = self._fs.cat_file(self._place(path))
            except (FileNotFoundError, NotADirectoryError):
                return None
            return data

    def is_empty(self) -> bool:
        with store_faults(self._url):
            self._fs.invalidate_cache()
            try:
                return not self._fs.ls(self._root, detail=False)
            except (FileNotFoundError, NotADirectoryError):
                return True

    def same(self, files: Sequence[Outgoing]) -> Collection[str]:
        with store_faults(self._url):
            self._fs.invalidate_cache()
            try:
                listed = self._fs.find(self._root, detail=True)
            except FileNotFoundError:
                return ()
            named = {str(name).lstrip("/"): about for name, about in listed.items()}
            places = {file.path: self._place(file.path).lstrip("/") for file in files}
            return {f.path for f in files if self._holds(f, named.get(places[f.path]))}

    def send(self, files: Sequence[Outgoing]) -> None:
        groups: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
        headers: dict[str, Headers] = {}
        for file in files:
            said = _HEADERS.get(self._store, _no_headers)(file)
            headers[repr(said)] = said
            groups[repr(said)][self._place(file.path)] = outgoing_bytes(file)
        with store_faults(self._url):
            for key, group in groups.items():
                self._make_folders(group)
                if self._store in _RENAMING:
                    self._put_and_rename(group)
                else:
                    self._pipe(group, headers[key])

    def remove(self, paths: Sequence[str]) -> None:
        places = [self._place(path) for path in paths]
        with store_faults(self._url):
            if self._fs.async_impl:
                with suppress(FileNotFoundError):
                    self._fs.rm(places)
                    return
            for place in places:  # one by one: some may be gone already
                with suppress(FileNotFoundError):
                    self._fs.rm_file(place)

    def finish(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Nothing is left behind."""

    def _place(self, path: str) -> str:
        return f"{self._root}/{contained(path)}"

    def _holds(self, file: Outgoing, about: Mapping[str, Any] | None) -> bool:
        """Whether the store lists the file with its digest; where it lists none, the bytes
        are fetched, which costs less than to send them again on most lines."""
        if about is None or about.get("size") != file.size:
            return False
        tag = str(about.get("ETag", "")).strip('"')
        if len(tag) == 32:  # S3: of an object put in one piece, its MD5
            return tag == hashlib.md5(outgoing_bytes(file), usedforsecurity=False).hexdigest()
        return hashlib.sha256(self._fs.cat_file(about["name"])).hexdigest() == file.sha256

    def _make_folders(self, places: Collection[str]) -> None:
        if self._store in _HEADERS:
            return  # an object store has none
        for folder in sorted({place.rpartition("/")[0] for place in places} - self._folders):
            self._fs.makedirs(folder, exist_ok=True)
            self._folders.add(folder)

    def _put_and_rename(self, group: Mapping[str, bytes]) -> None:
        for place, data in group.items():
            part = f"{place}.hemero-part"
            self._fs.pipe_file(part, data)
            self._fs.mv(part, place)

    def _pipe(self, group: Mapping[str, bytes], headers: Headers) -> None:
        """A store that speaks like S3 may not know redirects; the page, which leads on by
        itself, then goes there as any other."""
        try:
            self._fs.pipe(group, **headers)
        except (OSError, NotImplementedError):
            if LOCATION not in headers:
                raise
            plain = {name: value for name, value in headers.items() if name != LOCATION}
            self._fs.pipe(group, **plain)


def _no_headers(_: Outgoing) -> Headers:
    return {}
