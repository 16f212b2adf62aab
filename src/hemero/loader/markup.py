"""Lines that are markup and nothing else: what a page editor left in a text.

Tags, comments, character references and the codes of page builders show a reader nothing. Knows
the lines of one page, for in a text about markup the same lines are what it speaks of.
"""

import re
from collections.abc import Iterable
from html import unescape

from hemero.text import is_seen

_OPENINGS = frozenset("<&[")  # with which such a line begins
_LONGEST = 2000  # characters
_LAYERS = 3  # times over which markup may be escaped ("&amp;lt;br&amp;gt;")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELEMENTS = (
    "a|abbr|article|aside|audio|b|blockquote|br|button|center|cite|code|div|em|embed|fieldset|"
    "figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|link|"
    "main|meta|nav|noscript|object|ol|p|param|picture|pre|script|section|small|source|span|strong|"
    "style|sub|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|u|ul|video|wbr"
)
_TAG = re.compile(rf"</?(?:{_ELEMENTS})(?:[\s/][^<>]{{0,2000}})?>", re.IGNORECASE)
_BUILDERS = r"vc_\w{1,40}|et_pb_\w{1,40}|fusion_\w{1,40}"
# Any other code is told by its attributes: [contact-form id="221"].
_ATTRIBUTE = r"""\s{1,9}[\w-]{1,40}=(?:"[^"\[\]]{0,2000}"|'[^'\[\]]{0,2000}')"""
_CODE = re.compile(
    rf"\[/?(?:caption|gallery|embed|audio|playlist|{_BUILDERS})(?:\s[^\[\]]{{0,2000}})?\]"
    rf"|\[[a-z][\w-]{{1,40}}(?:{_ATTRIBUTE}){{1,30}}\s{{0,9}}/?\]"
)


def markup_among(texts: Iterable[str]) -> frozenset[str]:
    """The lines, of all those of a page, that are markup and nothing else. Where one begins with
    a tag and goes on as text, the page shows markup: then only comments, references and codes
    are. O(characters)."""
    bare: set[str] = set()
    tagged: set[str] = set()
    is_shown = False
    for text in texts:
        if text[:1] not in _OPENINGS or len(text) > _LONGEST:
            continue
        rest = _CODE.sub("", _without_comments(_unescaped(text)))
        if not is_seen(rest):
            bare.add(text)
        elif _TAG.match(rest.lstrip()):
            if is_seen(_TAG.sub("", rest)):
                is_shown = True
            else:
                tagged.add(text)
    return frozenset(bare if is_shown else bare | tagged)


def _unescaped(text: str) -> str:
    for _ in range(_LAYERS):
        plain = unescape(text)
        if plain == text:
            break
        text = plain
    return text


def _without_comments(text: str) -> str:
    commented, end, rest = text.rpartition("-->")  # a comment that never ends costs no search
    return _COMMENT.sub("", commented + end) + rest
