"""The file that keys are in: nothing else is, so that what is destroyed here is destroyed."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from recording.errors import RecorderUnavailable

FILE_NAME: Final = "recording-keys.sqlite3"

_PATIENCE: Final = 5.0  # seconds to wait for another process that writes

# Overwritten where they were, with no copy in a write-ahead log or a temporary file.
_OPENING: Final = """
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
CREATE TABLE IF NOT EXISTS recordings (
    id TEXT PRIMARY KEY, room TEXT NOT NULL, session TEXT NOT NULL,
    began REAL NOT NULL, retention INTEGER NOT NULL,
    ended REAL, erased REAL, wrapped BLOB, manifest BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (
    recording TEXT NOT NULL, owner TEXT NOT NULL, part TEXT NOT NULL, wrapped BLOB NOT NULL,
    PRIMARY KEY (recording, owner, part)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS erasures (
    recording TEXT NOT NULL, owner TEXT NOT NULL,
    at REAL NOT NULL, ledger_size INTEGER NOT NULL, ledger_head BLOB NOT NULL,
    PRIMARY KEY (recording, owner)
) WITHOUT ROWID;
"""


class KeyFile:
    """Opened anew for every piece of work: several processes share it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Have what is done written at once, or none of it."""
        with self.reading() as db:
            db.execute("BEGIN IMMEDIATE")
            with db:
                yield db

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Raise `RecorderUnavailable` where the file cannot be used."""
        try:
            with closing(self._connect()) as db:
                yield db
        except sqlite3.Error as exc:
            raise RecorderUnavailable("the keys of recordings cannot be read or written") from exc

    def _connect(self) -> sqlite3.Connection:
        if not self._path.exists():
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        db = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
        db.executescript(_OPENING)
        return db
