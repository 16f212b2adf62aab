"""The web server under the preview: its socket, its bounds, and how it stops."""

import asyncio
import errno
import ipaddress
import os
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from hemero.commands.preview_guard import HEADER_BYTES, LOOPBACK_NAMES, HostNames
from hemero.errors import HemeroError

REQUEST_SECONDS = 10.0  # to send a whole request header
STALL_SECONDS = 20.0  # for a client to take more of an answer
KEEP_SECONDS = 5  # an idle connection is kept
CONNECTIONS = 400  # at once; over it the oldest that asks nothing is dropped


def open_listener(host: str, port: int) -> socket.socket:
    """A socket bound to the address, not listening yet. Raises HemeroError when it is taken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as fault:
        raise HemeroError(f"there is no address {host!r} to listen on.") from fault
    listener = socket.socket(family, kind, protocol)
    if os.name == "posix":  # elsewhere this would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as fault:
        listener.close()
        raise _cannot_listen(host, port, fault) from fault
    return listener


def start_listening(listener: socket.socket) -> None:
    """From now on clients can connect. Raises HemeroError when another has taken the port."""
    host, port = listener.getsockname()[:2]
    try:
        listener.listen(1024)
    except OSError as fault:
        raise _cannot_listen(host, port, fault) from fault


def is_loopback(listener: socket.socket) -> bool:
    """Whether only this machine can connect."""
    address = listener.getsockname()[0].partition("%")[0]
    return ipaddress.ip_address(address).is_loopback


def host_names(listener: socket.socket, host: str) -> HostNames:
    """The names that a client may call this server by."""
    own = {host.lower(), f"[{host.lower()}]"} if host else set()
    if is_loopback(listener):
        return HostNames(LOOPBACK_NAMES | own)
    name = socket.gethostname().lower()
    return HostNames(LOOPBACK_NAMES | own | {name, f"{name}.local"}, any_address=True)


def shown_address(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host.partition("%")[0]).is_unspecified:
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class PreviewServer(uvicorn.Server):
    """uvicorn within our bounds. `stopped_by` is the signal that ended it, or None."""

    def __init__(self, app: ASGIApp, closing: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="asyncio",
                http=BoundedProtocol,
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                log_level="error",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_keep_alive=KEEP_SECONDS,
                timeout_graceful_shutdown=1,
                h11_max_incomplete_event_size=HEADER_BYTES,
            )
        )
        self.stopped_by: int | None = None
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, and keep the signal to ourselves: the exit code is all that tells of it."""
        self.stopped_by = sig
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let listeners go and drop every connection: nothing here is worth waiting for."""
        self._closing()
        await asyncio.sleep(0)
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        await super().shutdown(sockets)


class BoundedProtocol(H11Protocol):
    """HTTP/1.1 in which no client can take its time at the cost of others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._give_until(REQUEST_SECONDS)
        if len(self.connections) > CONNECTIONS:
            self._drop_one()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._is_idle():
            self._give_until(None)
        elif self._deadline is None:
            self._give_until(REQUEST_SECONDS)

    def eof_received(self) -> bool:  # type: ignore[override]
        """A client that has said all it had to say still gets its answer, and then the end."""
        if self._is_idle() or self.cycle.response_started:
            return False
        self.cycle.keep_alive = False
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        self._give_until(None)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._give_until(STALL_SECONDS)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._give_until(None)

    def _is_idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _give_until(self, seconds: float | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = (
            None if seconds is None else self.loop.call_later(seconds, self.transport.abort)
        )

    def _drop_one(self) -> None:
        """Make room: the connection that has waited longest without a request goes."""
        idle = [c for c in self.connections if isinstance(c, BoundedProtocol) and c._is_idle()]
        oldest = min(idle, key=lambda c: c._deadline.when() if c._deadline else 0.0)
        oldest.transport.abort()


def _cannot_listen(host: str, port: int, fault: OSError) -> HemeroError:
    if fault.errno == errno.EADDRINUSE:
        return HemeroError(
            f"port {port} of {host} is taken by another program.",
            hint="Choose another with --port, or stop that program.",
        )
    return HemeroError(f"cannot listen on port {port} of {host} ({fault.strerror}).")
