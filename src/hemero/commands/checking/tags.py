"""The tags of an HTML page, and whether they are nested as the HTML standard has it.

No tree is made: one regular expression finds the tags, and a list of those that are open is
enough. That takes a tenth of the time of a parser, and a site may have a million pages.
"""

import re
from collections.abc import Iterator, Sequence

_ATTRIBUTES = r"""[^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+"""
# Groups: the whole's name and attributes and text of script and style; slash, name and
# attributes of any other tag. A comment and a doctype have none. What is never closed goes on to
# the end of the page, as in a browser; it also keeps the search linear.
TAG = re.compile(
    rf"<(?:(script|style)\b({_ATTRIBUTES})>(.*?)(?:</\1\s*+>|\Z)"
    rf"|(/?)([a-zA-Z][^\s/<>]*+)({_ATTRIBUTES})>"
    r"|!--.*?(?:-->|\Z)|!doctype[^<>]*+>)",
    re.DOTALL | re.IGNORECASE,
)
Tag = tuple[str, str, str, str, str, str]

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# HTML, 13.1.2.4: end tags that may be left out.
_OPTIONAL = frozenset(
    "html head body p li dt dd tr td th thead tbody tfoot colgroup option optgroup rp rt".split()
)
_CLOSES: dict[str, frozenset[str]] = {
    "li": frozenset(["li"]),
    **dict.fromkeys(("dt", "dd"), frozenset(["dt", "dd"])),
    **dict.fromkeys(("td", "th"), frozenset(["td", "th"])),
    "tr": frozenset(["td", "th", "tr"]),
    **dict.fromkeys(("tbody", "tfoot"), frozenset(["td", "th", "tr", "thead", "tbody"])),
    "option": frozenset(["option"]),
    "body": frozenset(["head"]),
    # HTML, 4.4.1: a paragraph ends where one of these begins.
    **dict.fromkeys(
        """address article aside blockquote details dialog div dl fieldset figcaption figure footer
        form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table
        ul""".split(),
        frozenset(["p"]),
    ),
}
_FOREIGN = frozenset(["svg", "math"])  # in these, <path/> is an element without content


def find_tags(text: str) -> list[Tag]:
    """Every tag of the page, in order."""
    return TAG.findall(text)


def nesting_faults(tags: Sequence[Tag]) -> Iterator[tuple[int, str]]:
    """(number of the tag, what is wrong) for every tag that does not fit the ones before."""
    open_: list[str] = ["#page"]
    foreign = 0
    for number, (_, _, _, slash, given, attributes) in enumerate(tags):
        name = given if given.islower() else given.lower()
        if not name:
            continue
        if slash:
            if open_[-1] != name:
                fault = _close(open_, name)
                if fault:
                    yield number, fault
                    continue
            foreign -= name in _FOREIGN
            open_.pop()
            continue
        if name in VOID:
            if name == "hr" and open_[-1] == "p":
                open_.pop()
            continue
        closes = _CLOSES.get(name)
        if closes:
            while open_[-1] in closes:
                open_.pop()
        if attributes[-1:] == "/":
            if not foreign and name not in _FOREIGN:
                yield number, f"<{name}/> does not close itself; it needs </{name}>"
            continue
        foreign += name in _FOREIGN
        open_.append(name)
    left = [name for name in open_[1:] if name not in _OPTIONAL]
    if left:
        yield len(tags) - 1, f"<{left[-1]}> is never closed"


def _close(open_: list[str], name: str) -> str:
    """Make `name` the last of what is open; what is wrong with that, or "" """
    if name in VOID:
        return f"</{name}> closes what has no end"
    if name not in open_:
        return f"</{name}> closes what is not open"
    unclosed = ""
    while open_[-1] != name:
        last = open_.pop()
        if last not in _OPTIONAL:
            unclosed = last
    if unclosed:
        open_.pop()
        return f"<{unclosed}> is not closed before </{name}>"
    return ""


def stray_sign(text: str, tags: Sequence[Tag]) -> int:
    """Where a "<" stands that begins no tag; -1 where none does."""
    signs = len(tags) + sum(1 + tag[2].count("<") for tag in tags if tag[0])
    if text.count("<") == signs:
        return -1
    spans = [found.span() for found in TAG.finditer(text)]
    end = 0
    for start, stop in [*spans, (len(text), len(text))]:
        at = text.find("<", end, start)
        if at >= 0:
            return at
        end = stop
    return -1
