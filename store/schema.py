"""The tables, and how an older file becomes one of this version.

`rooms.place` numbers rooms in the order of their making; `entries.place` the entries of a session
from 0, and `records.place` those of a ledger.  What is in a `sealed` column only the master key
opens; a ledger outlives its room, and anybody may read it.
"""

import hmac
import sqlite3
from typing import Final

from store.errors import SchemaTooNew, WrongMasterKey

APPLICATION_ID: Final = 0x486F6C64  # 'Hold': what `file` and a worried operator see

# One step per version; a step is never changed once it is released.
STEPS: Final = (
    (
        "CREATE TABLE keys (purpose TEXT PRIMARY KEY, mark BLOB NOT NULL) STRICT",
        """CREATE TABLE sessions (
            place INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            room TEXT NOT NULL,
            wrapped_key BLOB NOT NULL
        ) STRICT""",
        """CREATE TABLE entries (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (session, place)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE rooms (
            place INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            sealed BLOB NOT NULL
        ) STRICT""",
        """CREATE TABLE answers (
            key BLOB PRIMARY KEY,
            at REAL NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX answers_at ON answers (at)",
    ),
    (
        """CREATE TABLE agreements (
            room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
            mark BLOB NOT NULL,
            agreed_at REAL NOT NULL,
            PRIMARY KEY (room, mark)
        ) STRICT, WITHOUT ROWID""",
    ),
    (
        """CREATE TABLE memories (
            room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (room, kind)
        ) STRICT, WITHOUT ROWID""",
    ),
    (
        "CREATE TABLE ledgers (room TEXT PRIMARY KEY, id BLOB NOT NULL UNIQUE) STRICT",
        """CREATE TABLE records (
            ledger BLOB NOT NULL REFERENCES ledgers (id),
            place INTEGER NOT NULL,
            record BLOB NOT NULL,
            PRIMARY KEY (ledger, place)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE checkpoints (
            ledger BLOB NOT NULL REFERENCES ledgers (id),
            size INTEGER NOT NULL,
            signed BLOB NOT NULL,
            PRIMARY KEY (ledger, size)
        ) STRICT, WITHOUT ROWID""",
    ),
)


def prepare(connection: sqlite3.Connection, check: bytes) -> None:
    """Bring the file up to this version, and make sure that it is ours under this master key."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        _step_up(connection)
        _recognize(connection, check)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _step_up(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise SchemaTooNew(
            f"this data is of version {version}, and this holdspace knows {len(STEPS)}: upgrade it"
        )
    for step in STEPS[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _recognize(connection: sqlite3.Connection, check: bytes) -> None:
    connection.execute("INSERT OR IGNORE INTO keys VALUES ('master', ?)", (check,))
    (mark,) = connection.execute("SELECT mark FROM keys WHERE purpose = 'master'").fetchone()
    if not hmac.compare_digest(mark, check):
        raise WrongMasterKey("this data was written under another master key")
