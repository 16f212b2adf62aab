"""DOCX as lines of text: a paragraph a line, from the one part of the package that holds them."""

import io
import zipfile
import zlib
from typing import BinaryIO, cast

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.readers.xml_tree import Node, read_elements

_PART = "word/document.xml"
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
            ValueError)  # fmt: skip


def docx_lines(path: str, data: bytes, limits: Limits) -> list[str]:
    """The text of a DOCX file. UnreadableSource where it is none, or unpacks to too much."""
    lines: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo(_PART).file_size > limits.records_file_bytes:
                raise UnreadableSource("unpacks to more than is read.", path)
            with package.open(_PART) as part:
                for node in read_elements(path, cast(BinaryIO, part), limits, _is_paragraph):
                    if isinstance(node, Node):
                        lines += "".join(_text(node)).split("\n")
    except KeyError as fault:
        raise UnreadableSource("is a ZIP archive, but no DOCX document.", path) from fault
    except _DAMAGED as fault:
        raise UnreadableSource("is a damaged DOCX document.", path, "Save it again.") from fault
    return lines


def _is_paragraph(path: tuple[str, ...]) -> bool:
    return path[-1] == "w:p"


def _text(node: Node) -> list[str]:
    pieces: list[str] = []
    for child in node.elements():
        if child.name == "w:t":
            pieces.append(child.text())
        elif child.name in _SIGNS:
            pieces.append(_SIGNS[child.name])
        elif child.name not in ("w:del", "w:pPr", "w:rPr", "mc:Fallback"):
            pieces += _text(child)
    return pieces
