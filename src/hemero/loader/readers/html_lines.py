"""HTML as lines of text: a line a block, in order, without what is no text at all."""

from collections.abc import Iterable

from hemero.loader.readers.html_events import Event, read_events

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol option p pre section "
    "summary table tbody td tfoot th thead title tr ul".split()
)
# No text for readers, or (captions, navigation) none of the article's.
_SKIPPED = frozenset(
    "audio button canvas datalist embed figcaption footer form iframe map math nav noscript object "
    "script select style svg template textarea title video head".split()
)
VOID = frozenset("br hr img input meta link wbr source track col area base embed".split())
_MARKUP = ("</p>", "</div>", "<br", "</li>", "</a>", "<p>", "</h2>", "</strong>", "</span>")


def looks_like_html(text: str) -> bool:
    """Whether a record's text is HTML: it holds a closing tag that only markup holds."""
    if "<" in text:
        head = text[:20_000].lower()
        return any(sign in head for sign in _MARKUP)
    return False


def html_lines(html: str) -> list[str]:
    """The text of a piece of HTML, a blank line between blocks."""
    return lines_of(read_events(html))


def lines_of(events: Iterable[Event]) -> list[str]:
    """The text of `events`. Items of lists begin with a bullet, quotations with ">"."""
    writer = _Writer()
    for event in events:
        writer.take(event)
    writer.end_line()
    return writer.lines


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pieces: list[str] = []
        self.skipping = ""  # the element that is passed over
        self.nested = 0  # elements of its name inside it
        self.quotes = 0
        self.mark = ""

    def take(self, event: Event) -> None:
        kind, name, text = event
        if self.skipping:
            self._pass_over(kind, name)
        elif kind == "t":
            if not name:  # else the content of a script or the like
                self.pieces.append(text)
        elif kind == "<":
            self._open(name, text)
        elif kind == "/":
            self._close(name)

    def end_line(self) -> None:
        line = " ".join("".join(self.pieces).split())
        self.pieces.clear()
        if not line:
            return
        if self.quotes and not self.mark:
            line = f"> {line}"
        if self.lines and not (self.mark and self.lines[-1].startswith("• ")):
            self.lines.append("")
        self.lines.append(f"{self.mark}{line}")
        self.mark = ""

    def _open(self, name: str, attributes: str) -> None:
        if name in _SKIPPED:
            if name not in VOID and not attributes.endswith("/"):
                self.skipping, self.nested = name, 1
            if name in _BLOCKS:
                self.end_line()
        elif name == "br":
            self.end_line()
        elif name in _BLOCKS:
            self.end_line()
            self.mark = "• " if name == "li" else ""
            self.quotes += name == "blockquote"

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self.end_line()
            self.mark = ""
            if name == "blockquote":
                self.quotes = max(0, self.quotes - 1)

    def _pass_over(self, kind: str, name: str) -> None:
        if name != self.skipping:
            if self.skipping == "head" and kind == "<" and name == "body":
                self.skipping = ""  # the head was never closed
            return
        self.nested += (kind == "<") - (kind == "/")
        if self.nested <= 0:
            self.skipping = ""
