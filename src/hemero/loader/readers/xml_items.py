"""XML files of articles: exports of spiders, feeds, WordPress, trafilatura, TEI, Factiva.

Which it is, the root element tells. Each article becomes a record with a key that names its kind,
so that the table of profiles says where its facts are.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeAlias

import msgspec

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.slices import Slice, too_long
from hemero.loader.readers.xml_records import (
    Channel,
    atom_record,
    feed_record,
    item_record,
    tei_record,
    trafilatura_record,
    wordpress_record,
)
from hemero.loader.readers.xml_tree import Node, TooLong, read_elements
from hemero.model.report import Complaint

_HEAD = 4096
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]{0,60})")
_DECLARATIONS = re.compile(rb"<\?[^>]{0,300}>|<!--.{0,2000}?-->|<![^>]{0,500}>", re.DOTALL)
_NO_ARTICLES = {
    "urlset": "a sitemap", "sitemapindex": "a sitemap", "opml": "a list of feeds",
    "svg": "a picture", "plist": "a property list", "mediawiki": "a dump of a wiki",
}  # fmt: skip
# What stands around the articles of a feed and says something of all of them.
_ABOUT_FEED = frozenset(("title", "language", "wp:author", "link", "wp:wxr_version"))

_encode = msgspec.json.Encoder().encode
Record: TypeAlias = dict[str, Any] | None
_Make: TypeAlias = Callable[[Node, Channel], Record]


def split_items(path: str, file: BinaryIO, limits: Limits) -> Iterator[Slice | Complaint]:
    """Every article of the file as a record; what is none is counted in one warning."""
    root = _root_name(path, file)
    if root in _NO_ARTICLES:
        raise UnreadableSource(f"is {_NO_ARTICLES[root]}, not articles.", path)
    wanted, make, single = _plan(root)
    channel = Channel()
    number = passed = 0
    for node in read_elements(path, file, limits, wanted):
        if isinstance(node, Node) and _is_about(node, root):
            channel.learn(node)
            continue
        record = make(node, channel) if isinstance(node, Node) else {}
        if record is None:
            passed += 1
            continue
        number += 1
        if isinstance(node, TooLong):
            yield too_long(path, number, limits)
        else:
            yield Slice(0 if single else number, _encode(record))
    if passed:
        what = f"{passed:,} entries of it are no published articles; they are passed over."
        yield Complaint(path, what, severity="warning")
    if not number and not passed:
        raise UnreadableSource("holds no element that could be an article.", path)


def _root_name(path: str, file: BinaryIO) -> str:
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    found = _ROOT.search(_DECLARATIONS.sub(b"", head))
    if found is None:
        raise UnreadableSource("holds no XML element.", path)
    return found[1].decode()


def _plan(root: str) -> tuple[Callable[[tuple[str, ...]], bool], _Make, bool]:
    """Which elements are articles (or say something of all), how each is read, and whether the
    root is one itself."""
    if root in ("rss", "rdf:RDF"):
        return _is_item, _item_of_feed, False
    if root in ("feed", "atom:feed"):
        return (lambda path: len(path) == 2 and path[1] in _ENTRIES), atom_record, False
    if root == "doc":
        return (lambda path: len(path) == 1), trafilatura_record, True
    if root == "TEI":
        return (lambda path: len(path) == 1), tei_record, True
    if root == "teiCorpus":
        return (lambda path: path[-1] == "TEI"), tei_record, False
    return (lambda path: len(path) == 2), _item, False


_ENTRIES = frozenset(("entry", "atom:entry", "title"))


def _is_item(path: tuple[str, ...]) -> bool:
    name = path[-1]
    return (name == "item" and len(path) <= 3) or (
        name in _ABOUT_FEED and len(path) == 3 and path[1] == "channel"
    )


def _is_about(node: Node, root: str) -> bool:
    return root in ("rss", "rdf:RDF", "feed", "atom:feed") and node.name in _ABOUT_FEED


def _item_of_feed(node: Node, channel: Channel) -> Record:
    return wordpress_record(node, channel) if channel.wordpress else feed_record(node, channel)


def _item(node: Node, channel: Channel) -> Record:
    if node.name == "doc":
        return trafilatura_record(node, channel)
    return item_record(node)
