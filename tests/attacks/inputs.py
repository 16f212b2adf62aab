"""The same article in every form that a tool may have saved it in."""

import csv
import html
import io
import json
from collections.abc import Callable, Mapping

Fields = Mapping[str, str]
TEXT = (
    "Le conseil a voté le budget du pont après une longue séance de nuit, et les habitants ont "
    "quitté la salle sans un mot."
)


def fields(number: int, **given: str) -> dict[str, str]:
    """What is stated of one article; `given` stands in place of the ordinary."""
    return {
        "title": f"La séance numéro {number} du conseil",
        "text": TEXT,
        "source": "La Gazette",
        "author": "Anne Le Goff",
        "tag": "Budget",
        "related": "Le pont de Kerrec rouvre mardi",
        "url": f"https://gazette.example/{number}",
        "date": f"2022-04-{number % 28 + 1:02}",
        "language": "fr",
        **given,
    }


def paragraphs(of: Fields) -> list[str]:
    """The text between two ordinary paragraphs, a related link after the first."""
    return [TEXT, f"Lire aussi\u00a0 {of['related']}", of["text"], TEXT]


def as_text(of: Fields) -> bytes:
    """A scrape, all of it text."""
    head = f"{of['title']} – {of['source']}"
    return "\n\n".join([head, head, f"Par {of['author']}", *paragraphs(of)]).encode()


def as_markdown(of: Fields) -> bytes:
    """Markdown under front matter."""
    keys = {"title": "title", "source": "source", "url": "url", "date": "date"}
    keys |= {"language": "language", "author": "author"}
    head = [f"{key}: {json.dumps(of[field])}" for key, field in keys.items()]
    head.append(f"tags: [{json.dumps(of['tag'])}]")
    return "\n".join(["---", *head, "---", "", "\n\n".join(paragraphs(of))]).encode(
        "utf-8", "surrogatepass"
    )


def record(of: Fields) -> dict[str, object]:
    """As spiders save it."""
    return {
        "title": of["title"], "text": "\n\n".join(paragraphs(of)), "source": of["source"],
        "authors": [of["author"]], "tags": [of["tag"]], "url": of["url"], "date": of["date"],
        "language": of["language"],
    }  # fmt: skip


def as_json(of: Fields) -> bytes:
    """One object in a file."""
    return json.dumps(record(of), indent=1).encode()


def as_json_lines(of: Fields) -> bytes:
    """One object a line."""
    return json.dumps(record(of), ensure_ascii=True).encode() + b"\n"


def as_csv(of: Fields) -> bytes:
    """A table of one row."""
    row = {name: ";".join(v) if isinstance(v, list) else v for name, v in record(of).items()}
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, list(row))
    table.writeheader()
    table.writerow(row)
    return out.getvalue().encode("utf-8", "surrogatepass")


def as_xml(of: Fields) -> bytes:
    """A feed of one item; what XML cannot hold is left out, as its writers must."""
    told = {name: _xml(value) for name, value in of.items()}
    body = "".join(f"<p>{_xml(html.escape(text))}</p>" for text in paragraphs(of))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{told['source']}</title><language>fr</language><item>"
        f"<title>{told['title']}</title><link>{told['url']}</link>"
        f"<dc:creator>{told['author']}</dc:creator><category>{told['tag']}</category>"
        f"<pubDate>{told['date']}</pubDate><content:encoded>{body}</content:encoded>"
        "</item></channel></rss>"
    ).encode()


def as_page(of: Fields) -> bytes:
    """A saved page that shows the text as text."""
    told = {name: html.escape(value) for name, value in of.items()}
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs(of))
    return (
        f"<!doctype html><html lang=fr><head><meta charset=utf-8><title>{told['title']}</title>"
        f'<meta name="author" content="{told["author"]}"></head><body><article>'
        f"<h1>{told['title']}</h1>{body}</article></body></html>"
    ).encode("utf-8", "surrogatepass")


def as_live_page(of: Fields) -> bytes:
    """A saved page in which the same signs are markup, as they were when they did harm."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs(of))
    return (
        f"<!doctype html><html><head><title>{of['title']}</title>"
        f'<meta name="author" content="{of["author"]}"></head><body><article>'
        f"<h1>{of['title']}</h1>{body}</article></body></html>"
    ).encode("utf-8", "surrogatepass")


FORMS: dict[str, Callable[[Fields], bytes]] = {
    "txt": as_text,
    "md": as_markdown,
    "json": as_json,
    "jsonl": as_json_lines,
    "csv": as_csv,
    "xml": as_xml,
    "html": as_page,
}
"""Suffix → how an article is written so."""


def _xml(text: str) -> str:
    allowed = (c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd")
    return html.escape("".join(allowed))
