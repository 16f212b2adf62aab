"""A TEI P5 corpus (tei-c.org), for scholars of texts: one TEI element an article.

What the source printed goes into the text, what is known of it into the header. Related links
are notes at their place.
"""

import re
from collections.abc import Iterable, Iterator

import hemero
from hemero.commands.exporting.entries import Archive, Entry, plain_text
from hemero.commands.exporting.xml import element
from hemero.model.article import Article, Block
from hemero.renderer.dates import parse_date
from hemero.renderer.links import safe_url
from hemero.renderer.provenance import is_estimated
from hemero.text import count_words, squeeze

_NO_NAME_SIGN = re.compile(r"[^A-Za-z0-9._-]")
_PRECISION = {4: "low", 7: "medium", 10: "high"}  # of a year, a month, a day


def tei_lines(entries: Iterable[Entry], archive: Archive) -> Iterator[bytes]:
    """One teiCorpus document, an article at a time."""
    yield _corpus_head(archive).encode()
    for entry in entries:
        yield "".join(f"{line}\n" for line in _document(entry)).encode("utf-8", "replace")
    yield b"</teiCorpus>\n"


def tei_id(permalink: str) -> str:
    """The xml:id of the article at `permalink`."""
    return "a." + _NO_NAME_SIGN.sub("_", permalink.removesuffix(".html").replace("/", "."))


def _corpus_head(archive: Archive) -> str:
    address = element("p", archive.base_url) if archive.base_url else "<p>An archive of news.</p>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc>\n'
        f"<titleStmt>{element('title', archive.title)}</titleStmt>\n"
        f"<publicationStmt>{address}</publicationStmt>\n"
        "<sourceDesc><p>Texts as saved from the pages of their publishers.</p></sourceDesc>\n"
        f"</fileDesc></teiHeader>\n"
    )


def _document(entry: Entry) -> Iterator[str]:
    article = entry.article
    language = f' xml:lang="{article.language}"' if article.language else ""
    yield f'<TEI xml:id="{tei_id(entry.permalink)}"{language}>'
    yield from _header(entry)
    yield "<text><body>"
    yield from _body(entry)
    yield "</body></text>\n</TEI>"


# header


def _header(entry: Entry) -> Iterator[str]:
    article = entry.article
    words = sum(count_words(plain_text(block)) for block in article.body)
    yield "<teiHeader><fileDesc>"
    yield f"<titleStmt>{element('title', article.title)}{_people(article)}</titleStmt>"
    yield f'<extent><measure unit="words" quantity="{words}"/></extent>'
    yield f"<publicationStmt>{_publication(entry)}</publicationStmt>"
    yield f"<sourceDesc>{_source(article)}</sourceDesc></fileDesc>"
    yield (
        '<encodingDesc><appInfo><application ident="hemero" '
        f'version="{hemero.__version__}"><label>Hemero</label></application></appInfo></encodingDesc>'
    )
    yield f"<profileDesc>{_profile(entry)}</profileDesc></teiHeader>"


def _people(article: Article) -> str:
    authors = "".join(element("author", author) for author in article.authors)
    others = "".join(
        f"<respStmt><resp>contributor</resp>{element('name', name)}</respStmt>"
        for name in article.contributors
    )
    return authors + others


def _publication(entry: Entry) -> str:
    said = (
        element("publisher", entry.article.source or "unknown"),
        _date(entry.article),
        element("idno", entry.permalink, type="permalink"),
        element("idno", entry.address, type="URL") if entry.address else "",
    )
    return "".join(said)


def _source(article: Article) -> str:
    address = safe_url(article.url)
    pieces = (
        element("title", article.title),
        "".join(element("author", author) for author in article.authors),
        element("publisher", article.source) if article.source else "",
        _date(article),
        element("ref", address, target=address) if address else "",
        element("idno", article.sha256, type="sha256") if article.sha256 else "",
    )
    return f"<bibl>{''.join(pieces)}</bibl>"


def _date(article: Article) -> str:
    """The date with its precision; certainty is said where it was inferred from no line."""
    date = article.date or ""
    if parse_date(date) is None:
        return element("date", date or "unknown")
    day = date[:10]
    doubt = "medium" if is_estimated(article) else ""
    return element("date", date, when=day, precision=_PRECISION[len(day)], cert=doubt)


def _profile(entry: Entry) -> str:
    language = entry.article.language
    spoken = (
        f"<langUsage>{element('language', language, ident=language)}</langUsage>"
        if language
        else ""
    )
    tags = "".join(f"<item>{element('term', tag)}</item>" for tag in entry.record["tags"])
    words = f"<textClass><keywords><list>{tags}</list></keywords></textClass>" if tags else ""
    return spoken + words or "<abstract><p/></abstract>"


# text


def _body(entry: Entry) -> Iterator[str]:
    article, notes = entry.article, _notes(entry)
    yield "<div>"
    yield element("head", article.title)
    if article.standfirst:
        yield f"<argument>{element('p', article.standfirst)}</argument>"
    told = False  # whether a paragraph stands in the division; one without any is no division
    for position, block in enumerate(article.body):
        for note in notes.get(position, ()):
            yield note
        if _is_heading(block):
            yield ("" if told else "<p/>") + "</div>\n<div>"
            yield element("head", squeeze(plain_text(block)))
            told = False
            continue
        yield _block(block)
        told = True
    if not told:
        yield "<p/>"
    for note in notes.get(len(article.body), ()):
        yield note
    yield "</div>"


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" or (
        block.kind == "markdown" and block.text.startswith("#") and "\n" not in block.text
    )


def _block(block: Block) -> str:
    text = plain_text(block)
    if block.kind == "quote":
        return f"<quote>{element('p', text)}</quote>"
    if block.kind == "list":
        return f"<list>{''.join(element('item', item) for item in text.splitlines())}</list>"
    return element("p", text)


def _notes(entry: Entry) -> dict[int, list[str]]:
    """Related links by the number of blocks before them."""
    notes: dict[int, list[str]] = {}
    most = len(entry.article.body)
    for link, told in zip(entry.article.related, entry.record["related"], strict=True):
        target = f"#{tei_id(told['target'])}" if told["target"] else safe_url(link.url) or ""
        title = (
            element("ref", link.title, target=target) if target else element("title", link.title)
        )
        note = f'<note type="related">{title}</note>'
        notes.setdefault(min(link.position, most), []).append(note)
    return notes
