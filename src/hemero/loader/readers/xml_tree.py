"""XML piece by piece: each wanted element as a small tree, and then forgotten.

No document type is loaded and no entity declared: what a file declares of its own is refused,
what it borrows from HTML (&nbsp;) is decoded. Prefixes are taken as they are written.
"""

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, BinaryIO, TypeAlias
from xml.parsers import expat

from msgspec import Struct

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits

_CHUNK = 1 << 16
_DEEPEST = 200
_Wanted: TypeAlias = Callable[[tuple[str, ...]], bool]


class Node(Struct, gc=True):
    """One element. `text` is what it holds itself when it has no elements inside."""

    name: str
    attributes: dict[str, str]
    children: "list[Node | str]" = []

    def elements(self, name: str = "") -> "Iterator[Node]":
        """The elements in it, of this name or all."""
        for child in self.children:
            if isinstance(child, Node) and (not name or child.name == name):
                yield child

    def find(self, path: str) -> "Node | None":
        """The first element under names joined by "/"."""
        node: Node | None = self
        for name in path.split("/"):
            node = next(node.elements(name), None) if node else None
        return node

    def text(self) -> str:
        """All text in it, in order."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


class TooLong(Struct):
    """Stands for an element that is longer than a record may be."""

    name: str


def read_elements(
    path: str, file: BinaryIO, limits: Limits, wanted: _Wanted
) -> Iterator[Node | TooLong]:
    """Every element whose path of names from the root is `wanted`, once it is closed.

    UnreadableSource, with the line, where the file is not well-formed or declares entities.
    """
    builder = _Builder(path, limits, wanted)
    while True:
        chunk = file.read(_CHUNK)
        try:
            builder.parser.Parse(chunk, not chunk)
        except expat.ExpatError as fault:
            yield from builder.take_done()
            said = expat.ErrorString(fault.code) or "unreadable"
            raise UnreadableSource(
                f"not well-formed XML: {said}.", f"{path}:{fault.lineno}"
            ) from fault
        except (ValueError, LookupError) as fault:
            raise UnreadableSource("is in an encoding that nobody knows.", path) from fault
        yield from builder.take_done()
        if not chunk:
            return


class _Builder:
    def __init__(self, path: str, limits: Limits, wanted: _Wanted) -> None:
        self.path = path
        self.limits = limits
        self.wanted = wanted
        self.around: list[str] = []  # names of the open elements
        self.open: list[Node] = []  # the open elements of the wanted one
        self.done: list[Node | TooLong] = []
        self.size = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.ordered_attributes = False
        # An external subset that is never fetched: entities of HTML are then passed by, not faults.
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        parser.UseForeignDTD(True)
        parser.ExternalEntityRefHandler = self._stay_inside
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._skipped
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def take_done(self) -> list[Node | TooLong]:
        done, self.done = self.done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.around.append(name)
        if len(self.around) > _DEEPEST:
            raise self._refuse(f"nested more than {_DEEPEST} deep.")
        if self.open:
            node = Node(name, attributes, [])
            if self._admit(len(name) + sum(map(len, attributes.values())) + 40):
                self.open[-1].children.append(node)
            self.open.append(node)
        elif self.wanted(tuple(self.around)):
            self.size = 0
            self.open.append(Node(name, attributes, []))

    def _end(self, name: str) -> None:
        self.around.pop()
        if self.open:
            node = self.open.pop()
            if not self.open:
                long = self.size > self.limits.record_bytes
                self.done.append(TooLong(name) if long else node)

    def _text(self, text: str) -> None:
        if self.open and self._admit(len(text)):
            self.open[-1].children.append(text)

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            self._text(unescape(f"&{name};"))

    def _admit(self, size: int) -> bool:
        self.size += size
        return self.size <= self.limits.record_bytes

    def _stay_inside(self, context: str, *_: str | None) -> int:
        """What lies outside of the file is empty."""
        self.parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    def _refuse_entity(self, name: str, *_: Any) -> None:
        raise self._refuse(f"declares an entity of its own ('{name[:60]}').")

    def _refuse(self, what: str) -> UnreadableSource:
        return UnreadableSource(what, f"{self.path}:{self.parser.CurrentLineNumber}")
