"""The ledgers of rooms in SQLite: in plain, since whoever doubts us is to read them.

There is nothing personal in them, and a changed byte is to be named by its place, which a sealed
box could not.
"""

import os
import sqlite3
from collections.abc import Sequence

from consent.ledger import Ledger, opened
from rooms.ids import RoomId
from store.booking import Booking, KeptLedger
from store.errors import LedgerMoved, Tampered, Unknown
from store.ports import LEDGER_ID_BYTES
from store.worker import Worker


class SqliteLedgerBook:
    def __init__(self, writer: Worker, reader: Worker) -> None:
        self._writer = writer
        self._reader = reader

    async def tail(self, room: RoomId) -> Ledger:
        fresh = os.urandom(LEDGER_ID_BYTES)

        def work(connection: sqlite3.Connection) -> Ledger:
            connection.execute(
                "INSERT INTO ledgers VALUES (?, ?) ON CONFLICT (room) DO NOTHING", (room, fresh)
            )
            return _tail(connection, _id_of(connection, room))

        return await self._writer.do(work)

    async def append(self, booking: Booking) -> None:
        await self._writer.do(lambda connection: append(connection, booking))

    async def read(self, room: RoomId) -> KeptLedger:
        def work(connection: sqlite3.Connection) -> KeptLedger:
            id_ = _id_of(connection, room)
            return KeptLedger(
                id_,
                _column(
                    connection,
                    "SELECT CAST(record AS BLOB) FROM records WHERE ledger = ? ORDER BY place",
                    id_,
                ),
                _column(
                    connection,
                    "SELECT CAST(signed AS BLOB) FROM checkpoints WHERE ledger = ? ORDER BY size",
                    id_,
                ),
            )

        return await self._reader.do(work)

    async def rooms(self) -> Sequence[RoomId]:
        def work(connection: sqlite3.Connection) -> list[RoomId]:
            return [room for (room,) in connection.execute("SELECT room FROM ledgers")]

        return await self._reader.do(work)


def append(connection: sqlite3.Connection, booking: Booking) -> None:
    """Append inside the open transaction: so it stands, or not, with all else of that one."""
    id_ = booking.ledger
    if _id_of(connection, booking.room) != id_ or _size(connection, id_) != booking.first:
        raise LedgerMoved("the ledger goes on from another place")
    connection.executemany(
        "INSERT INTO records VALUES (?, ?, ?)",
        [(id_, place, record) for place, record in enumerate(booking.records, booking.first)],
    )
    connection.execute(
        "INSERT INTO checkpoints VALUES (?, ?, ?)", (id_, booking.size, booking.checkpoint)
    )


def _id_of(connection: sqlite3.Connection, room: RoomId) -> bytes:
    row = connection.execute(
        "SELECT CAST(id AS BLOB) FROM ledgers WHERE room = ?", (room,)
    ).fetchone()
    if row is None:
        raise Unknown("this room has no ledger")
    return bytes(row[0] or b"")


def _tail(connection: sqlite3.Connection, id_: bytes) -> Ledger:
    (signed,) = connection.execute(
        "SELECT COALESCE(MAX(size), 0) FROM checkpoints WHERE ledger = ?", (id_,)
    ).fetchone()
    size = _size(connection, id_)
    if signed > size:
        raise Tampered("the last records of a ledger are missing")
    if signed < size:
        # Whoever went on from here would sign for them.
        raise Tampered("the last records of a ledger are signed by nobody")
    row = connection.execute(
        "SELECT CAST(record AS BLOB) FROM records WHERE ledger = ? ORDER BY place DESC LIMIT 1",
        (id_,),
    ).fetchone()
    if row is None:
        return Ledger.begun(id_)
    last = opened(row[0] or b"")
    if last is None:
        raise Tampered("the last record of a ledger is not what was written")
    return Ledger(id_, size, last.head)


def _size(connection: sqlite3.Connection, id_: bytes) -> int:
    (size,) = connection.execute(
        "SELECT COALESCE(MAX(place) + 1, 0) FROM records WHERE ledger = ?", (id_,)
    ).fetchone()
    return int(size)


def _column(connection: sqlite3.Connection, query: str, id_: bytes) -> tuple[bytes, ...]:
    # In a damaged file there may be anything, whatever the table says.
    return tuple(value or b"" for (value,) in connection.execute(query, (id_,)))
