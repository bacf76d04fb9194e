"""Who has agreed to which norms, in SQLite: under marks that tell nobody who it was."""

import hmac
import sqlite3

from rooms.ids import Identity, RoomId
from store.errors import Unknown
from store.worker import Worker


class SqliteAgreementBook:
    """Whoever reads the file learns how often a room's norms were agreed to, and when."""

    def __init__(self, writer: Worker, reader: Worker, key: bytes) -> None:
        self._writer = writer
        self._reader = reader
        self._key = key

    async def when(self, room: RoomId, who: Identity, terms: str) -> float | None:
        mark = self._mark(room, who, terms)
        return await self._reader.do(lambda connection: _find(connection, room, mark))

    async def agree(self, room: RoomId, who: Identity, terms: str, *, now: float) -> float:
        mark = self._mark(room, who, terms)

        def work(connection: sqlite3.Connection) -> float:
            if (first := _find(connection, room, mark)) is not None:
                return first
            try:
                connection.execute("INSERT INTO agreements VALUES (?, ?, ?)", (room, mark, now))
            except sqlite3.IntegrityError:
                raise Unknown("there is no room of that id") from None
            return now

        return await self._writer.do(work)

    def _mark(self, room: RoomId, who: Identity, terms: str) -> bytes:
        message = f"{room}\0{who}\0{terms}"
        return hmac.digest(self._key, message.encode(), "sha256")


def _find(connection: sqlite3.Connection, room: RoomId, mark: bytes) -> float | None:
    row = connection.execute(
        "SELECT agreed_at FROM agreements WHERE room = ? AND mark = ?", (room, mark)
    ).fetchone()
    return None if row is None else float(row[0])
