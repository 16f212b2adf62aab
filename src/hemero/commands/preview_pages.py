"""What a page gets on its way to the browser: the reload script, and the overlay if any.

Nothing of it is ever on disk: what is published has no script.
"""

import html
import re

from msgspec import Struct

SCRIPT_PATH = "/-hemero/reload.js"
STYLE_PATH = "/-hemero/overlay.css"

# The theme's own policy, and leave for the script; for answers that bring no policy.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'"
)
OURS = ("script-src", "style-src", "connect-src")  # what script and overlay need from 'self'

HEAD_BYTES = 8192  # a policy further down than this is not looked for
_META = re.compile(rb"<meta\b[^>]{1,4000}>", re.IGNORECASE)
_IS_POLICY = re.compile(rb"""http-equiv\s?=\s?["']?content-security-policy\b""", re.IGNORECASE)
_CONTENT = re.compile(rb"""content\s?=\s?(?:"([^"]{0,4000})"|'([^']{0,4000})')""", re.IGNORECASE)


class ShownPage(Struct, frozen=True):
    """A page as the browser gets it, and the policy that it must be sent with."""

    body: bytes
    policy: str


def show_page(page: bytes, build: str, overlay: str) -> ShownPage:
    """`page` with the script that waits for another build than `build`, and the overlay."""
    policies: list[str] = []
    head = _META.sub(lambda match: _open_policy(match[0], policies), page[:HEAD_BYTES])
    rest = page[HEAD_BYTES:]
    body = head + rest
    extra = f'{overlay}<script src="{SCRIPT_PATH}" data-build="{build}"></script>\n'.encode()
    at = body.lower().rfind(b"</body")
    if at < 0:
        at = len(body)
    # One header holds several policies apart by commas; the browser applies them all.
    return ShownPage(body[:at] + extra + body[at:], ", ".join(policies) or POLICY)


def with_self(policy: str) -> str:
    """`policy` with leave for script, style and connections from 'self'."""
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split() or [""]
        if name:
            directives.setdefault(name.lower(), values)
    for name in OURS:
        allowed = directives.get(name, directives.get("default-src"))
        if allowed is not None and "'self'" not in allowed:
            directives[name] = [value for value in allowed if value != "'none'"] + ["'self'"]
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def bare_page(title: str, sentence: str) -> bytes:
    """A page for when the site has none to show. `sentence` is text."""
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{html.escape(title)}</title>\n"
        f'<link rel="stylesheet" href="{STYLE_PATH}">\n'
        f'<body class="hemero-bare">\n<h1>{html.escape(title)}</h1>\n'
        f"<p>{html.escape(sentence)}</p>\n</body>\n</html>\n"
    ).encode()


def _open_policy(meta: bytes, policies: list[str]) -> bytes:
    """The meta element with its policy widened, which is noted too; others as they are."""
    content = _CONTENT.search(meta)
    if content is None or not _IS_POLICY.search(meta):
        return meta
    written = content[1] if content[1] is not None else content[2]
    policy = with_self(html.unescape(written.decode("utf-8", "replace")))
    policies.append(policy.encode("ascii", "replace").decode())
    fresh = f'content="{html.escape(policy)}"'.encode()
    return meta[: content.start()] + fresh + meta[content.end() :]
