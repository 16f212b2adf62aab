"""Which requests the preview answers at all. Knows addresses and headers, never a file.

Any page that the developer has open in the same browser can send requests here. So the names
in Host and Origin are checked, and a path is decoded once and must be plain.
"""

import re
from ipaddress import ip_address
from urllib.parse import unquote_to_bytes

from msgspec import Struct
from starlette.datastructures import Headers
from starlette.types import Scope

TARGET_BYTES = 4096  # path and query; the longest address we publish has 200 bytes
HEADER_COUNT = 100
HEADER_BYTES = 16 * 1024
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

_AUTHORITY = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(?::[0-9]{1,5})?")
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class Refused(Exception):
    """A request that gets no page: an HTTP status and a fixed sentence, nothing it sent."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(status, sentence)
        self.status = status
        self.sentence = sentence


class HostNames(Struct, frozen=True):
    """The names this server answers to, lower case, IPv6 in brackets.

    `any_address` for a server open to the network: every literal address is accepted too,
    since only a name can be pointed here by a stranger's DNS.
    """

    names: frozenset[str] = LOOPBACK_NAMES
    any_address: bool = False

    def accept(self, authority: str) -> bool:
        """Whether `authority` ("name" or "name:port") names this server. The port may be any:
        forwarded ports are common, and a name is what an attack needs."""
        match = _AUTHORITY.fullmatch(authority.lower())
        if match is None:
            return False
        return match[1] in self.names or (self.any_address and _is_address(match[1]))


def check_request(scope: Scope, hosts: HostNames) -> None:
    """Raises Refused for a request that is too big, foreign, or not a GET or HEAD."""
    headers = Headers(scope=scope)
    if len(scope["raw_path"]) + len(scope["query_string"]) > TARGET_BYTES:
        raise Refused(414, "The address is too long.")
    size = sum(len(name) + len(value) for name, value in scope["headers"])
    if len(scope["headers"]) > HEADER_COUNT or size > HEADER_BYTES:
        raise Refused(431, "The header is too big.")
    named = headers.getlist("host")
    if len(named) != 1 or not named[0]:
        raise Refused(400, "The request must name one host.")
    if not hosts.accept(named[0]):
        raise Refused(421, "This server does not answer to that host name.")
    if scope["method"] not in ("GET", "HEAD"):
        raise Refused(405, "Only GET and HEAD are answered.")
    if headers.get("content-length", "0").strip("0") or "transfer-encoding" in headers:
        raise Refused(400, "The request must have no body.")


def check_origin(scope: Scope) -> None:
    """Raises Refused unless the request comes from a page of this very server.

    Browsers send no Origin with a plain same-origin GET, and always one with a foreign one
    that could be read.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    own = headers["host"].lower()
    if origin is not None and origin.lower() not in (f"http://{own}", f"https://{own}"):
        raise Refused(403, "Only pages of this server may listen.")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "Only pages of this server may listen.")


def path_segments(raw_path: bytes) -> tuple[str, ...]:
    """The parts of a request path, decoded once; the last is "" for a folder ("/a/").

    Raises Refused for anything but plain names: no dot segment, backslash, control
    character, empty part, bad escape or bad UTF-8. Names with a leading dot are not found.
    """
    if not raw_path.startswith(b"/") or _BAD_ESCAPE.search(raw_path):
        raise Refused(400, "The address is malformed.")
    try:
        path = unquote_to_bytes(raw_path).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "The address is malformed.") from None
    if "\\" in path or any(c < " " or c == "\x7f" for c in path):
        raise Refused(400, "The address is malformed.")
    segments = tuple(path[1:].split("/"))
    if any(segment in (".", "..") for segment in segments) or "" in segments[:-1]:
        raise Refused(400, "The address is malformed.")
    if any(segment.startswith(".") for segment in segments):
        raise Refused(404, "There is no such page.")
    return segments


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
