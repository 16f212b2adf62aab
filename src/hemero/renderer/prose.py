"""An article's body as HTML: blocks to elements, each piece of text escaped.

Inline related links are not drawn here: the text is cut into parts where they stand, so that
a template can set them between two paragraphs as the source did.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from msgspec import Struct

from hemero.model.article import Block, RelatedLink
from hemero.renderer.markdown import markdown_blocks, markdown_html
from hemero.renderer.safe import Markup, as_html, element_text


class Setting(Struct, frozen=True):
    """How text is set. `typeset` sets a language's white space; feeds have neither."""

    typeset: Callable[[str], str] | None = None
    anchors: bool = False  # id="p1", … on paragraphs


class Part(Struct, frozen=True):
    """A stretch of text and the related links that follow it, as numbers in `Article.related`."""

    html: Markup
    related: tuple[int, ...] = ()


def text_parts(
    body: Sequence[Block], related: Sequence[RelatedLink], setting: Setting
) -> tuple[Part, ...]:
    """The body cut where related links stand; links between the same two blocks share a part.

    A position beyond the body stands at its end.
    """
    rendered = blocks_html(body, setting)
    places = sorted((min(link.position, len(body)), at) for at, link in enumerate(related))
    parts, start = [], 0
    for position, group in groupby(places, key=lambda place: place[0]):
        text = "\n".join(rendered[start:position])
        parts.append(Part(as_html(text), tuple(at for _, at in group)))
        start = position
    if start < len(body) or not parts:
        parts.append(Part(as_html("\n".join(rendered[start:]))))
    return tuple(parts)


def markdown_text(source: str) -> Markup:
    """A page's Markdown text, from the project."""
    return as_html(markdown_html(source) if source else "")


def blocks_html(body: Sequence[Block], setting: Setting) -> list[str]:
    """One piece of HTML a block, in order."""
    if "markdown" in [block.kind for block in body]:
        return _mixed(body, setting)
    return _plain(body, setting)


def _mixed(body: Sequence[Block], setting: Setting) -> list[str]:
    """A body with Markdown in it: its runs are rendered together, for references and lists."""
    pieces: list[str] = []
    for is_markdown, run in groupby(body, key=lambda block: block.kind == "markdown"):
        blocks = list(run)
        if is_markdown:
            pieces += markdown_blocks([block.text for block in blocks], setting.typeset)
        else:
            pieces += _plain(blocks, Setting(setting.typeset))
    return pieces


def _plain(blocks: Sequence[Block], setting: Setting) -> list[str]:
    pieces, number = [], 0
    for block, text in zip(blocks, _texts(blocks, setting.typeset), strict=True):
        if block.kind == "paragraph" and setting.anchors:  # nearly all of them
            number += 1
            pieces.append(f'<p id="p{number}">{text}</p>')
        else:
            pieces.append(_ELEMENTS[block.kind](text))
    return pieces


def _texts(blocks: Sequence[Block], typeset: Callable[[str], str] | None) -> list[str]:
    """The blocks' texts, typeset and escaped: all at once, as most rules find nothing to do."""
    whole = _BETWEEN.join([block.text for block in blocks])
    texts = element_text(typeset(whole) if typeset else whole).split(_BETWEEN)
    if len(texts) == len(blocks):
        return texts
    # A text holds the separator itself, which a loader would have dropped.
    return [element_text(typeset(b.text) if typeset else b.text) for b in blocks] or []


def _list(text: str) -> str:
    items = "".join(f"<li>{item}</li>" for item in text.split("\n"))
    return f"<ul>{items}</ul>"


def _quote(text: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return f"<blockquote>{lines}</blockquote>"


_BETWEEN = "\x1e"  # ASCII's record separator: white space to the typesetter, in no text
_ELEMENTS: dict[str, Callable[[str], str]] = {
    "paragraph": lambda text: f"<p>{text}</p>",
    "heading": lambda text: f"<h2>{text}</h2>",
    "list": _list,
    "quote": _quote,
    "contributor": lambda text: f'<p class="contributor">{text}</p>',
}
