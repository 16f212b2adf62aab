"""The preview: build, show in the browser, follow every edit."""

import asyncio
import multiprocessing
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from hemero.commands.preview_app import PreviewApp
from hemero.commands.preview_project import (
    FollowedProject,
    Load,
    Rebuild,
    Say,
    Stopping,
    stoppable_build,
)
from hemero.commands.preview_server import (
    PreviewServer,
    host_names,
    is_loopback,
    open_listener,
    shown_address,
    start_listening,
)
from hemero.commands.preview_watcher import bursts
from hemero.executors import ENDING
from hemero.hosts import Host

STOP_SECONDS = 0.3  # a build under way is given to come to its end


def serve(
    load: Load,
    host: str,
    port: int,
    say: Say,
    warn: Say,
    rebuild: Rebuild | None = None,
    manner: Host | None = None,
) -> None:
    """Show the project at `host`:`port` and follow its edits until INT or TERM; with `manner`,
    as that host of static sites would show it.

    Ends by SystemExit with 130 or 143. Raises HemeroError when the configuration cannot be
    read at the start or the port cannot be had; every later fault is shown in the browser
    and said through `warn`, and the last good site stays. A large site that was built before
    is shown at once, and built in the background.
    """
    with _ending_at_signals():
        stop = threading.Event()
        config = load()
        listener = open_listener(host, port)
        if not is_loopback(listener):
            warn(f"Anyone who can reach {host} can read this preview, drafts too.")
        project = FollowedProject(load, config, say, warn, rebuild or stoppable_build(stop), manner)
        if project.stands():
            say("The site of the last build is shown until what changed since then is built …")
        else:
            say("Building …")
            project.build()
        start_listening(listener)
        shown = project.showing().manner
        base = "".join(f"{part}/" for part in shown.base) if shown else ""
        as_host = f", as at {manner.title}" if manner else ""
        say(f"The site is at {shown_address(listener)}{base}{as_host} (Ctrl+C ends this).")
        number = Preview(project, listener, host, stop).run()
    raise SystemExit(128 + number if number else 0)


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
                if project.show_first(changed):
                    loop.call_soon_threadsafe(self._app.show, project.showing())
                if project.build(changed) and not self._stop.is_set():
                    loop.call_soon_threadsafe(self._app.show, project.showing())


@contextmanager
def _ending_at_signals() -> Iterator[None]:
    """INT, TERM and HUP end what is done inside by SystemExit, with the code shells expect."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = {number: signal.signal(number, end) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
