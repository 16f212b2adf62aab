"""What of a document may recur in others of its source: a key for each of its lines.

Knows one article. Which lines recur is found out by the archive (`archive.chrome`), which sees
the keys alone, and is handed back to the judge as a set of keys.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import xxhash

from hemero.loader.page import BULLETS
from hemero.loader.sitename import LONGEST_NAME, SEPARATOR, name_key
from hemero.model.article import Article
from hemero.model.lines import KEPT, PROSE, DocumentLines, line_id, pack_keys
from hemero.text import squeeze

_SHORTEST = 3  # letters and digits of a line that says something
_LONGEST = 600  # characters of a line that is looked at: standing texts are shorter
_PROSE_WORDS = 12
_LEADING = "".join(BULLETS) + " \t\u00a0"
_TAIL = "\x00tail\x00"  # what stands before the end of a title, so that it is no line


def line_key(text: str) -> int:
    """A line's key, the same for all that read alike: case, bullet and spaces do not count."""
    return _digest(squeeze(text).lstrip(_LEADING).lower())


def tail_key(text: str) -> int:
    """The key of what stands behind the last separator of a title."""
    return _digest(_TAIL + squeeze(text).lower())


def _digest(text: str) -> int:
    return line_id(xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")))


def document_lines(article: Article) -> DocumentLines:
    """The keys of an article's lines, kept and stripped, and the family in which they may recur.

    Of Markdown, which was written and not scraped, and of what was taken down there are none.
    """
    keys: dict[int, int] = {}
    if article.markup == "text" and article.withdrawn is None:
        for key, flags in _keys(article):
            keys[key] = keys.get(key, 0) | flags
    packed = pack_keys(sorted(key | flags for key, flags in keys.items()))
    return DocumentLines(article.path, _family(article), packed)


def _keys(article: Article) -> Iterator[tuple[int, int]]:
    for block in article.body:
        for line in block.text.split("\n"):
            if _may_recur(line):
                yield line_key(line), KEPT | _prose(line)
    for stripped in article.boilerplate:
        if _may_recur(stripped.text):
            yield line_key(stripped.text), _prose(stripped.text)
    *_, tail = SEPARATOR.split(article.title)
    if tail != article.title and len(tail) <= LONGEST_NAME and _may_recur(tail):
        yield tail_key(tail), KEPT
    elif article.source:
        yield tail_key(article.source), 0


def _may_recur(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    return len(line) >= 2 * _SHORTEST or sum(map(str.isalnum, line)) >= _SHORTEST


def _prose(line: str) -> int:
    return PROSE if line.count(" ") + 1 >= _PROSE_WORDS else 0


def _family(article: Article) -> str:
    """The site, as the file or the page's address names it, else the folder."""
    if article.source:
        return f"source:{name_key(article.source)}"
    host = urlsplit(article.url).hostname if article.url else None
    if host:
        return f"source:{name_key(host)}"
    file = article.path.partition("#")[0]
    return f"file:{file}" if file != article.path else f"folder:{PurePosixPath(file).parent}"
