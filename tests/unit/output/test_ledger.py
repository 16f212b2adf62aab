"""The ledger remembers, and its loss costs only time."""

import sqlite3
from pathlib import Path

from hemero.output.ledger import ArticleRow, Ledger, OutputRow, SourceRow


def source(path: str, stamp: str = "1") -> SourceRow:
    return SourceRow(path, stamp, "rules", "sha", b"[]")


def article(path: str, origin: str) -> ArticleRow:
    return ArticleRow(path, origin, f"card {path}".encode(), f"record {path}".encode())


def test_remembers_sources_and_their_articles(tmp_path: Path) -> None:
    """What was kept is there when the ledger is opened again."""
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        ledger.keep_sources([(source("a"), [article("a#1", "a"), article("a#2", "a")])])
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        assert ledger.note == ""
        assert ledger.sources() == {"a": source("a")}
        assert list(ledger.cards()) == [("a", b"card a#1"), ("a", b"card a#2")]
        assert ledger.records(["a#2"]) == [b"record a#2"]
        assert ledger.records(["a#2", "a#1"]) == [b"record a#2", b"record a#1"]


def test_a_source_read_again_replaces_its_articles(tmp_path: Path) -> None:
    """No article of an earlier reading stays behind."""
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        ledger.keep_sources([(source("a"), [article("a#1", "a"), article("a#2", "a")])])
        ledger.keep_sources([(source("a", "2"), [article("a#1", "a")])])
        assert len(list(ledger.cards())) == 1
        ledger.forget_sources(["a"])
        assert ledger.sources() == {}
        assert list(ledger.cards()) == []


def test_outputs_and_meta_are_kept_together(tmp_path: Path) -> None:
    """Published files and what they came from are one transaction."""
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        rows = [OutputRow("a.html", "f", "1"), OutputRow("b.html", "g", "2")]
        ledger.keep_outputs(rows, [], {"inputs": "x"})
        ledger.keep_outputs([OutputRow("a.html", "h", "3")], ["b.html"], {"inputs": "y"})
        assert ledger.outputs() == {"a.html": OutputRow("a.html", "h", "3")}
        assert ledger.meta("inputs") == "y"
        assert ledger.meta("unheard of") == ""


def test_a_damaged_ledger_begins_afresh_with_a_note(tmp_path: Path) -> None:
    """Garbage in place of the ledger is no reason to stop."""
    file = tmp_path / "l.sqlite"
    file.write_bytes(b"not a database, but long enough to look like one" * 100)
    with Ledger.open(file) as ledger:
        assert "damaged" in ledger.note
        assert ledger.sources() == {}


def test_a_truncated_ledger_begins_afresh(tmp_path: Path) -> None:
    """A ledger cut short is as good as none."""
    file = tmp_path / "l.sqlite"
    with Ledger.open(file) as ledger:
        ledger.keep_sources([(source(f"{n}"), [article(f"{n}", f"{n}")]) for n in range(500)])
    file.write_bytes(file.read_bytes()[:5000])
    with Ledger.open(file) as ledger:
        assert ledger.note
        assert ledger.sources() == {}


def test_a_ledger_of_another_version_begins_afresh(tmp_path: Path) -> None:
    """Columns of another time are never guessed at."""
    file = tmp_path / "l.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 999")
    connection.execute("CREATE TABLE meta(other)")
    connection.close()
    with Ledger.open(file) as ledger:
        assert "version" in ledger.note
