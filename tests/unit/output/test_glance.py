"""Looking into a ledger that others may be writing, or have damaged."""

import sqlite3
from pathlib import Path

import pytest

from hemero.output.glance import recurring_lines
from hemero.output.ledger import ArticleRow, Ledger

KEYS = bytes(range(16))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger of one article that was read without two lines."""
    place = tmp_path / "a # b" / "ledger.sqlite"
    with Ledger.open(place) as ledger:
        ledger.keep_reread([ArticleRow("a.txt", "a.txt", b"", b"", recurring=KEYS)])
    return place


def test_what_an_article_was_read_without_is_seen(file: Path) -> None:
    """Of that article, and of no other."""
    assert recurring_lines(file, "a.txt") == KEYS
    assert recurring_lines(file, "b.txt") == b""


def test_a_build_under_way_is_no_hindrance(file: Path) -> None:
    """While a ledger is open and written to, what was settled before is seen at once."""
    with Ledger.open(file) as ledger:
        ledger.keep_reread([ArticleRow("b.txt", "b.txt", b"", b"", recurring=KEYS[:8])])
        writer = sqlite3.connect(file)
        writer.execute("BEGIN IMMEDIATE")
        assert recurring_lines(file, "a.txt") == KEYS
        assert recurring_lines(file, "b.txt") == KEYS[:8]
        writer.rollback()
        writer.close()


@pytest.mark.parametrize("damage", ["none", "empty", "noise", "version", "keys"])
def test_no_usable_ledger_is_no_fault(file: Path, damage: str) -> None:
    """Absent, empty, damaged, of another version, with keys that are none: nothing recurs."""
    if damage == "none":
        file.unlink()
    elif damage in ("empty", "noise"):
        file.write_bytes(b"" if damage == "empty" else b"\x00\xff" * 5000)
    else:
        with sqlite3.connect(file) as ledger:
            if damage == "version":
                ledger.execute("PRAGMA user_version = 999")
            else:
                ledger.execute("UPDATE reread SET recurring = ?", (b"odd",))
        ledger.close()
    assert recurring_lines(file, "a.txt") == b""
