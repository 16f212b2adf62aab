"""What the readers of plain text and of Markdown share: one file, one document."""

import hashlib
import re
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from hemero.errors import UnreadableSource
from hemero.loader.characters import clean
from hemero.loader.limits import Limits
from hemero.loader.readers.decoding import Decoded, decode
from hemero.loader.readers.western import ENCODING as WINDOWS_1252
from hemero.model.article import Given, Markup, RawDocument
from hemero.model.report import Complaint

# Nothing of these shows: a text of nothing else is empty.
_SPACES = "\t \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_ZERO_WIDTH = "\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f"
_INVISIBLE = _SPACES + _ZERO_WIDTH
_TRAFILATURA = frozenset({"hostname", "fingerprint", "sitename"})
_MARKDOWN_SIGN = re.compile(r"#{1,6} \S|[-*] \S|\*\*\S|[^\]\n]{0,300}\]\(https?://")


class _Head(NamedTuple):
    """What stands before the text, and what it says of it."""

    given: Given = Given()
    length: int = 0  # lines
    markup: Markup | None = None
    warnings: tuple[Complaint, ...] = ()


def read_prose(path: str, file: BinaryIO, limits: Limits, markup: Markup) -> RawDocument:
    """The one document of a text file. UnreadableSource where it gives no text."""
    data = read_whole(path, file, limits)
    decoded = decode(data, path)
    lines = _split_lines(decoded.text, path, limits)
    head = _read_head(lines, path, markup, limits)
    lines = lines[head.length :] if head.length else lines
    blank = not any(line.strip(_INVISIBLE) for line in lines)
    if blank and head.given.withdrawn is None:
        raise UnreadableSource(
            "no text under its front matter." if head.length else "nothing but white space.", path
        )
    markup = head.markup or markup
    return RawDocument(
        path=path,
        lines=tuple(_without_tabs(lines, markup) if "\t" in decoded.text else lines),
        given=head.given,
        markup=markup,
        first_line=head.length + 1,
        encoding=decoded.encoding,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=_warn_of_characters(decoded, path) + head.warnings,
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
    if len(text) > limits.lines:
        _refuse_many(text.count("\n"), path, limits)
    # All that Unicode counts as line ends: LF, VT, FF, NEL, U+2028, U+2029 (CR is gone already).
    lines = clean(text).splitlines()
    _refuse_many(len(lines), path, limits)
    if len(text) > limits.line_chars:
        _refuse_long(lines, path, limits)
    return lines


def _refuse_many(count: int, path: str, limits: Limits) -> None:
    if count > limits.lines:
        raise UnreadableSource(
            f"{count:,} lines; at most {limits.lines:,} are read as one article.", path
        )


def _refuse_long(lines: Sequence[str], path: str, limits: Limits) -> None:
    for number, line in enumerate(lines, 1):
        if len(line) > limits.line_chars:
            raise UnreadableSource(
                f"a line of {len(line):,} characters; at most {limits.line_chars:,} are read.",
                f"{path}:{number}",
            )


def _read_head(lines: list[str], path: str, markup: Markup, limits: Limits) -> _Head:
    if not lines or lines[0].rstrip() != "---":
        return _Head()
    # YAML and all that knows metadata take 20 ms to import: most archives have none.
    from hemero.loader.readers.frontmatter import read_front_matter
    from hemero.loader.readers.given import state_given

    front = read_front_matter(lines, path, markup, limits)
    if front is None:
        return _Head()
    text = lines[front.length :]
    stated = state_given(front.fields, text, limits)
    names = {field.name for field in front.fields}
    disguised = bool(names & _TRAFILATURA) and any(map(_MARKDOWN_SIGN.match, text))
    return _Head(
        stated.given,
        front.length,
        # trafilatura names its Markdown files .txt: its keys and the signs give them away.
        "markdown" if disguised else None,
        front.warnings + stated.warnings,
    )


def _without_tabs(lines: Sequence[str], markup: Markup) -> list[str]:
    """A tab separates words in text; in Markdown it indents to the next stop of four."""
    if markup == "markdown":
        return [line.expandtabs(4) for line in lines]
    return [line.replace("\t", " ") for line in lines]


def _warn_of_characters(decoded: Decoded, path: str) -> tuple[Complaint, ...]:
    warnings: tuple[Complaint, ...] = ()
    if decoded.encoding == WINDOWS_1252:
        what = "not UTF-8; read as Windows-1252."
        warnings += (Complaint(path, what, "Check its accents.", severity="warning"),)
    if "\ufffd" in decoded.text:
        line = decoded.text.count("\n", 0, decoded.text.index("\ufffd")) + 1
        what = "holds U+FFFD: characters were lost before the file was saved."
        warnings += (Complaint(f"{path}:{line}", what, severity="warning"),)
    return warnings
