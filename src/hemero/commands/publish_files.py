"""What is published: the built site, and what the host wants beside it, in order of sending.

Nothing from outside the output folder is ever in it: links are not followed, hidden files stay.
"""

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from hemero.commands.media_types import media_type
from hemero.errors import PublishError
from hemero.output.target import Outgoing, read_regular
from hemero.renderer.searchparts import DIRECTORY

# In the order of sending: a reader never finds a list that names a page not yet there.
ASSETS, ARTICLES, LISTS, FEEDS, FRONT = range(5)
STAGES = ("assets", "articles", "lists", "feeds", "front page")
FRONT_PAGE = "index.html"

# Hidden names that are meant to be published; all others are left out.
PUBLISHED_HIDDEN = {".well-known", ".htaccess", ".nojekyll", ".domains"}

# Names of assets do not change with their bytes (a new colour is one file, not every page), so
# that even they must be asked for again soon.
REVALIDATED = "public, max-age=0, must-revalidate"
ASSET_CACHE = "public, max-age=300"


def site_files(
    site: Path, articles: Collection[str], left_out: Collection[str] = ()
) -> list[Outgoing]:
    """Every file of the built `site` that is published, less those `left_out`.

    `articles`: paths of article and redirect pages. Reads every file once. Raises PublishError
    for a name that no list of names can hold.
    """
    return [
        _on_disk(site, path, stage_of(path, articles))
        for path in _regular_files(site)
        if path not in left_out
    ]


def generated_files(site: Path, files: Mapping[str, bytes]) -> list[Outgoing]:
    """Files that only the host wants; they are sent with the front page, when what they name
    is there."""
    return [
        Outgoing(
            path=path, root=site, data=data, sha256=hashlib.sha256(data).hexdigest(),
            size=len(data), stage=FRONT, media_type=media_type(path), cache=REVALIDATED,
        )
        for path, data in files.items()
    ]  # fmt: skip


def stage_of(path: str, articles: Collection[str]) -> int:
    """When a file is sent. `articles`: paths of article and redirect pages."""
    if path == FRONT_PAGE:
        return FRONT
    if path in articles:
        return ARTICLES
    if path.endswith((".xml", "feed.json", "robots.txt")) or path == DIRECTORY:
        return FEEDS
    if path.endswith(".html") or path.startswith("search/"):
        return LISTS
    return ASSETS


def _on_disk(site: Path, path: str, stage: int) -> Outgoing:
    data = read_regular(site, path)
    return Outgoing(
        path=path, root=site, sha256=hashlib.sha256(data).hexdigest(), size=len(data),
        stage=stage, media_type=media_type(path),
        cache=ASSET_CACHE if stage == ASSETS else REVALIDATED,
    )  # fmt: skip


def _regular_files(site: Path) -> Iterator[str]:
    pending = [""]
    while pending:
        folder = pending.pop()
        with os.scandir(site / folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                path = f"{folder}{entry.name}"
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISDIR(mode) and _is_published(path):
                    pending.append(path + "/")
                elif stat.S_ISREG(mode) and _is_published(path):
                    _refuse_odd_name(path)
                    yield path


def _is_published(path: str) -> bool:
    hidden = {part for part in path.split("/") if part.startswith(".")}
    return hidden <= PUBLISHED_HIDDEN


def _refuse_odd_name(path: str) -> None:
    try:
        path.encode("utf-8")
        good = path.isprintable() and "\\" not in path
    except UnicodeEncodeError:
        good = False
    if not good:
        shown = path.encode("unicode_escape", "backslashreplace").decode()
        raise PublishError(
            "has a name that cannot be published.", shown, "Rename it, then build again."
        )
