"""The preview: build, show in the browser, follow every edit."""

import asyncio
import multiprocessing
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from hemero.build import build
from hemero.commands.preview_app import PreviewApp, Showing
from hemero.commands.preview_overlay import (
    SHOWN_TROUBLES,
    Trouble,
    Troubles,
    overlay_html,
    printable,
    troubles_of_complaints,
    troubles_of_fault,
)
from hemero.commands.preview_server import (
    PreviewServer,
    host_names,
    is_loopback,
    open_listener,
    shown_address,
    start_listening,
)
from hemero.commands.preview_watcher import Places, bursts
from hemero.config import CONFIG_NAME, Config
from hemero.errors import HemeroError, OutputError
from hemero.executors import Workers
from hemero.model.report import BuildReport
from hemero.shards import rules_for

Load = Callable[[], Config]
Rebuild = Callable[[Config], BuildReport]
Say = Callable[[str], None]

WORTH = 24  # batches (1,500 files): below, new processes cost more than they save
RETRY_SECONDS = 3.0  # before building again where the output could not be written
STOP_SECONDS = 0.3  # a build under way is given to come to its end


def serve(
    load: Load, host: str, port: int, say: Say, warn: Say, rebuild: Rebuild | None = None
) -> None:
    """Show the project at `host`:`port` and follow its edits until INT or TERM.

    Ends by SystemExit with 130 or 143. Raises HemeroError when the configuration cannot be
    read at the start or the port cannot be had; every later fault is shown in the browser
    and said through `warn`, and the last good site stays.
    """
    with _ending_at_signals():
        stop = threading.Event()
        config = load()
        listener = open_listener(host, port)
        if not is_loopback(listener):
            warn(f"Anyone who can reach {host} can read this preview, drafts too.")
        project = FollowedProject(load, config, say, warn, rebuild or _builder(stop))
        say("Building …")
        project.build()
        start_listening(listener)
        say(f"The site is at {shown_address(listener)} (Ctrl+C ends this).")
        number = Preview(project, listener, host, stop).run()
    raise SystemExit(128 + number if number else 0)


class FollowedProject:
    """A project as last built: its configuration, and what is wrong with it."""

    def __init__(self, load: Load, config: Config, say: Say, warn: Say, rebuild: Rebuild) -> None:
        self.config = config
        self.troubles = Troubles()
        self._load, self._rebuild = load, rebuild
        self._say, self.warn = say, warn
        self._retry_at: float | None = None

    def places(self) -> Places:
        """All that a build reads."""
        config = self.config
        files = [config.project / CONFIG_NAME]
        if config.about is not None:
            files.append(config.about)
        folders = (config.content, config.templates, config.static, config.rules)
        return Places(folders, tuple(files))

    def showing(self) -> Showing:
        """The site and the overlay for the browser."""
        return Showing(self.config.output, overlay_html(self.troubles))

    def is_due(self) -> bool:
        """Whether to build again though nothing changed: the output was not to be had."""
        return self._retry_at is not None and time.monotonic() >= self._retry_at

    def build(self, changed: Sequence[Path] = ()) -> bool:
        """Bring the site up to date; whether there is something new to see.

        A fault leaves the last good site, and is kept in `troubles` until a build succeeds.
        """
        former, report = self.troubles, None
        self._retry_at = None
        try:
            self.config = self._load()
            report = self._rebuild(self.config)
            self.troubles = troubles_of_complaints(report.complaints, self.config.project)
        except (HemeroError, OSError) as fault:
            self.troubles = troubles_of_fault(fault, self.config.project)
            if isinstance(fault, OutputError | OSError):
                self._retry_at = time.monotonic() + RETRY_SECONDS
        except Stopping:
            raise
        except Exception as bug:
            # The edge of one build: whatever a bug of ours makes it do, the preview goes on.
            self.warn(traceback.format_exc())
            self.troubles = _stumbled(bug)
        self._tell(changed, former, report)
        is_same = report is not None and not report.rendered and not report.removed
        return bool(changed) or self.troubles != former or not (is_same or report is None)

    def _tell(self, changed: Sequence[Path], former: Troubles, report: BuildReport | None) -> None:
        known = set(former.items)
        fresh = [trouble for trouble in self.troubles.items if trouble not in known]
        word = "" if self.troubles.failed else "set aside: "
        for trouble in fresh[:SHOWN_TROUBLES]:
            self.warn(f"{word}{trouble.line()}")
        if len(fresh) > SHOWN_TROUBLES:
            self.warn(f"{len(fresh) - SHOWN_TROUBLES:,} more are in .hemero/report.json.")
        if former.items and not self.troubles.items:
            self._say("All is well again.")
        if report is not None and (changed or report.rendered):
            self._say(f"{_named(changed, self.config.project)}{_done(report)}")


class Preview:
    """The server, and beside it the thread that follows the project's edits."""

    def __init__(
        self, project: FollowedProject, listener: socket.socket, host: str, stop: threading.Event
    ) -> None:
        self._project, self._listener, self._stop = project, listener, stop
        self._app = PreviewApp(project.showing(), host_names(listener, host))
        self._server = PreviewServer(self._app, self._close)

    def run(self) -> int | None:
        """Serve until a signal (whose number is returned) or `stop`."""
        asyncio.run(self._run())
        return self._server.stopped_by

    def stop(self) -> None:
        """End `run`. May be called from any thread."""
        self._server.should_exit = True

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        # A daemon: a build that does not heed `stop` in time must not keep the process.
        follower = threading.Thread(target=self._follow, args=(loop,), daemon=True)
        follower.start()
        await self._server.serve(sockets=[self._listener])
        for worker in multiprocessing.active_children():
            worker.terminate()  # what they render now lies in the staging folder and is not missed
        follower.join(STOP_SECONDS)

    def _close(self) -> None:
        self._stop.set()
        self._app.channel.close()

    def _follow(self, loop: asyncio.AbstractEventLoop) -> None:
        project = self._project
        with suppress(Stopping):
            for changed in bursts(project.places, self._stop, project.warn, project.is_due):
                if project.build(changed) and not self._stop.is_set():
                    loop.call_soon_threadsafe(self._app.show, project.showing())


class Stopping(Exception):
    """Leaves a build under way when the preview ends."""


def _builder(stop: threading.Event) -> Rebuild:
    """A build that gives up, with nothing published, once `stop` is set."""

    def heed(stage: str, done: int, total: int) -> None:
        if stop.is_set():
            raise Stopping

    def rebuild(config: Config) -> BuildReport:
        rules_for.cache_clear()  # the project's rules may be what changed
        try:
            with Workers(worth=WORTH) as workers:
                return build(config, workers, progress=heed)
        except BrokenProcessPool:
            heed("", 0, 0)  # we ended the workers ourselves
            raise

    return rebuild


@contextmanager
def _ending_at_signals() -> Iterator[None]:
    """INT and TERM end what is done inside by SystemExit, with the code shells expect."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _named(changed: Sequence[Path], project: Path) -> str:
    if not changed:
        return ""
    first = changed[0]
    name = str(first.relative_to(project)) if first.is_relative_to(project) else str(first)
    more = f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""
    return f"{printable(name)}{more} changed: "


def _done(report: BuildReport) -> str:
    removed = f", {report.removed:,} removed" if report.removed else ""
    pages = "page" if report.rendered == 1 else "pages"
    return f"{report.rendered:,} {pages} rendered{removed} in {report.seconds:.2f} s."


def _stumbled(bug: Exception) -> Troubles:
    frame = traceback.extract_tb(bug.__traceback__)[-1]
    what = f"Hemero stumbled ({type(bug).__name__} in {frame.name})."
    return Troubles(True, (Trouble("", what, "This is a fault of Hemero; please report it."),))
