"""The floors of the house: an import only ever points down."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "hemero"

# Higher number, higher floor. Rooms on one floor never import each other.
FLOORS = {
    "__main__": 6, "cli": 5, "commands": 4, "build": 3, "pipeline": 2.8, "stages": 2.5,
    "cluster": 2.2, "shards": 2,
    "loader": 1, "archive": 1, "renderer": 1, "output": 1, "executors": 1, "config": 1,
    "model": 0, "errors": 0, "text": 0, "hosts": 0, "configfile": 0.5, "__init__": -1,
}  # fmt: skip
# On the ground floor: the records may name each other's types, the functions need nobody.
SHARED_GROUND = {"model": {"errors", "text"}, "text": set(), "errors": set(), "hosts": set()}


def room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "hemero":
                known = len(parts) > 1 and parts[1] in FLOORS
                rooms.add(parts[1] if known else "__init__")
    return rooms


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda p: str(p.relative_to(SRC)))
def test_imports_point_down(path: Path) -> None:
    """No room imports one above it, nor a neighbour on its floor."""
    here = room(path)
    for there in imported_rooms(path) - {here}:
        if FLOORS[here] == 0:
            assert there in SHARED_GROUND[here] | {"__init__"}, f"{here} imports {there}"
            continue
        assert FLOORS[there] < FLOORS[here], f"{here} imports {there}"


def test_every_room_has_its_floor() -> None:
    """A new room must be given its place in the house."""
    assert {room(path) for path in SRC.rglob("*.py")} <= FLOORS.keys()
