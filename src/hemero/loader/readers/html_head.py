"""What a web page states of itself in its head: Open Graph, JSON-LD, meta elements, SingleFile."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.html_events import Event, attributes
from hemero.loader.readers.json_object import read_value
from hemero.loader.readers.plain_yaml import Value
from hemero.text import fold

_SAVED = re.compile(r"^\s{0,8}(url|saved date): (.{1,2000})$", re.MULTILINE)
_ARTICLES = re.compile(r"(?:\w{0,30}Article|BlogPosting|Report)\Z")
_LINKED_DATA = 500_000  # characters of one script
# Our field ← names of <meta>, best first. JSON-LD, being meant for machines alone, comes before.
_META: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("source", ("og:site_name", "application-name", "dc.publisher")),
    ("description", ("og:description", "description", "twitter:description")),
    ("url", ("og:url",)),
    ("date", ("article:published_time", "date", "dc.date", "dc.date.issued", "pubdate",
              "publishdate", "datepublished", "sailthru.date", "citation_publication_date")),
    ("updated", ("article:modified_time", "og:updated_time", "last-modified", "datemodified")),
    ("authors", ("author", "dc.creator", "article:author", "citation_author")),
    ("language", ("og:locale", "dc.language", "content-language")),
)  # fmt: skip


class Head(Struct):
    """What the head said, as facts; `title` is that of the window."""

    facts: list[tuple[str, Value]]
    title: str = ""
    title_stated: bool = False  # whether one of the facts is the title


class _Found(Struct):
    """What the events of a page gave, before it is weighed."""

    title: str = ""
    language: str = ""
    canonical: str = ""
    meta: dict[str, list[str]] = {}
    articles: list[dict[str, Value]] = []
    saved: dict[str, str] = {}


def read_head(events: Iterable[Event], limits: Limits) -> Head:
    """The facts of a page, the surest first."""
    found = _Found(meta={}, articles=[], saved={})
    for event in events:
        _note(event, found, limits)
    facts: list[tuple[str, Value]] = [(name, value) for name, value in _weigh(found) if value]
    return Head(facts, found.title, any(name == "title" for name, _ in facts))


def _note(event: Event, found: _Found, limits: Limits) -> None:
    kind, name, text = event
    if kind == "t":
        if name == "title" and not found.title:
            found.title = " ".join(text.split())
        elif name == "script" and '"@' in text[:5_000] and len(text) <= _LINKED_DATA:
            found.articles += _linked_articles(text, limits)
    elif kind == "!":
        if "SingleFile" in text[:200]:
            found.saved = {key: value.strip() for key, value in _SAVED.findall(text)}
    elif kind == "<":
        _note_tag(name, text, found)


def _note_tag(name: str, text: str, found: _Found) -> None:
    if name == "meta":
        given = attributes(text)
        key = given.get("property") or given.get("name") or given.get("itemprop") or ""
        content = given.get("content", "").strip()
        if key and content and len(found.meta) < 500:
            found.meta.setdefault(key.lower(), []).append(content)
    elif name == "html" and not found.language:
        found.language = attributes(text).get("lang", "")
    elif name == "link" and not found.canonical and "canonical" in text:
        given = attributes(text)
        if given.get("rel", "").lower() == "canonical":
            found.canonical = given.get("href", "")


def _linked_articles(script: str, limits: Limits) -> list[dict[str, Value]]:
    """The articles that a script of JSON-LD describes; none where it is no such thing."""
    try:
        root = read_value(script.strip().encode("utf-8", "replace"), limits)
    except UnreadableSource:
        return []
    return [item for item in _objects(root, 0) if _is_article(item)]


def _objects(value: Value, depth: int) -> Iterator[dict[str, Value]]:
    if isinstance(value, list) and depth < 4:
        for item in value[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)


def _is_article(item: dict[str, Value]) -> bool:
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLES.match(kind) for kind in listed)


def _weigh(found: _Found) -> Iterator[tuple[str, Value]]:
    article = found.articles[0] if found.articles else {}
    yield "title", article.get("headline") or _open_graph_title(found)
    yield "url", found.canonical if found.canonical.startswith("http") else ""
    yield "date", article.get("datePublished")
    yield "updated", article.get("dateModified")
    yield "authors", article.get("author")
    yield "source", article.get("publisher")
    yield "language", article.get("inLanguage")
    yield "description", article.get("description")
    for name, keys in _META:
        for key in keys:
            values = found.meta.get(key)
            if values:
                yield name, list(values) if name == "authors" else values[0]
    yield "language", found.language
    yield "tags", list(found.meta.get("article:tag", ())) or article.get("keywords")
    yield "url", found.saved.get("url")
    yield "retrieved", found.saved.get("saved date")


def _open_graph_title(found: _Found) -> str:
    """og:title where it is the headline: written for sharing, it may be another."""
    title = " ".join(found.meta.get("og:title", [""])[0].split())
    site = found.meta.get("og:site_name", [""])[0].strip()
    if site and fold(title).endswith(fold(site)):
        title = title[: -len(site)].rstrip(" |-–—·•:»")
    return title if title and fold(title) in fold(found.title) else ""
