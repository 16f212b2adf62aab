"""XML as a small tree that remembers its lines. A document type is refused: none of ours has one,
and its entities can make a little file very large."""

from xml.parsers import expat

from msgspec import Struct

from hemero.commands.checking.findings import Finding


class Node(Struct):
    """One element; names are "namespace name", or the name alone."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list["Node"]
    text: str = ""

    def all(self, name: str) -> list["Node"]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]


_DEEPEST = 100  # elements inside each other; no feed or sitemap has more than ten


class Malformed(Exception):
    """What is wrong, as a finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.what)
        self.finding = finding


def read_xml(path: str, data: bytes) -> Node:
    """The root. Raises Malformed for what is no XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root = Node("", 0, {}, [])
    around = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        node = Node(name, parser.CurrentLineNumber, attributes, [])
        around[-1].children.append(node)
        around.append(node)
        if len(around) > _DEEPEST:
            what = f"has elements more than {_DEEPEST} deep."
            raise Malformed(Finding(path, "markup", what, "Mend it.", node.line))

    def end(name: str) -> None:
        around.pop()

    def text(said: str) -> None:
        around[-1].text += said

    def refuse(*_: object) -> None:
        what = "has a document type, which readers of feeds and sitemaps refuse."
        raise Malformed(Finding(path, "markup", what, "Remove it.", parser.CurrentLineNumber))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        what = f"is not well-formed: {expat.errors.messages[fault.code]}."
        finding = Finding(path, "markup", what, "Mend the template that writes it.", fault.lineno)
        raise Malformed(finding) from fault
    return root.children[0]
