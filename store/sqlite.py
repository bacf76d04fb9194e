"""The store in a directory: one SQLite file, its lock, and the master key."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from store import master_key, schema
from store.errors import StoreUnavailable, Tampered
from store.lock import node_lock
from store.ports import Store
from store.sealing import Sealer
from store.secrets import Secrets
from store.sqlite_agreements import SqliteAgreementBook
from store.sqlite_answers import SqliteAnswerBook
from store.sqlite_journal import SqliteJournal
from store.sqlite_ledger import SqliteLedgerBook
from store.sqlite_memory import SqliteRoomMemory
from store.sqlite_rooms import SqliteRoomBook
from store.worker import Worker

FILE_NAME: Final = "holdspace.db"
PATIENCE: Final = 5.0  # seconds to wait for another process's transaction


@asynccontextmanager
async def open_directory(
    directory: Path, *, master: bytes | None, as_node: bool
) -> AsyncIterator[Store]:
    async with AsyncExitStack() as stack:
        await asyncio.to_thread(_make, directory)
        if as_node:
            stack.enter_context(node_lock(directory))
        if master is None:
            master = await asyncio.to_thread(master_key.load_or_create, directory / "keys")
        secrets = Secrets(master)
        path = directory / FILE_NAME
        writer = Worker(lambda: _for_writing(path, secrets.check), name="store writer")
        await _started(writer, stack)
        reader = Worker(lambda: _for_reading(path), name="store reader", begin="BEGIN")
        await _started(reader, stack)
        wrapping = Sealer(secrets.wrapping_key)
        yield Store(
            journal=SqliteJournal(writer, reader, wrapping, writable=as_node),
            ledgers=SqliteLedgerBook(writer, reader),
            rooms=SqliteRoomBook(writer, reader, Sealer(secrets.record_key)),
            answers=SqliteAnswerBook(writer, reader, secrets.record_key),
            agreements=SqliteAgreementBook(writer, reader, secrets.record_key),
            memory=SqliteRoomMemory(writer, reader, Sealer(secrets.record_key)),
            secrets=secrets,
        )


async def _started(worker: Worker, stack: AsyncExitStack) -> None:
    stack.push_async_callback(worker.close)
    await worker.start()


def _make(directory: Path) -> None:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    # SQLite would make it readable to all, and gives its companions the mode of this one.
    os.close(os.open(directory / FILE_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _for_writing(path: Path, check: bytes) -> sqlite3.Connection:
    connection = _connected(path)
    try:
        _prepare(connection, check)
    except sqlite3.OperationalError as exc:
        connection.close()
        raise StoreUnavailable(f"{path} cannot be opened: {exc}") from exc
    except (sqlite3.DatabaseError, UnicodeError) as exc:
        connection.close()
        raise Tampered(f"{path} is damaged, put it back from a backup: {exc}") from exc
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, check: bytes) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # Each commit is synced: `append` is durable.
    connection.execute("PRAGMA secure_delete = ON")  # What is deleted is overwritten.
    connection.execute("PRAGMA foreign_keys = ON")
    schema.prepare(connection, check)


def _for_reading(path: Path) -> sqlite3.Connection:
    connection = _connected(path)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
