"""The one channel by which open browsers learn of a new build (Server-Sent Events)."""

import asyncio
import secrets
from typing import Any

from starlette.types import Receive, Send

EVENTS_PATH = "/-hemero/events"
LISTENERS = 100  # open channels; a browser keeps at most six to one server
HEARTBEAT = 15.0  # seconds; a channel whose browser has vanished is noticed by it

# A tab in the background lets go of its channel, since browsers allow six connections in all.
# On every connect it is told the current build, so nothing that happened meanwhile is missed.
SCRIPT = f"""\
(() => {{
  "use strict";
  const shown = document.currentScript.dataset.build;
  let channel = null;
  const leave = () => {{ if (channel) channel.close(); channel = null; }};
  const listen = () => {{
    leave();
    if (document.hidden) return;
    channel = new EventSource("{EVENTS_PATH}");
    channel.onmessage = (message) => {{
      if (message.data === shown) return;
      leave();
      location.reload();
    }};
  }};
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);

  const overlay = document.querySelector("#hemero-overlay details");
  if (overlay) {{
    const key = "hemero-closed";
    if (sessionStorage.getItem(key) === overlay.textContent) overlay.open = false;
    // At the click itself, which comes before the change: a reload may come right after it.
    overlay.querySelector("summary").addEventListener("click", () => {{
      if (overlay.open) sessionStorage.setItem(key, overlay.textContent);
      else sessionStorage.removeItem(key);
    }});
  }}
}})();
"""


class Channel:
    """Tells every listener the current build, at once and whenever it changes.

    A build is a text that no other build of any run has. Listeners that were busy hear of
    the latest only. Lives on the event loop's thread.
    """

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._number = 0
        self._changed = asyncio.Event()
        self._listeners = 0
        self._closed = False

    @property
    def build(self) -> str:
        """The current build."""
        return f"{self._run}-{self._number}"

    def is_full(self) -> bool:
        """Whether no further listener is taken."""
        return self._listeners >= LISTENERS

    def announce(self) -> None:
        """A new build stands: tell everyone."""
        self._number += 1
        self._wake()

    def close(self) -> None:
        """Let every listener go."""
        self._closed = True
        self._wake()

    async def stream(self, receive: Receive, send: Send, headers: dict[str, str]) -> None:
        """Answer one listener until it leaves or the channel closes."""
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        self._listeners += 1
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await self._tell(leaving, send)
        finally:
            leaving.cancel()
            self._listeners -= 1
        await send({"type": "http.response.body", "body": b""})

    async def _tell(self, leaving: "asyncio.Future[None]", send: Send) -> None:
        told = ""
        while not self._closed and not leaving.done():
            changed = self._changed
            news = ": still here\n\n" if told == self.build else f"data: {self.build}\n\n"
            if not told:
                news = "retry: 500\n" + news
            told = self.build
            await send({"type": "http.response.body", "body": news.encode(), "more_body": True})
            waiting = asyncio.ensure_future(changed.wait())
            either: set[asyncio.Future[Any]] = {waiting, leaving}
            await asyncio.wait(either, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
