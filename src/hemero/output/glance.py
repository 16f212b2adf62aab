"""A look into the ledger while nobody builds, or somebody does: no lock, no change, no wait."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from hemero.output.ledger import SCHEMA_VERSION

KEY_BYTES = 8  # of a line, as model.lines packs them


def recurring_lines(ledger: Path, path: str) -> bytes:
    """The lines (as in model.lines) that the article at `path` was last read without, since they
    recur in its source; none where there is no ledger, or none that can be read."""
    if not ledger.is_file():
        return b""
    # SQLite writes files beside a ledger that is open, and none where it cannot change.
    waiting = ledger.with_name(f"{ledger.name}-wal")
    how = "mode=ro" if waiting.exists() else "immutable=1"
    try:
        connection = sqlite3.connect(f"file:{quote(str(ledger))}?{how}", timeout=1, uri=True)
    except sqlite3.Error:
        return b""
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
            return b""
        query = "SELECT recurring FROM reread WHERE path = ?"
        row = connection.execute(query, (path,)).fetchone()
        found = row[0] if row else b""
        return found if isinstance(found, bytes) and len(found) % KEY_BYTES == 0 else b""
    except sqlite3.Error:
        return b""
    finally:
        connection.close()
