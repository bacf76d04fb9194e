"""The journal in SQLite: each session under a key of its own, which dies with it."""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

from rooms.ids import RoomId, SessionId
from store import sqlite_ledger
from store.booking import Booking
from store.errors import AlreadyThere, JournalUnavailable, StoreUnavailable, Tampered, Unknown
from store.records import JournalHead
from store.sealing import Sealer, new_key
from store.worker import Worker

T = TypeVar("T")

ENTRY: Final = "journal entry"
SESSION_KEY: Final = "session key"


class SqliteJournal:
    def __init__(self, writer: Worker, reader: Worker, wrapping: Sealer, *, writable: bool) -> None:
        self._writer = writer
        self._reader = reader
        self._wrapping = wrapping
        self._writable = writable

    async def begin(self, session: SessionId, room: RoomId) -> None:
        wrapped = self._wrapping.seal(new_key(), SESSION_KEY, session, room)

        def work(connection: sqlite3.Connection) -> None:
            try:
                connection.execute(
                    "INSERT INTO sessions (id, room, wrapped_key) VALUES (?, ?, ?)",
                    (session, room, wrapped),
                )
            except sqlite3.IntegrityError:
                raise AlreadyThere("this session has a journal") from None

        await self._write(work)

    async def append(
        self, session: SessionId, entries: Sequence[bytes], booking: Booking | None = None
    ) -> None:
        def work(connection: sqlite3.Connection) -> None:
            sealer = self._sealer(connection, session)
            (first,) = connection.execute(
                "SELECT COALESCE(MAX(place) + 1, 0) FROM entries WHERE session = ?", (session,)
            ).fetchone()
            connection.executemany(
                "INSERT INTO entries VALUES (?, ?, ?)",
                [
                    (session, place, sealer.seal(entry, ENTRY, session, place))
                    for place, entry in enumerate(entries, first)
                ],
            )
            if booking is not None:
                sqlite_ledger.append(connection, booking)

        await self._write(work)

    async def open_sessions(self) -> Sequence[JournalHead]:
        def work(connection: sqlite3.Connection) -> list[JournalHead]:
            rows = connection.execute("SELECT id, room FROM sessions ORDER BY place")
            return [JournalHead(session, room) for session, room in rows]

        return await _journalled(self._reader.do(work))

    async def read(self, session: SessionId) -> Sequence[bytes]:
        def work(connection: sqlite3.Connection) -> list[bytes]:
            sealer = self._sealer(connection, session)
            rows = connection.execute(
                "SELECT place, sealed FROM entries WHERE session = ? ORDER BY place", (session,)
            ).fetchall()
            if [place for place, _ in rows] != list(range(len(rows))):
                raise Tampered("entries of a journal are missing")
            return [sealer.open(sealed, ENTRY, session, place) for place, sealed in rows]

        return await _journalled(self._reader.do(work))

    async def forget(self, session: SessionId) -> None:
        def work(connection: sqlite3.Connection) -> None:
            # One transaction takes the key and, by the foreign key, all that it opened.
            connection.execute("DELETE FROM sessions WHERE id = ?", (session,))

        await self._write(work, scrub=True)

    async def _write(self, work: Callable[[sqlite3.Connection], T], *, scrub: bool = False) -> T:
        if not self._writable:
            raise JournalUnavailable("only the node writes journals")
        return await _journalled(self._writer.do(work, scrub=scrub))

    def _sealer(self, connection: sqlite3.Connection, session: SessionId) -> Sealer:
        row = connection.execute(
            "SELECT room, wrapped_key FROM sessions WHERE id = ?", (session,)
        ).fetchone()
        if row is None:
            raise Unknown("no such session, or it is forgotten")
        room, wrapped = row
        return Sealer(self._wrapping.open(wrapped, SESSION_KEY, session, room))


async def _journalled(answer: Awaitable[T]) -> T:
    try:
        return await answer
    except JournalUnavailable:
        raise
    except StoreUnavailable as exc:
        raise JournalUnavailable(str(exc)) from exc
