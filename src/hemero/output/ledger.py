"""The memory of a build: what was read and what was written, in one SQLite file.

Only an optimisation: it may be deleted, and one that is damaged, locked or of another
version is set aside with a note and begun afresh. Only the build holds one.
"""

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

from msgspec import Struct

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source(
    path TEXT PRIMARY KEY, stamp TEXT NOT NULL, rules TEXT NOT NULL, sha256 TEXT NOT NULL,
    complaints BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE article(
    path TEXT PRIMARY KEY, source TEXT NOT NULL, card BLOB NOT NULL, record BLOB NOT NULL,
    terms BLOB NOT NULL
);
CREATE INDEX article_source ON article(source);
CREATE TABLE lines(path TEXT PRIMARY KEY, family TEXT NOT NULL, keys BLOB NOT NULL);
CREATE INDEX lines_family ON lines(family);
CREATE TABLE stale(family TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE reread(path TEXT PRIMARY KEY, recurring BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE page(path TEXT PRIMARY KEY, page BLOB NOT NULL);
CREATE TABLE shown(
    article TEXT NOT NULL, page TEXT NOT NULL, PRIMARY KEY (article, page)
) WITHOUT ROWID;
CREATE INDEX shown_page ON shown(page);
CREATE TABLE memory(name TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE output(
    path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, stamp TEXT NOT NULL
) WITHOUT ROWID;
"""
SCHEMA_VERSION = 5
MEMORY = "memory"  # under which `meta` says that what is remembered of linking holds


class SourceRow(Struct, frozen=True):
    """What is remembered of one content file. `complaints` is JSON of tuple[Complaint, ...]."""

    path: str
    stamp: str
    rules: str  # digest of rule packs, limits and version that judged it
    sha256: str
    complaints: bytes


class ArticleRow(Struct, frozen=True):
    """One article of a content file: its card (MessagePack), its record (compressed) and the
    terms by which the search finds it; and the lines that may recur in others of its family."""

    path: str
    source: str
    card: bytes
    record: bytes
    terms: bytes = b""
    family: str = ""
    lines: bytes = b""  # as in model.lines
    recurring: bytes = b""  # the lines that it was read again without


class OutputRow(Struct, frozen=True):
    """One published file: from what it was rendered, and its stamp on disk."""

    path: str
    fingerprint: str
    stamp: str


class Ledger:
    """An open ledger. `note` says why an earlier one was set aside, if it was."""

    def __init__(self, connection: sqlite3.Connection, note: str = "") -> None:
        self._db = connection
        self.note = note

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open `file`, beginning afresh where there is none or it cannot be used."""
        note = ""
        if file.exists():
            try:
                connection = _connect(file)
                found = connection.execute("PRAGMA user_version").fetchone()[0]
                if found == SCHEMA_VERSION:
                    connection.execute("SELECT count(*) FROM meta").fetchone()
                    return cls(connection)
                connection.close()
                note = "is of another version of Hemero; everything is read again."
            except sqlite3.OperationalError as fault:
                if "locked" in str(fault) or "readonly" in str(fault):
                    return cls(
                        _fresh(":memory:"), f"cannot be used ({fault}); everything is read again."
                    )
                note = f"cannot be read ({fault}); everything is read again."
            except sqlite3.DatabaseError as fault:
                note = f"is damaged ({fault}); everything is read again."
            discard(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        return cls(_fresh(file), note)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    # meta

    def meta(self, key: str) -> str:
        """The value kept under `key`, or ""."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    # what was read

    def sources(self) -> dict[str, SourceRow]:
        """Every remembered content file by path."""
        rows = self._db.execute("SELECT path, stamp, rules, sha256, complaints FROM source")
        return {row[0]: SourceRow(*row) for row in rows}

    def source(self, path: str) -> SourceRow | None:
        """One remembered content file."""
        query = "SELECT path, stamp, rules, sha256, complaints FROM source WHERE path = ?"
        row = self._db.execute(query, (path,)).fetchone()
        return SourceRow(*row) if row else None

    def articles_of(self, source: str) -> list[str]:
        """The paths of a content file's articles, sorted."""
        query = "SELECT path FROM article WHERE source = ? ORDER BY path"
        return [row[0] for row in self._db.execute(query, (source,))]

    def cards_of(self, paths: Sequence[str]) -> list[bytes]:
        """The cards of these articles, in their order; none for one that is not there."""
        marks = ",".join("?" * len(paths))
        query = f"SELECT path, card FROM article WHERE path IN ({marks})"
        found = dict(self._db.execute(query, list(paths)).fetchall())
        return [found[path] for path in paths if path in found]

    def cards(self) -> Iterator[tuple[str, bytes]]:
        """(source path, card) of every article, by article path."""
        yield from self._db.execute("SELECT source, card FROM article ORDER BY path")

    def complaints(self) -> Iterator[bytes]:
        """The complaints of every content file that gave any, by path."""
        rows = self._db.execute("SELECT complaints FROM source ORDER BY path")
        return (row[0] for row in rows if len(row[0]) > len(b"[]"))

    def records(self, paths: Sequence[str]) -> list[bytes]:
        """The compressed records of these articles, in their order."""
        if len(paths) == 1:
            query = "SELECT record FROM article WHERE path = ?"
            return [self._db.execute(query, paths).fetchone()[0]]
        marks = ",".join("?" * len(paths))
        query = f"SELECT path, record FROM article WHERE path IN ({marks})"
        found = dict(self._db.execute(query, list(paths)).fetchall())
        return [found[path] for path in paths]

    def terms(self, paths: Sequence[str]) -> list[bytes]:
        """The search terms of these articles, in their order."""
        query = "SELECT terms FROM article WHERE path = ?"
        return [self._db.execute(query, (path,)).fetchone()[0] for path in paths]

    def keep_sources(self, rows: Iterable[tuple[SourceRow, Sequence[ArticleRow]]]) -> None:
        """Remember content files, each with its articles in place of its former ones. Families
        that thereby change are stale until they are settled."""
        with self._db:
            for source, articles in rows:
                self._forget_articles(source.path)
                self._db.execute(
                    "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?)",
                    (source.path, source.stamp, source.rules, source.sha256, source.complaints),
                )
                self._insert(articles)
                lined = [article for article in articles if article.lines]
                self._db.executemany(
                    "INSERT OR REPLACE INTO lines VALUES (?, ?, ?)",
                    [(a.path, a.family, a.lines) for a in lined],
                )
                self._db.executemany(
                    "INSERT OR IGNORE INTO stale VALUES (?)", {(a.family,) for a in lined}
                )

    def _insert(self, articles: Sequence[ArticleRow]) -> None:
        self._db.execute("DELETE FROM meta WHERE key = ?", (MEMORY,))
        self._db.executemany(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)",
            [(a.path, a.source, a.card, a.record, a.terms) for a in articles],
        )

    def _forget_articles(self, source: str) -> None:
        paths = self._db.execute("SELECT path FROM article WHERE source = ?", (source,)).fetchall()
        if not paths:
            return
        self._db.execute("DELETE FROM meta WHERE key = ?", (MEMORY,))
        families = "SELECT family FROM lines WHERE path = ?"
        self._db.executemany(f"INSERT OR IGNORE INTO stale {families}", paths)
        self._db.executemany("DELETE FROM lines WHERE path = ?", paths)
        self._db.executemany("DELETE FROM reread WHERE path = ?", paths)
        self._db.execute("DELETE FROM article WHERE source = ?", (source,))

    def purge(self) -> None:
        """Make sure that nothing of forgotten rows is left in the file, not in free pages either.

        Writes the whole file anew: some 2 s for 100,000 articles.
        """
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def restamp_sources(self, rows: Iterable[tuple[str, str]]) -> None:
        """(path, stamp) of files that were touched but hold the same bytes."""
        with self._db:
            self._db.executemany(
                "UPDATE source SET stamp = ? WHERE path = ?", ((s, p) for p, s in rows)
            )

    def forget_sources(self, paths: Iterable[str]) -> None:
        """Drop content files that are gone, and their articles."""
        with self._db:
            for path in paths:
                self._forget_articles(path)
                self._db.execute("DELETE FROM source WHERE path = ?", (path,))

    # what recurs in a family of documents

    def stale_families(self) -> list[tuple[str, int]]:
        """Families in which something changed, and how many documents each has now."""
        query = "SELECT family, count(path) FROM stale LEFT JOIN lines USING (family) GROUP BY 1"
        return self._db.execute(f"{query} ORDER BY 1").fetchall()

    def family(self, family: str) -> Iterator[tuple[str, bytes]]:
        """(path, lines) of each document of a family, by path."""
        query = "SELECT path, keys FROM lines WHERE family = ? ORDER BY path"
        yield from self._db.execute(query, (family,))

    def reread(self, family: str) -> dict[str, bytes]:
        """The documents of a family that were read without recurring lines, with these."""
        query = "SELECT path, recurring FROM reread JOIN lines USING (path) WHERE family = ?"
        return dict(self._db.execute(query, (family,)))

    def source_of(self, path: str) -> str:
        """The content file that an article was read from."""
        query = "SELECT source FROM article WHERE path = ?"
        return str(self._db.execute(query, (path,)).fetchone()[0])

    def keep_reread(self, articles: Sequence[ArticleRow]) -> None:
        """Articles read again without the lines that recur, in place of what was read first."""
        with self._db:
            self._insert(articles)
            self._db.executemany("DELETE FROM reread WHERE path = ?", [(a.path,) for a in articles])
            self._db.executemany(
                "INSERT INTO reread VALUES (?, ?)",
                [(a.path, a.recurring) for a in articles if a.recurring],
            )

    def recurring(self, path: str) -> bytes:
        """The recurring lines that one article was read without."""
        row = self._db.execute("SELECT recurring FROM reread WHERE path = ?", (path,)).fetchone()
        return row[0] if row else b""

    def settle_families(self) -> None:
        """All families are as a reading of the whole archive would have them."""
        with self._db:
            self._db.execute("DELETE FROM stale")

    # what was written

    def keep_pages(self, pages: Iterable[tuple[str, Sequence[str], bytes]]) -> None:
        """Remember planned pages that show articles: path, these articles, the page in MessagePack
        (b"" for one in whose place the project has a file of its own)."""
        with self._db:
            for path, articles, page in pages:
                self._db.execute("INSERT OR REPLACE INTO page VALUES (?, ?)", (path, page))
                self._db.execute("DELETE FROM shown WHERE page = ?", (path,))
                self._db.executemany(
                    "INSERT INTO shown VALUES (?, ?)", [(article, path) for article in articles]
                )

    def forget_pages(self, planned: Container[str]) -> None:
        """Drop all pages but the planned ones."""
        kept = self._db.execute("SELECT path FROM page")
        gone = [row for row in kept if row[0] not in planned]
        with self._db:
            self._db.executemany("DELETE FROM page WHERE path = ?", gone)
            self._db.executemany("DELETE FROM shown WHERE page = ?", gone)

    def pages(self, article: str) -> list[bytes]:
        """The pages that show an article, as last planned, by path."""
        query = "SELECT page FROM page WHERE path IN (SELECT page FROM shown WHERE article = ?)"
        return [row[0] for row in self._db.execute(f"{query} ORDER BY path", (article,))]

    # what linking went by

    def remember(self, memory: Iterable[tuple[str, bytes]]) -> None:
        """Keep what the last linking went by, in named parts. It counts once a build says so in
        its `meta` (MEMORY), and until an article changes."""
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?)", memory)

    def recall(self, names: str) -> list[tuple[str, bytes]]:
        """The remembered parts whose names begin so, by name."""
        query = "SELECT name, data FROM memory WHERE name >= ? AND name < ? || char(1114111)"
        return self._db.execute(f"{query} ORDER BY name", (names, names)).fetchall()

    def forget_memory(self) -> None:
        """Drop all of it."""
        with self._db:
            self._db.execute("DELETE FROM memory")
            self._db.execute("DELETE FROM meta WHERE key = ?", (MEMORY,))

    def outputs(self) -> dict[str, OutputRow]:
        """Every published file by path."""
        rows = self._db.execute("SELECT path, fingerprint, stamp FROM output")
        return {row[0]: OutputRow(*row) for row in rows}

    def keep_outputs(
        self, kept: Iterable[OutputRow], removed: Iterable[str], meta: dict[str, str]
    ) -> None:
        """Remember published files, drop removed ones and set `meta`, all or nothing."""
        with self._db:
            self._db.executemany("DELETE FROM output WHERE path = ?", ((p,) for p in removed))
            self._db.executemany(
                "INSERT OR REPLACE INTO output VALUES (?, ?, ?)",
                ((row.path, row.fingerprint, row.stamp) for row in kept),
            )
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())


def discard(file: Path) -> None:
    """Remove a ledger; the next build reads everything again."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _connect(file: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=2)
    # No fsync: after a power cut the ledger may be lost, and a lost ledger costs one rebuild.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA cache_size = -32000")
    return connection


def _fresh(file: Path | str) -> sqlite3.Connection:
    connection = _connect(file)
    connection.executescript(SCHEMA)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()
    return connection
