"""What the readers of plain text and of Markdown share: one file, one document."""

import hashlib
import re
from collections.abc import Sequence
from typing import BinaryIO

from hemero.errors import UnreadableSource
from hemero.loader.characters import clean
from hemero.loader.limits import Limits
from hemero.loader.readers.decoding import Decoded, decode
from hemero.loader.readers.frontmatter import FrontMatter, read_front_matter
from hemero.loader.readers.given import Stated, state_given
from hemero.loader.readers.western import ENCODING as WINDOWS_1252
from hemero.model.article import Given, Markup, RawDocument
from hemero.model.report import Complaint

# Nothing of these shows: a text of nothing else is empty.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f"
_TRAFILATURA_KEYS = frozenset({"hostname", "fingerprint", "sitename"})
_MARKDOWN_SIGN = re.compile(r"#{1,6} |[^\]]{0,300}\]\(https?://|\s{0,3}[-*] \S|\*\*\S")


def read_prose(path: str, file: BinaryIO, limits: Limits, markup: Markup) -> RawDocument:
    """The one document of a text file. UnreadableSource where it gives no text."""
    data = read_whole(path, file, limits)
    decoded = decode(data, path)
    lines = _split_lines(decoded.text, path, limits)
    front = read_front_matter(lines, path, markup, limits)
    stated = Stated(Given())
    if front:
        lines = lines[front.lines :]
        stated = state_given(front.fields, lines, limits)
        markup = "markdown" if _is_markdown_in_disguise(front, lines) else markup
    if not any(not line.isspace() and line.strip(_INVISIBLE) for line in lines if line):
        raise UnreadableSource(
            "no text under its front matter." if front else "nothing but white space.", path
        )
    return RawDocument(
        path=path,
        lines=tuple(_without_tabs(lines, markup) if "\t" in decoded.text else lines),
        given=stated.given,
        markup=markup,
        first_line=front.lines + 1 if front else 1,
        encoding=decoded.encoding,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=_warn_of_characters(decoded, path)
        + (front.warnings if front else ())
        + stated.warnings,
    )


def read_whole(path: str, file: BinaryIO, limits: Limits) -> bytes:
    """All bytes of a file that is read in one go, within the limit."""
    size = file.seek(0, 2)
    if size > limits.file_bytes:
        raise UnreadableSource(
            f"{size:,} bytes; at most {limits.file_bytes:,} are read as one article.", path
        )
    file.seek(0)
    data = file.read(size + 1)
    if len(data) != size:
        raise UnreadableSource("the file changed while it was read.", path, "Build again.")
    return data


def _split_lines(text: str, path: str, limits: Limits) -> list[str]:
    if len(text) > limits.lines and text.count("\n") > limits.lines:
        raise UnreadableSource(f"more than {limits.lines:,} lines.", path)
    # All that Unicode counts as line ends: LF, VT, FF, NEL, U+2028, U+2029 (CR is gone already).
    lines = clean(text).splitlines()
    if len(lines) > limits.lines:
        raise UnreadableSource(f"more than {limits.lines:,} lines.", path)
    if len(text) > limits.line_chars:
        for number, line in enumerate(lines, 1):
            if len(line) > limits.line_chars:
                raise UnreadableSource(
                    f"a line of {len(line):,} characters; at most {limits.line_chars:,} are read.",
                    f"{path}:{number}",
                )
    return lines


def _without_tabs(lines: Sequence[str], markup: Markup) -> list[str]:
    """A tab separates words in text; in Markdown it indents to the next stop of four."""
    if markup == "markdown":
        return [line.expandtabs(4) for line in lines]
    return [line.replace("\t", " ") for line in lines]


def _is_markdown_in_disguise(front: FrontMatter, lines: Sequence[str]) -> bool:
    """trafilatura names its Markdown files .txt; its front matter and the marks give it away."""
    names = {field.name for field in front.fields}
    return bool(names & _TRAFILATURA_KEYS) and any(map(_MARKDOWN_SIGN.match, lines))


def _warn_of_characters(decoded: Decoded, path: str) -> tuple[Complaint, ...]:
    warnings = []
    if decoded.encoding == WINDOWS_1252:
        warnings.append(
            Complaint(
                path, "not UTF-8; read as Windows-1252.", "Check its accents.", severity="warning"
            )
        )
    if "\ufffd" in decoded.text:
        line = decoded.text.count("\n", 0, decoded.text.index("\ufffd")) + 1
        what = "holds U+FFFD: characters were lost before the file was saved."
        warnings.append(Complaint(f"{path}:{line}", what, severity="warning"))
    return tuple(warnings)
