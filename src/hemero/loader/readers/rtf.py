"""RTF as lines of text: control words that end lines and cells count, all others are dropped."""

import codecs
import re

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?+ ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)"
)
_ENDS = {"par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "cell": "\t",
         "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
         "ldblquote": "“", "rdblquote": "”", "bullet": "•", "nestcell": "\t"}  # fmt: skip
_NO_TEXT = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl "
    "footerr footerf themedata colorschememapping latentstyles datastore generator xmlnstbl "
    "listtable listoverridetable revtbl rsidtbl fldinst bkmkstart bkmkend".split()
)
_DEEPEST = 2_000  # open braces


class _State:
    """What holds inside of one pair of braces."""

    __slots__ = ("silent", "skip")

    def __init__(self, silent: bool, skip: int) -> None:
        self.silent = silent  # inside of something that is no text
        self.skip = skip  # characters that stand for a Unicode one, for old readers


def rtf_lines(path: str, data: bytes, limits: Limits) -> list[str]:
    """The text of an RTF file. UnreadableSource where it is none."""
    if not data.startswith(b"{\\rtf"):
        raise UnreadableSource("is no RTF document.", path)
    source = data.decode("latin-1")
    pieces: list[str] = []
    page = "cp1252"
    stack: list[_State] = []
    state = _State(False, 1)
    pending = 0  # characters still to be skipped
    octets = bytearray()
    for token in _TOKEN.finditer(source):
        word, number, octet, sign, brace, text = token.groups("")
        if octets and not octet:
            pieces.append(octets.decode(page, "replace"))
            octets.clear()
        if brace == "{":
            stack.append(state)
            if len(stack) > _DEEPEST:
                raise UnreadableSource("is nested too deeply.", path)
            state = _State(state.silent, state.skip)
        elif brace:
            state = stack.pop() if stack else state
            pending = 0
        elif word in _NO_TEXT or sign == "*":
            state.silent = True
        elif word == "ansicpg":
            page = _code_page(number)
        elif word == "uc":
            state.skip = min(int(number or 1), 10)
        elif word == "u" and not state.silent:
            pieces.append(_character(int(number or 0)))
            pending = state.skip
        elif state.silent:
            continue
        elif octet:
            if pending:
                pending -= 1
            else:
                octets.append(int(octet, 16))
        elif text:
            pieces.append(text[pending:].encode("latin-1").decode(page, "replace"))
            pending = max(0, pending - len(text))
        elif sign:
            pieces.append({"~": "\xa0", "_": "-", "\n": "\n", "\r": "\n"}.get(sign, sign))
        else:
            pieces.append(_ENDS.get(word, ""))
    # A character beyond 16 bits comes as two halves.
    whole = "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.split("\n")


def _character(number: int) -> str:
    number += 0x10000 if number < 0 else 0
    return chr(number) if 0 < number <= 0xFFFF else ""


def _code_page(number: str) -> str:
    try:
        return codecs.lookup(f"cp{int(number)}").name
    except (LookupError, ValueError):
        return "cp1252"
