"""The marks of Markdown, and the names of its verdicts: what all who judge Markdown share."""

import re

from hemero.text import squeeze

BLOCK = "markdown/block"  # rule of a line that begins a block
CONTINUES = "markdown/continues"  # and of one that goes on with it
_SIGNS = "*_`[]#>"  # one of them stands in every mark
_MARKUP = re.compile(r"[*_`]|!?\[|\]\([^)]{0,400}\)|^\s{0,3}[#>]+\s*")


def plain(text: str) -> str:
    """Markdown without its commonest marks, for comparison and for telling the language."""
    # Most lines hold no mark, and looking for seven signs costs a fiftieth of the pattern.
    if any(sign in text for sign in _SIGNS):
        text = _MARKUP.sub("", text)
    return squeeze(text)
