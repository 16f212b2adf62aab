"""One article as citations: BibTeX, RIS, the Wikipedia template of its language, ISO 690.

Unknown fields are left out. The archive's address is cited; where the original's is known,
that comes first and the archive's beside it.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from hemero.model.article import Article
from hemero.renderer.dates import parse_date
from hemero.renderer.links import safe_url
from hemero.renderer.strings import Strings
from hemero.text import fold, squeeze


class Citations(Struct, frozen=True):
    """One article in four ways."""

    reference: str  # ISO 690, for people
    bibtex: str
    ris: str
    wikipedia: str


class Work(Struct, frozen=True):
    """What is cited: every text on one line, the addresses "" where unknown."""

    title: str
    source: str
    authors: tuple[str, ...]
    date: str
    language: str
    key: str  # unique in the archive
    address: str  # the original's, else the archive's
    archived: str


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
_IN_BIBTEX = {ord(sign): "\\" + sign for sign in "{}%&#_$"} | {
    ord("\\"): "\\textbackslash{}",
    ord("~"): "\\textasciitilde{}",
    ord("^"): "\\textasciicircum{}",
}
_IN_WIKITEXT = {ord(sign): f"&#{ord(sign)};" for sign in "{}[]<>"} | {
    ord("|"): "{{!}}",
    ord("="): "{{=}}",
}
_IN_URL = {ord(sign): f"%{ord(sign):02X}" for sign in "|{}"}
_NOT_IN_BIBTEX = re.compile(r"[{}%&#_$\\~^]")
_NOT_IN_WIKITEXT = re.compile(r"[{}\[\]<>|=]")
_NOT_IN_URL = re.compile(r"[|{}]")
_WORDS = re.compile(r"[a-z0-9]+")


def cite(article: Article, address: str, words: Strings) -> Citations:
    """The citations of `article` at the archive's `address`; `words` are its own language's."""
    work = work_of(article, address)
    return Citations(iso_690(work, words), bibtex(work), ris(work), wikipedia(work, words))


def work_of(article: Article, address: str) -> Work:
    """What there is to cite of `article`, which stands at the archive's `address`."""
    return Work(
        squeeze(article.title),
        squeeze(article.source or ""),
        tuple(map(squeeze, article.authors)),
        article.date or "",
        (article.language or "").partition("-")[0],
        _key(article),
        safe_url(article.url) or address,
        address,
    )


def iso_690(work: Work, words: Strings) -> str:
    """One line for people. Names stand as they were signed; no date is said to be none."""
    t = words.plain
    pieces = (
        ", ".join(work.authors),
        work.title,
        f"{work.source} {t.online}".lstrip(),
        words.date(work.date) or t.no_date,
        work.address,
    )
    return ". ".join([piece.rstrip(".") for piece in pieces if piece]) + "."


def bibtex(work: Work) -> str:
    """A biblatex @online entry; the title in double braces keeps its capitals."""
    fields = (
        ("title", f"{{{_tex(work.title)}}}"),
        ("author", " and ".join([f"{{{_tex(author)}}}" for author in work.authors])),
        ("organization", _tex(work.source)),
        ("date", work.date[:10]),
        ("langid", _BABEL.get(work.language)),
        ("url", work.address),
        ("note", f"\\url{{{work.archived}}}" if _elsewhere(work) else ""),
    )
    lines = "".join([f"  {name} = {{{value}}},\n" for name, value in fields if value])
    return f"@online{{{work.key},\n{lines}}}"


def ris(work: Work) -> str:
    """A RIS record of type NEWS."""
    tags = (
        ("TY", "NEWS"),
        ("TI", work.title),
        *[("AU", author) for author in work.authors],
        ("T2", work.source),
        ("DA", _ris_date(work.date)),
        ("LA", work.language),
        ("UR", work.address),
    )
    return "\n".join([f"{tag}  - {value}" for tag, value in tags if value]) + "\nER  - "


def _ris_date(date: str) -> str:
    when = parse_date(date)
    if when is None:
        return ""
    month, day = (f"{part:02}" if part else "" for part in (when.month, when.day))
    return f"{when.year:04}/{month}/{day}/"


def wikipedia(work: Work, words: Strings) -> str:
    """The template of the article's own Wikipedia; English's where we know no other."""
    names = _WIKIPEDIA.get(work.language, _WIKIPEDIA["en"])
    fields = (
        *_wiki_authors(names, work.authors),
        (names.title, _wiki(work.title)),
        (names.work, _wiki(work.source)),
        (names.date, _wiki(words.date(work.date))),
        (names.language, work.language),
        (names.url, _with(work.address, _NOT_IN_URL, _IN_URL)),
        (names.archive, _with(work.archived, _NOT_IN_URL, _IN_URL) if _elsewhere(work) else ""),
    )
    filled = "".join([f" |{name}={value}" for name, value in fields if value])
    return f"{{{{{names.template}{filled}}}}}"


def _elsewhere(work: Work) -> bool:
    """Whether the archive's address is to be told beside the original's."""
    return bool(work.archived) and work.archived != work.address


def _wiki_authors(names: _Wikipedia, authors: tuple[str, ...]) -> list[tuple[str, str]]:
    """author, author2, …; German takes all in one field."""
    if names.template == "Internetquelle":
        return [(names.author, ", ".join(map(_wiki, authors)))]
    return [
        (names.author + (str(number) if number > 1 else ""), _wiki(author))
        for number, author in enumerate(authors, 1)
    ]


def _tex(text: str) -> str:
    return _with(text, _NOT_IN_BIBTEX, _IN_BIBTEX)


def _wiki(text: str) -> str:
    return _with(text, _NOT_IN_WIKITEXT, _IN_WIKITEXT)


def _with(text: str, signs: re.Pattern[str], replacements: dict[int, str]) -> str:
    """`text` with signs replaced, which it rarely holds."""
    return text.translate(replacements) if signs.search(text) else text


def _key(article: Article) -> str:
    """Source, year and a long word of the title; the digest of the file keeps it unique."""
    long_words = (word for word in article.title.split() if len(word) > 5)
    word = _ascii(next(long_words, ""))
    return f"{_ascii(article.source or '')}{(article.date or 'nd')[:4]}{word}{article.sha256[:4]}"


@lru_cache(maxsize=4096)
def _ascii(text: str) -> str:
    """The ASCII letters and digits of `text`, folded, at most 20."""
    return "".join(_WORDS.findall(fold(text)))[:20]
