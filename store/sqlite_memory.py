"""What rooms remember, in SQLite: sealed, and gone with the room."""

import sqlite3
from typing import Final

from rooms.ids import RoomId
from store.errors import Unknown
from store.sealing import Sealer
from store.worker import Worker

MEMORY: Final = "memory"


class SqliteRoomMemory:
    """Whoever reads the file learns what kinds of things a room remembers, and their length."""

    def __init__(self, writer: Worker, reader: Worker, sealer: Sealer) -> None:
        self._writer = writer
        self._reader = reader
        self._sealer = sealer

    async def recall(self, room: RoomId, kind: str) -> bytes | None:
        def work(connection: sqlite3.Connection) -> bytes | None:
            row = connection.execute(
                "SELECT sealed FROM memories WHERE room = ? AND kind = ?", (room, kind)
            ).fetchone()
            return None if row is None else self._sealer.open(row[0], MEMORY, room, kind)

        return await self._reader.do(work)

    async def remember(self, room: RoomId, kind: str, data: bytes) -> None:
        sealed = self._sealer.seal(data, MEMORY, room, kind)

        def work(connection: sqlite3.Connection) -> None:
            try:
                connection.execute(
                    "INSERT INTO memories VALUES (?, ?, ?)"
                    " ON CONFLICT (room, kind) DO UPDATE SET sealed = excluded.sealed",
                    (room, kind, sealed),
                )
            except sqlite3.IntegrityError:
                raise Unknown("there is no room of that id") from None

        await self._writer.do(work)
