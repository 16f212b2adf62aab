"""A crew on a Dask cluster: it does what `executors.Workers` does on this machine."""

import secrets
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from msgspec import Struct

from hemero.cluster.errands import Errand, Parcel, mark_file, other_outfit, run_errand, sees
from hemero.cluster.luggage import Luggage, pack_content, pack_rules, pack_templates
from hemero.cluster.passport import differences, passport
from hemero.errors import ClusterError
from hemero.executors import WINDOW, WORTH, in_order
from hemero.output.sinks import DirectorySink
from hemero.shards import ReadBatch, RenderBatch

if TYPE_CHECKING:
    from distributed import Client, Future

R = TypeVar("R")
Batch = TypeVar("Batch")

CONNECT = 10  # seconds that a scheduler has to answer, and a worker to be there
POLL = 5.0  # seconds between two looks at whether any worker is left
PATIENCE = 30.0  # seconds without a worker after which the build gives up
_INSTALL = 'Install it: pip install "hemero[dask]"'
_AS_IT_WAS = "Nothing was published; build again when the cluster is well."


class Cluster:
    """The workers of one scheduler, from `with` to its end.

    Stages of fewer than `worth` batches are done here, as by `Workers`. Entering raises
    ClusterError where the cluster cannot be used; so does `run` when it is lost.
    """

    def __init__(self, address: str, worth: int = WORTH) -> None:
        self._address = address
        self._worth = worth
        self._mark = secrets.token_hex(16)

    def __enter__(self) -> Self:
        self._client = _connect(self._address)
        try:
            self._require_equals()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close(timeout=2)

    def run(self, shard: Callable[[Batch], R], batches: Iterable[Batch]) -> Iterator[R]:
        """shard(batch) for each batch, in the order of the batches."""
        batches = iter(batches)
        first = list(islice(batches, self._worth))
        if len(first) < self._worth:
            yield from map(shard, chain(first, batches))
            return
        folder: Path | None = getattr(first[0], "folder", None)
        content = first[0].spec.content if isinstance(first[0], ReadBatch) else None
        courier = _Courier(shard, self._mark, ships=content is not None and not self._see(content))
        window = WINDOW * max(1, len(self._client.nthreads()))
        with _marked(folder, self._mark):
            submit = partial(self._submit, courier)
            for parcel in in_order(submit, chain(first, batches), window):
                if folder is not None:
                    _unpack(parcel, folder)
                yield parcel.given

    def _submit(self, courier: "_Courier", batch: object) -> "_Promised | _Done":
        errand = courier.errand(batch)
        if errand is None:
            return _Done(Parcel(courier.shard(batch)))
        return _Promised(self._client, self._client.submit(run_errand, errand, pure=False))

    def _see(self, folder: Path) -> bool:
        return all(self._ask(sees, folder).values())

    def _require_equals(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=CONNECT)
        except TimeoutError:
            hint = f"Start one: dask worker tcp://{self._address} --nthreads 1"
            raise ClusterError("the scheduler has no workers.", self._address, hint) from None
        here = passport()
        for worker, there in sorted(self._ask(passport).items()):
            unlike = differences(there, here)
            if unlike:
                raise other_outfit(worker, unlike)

    def _ask(self, question: Callable[..., R], *about: object) -> dict[str, R]:
        """The answer of each worker."""
        answers: dict[str, R] = self._client.run(question, *about, on_error="return")
        for worker, answer in sorted(answers.items()):
            if isinstance(answer, ImportError):
                hint = "Install Hemero there, the same version as here."
                raise ClusterError(f"this worker cannot run Hemero ({answer}).", worker, hint)
            if isinstance(answer, Exception):
                raise ClusterError(f"this worker does not answer ({answer}).", worker)
        return answers


class _Courier:
    """Packs batches: what is the same for all is packed once."""

    def __init__(self, shard: Callable[[Any], Any], mark: str, *, ships: bool) -> None:
        self.shard = shard
        self._mark = mark
        self._ships = ships
        self._rules = lru_cache(maxsize=1)(pack_rules)
        self._templates = lru_cache(maxsize=1)(pack_templates)

    def errand(self, batch: object) -> Errand | None:
        """The batch as it travels; None where it had better be done here."""
        packs: Luggage = ()
        content: Luggage | None = None
        if isinstance(batch, ReadBatch):
            packs = self._rules(batch.spec.rules) if batch.spec.rules else ()
            if self._ships:
                content = pack_content(batch.spec.content, [one for one, _ in batch.sources])
                if content is None:
                    return None
        elif isinstance(batch, RenderBatch):
            packs = self._templates(batch.theme.templates) if batch.theme.templates else ()
        return Errand(self.shard, batch, passport(), self._mark, packs, content)


class _Done(Struct, frozen=True):
    """What was done here at once."""

    parcel: Parcel

    def result(self) -> Parcel:
        return self.parcel


class _Promised:
    """What a worker will give. Waits no longer than there are workers."""

    def __init__(self, client: "Client", future: "Future") -> None:
        self._client = client
        self._future = future

    def result(self) -> Parcel:
        """The parcel. ClusterError where the scheduler or all workers are gone; what the shard
        itself raised is raised here."""
        from concurrent.futures import CancelledError

        from distributed.comm import CommClosedError
        from distributed.scheduler import KilledWorker

        try:
            parcel: Parcel = self._wait()
        except KilledWorker as fault:
            what = "workers died again and again over the same pages."
            raise ClusterError(what, fault.last_worker.address, _AS_IT_WAS) from None
        except (CancelledError, CommClosedError):
            raise ClusterError("the scheduler is gone.", None, _AS_IT_WAS) from None
        return parcel

    def _wait(self) -> Any:
        seen = time.monotonic()
        while True:
            try:
                return self._future.result(timeout=POLL)
            except TimeoutError:
                if self._future.done():
                    raise
            if self._client.nthreads():
                seen = time.monotonic()
            elif time.monotonic() - seen > PATIENCE:
                raise ClusterError("no worker is left.", None, _AS_IT_WAS)


def _connect(address: str) -> "Client":
    try:
        import dask.config

        # What goes wrong is said once, by us; the library would fill pages with it.
        quiet = ("distributed", "distributed.client", "distributed.comm", "tornado")
        dask.config.set({"logging": dict.fromkeys(quiet, "critical")})
        from distributed import Client
    except ImportError:
        what = "a build on a cluster needs Dask."
        raise ClusterError(what, None, _INSTALL) from None
    try:
        _knock(address)  # the library would try again and again where nobody is
        return Client(f"tcp://{address}", timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        hint = "Start one: dask scheduler"
        raise ClusterError(f"no Dask scheduler answers ({reason}).", address, hint) from None


def _knock(address: str) -> None:
    """OSError where nobody listens."""
    host, _, port = address.rpartition(":")
    socket.create_connection((host.strip("[]"), int(port)), CONNECT).close()


@contextmanager
def _marked(folder: Path | None, mark: str) -> Iterator[None]:
    """The builder's mark beside an output folder, for as long as workers may write into it."""
    if folder is None:
        yield
        return
    file = mark_file(folder)
    file.write_text(mark)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _unpack(parcel: Parcel, folder: Path) -> None:
    sink = DirectorySink(folder)
    for path, data in parcel.files:
        sink.put(path, data)
