"""One article as citations: BibTeX, RIS, the Wikipedia template of its language, ISO 690.

Unknown fields are left out. The archive's address is cited; where the original's is known,
that comes first and the archive's beside it.
"""

import re
from typing import NamedTuple

from msgspec import Struct

from hemero.model.article import Article
from hemero.renderer.dates import parse_date
from hemero.renderer.links import safe_url
from hemero.renderer.strings import Strings
from hemero.text import fold, squeeze


class Citation(Struct, frozen=True):
    """A way to cite, under the name that readers know it by."""

    name: str
    text: str


class _Wikipedia(NamedTuple):
    """One Wikipedia's template for news and the names of its fields."""

    template: str
    title: str
    work: str
    date: str
    url: str
    language: str
    author: str
    archive: str


_WIKIPEDIA = {
    "fr": _Wikipedia(
        "Article", "titre", "périodique", "date", "lire en ligne", "langue", "auteur", "archiveurl"
    ),
    "en": _Wikipedia(
        "cite news", "title", "work", "date", "url", "language", "author", "archive-url"
    ),
    "de": _Wikipedia(
        "Internetquelle", "titel", "werk", "datum", "url", "sprache", "autor", "archiv-url"
    ),
    "es": _Wikipedia(
        "cita noticia", "título", "publicación", "fecha", "url", "idioma", "autor", "urlarchivo"
    ),
    "it": _Wikipedia(
        "Cita news", "titolo", "pubblicazione", "data", "url", "lingua", "autore", "urlarchivio"
    ),
    "pt": _Wikipedia(
        "citar jornal", "titulo", "jornal", "data", "url", "lingua", "autor", "arquivourl"
    ),
    "nl": _Wikipedia(
        "Citeer nieuws", "titel", "werk", "datum", "url", "taal", "auteur", "archiefurl"
    ),
}
_BABEL = {
    "fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian",
    "pt": "portuguese", "nl": "dutch", "pl": "polish", "ru": "russian", "ar": "arabic",
}  # fmt: skip
_IN_BIBTEX = str.maketrans(
    {sign: "\\" + sign for sign in "{}%&#_$"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)
_IN_WIKITEXT = str.maketrans(
    {"|": "{{!}}", "=": "{{=}}", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;"}
    | {"<": "&lt;", ">": "&gt;"}
)
_IN_URL = str.maketrans({"|": "%7C", "{": "%7B", "}": "%7D"})
_WORDS = re.compile(r"[a-z0-9]+")


def cite(article: Article, address: str, words: Strings, interface: Strings) -> list[Citation]:
    """The citations of `article`, dates in its own language (`words`)."""
    original = safe_url(article.url) or ""
    t = interface.plain
    return [
        Citation(t.reference, iso_690(article, original or address, words)),
        Citation("BibTeX", bibtex(article, original, address)),
        Citation("RIS", ris(article, original or address)),
        Citation(t.wikipedia, wikipedia(article, original, address, words)),
    ]


def iso_690(article: Article, address: str, words: Strings) -> str:
    """One line for people. Names stand as they were signed; no date is said to be none."""
    t = words.plain
    when = words.date(article.date) if article.date else t.no_date
    pieces = [
        ", ".join(article.authors),
        article.title,
        f"{article.source or ''} {t.online}".lstrip(),
        when,
        address,
    ]
    return ". ".join(squeeze(piece).rstrip(".") for piece in pieces if piece) + "."


def bibtex(article: Article, original: str, address: str) -> str:
    """A biblatex @online entry; the title in double braces keeps its capitals."""
    fields = {
        "title": f"{{{_tex(article.title)}}}",
        "author": " and ".join(f"{{{_tex(author)}}}" for author in article.authors),
        "organization": _tex(article.source or ""),
        "date": (article.date or "")[:10],
        "langid": _BABEL.get((article.language or "")[:2], ""),
        "url": original or address,
        "note": f"\\url{{{address}}}" if original and address else "",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{_key(article)},\n{lines}}}"


def _key(article: Article) -> str:
    """Source, year and a long word of the title; the digest of the file keeps it unique."""
    source = "".join(_WORDS.findall(fold(article.source or "")))[:20]
    long_words = (word for word in _WORDS.findall(fold(article.title)) if len(word) > 5)
    return f"{source}{(article.date or 'nd')[:4]}{next(long_words, '')}{article.sha256[:4]}"


def _tex(text: str) -> str:
    return squeeze(text).translate(_IN_BIBTEX)


def ris(article: Article, address: str) -> str:
    """A RIS record of type NEWS."""
    tags = [
        ("TY", "NEWS"),
        ("TI", article.title),
        *(("AU", author) for author in article.authors),
        ("T2", article.source),
        ("DA", _ris_date(article.date)),
        ("LA", article.language),
        ("UR", address),
    ]
    return "\n".join([*(f"{tag}  - {squeeze(value)}" for tag, value in tags if value), "ER  - "])


def _ris_date(date: str | None) -> str:
    when = parse_date(date)
    if when is None:
        return ""
    month, day = (f"{part:02}" if part else "" for part in (when.month, when.day))
    return f"{when.year:04}/{month}/{day}/"


def wikipedia(article: Article, original: str, address: str, words: Strings) -> str:
    """The template of the article's own Wikipedia; English's where we know no other."""
    language = (article.language or "").partition("-")[0]
    names = _WIKIPEDIA.get(language, _WIKIPEDIA["en"])
    fields = {
        **_wiki_authors(names, article.authors),
        names.title: _wiki(article.title),
        names.work: _wiki(article.source or ""),
        names.date: _wiki(words.date(article.date)) if article.date else "",
        names.language: language,
        names.url: (original or address).translate(_IN_URL),
        names.archive: address.translate(_IN_URL) if original else "",
    }
    filled = "".join(f" |{name}={value}" for name, value in fields.items() if value)
    return f"{{{{{names.template}{filled}}}}}"


def _wiki_authors(names: _Wikipedia, authors: tuple[str, ...]) -> dict[str, str]:
    """author, author2, …; German takes all in one field."""
    if names.template == "Internetquelle":
        return {names.author: ", ".join(map(_wiki, authors))}
    return {
        names.author + (str(number) if number > 1 else ""): _wiki(author)
        for number, author in enumerate(authors, 1)
    }


def _wiki(text: str) -> str:
    return squeeze(text).translate(_IN_WIKITEXT)
