"""The preview as a web application: the built site, the reload channel, and nothing else."""

from pathlib import Path
from urllib.parse import quote

from anyio import to_thread
from msgspec import Struct
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from hemero.commands.preview_answers import (
    answer_file,
    answer_page,
    header_policy,
    read_all,
)
from hemero.commands.preview_channel import EVENTS_PATH, SCRIPT, Channel
from hemero.commands.preview_files import Folder, OpenFile, open_file
from hemero.commands.preview_guard import (
    HostNames,
    Refused,
    check_origin,
    check_request,
    path_segments,
)
from hemero.commands.preview_hosts import Manner, reply_as
from hemero.commands.preview_overlay import STYLE
from hemero.commands.preview_pages import (
    POLICY,
    SCRIPT_PATH,
    STYLE_PATH,
    bare_page,
    show_page,
)

PAGE_BYTES = 16 << 20  # a larger HTML file is sent as it is, without script

HEADERS = {
    "cache-control": "no-cache",
    "content-security-policy": header_policy(POLICY),
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
OWN_FILES = {
    SCRIPT_PATH: (SCRIPT, "text/javascript; charset=utf-8"),
    STYLE_PATH: (STYLE, "text/css; charset=utf-8"),
}


class Showing(Struct, frozen=True):
    """What the preview shows now: a folder, and over its pages an overlay ("" for none); in
    the manner of a host, or plainly."""

    root: Path
    overlay: str = ""
    manner: Manner | None = None


class PreviewApp:
    """Answers requests (ASGI). `show` says what to serve from now on."""

    def __init__(self, showing: Showing, hosts: HostNames) -> None:
        self.channel = Channel()
        self._showing = showing
        self._hosts = hosts

    def show(self, showing: Showing) -> None:
        """Serve this and have open browsers reload. Call on the event loop's thread."""
        self._showing = showing
        self.channel.announce()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_request(scope, self._hosts)
            if scope["raw_path"] == EVENTS_PATH.encode() and scope["method"] == "GET":
                check_origin(scope)
                await self._stream(receive, send)
                return
            response = await self._answer(scope)
        except Refused as refusal:
            response = _refusal(refusal)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def _stream(self, receive: Receive, send: Send) -> None:
        if self.channel.is_full():
            raise Refused(503, "Too many pages are listening.")
        headers = {**HEADERS, "content-type": "text/event-stream", "cache-control": "no-store"}
        await self.channel.stream(receive, send, headers)

    async def _answer(self, scope: Scope) -> Response:
        own = OWN_FILES.get(scope["raw_path"].decode("ascii", "replace"))
        if own is not None:
            return Response(own[0], media_type=own[1])
        headers, showing = Headers(scope=scope), self._showing
        try:
            segments = path_segments(scope["raw_path"])
        except Refused as refusal:
            if refusal.status != 404:
                raise
            return await self._not_found(showing)
        if showing.manner is not None:
            return await self._answer_as(showing.manner, showing, segments, scope)
        found = await to_thread.run_sync(open_file, showing.root, segments)
        if isinstance(found, Folder):
            # The path was taken apart and has no empty part: "//elsewhere" cannot come out.
            return Response(status_code=302, headers={"location": f"/{quote('/'.join(segments))}/"})
        if found is None:
            return await self._not_found(showing)
        return await self._file(found, showing, headers, scope["method"])

    async def _answer_as(
        self, manner: Manner, showing: Showing, segments: tuple[str, ...], scope: Scope
    ) -> Response:
        reply = await to_thread.run_sync(reply_as, manner, showing.root, segments)
        if reply.location:
            return Response(status_code=reply.status, headers={"location": reply.location})
        if reply.file is None:
            return self._page(bare_page("Not found", "There is no such page."), showing, 404)
        if reply.status != 200:
            content = await to_thread.run_sync(read_all, reply.file.handle)
            return self._page(content, showing, reply.status)
        return await self._file(reply.file, showing, Headers(scope=scope), scope["method"])

    async def _file(
        self, found: OpenFile, showing: Showing, headers: Headers, method: str
    ) -> Response:
        if found.media_type.startswith("text/html") and found.size <= PAGE_BYTES:
            return await answer_page(found, headers, self.channel.build, showing.overlay)
        return await answer_file(found, headers, method)

    async def _not_found(self, showing: Showing) -> Response:
        """The site's own page for this; a plain one while there is no site."""
        found = await to_thread.run_sync(open_file, showing.root, ("404.html",))
        status = 404
        if isinstance(found, OpenFile):
            content = await to_thread.run_sync(read_all, found.handle)
        elif showing.overlay and not (showing.root / "index.html").exists():
            status = 503
            content = bare_page(
                "No site yet", "It could not be built. This page reloads when it is there."
            )
        else:
            content = bare_page("Not found", "There is no such page.")
        return self._page(content, showing, status)

    def _page(self, content: bytes, showing: Showing, status: int) -> Response:
        page = show_page(content, self.channel.build, showing.overlay)
        headers = {"content-security-policy": header_policy(page.policy)}
        return Response(page.body, status, headers, media_type="text/html; charset=utf-8")


def _refusal(refused: Refused) -> Response:
    """A fixed sentence; the connection is not used again, lest a body follow."""
    headers = {"connection": "close"}
    if refused.status == 405:
        headers["allow"] = "GET, HEAD"
    return PlainTextResponse(f"{refused.sentence}\n", refused.status, headers)
