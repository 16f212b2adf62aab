"""Markdown as HTML that cannot surprise: no raw HTML, no images, no attributes of its own.

Links lead to http, https or mailto addresses, or nowhere: a refused one shows its text.
Images become links, so that no page loads anything from another host. Headings continue the
page's outline. Plain paragraphs, nearly all there are, skip the parser.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hemero.renderer.links import EXTERNAL_REL, host_of, safe_url

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Typeset = Callable[[str], str] | None

# A line that no rule of CommonMark or of tables touches: it begins with a letter or an opening
# quotation mark, ends with something seen, and holds no sign that means anything.
_INERT = r"[^\\`*_{}\[\]<>&#|~=+^\x00-\x1f\x7f-\x9f\u2028\u2029"
_LINE = rf"(?:[^\W\d_]|[«“‘])(?:{_INERT}]*{_INERT}\s])?"
_PLAIN = re.compile(rf"{_LINE}(?:\n{_LINE})*")


def is_plain(source: str) -> bool:
    """Whether `source` is one paragraph in which no sign has a meaning."""
    return _PLAIN.fullmatch(source) is not None


def markdown_blocks(sources: Sequence[str], typeset: Typeset = None) -> list[str]:
    """HTML for each of consecutive blocks, parsed together where one may need another.

    What spans several blocks (a loose list) stands with the first of them; the others are "".
    """
    outline = {"level": 1}  # the page's own h1
    if any("]:" in source for source in sources):  # a reference definition serves all blocks
        return _parsed(sources, typeset, outline)
    pieces: list[str] = []
    for plain, run in groupby(sources, key=is_plain):
        if plain:
            pieces += [plain_paragraph(source, typeset) for source in run]
        else:
            pieces += _parsed(list(run), typeset, outline)
    return pieces


def markdown_html(source: str, typeset: Typeset = None) -> str:
    """HTML of a whole Markdown text."""
    return "\n".join(_parsed([source], typeset, {"level": 1}))


def plain_paragraph(source: str, typeset: Typeset) -> str:
    """The very bytes that the parser would give for a plain block."""
    text = (typeset(source) if typeset else source).replace('"', "&quot;")
    return f"<p>{text}</p>"


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # slow to import; archives of plain text never need it

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # `_links` decides
    return parser


def _parsed(sources: Sequence[str], typeset: Typeset, outline: dict[str, int]) -> list[str]:
    parser = _parser()
    tokens = parser.parse("\n\n".join(sources))
    _tame(tokens, typeset, outline)
    pieces = [""] * len(sources)
    starts = _first_lines(sources)
    for element in _top_level(tokens):
        line = element[0].map[0] if element[0].map else 0
        at = sum(start <= line for start in starts) - 1
        pieces[at] += parser.renderer.render(element, parser.options, {})
    return [piece.rstrip("\n") for piece in pieces]


def _first_lines(sources: Sequence[str]) -> list[int]:
    starts, line = [], 0
    for source in sources:
        starts.append(line)
        line += source.count("\n") + 2
    return starts


def _top_level(tokens: Sequence["Token"]) -> Iterator[list["Token"]]:
    """The tokens of each outermost element."""
    element: list[Token] = []
    depth = 0
    for token in tokens:
        element.append(token)
        depth += token.nesting
        if depth == 0:
            yield element
            element = []


def _tame(tokens: Sequence["Token"], typeset: Typeset, outline: dict[str, int]) -> None:
    """Keep of each token what may be shown."""
    for token in tokens:
        token.attrs = {k: v for k, v in token.attrs.items() if k == "start"}
        token.info = ""
        if token.type == "heading_open":
            outline["level"] = min(max(int(token.tag[1]), 2), outline["level"] + 1)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{outline['level']}"
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.children:
            token.children = list(_links(token.children))
            _set_spaces(token.children, typeset)


def _set_spaces(tokens: Sequence["Token"], typeset: Typeset) -> None:
    if typeset:
        for token in tokens:
            if token.type == "text":
                token.content = typeset(token.content)


def _links(tokens: Sequence["Token"]) -> Iterator["Token"]:
    """Inline tokens with images as links, and links only where they may lead."""
    href: str | None = None
    inside, said = False, False
    for token in tokens:
        if token.type == "link_open":
            href, inside, said = safe_url(str(token.attrs.get("href", ""))), True, False
            if href:
                token.attrs = {"href": href, "rel": EXTERNAL_REL}
                yield token
        elif token.type == "link_close":
            if href and not said:
                yield _text_token(host_of(href) or href)
            if href:
                yield token
            href, inside = None, False
        elif token.type == "image":
            yield from _image(token, inside)
            said = True
        else:
            said = said or bool(token.content.strip())
            yield token


def _image(image: "Token", inside_link: bool) -> Iterator["Token"]:
    """An image as a link to it; as its alternative text where it stands in a link."""
    address = safe_url(str(image.attrs.get("src", "")))
    text = _said(image.children or []).strip() or (address or "").rpartition("/")[2] or "image"
    if address is None or inside_link:
        yield _text_token(text)
        return
    yield _token("link_open", "a", 1, attrs={"href": address, "rel": EXTERNAL_REL})
    yield _text_token(text)
    yield _token("link_close", "a", -1)


def _said(tokens: Sequence["Token"]) -> str:
    """The text of an image's description."""
    return "".join(_said(t.children) if t.children else t.content or " " for t in tokens)


def _text_token(text: str) -> "Token":
    return _token("text", "", 0, content=text)


def _token(kind: str, tag: str, nesting: int, **fields: Any) -> "Token":
    from markdown_it.token import Token

    return Token(kind, tag, nesting, **fields)  # type: ignore[arg-type]


def plain_words(source: str) -> str:
    """Markdown without its signs, roughly: for descriptions, where an excerpt will do."""
    if is_plain(source):
        return source
    text = re.sub(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,2048}[^()]{0,300}\)", r"\1", source)
    return re.sub(r"^[#>\s*+-]{1,12}|[*_`]", "", text)
