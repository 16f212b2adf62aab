"""An SQLite database with a full-text index, for SQL and for Datasette, which opens it as it is.

`articles_fts` takes its text from `articles` and is searched without regard to accents.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from hemero.commands.exporting.entries import Archive, Entry, plain_text
from hemero.errors import OutputError
from hemero.text import count_words

SCHEMA = """
CREATE TABLE articles(
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, permalink TEXT NOT NULL UNIQUE,
    address TEXT, title TEXT NOT NULL, standfirst TEXT, source TEXT, url TEXT, language TEXT,
    date TEXT, updated TEXT, retrieved TEXT, words INTEGER NOT NULL, body TEXT NOT NULL,
    duplicate_of INTEGER REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE authors(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE article_authors(
    article_id INTEGER NOT NULL REFERENCES articles(id),
    author_id INTEGER NOT NULL REFERENCES authors(id),
    role TEXT NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (article_id, role, position)
);
CREATE TABLE tags(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE article_tags(
    article_id INTEGER NOT NULL REFERENCES articles(id),
    tag_id INTEGER NOT NULL REFERENCES tags(id),
    kind TEXT NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
);
CREATE TABLE related(
    article_id INTEGER NOT NULL REFERENCES articles(id),
    number INTEGER NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, source TEXT,
    state TEXT NOT NULL, method TEXT, score INTEGER,
    target_id INTEGER REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (article_id, number)
);
"""
POINT = """
UPDATE articles SET duplicate_of = (SELECT id FROM articles a WHERE a.path = articles.duplicate_of)
    WHERE duplicate_of IS NOT NULL;
UPDATE related SET target_id = (SELECT id FROM articles WHERE permalink = related.target_id)
    WHERE target_id IS NOT NULL;
"""
INDEXES = """
CREATE INDEX articles_date ON articles(date);
CREATE INDEX articles_source ON articles(source);
CREATE INDEX article_authors_author ON article_authors(author_id);
CREATE INDEX article_tags_tag ON article_tags(tag_id);
CREATE INDEX related_target ON related(target_id);
"""
SEARCH = """
CREATE VIRTUAL TABLE articles_fts USING fts5(
    title, standfirst, body, content=[articles], content_rowid=[id],
    tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
"""


def write_sqlite(file: Path, entries: Iterable[Entry], archive: Archive) -> None:
    """Write the database into `file`, which does not exist yet.

    Raises OutputError where Python's SQLite has no FTS5.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")  # the file is put in place when it is whole
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        _run(database, SCHEMA)
        _Writer(database).write(entries)
        _run(database, INDEXES)
        try:
            _run(database, SEARCH)
        except sqlite3.OperationalError as fault:
            raise OutputError(f"the full-text index cannot be made: {fault}.", str(file)) from fault
        database.execute("COMMIT")
        database.execute("VACUUM")


def _run(database: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";\n"):
        database.execute(statement)


class _Writer:
    """Puts articles into their tables. Numbers are given in the order of the articles."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._authors: dict[str, int] = {}
        self._tags: dict[str, int] = {}

    def write(self, entries: Iterable[Entry]) -> None:
        """All articles, then what points from one to another."""
        for number, entry in enumerate(entries, 1):
            self._insert("articles", [_article_row(number, entry)])
            self._insert("article_authors", self._author_rows(number, entry.record))
            self._insert("article_tags", self._tag_rows(number, entry.record))
            self._insert("related", _related_rows(number, entry.record))
        # Until here the columns hold a path and a permalink; what is not in the database is null.
        for statement in POINT.split(";\n"):
            self._database.execute(statement)

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        for row in rows:
            marks = ",".join("?" * len(row))
            self._database.execute(f"INSERT INTO {table} VALUES ({marks})", row)

    def _author_rows(self, number: int, record: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return [
            (number, self._number("authors", self._authors, name), role, at)
            for role in ("author", "contributor")
            for at, name in enumerate(record[f"{role}s"], 1)
        ]

    def _tag_rows(self, number: int, record: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        pairs = zip(record["tags"], record["tag_evidence"], strict=True)
        return [
            (number, self._number("tags", self._tags, tag), origin["kind"], at)
            for at, (tag, origin) in enumerate(pairs, 1)
        ]

    def _number(self, table: str, known: dict[str, int], name: str) -> int:
        if name not in known:
            known[name] = len(known) + 1
            self._insert(table, [(known[name], name)])
        return known[name]


def _article_row(number: int, entry: Entry) -> tuple[Any, ...]:
    article = entry.article
    texts = [plain_text(block) for block in article.body]
    return (
        number, article.path, entry.permalink, entry.address or None, article.title,
        article.standfirst, article.source, article.url, article.language, article.date,
        article.updated, article.retrieved, sum(map(count_words, texts)), "\n\n".join(texts),
        entry.record["duplicate_of"],
    )  # fmt: skip


def _related_rows(number: int, record: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (number, at, one["position"], one["title"], one["source"], one["state"], one["method"],
         one["score"], one["target"])
        for at, one in enumerate(record["related"], 1)
    ]  # fmt: skip
