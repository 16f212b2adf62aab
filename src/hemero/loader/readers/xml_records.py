"""One article of an XML file as a record of named fields."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from hemero.loader.readers.xml_tree import Node

# Elements of TEI and of trafilatura, as the HTML that says the same.
_AS_HTML = {
    "head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td",
    "lb": "br", "hi": "em", "ref": "a", "graphic": "img", "ab": "h2", "main": "div", "body": "div",
    "text": "div", "del": "del", "fw": "h2",
}  # fmt: skip
_BY_WORDPRESS = ("post", "page")


class Channel:
    """What a feed says of itself, before its articles."""

    def __init__(self) -> None:
        self.title = ""
        self.language = ""
        self.wordpress = False
        self.authors: dict[str, str] = {}  # login → name

    def learn(self, node: Node) -> None:
        if node.name == "title":
            self.title = self.title or node.text().strip()
        elif node.name == "language":
            self.language = node.text().strip()
        elif node.name.startswith("wp:"):
            self.wordpress = True
            login, name = node.find("wp:author_login"), node.find("wp:author_display_name")
            if login and name:
                self.authors[login.text().strip()] = name.text().strip()


def item_record(node: Node) -> dict[str, Any]:
    """A spider's item: its elements by name, those that repeat as lists."""
    found = plain(node)
    record = found if isinstance(found, dict) else {}
    return {**node.attributes, **record}


def feed_record(node: Node, channel: Channel) -> dict[str, Any]:
    """An item of RSS. Its text is the full one where the feed has it, else the description."""
    record = _texts(node)
    guid = node.find("guid")
    if "link" not in record and guid and guid.attributes.get("isPermaLink", "true") == "true":
        record["link"] = guid.text()
    record["author"] = record.get("dc:creator") or _name_of_mail(record.get("author", ""))
    record["tags"] = [c.text().strip() for c in node.elements("category")]
    stated = {"@source": channel.title, "@language": channel.language, **record}
    return {"@rss": ""} | {key: value for key, value in stated.items() if value}


def wordpress_record(node: Node, channel: Channel) -> dict[str, Any] | None:
    """A post or page of a WordPress export; None for what is not published, or no text."""
    record = _texts(node)
    kind, status = record.get("wp:post_type", "post"), record.get("wp:status", "publish")
    if kind not in _BY_WORDPRESS or status != "publish":
        return None
    login = record.get("dc:creator", "")
    record["author"] = channel.authors.get(login, login)
    record["tags"] = [c.text().strip() for c in node.elements("category")]
    record["content:encoded"] = _paragraphs(_without_captions(record.get("content:encoded", "")))
    return {"@wxr": "", "@source": channel.title, "@language": channel.language, **record}


def atom_record(node: Node, channel: Channel) -> dict[str, Any]:
    """An entry of Atom; content may be text, HTML or elements."""
    record = _texts(node)
    for name in ("content", "summary", "title"):
        element = node.find(name)
        if element is not None and any(element.elements()):
            record[name] = as_html(element)
        elif element is not None and element.attributes.get("type", "text") == "text":
            text = element.text().strip()
            record[name] = text if name == "title" else escape(text).replace("\n", "<br>")
    links = {link.attributes.get("rel", "alternate"): link for link in node.elements("link")}
    if "alternate" in links:
        record["link"] = links["alternate"].attributes.get("href", "")
    record["authors"] = [n.text().strip() for a in node.elements("author") if (n := a.find("name"))]
    record["tags"] = [
        c.attributes.get("label") or c.attributes.get("term", "") for c in node.elements("category")
    ]
    return {"@atom": "", "@source": channel.title, **record}


def trafilatura_record(node: Node, channel: Channel) -> dict[str, Any]:
    """A <doc> of trafilatura: facts as attributes, the text in <main>; <comments> are no text."""
    main = node.find("main")
    html = as_html(main) if main is not None else ""
    return {"@doc": "", **node.attributes, "text": html}


def tei_record(node: Node, channel: Channel) -> dict[str, Any]:
    """A TEI document: what its header says of the original, and the entry of its body."""
    header = "teiHeader/fileDesc/sourceDesc/biblFull"
    bibl = node.find(header) or node.find("teiHeader/fileDesc") or node
    body = node.find("text/body") or Node("body", {}, [])
    entries = [d for d in body.elements("div") if d.attributes.get("type") != "comments"]
    pointer = bibl.find("publicationStmt/ptr")
    download = next((d for d in _all(node, "date") if d.attributes.get("type") == "download"), None)
    terms = _all(node.find("teiHeader/profileDesc") or Node("", {}, []), "term")
    return {
        "@tei": "",
        "title": _said(bibl.find("titleStmt/title")),
        "author": [a.text() for a in _all(bibl.find("titleStmt") or Node("", {}, []), "author")],
        "publisher": _said(bibl.find("publicationStmt/publisher")),
        "url": pointer.attributes.get("target", "") if pointer is not None else "",
        "date": _said(bibl.find("publicationStmt/date")),
        "retrieved": _said(download),
        "abstract": _said(node.find("teiHeader/profileDesc/abstract")),
        "tags": [tag.strip() for t in terms for tag in t.text().replace(";", ",").split(",")],
        "text": "".join(as_html(entry) for entry in entries or [body]),
    }


def plain(node: Node) -> Any:
    """An element as text, list or named values."""
    inside = list(node.elements())
    if not inside:
        return node.text().strip()
    if all(child.name == "value" for child in inside):
        return [plain(child) for child in inside]
    found: dict[str, Any] = {}
    for child in inside:
        value = plain(child)
        if child.name not in found:
            found[child.name] = value
        elif isinstance(found[child.name], list):
            found[child.name].append(value)
        else:
            found[child.name] = [found[child.name], value]
    return found


def as_html(node: Node) -> str:
    """An element and all in it as HTML."""
    return "".join(_html_pieces(node))


def _html_pieces(node: Node) -> Iterator[str]:
    name = _AS_HTML.get(node.name, node.name)
    if name == "img":
        return
    yield f"<{name}>"
    for child in node.children:
        if isinstance(child, str):
            yield escape(child)
        else:
            yield from _html_pieces(child)
    if name != "br":
        yield f"</{name}>"


def _texts(node: Node) -> dict[str, Any]:
    """The first element of each name, as text."""
    found: dict[str, Any] = {}
    for child in node.elements():
        text = child.text().strip()
        if text:
            found.setdefault(child.name, text)
    return found


def _all(node: Node, name: str) -> Iterator[Node]:
    for child in node.elements():
        if child.name == name:
            yield child
        yield from _all(child, name)


def _said(node: Node | None) -> str:
    return node.text().strip() if node is not None else ""


def _name_of_mail(author: str) -> str:
    """RSS asks for "address (Name)"."""
    before, bracket, name = author.partition("(")
    return name.rstrip(") ") if bracket and "@" in before else author


def _without_captions(html: str) -> str:
    """WordPress keeps captions of pictures in [caption]…[/caption]; other marks in brackets that
    it knows go as well, their text stays."""
    pieces: list[str] = []
    at = 0
    while (start := html.find("[caption", at)) >= 0:
        end = html.find("[/caption]", start)
        if end < 0:
            break
        pieces.append(html[at:start])
        at = end + len("[/caption]")
    return "".join((*pieces, html[at:]))


def _paragraphs(html: str) -> str:
    """Text of the older editor has no tags for paragraphs: blank lines part them."""
    if "<p" in html:
        return html
    blocks: Iterable[str] = html.replace("\r\n", "\n").split("\n\n")
    return "".join(f"<p>{block}</p>" for block in blocks)
