"""Responses made of files and pages: tags, single ranges, HEAD."""

from collections.abc import AsyncIterator
from typing import BinaryIO

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response, StreamingResponse

from hemero.commands.preview_files import OpenFile, matches_tag, requested_range
from hemero.commands.preview_pages import show_page

CHUNK = 1 << 18  # bytes read at a time of a file that is sent as it is


async def answer_page(file: OpenFile, asked: Headers, build: str, overlay: str) -> Response:
    """The page in `file` with script and overlay."""
    tag = f'"{file.tag}-{build}"'
    if matches_tag(asked.get("if-none-match"), tag):
        file.handle.close()
        return Response(status_code=304, headers={"etag": tag})
    page = show_page(await to_thread.run_sync(read_all, file.handle), build, overlay)
    status, headers, part = _span(asked, tag, len(page.body))
    headers["content-security-policy"] = header_policy(page.policy)
    body = page.body[part.start : part.stop]
    return Response(body, status, headers, media_type=file.media_type)


async def answer_file(file: OpenFile, asked: Headers, method: str) -> Response:
    """`file` as it is, a large one piece by piece."""
    tag = f'"{file.tag}"'
    if matches_tag(asked.get("if-none-match"), tag):
        file.handle.close()
        return Response(status_code=304, headers={"etag": tag})
    status, headers, part = _span(asked, tag, file.size)
    if file.size <= CHUNK:
        body = await to_thread.run_sync(read_all, file.handle)
        return Response(body[part.start : part.stop], status, headers, media_type=file.media_type)
    headers["content-length"] = str(len(part))
    sent = range(0) if method == "HEAD" else part
    return StreamingResponse(_chunks(file.handle, sent), status, headers, file.media_type)


def header_policy(policy: str) -> str:
    """A page's policy as a header, which can also say who may frame it."""
    return f"{policy}; frame-ancestors 'self'"


def read_all(handle: BinaryIO) -> bytes:
    """All bytes of an open file, which is closed."""
    with handle:
        return handle.read()


def _span(asked: Headers, tag: str, size: int) -> tuple[int, dict[str, str], range]:
    """Status, headers and bytes of an answer to what was asked: all of it, a part, or none."""
    headers = {"etag": tag, "accept-ranges": "bytes"}
    part = requested_range(asked.get("range"), size)
    if part is None or asked.get("if-range", tag) != tag:
        return 200, headers, range(size)
    if not part:
        return 416, headers | {"content-range": f"bytes */{size}"}, part
    return 206, headers | {"content-range": f"bytes {part.start}-{part.stop - 1}/{size}"}, part


async def _chunks(handle: BinaryIO, part: range) -> AsyncIterator[bytes]:
    """The bytes of `part`, as many as were promised: a file cut short meanwhile (never one
    that we wrote) is filled up with zeros."""
    with handle:
        await to_thread.run_sync(handle.seek, part.start)
        left = len(part)
        while left:
            size = min(CHUNK, left)
            chunk = (await to_thread.run_sync(handle.read, size)).ljust(size, b"\0")
            left -= size
            yield chunk
