"""One shard as it goes to another machine and comes back. The functions that run there."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from hemero.cluster.luggage import Luggage, kept, laid_out
from hemero.cluster.passport import differences, passport
from hemero.errors import ClusterError
from hemero.output.sinks import DirectorySink, ParcelSink
from hemero.shards import IndexBatch, ReadBatch, RenderBatch, index_shard, render_shard

# A worker may run several tasks as threads; our caches are made for one at a time.
_one_at_a_time = threading.Lock()


class Errand(Struct, frozen=True):
    """A shard with what it needs on the way. `mark` is what stands beside an output folder that
    is the builder's; `packs` are its rules or templates, `content` its files, where they travel."""

    shard: Callable[[Any], Any]
    batch: object
    passport: dict[str, str]
    mark: str
    packs: Luggage = ()
    content: Luggage | None = None


class Parcel(Struct, frozen=True):
    """What a shard gave, and the files that the worker could not put in their place itself."""

    given: Any
    files: tuple[tuple[str, bytes], ...] = ()


def run_errand(errand: Errand) -> Parcel:
    """Do the work of one shard on this machine. ClusterError where its pages would be others
    than the builder's, and where the content folder is out of sight."""
    unlike = differences(passport(), errand.passport)
    if unlike:
        raise other_outfit(socket.gethostname(), unlike)
    with _one_at_a_time:
        batch = errand.batch
        if isinstance(batch, ReadBatch):
            with _within_reach(batch, errand) as readable:
                return Parcel(errand.shard(readable))
        if isinstance(batch, RenderBatch):
            return _written(render_shard, _with_templates(batch, errand.packs), errand.mark)
        if isinstance(batch, IndexBatch):
            return _written(index_shard, batch, errand.mark)
        return Parcel(errand.shard(batch))


def other_outfit(where: str, unlike: str) -> ClusterError:
    """The fault of a worker whose pages might be others."""
    hint = "Install the same on every machine, then start the workers again."
    return ClusterError(f"this worker has {unlike}.", where, hint)


def mark_file(folder: Path) -> Path:
    """Where the mark of the builder stands: beside the folder, which holds pages only."""
    return folder.with_name(f"{folder.name}.mark")


def sees(folder: Path) -> bool:
    """Whether this machine has such a folder."""
    return folder.is_dir()


@contextmanager
def _within_reach(batch: ReadBatch, errand: Errand) -> Iterator[ReadBatch]:
    spec = msgspec.structs.replace(batch.spec, rules=kept(errand.packs) if errand.packs else None)
    if errand.content is None:
        if batch.sources and not sees(spec.content):
            raise ClusterError(
                f"this worker does not see the folder {spec.content}.",
                socket.gethostname(),
                "Mount it there under the same path, or start the worker before the build.",
            )
        yield msgspec.structs.replace(batch, spec=spec)
        return
    with laid_out(errand.content) as folder:
        spec = msgspec.structs.replace(spec, content=folder)
        yield msgspec.structs.replace(batch, spec=spec)


def _with_templates(batch: RenderBatch, packs: Luggage) -> RenderBatch:
    theme = msgspec.structs.replace(batch.theme, templates=kept(packs) if packs else None)
    return msgspec.structs.replace(batch, theme=theme)


def _written(
    shard: Callable[[Any, Any], Any], batch: RenderBatch | IndexBatch, mark: str
) -> Parcel:
    """Into the builder's folder where this machine has it, else into a parcel."""
    with suppress(OSError):
        if mark_file(batch.folder).read_text() == mark:
            return Parcel(shard(batch, DirectorySink(batch.folder)))
    sink = ParcelSink()
    return Parcel(shard(batch, sink), sink.files())
