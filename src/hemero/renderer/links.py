"""Addresses: those of the site's own files, relative to a page, and those that input brings."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from hemero import text

EXTERNAL_REL = "nofollow noopener noreferrer external"

_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._~-]+(?:#[A-Za-z0-9._~-]+)?")
_MAILBOX = re.compile(r"mailto:[\w.+-]{1,64}@[\w.-]{1,253}", re.ASCII)


def root_of(path: str) -> str:
    """The way from a page up to the site's root: "" or "../" for each folder."""
    return "../" * path.count("/")


@lru_cache(maxsize=4096)
def quoted(path: str) -> str:
    """A site path as it stands in a link: percent-encoded, anchor kept, no scheme possible."""
    if _PLAIN_PATH.fullmatch(path):
        return path
    file, mark, anchor = path.partition("#")
    safe_file = quote(file.encode("utf-8", "replace"), safe="/~")
    return safe_file + mark + quote(anchor.encode("utf-8", "replace"), safe="")


def absolute(base_url: str, path: str) -> str:
    """The canonical address of a page; "" where the site does not know its own."""
    if not base_url:
        return ""
    return base_url if path == "index.html" else base_url + quoted(path)


def base_path(base_url: str) -> str:
    """The path part of the site's address, for links that work at any depth."""
    return urlsplit(base_url).path or "/"


@lru_cache(maxsize=4096)
def safe_url(url: str | None) -> str | None:
    """`url` in ASCII if it is http or https, or a mailbox; None otherwise."""
    if not url:
        return None
    if _MAILBOX.fullmatch(url):
        return url
    address = text.safe_url(url)
    if address is None or address.isascii():
        return address
    return quote(address.encode("utf-8", "replace"), safe="!#$%&()*+,/:;=?@[]~")


def host_of(url: str) -> str:
    """The site's name in an address, for people: "www." left out."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
