"""The room book in SQLite; records, and so the rooms' names, are sealed."""

import sqlite3
from collections.abc import Callable
from typing import Final

import msgspec

from rooms.ids import RoomId
from store.errors import AlreadyThere, Unknown
from store.records import RoomPage, RoomRecord, place_after
from store.sealing import Sealer
from store.worker import Worker

ROOM: Final = "room"

_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(RoomRecord)


class SqliteRoomBook:
    def __init__(self, writer: Worker, reader: Worker, sealer: Sealer) -> None:
        self._writer = writer
        self._reader = reader
        self._sealer = sealer

    async def create(self, record: RoomRecord) -> None:
        sealed = self._sealed(record)

        def work(connection: sqlite3.Connection) -> None:
            try:
                connection.execute(
                    "INSERT INTO rooms (id, sealed) VALUES (?, ?)", (record.id, sealed)
                )
            except sqlite3.IntegrityError:
                raise AlreadyThere("there is a room of that id") from None

        await self._writer.do(work)

    async def get(self, room: RoomId) -> RoomRecord | None:
        def work(connection: sqlite3.Connection) -> RoomRecord | None:
            row = connection.execute("SELECT sealed FROM rooms WHERE id = ?", (room,)).fetchone()
            return None if row is None else self._opened(room, row[0])

        return await self._reader.do(work)

    async def list(self, *, after: str | None = None, limit: int = 50) -> RoomPage:
        place = place_after(after)
        if place is None:
            return RoomPage(())

        def work(connection: sqlite3.Connection) -> RoomPage:
            rows = connection.execute(
                "SELECT place, id, sealed FROM rooms WHERE place > ? ORDER BY place LIMIT ?",
                (place, limit + 1),
            ).fetchall()
            shown = rows[:limit]
            return RoomPage(
                rooms=tuple(self._opened(id_, sealed) for _, id_, sealed in shown),
                after=str(shown[-1][0]) if len(rows) > limit else None,
            )

        return await self._reader.do(work)

    async def amend(self, room: RoomId, change: Callable[[RoomRecord], RoomRecord]) -> RoomRecord:
        def work(connection: sqlite3.Connection) -> RoomRecord:
            row = connection.execute("SELECT sealed FROM rooms WHERE id = ?", (room,)).fetchone()
            if row is None:
                raise Unknown("there is no room of that id")
            changed = change(self._opened(room, row[0]))
            connection.execute(
                "UPDATE rooms SET sealed = ? WHERE id = ?", (self._sealed(changed), room)
            )
            return changed

        return await self._writer.do(work)

    async def spoil_client_link(self, room: RoomId) -> None:
        await self.amend(room, RoomRecord.with_new_client_link)

    async def delete(self, room: RoomId) -> bool:
        def work(connection: sqlite3.Connection) -> bool:
            return bool(connection.execute("DELETE FROM rooms WHERE id = ?", (room,)).rowcount)

        return await self._writer.do(work, scrub=True)

    def _sealed(self, record: RoomRecord) -> bytes:
        return self._sealer.seal(_ENCODER.encode(record), ROOM, record.id)

    def _opened(self, room: RoomId, sealed: bytes) -> RoomRecord:
        return _DECODER.decode(self._sealer.open(sealed, ROOM, room))
