"""A text for IRaMuTeQ (iramuteq.org): a line of starred variables before each article.

A variable is *name_value, ASCII letters and digits without spaces; a star means nothing else, so
the texts go without.
"""

import re
from collections.abc import Iterable, Iterator

from hemero.commands.exporting.entries import Archive, Entry, plain_text
from hemero.text import fold, squeeze

_NO_VALUE_SIGN = re.compile(r"[^a-z0-9-]+")
_LONGEST = 60  # characters of a value


def iramuteq_lines(entries: Iterable[Entry], archive: Archive) -> Iterator[bytes]:
    """Each article under its variables; undated ones and those without a source say so."""
    for entry in entries:
        lines = [_starred(entry), *_paragraphs(entry)]
        yield "".join(f"{line}\n" for line in lines).encode("utf-8", "replace") + b"\n"


def _starred(entry: Entry) -> str:
    article = entry.article
    date = article.date or ""
    values = {
        "id": entry.permalink.removesuffix(".html"),
        "source": article.source or "",
        "date": date[:10],
        "year": date[:4],
        "month": date[:7] if len(date) > 4 else "",
        "lang": article.language or "",
        "author": article.authors[0] if article.authors else "",
    }
    return "**** " + " ".join(f"*{name}_{_value(value)}" for name, value in values.items())


def _value(text: str) -> str:
    return _NO_VALUE_SIGN.sub("-", fold(text))[:_LONGEST].strip("-") or "none"


def _paragraphs(entry: Entry) -> Iterator[str]:
    article = entry.article
    texts = (article.title, article.standfirst or "", *map(plain_text, article.body))
    for text in texts:
        said = squeeze(text.replace("*", " "))
        if said:
            yield said
