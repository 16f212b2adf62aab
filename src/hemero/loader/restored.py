"""An article of our own export as lines with verdicts, so that `inspect` can show what it is.

Nothing is judged: each line is what the record says, by the rule "given".
"""

from collections.abc import Iterator

from hemero.model.article import Article, BlockKind, Kind, RawDocument, Verdict

_KINDS: dict[BlockKind, Kind] = {
    "paragraph": "body",
    "heading": "heading",
    "list": "list",
    "quote": "quote",
    "contributor": "contributor",
    "markdown": "body",
}
_RULE = "given"


def stated_lines(article: Article) -> Iterator[tuple[str, Kind]]:
    """The title, the blocks line by line, and the related links where they stood."""
    links: dict[int, list[str]] = {}
    for link in article.related:
        links.setdefault(link.position, []).append(link.title)
    yield article.title, "title"
    for position, block in enumerate(article.body):
        yield from ((title, "related") for title in links.get(position, ()))
        yield from ((line, _KINDS[block.kind]) for line in block.text.split("\n"))
    yield from ((title, "related") for title in links.get(len(article.body), ()))


def stated_verdicts(document: RawDocument, article: Article) -> tuple[Verdict, ...]:
    """One verdict a line of the document, which the reader made of `stated_lines`."""
    return tuple(
        Verdict(number, line, kind if line.strip() else "blank", _RULE)
        for number, (line, kind) in enumerate(stated_lines(article), document.first_line)
    )
