"""The ledgers of rooms, in memory."""

import os
from collections.abc import Sequence

from consent.ledger import Ledger, opened
from rooms.ids import RoomId
from store.booking import Booking, KeptLedger
from store.doorstep import Doorstep
from store.errors import LedgerMoved, Tampered, Unknown
from store.ports import LEDGER_ID_BYTES


class MemoryLedgerBook:
    def __init__(self, doorstep: Doorstep) -> None:
        self._doorstep = doorstep
        self._ids: dict[RoomId, bytes] = {}
        self._records: dict[RoomId, list[bytes]] = {}
        self._checkpoints: dict[RoomId, list[bytes]] = {}

    async def tail(self, room: RoomId) -> Ledger:
        self._doorstep.check()
        id_ = self._ids.setdefault(room, os.urandom(LEDGER_ID_BYTES))
        records = self._records.setdefault(room, [])
        self._checkpoints.setdefault(room, [])
        if not records:
            return Ledger.begun(id_)
        last = opened(records[-1])
        if last is None:
            raise Tampered("the last record of a ledger is not what was written")
        return Ledger(id_, len(records), last.head)

    async def append(self, booking: Booking) -> None:
        self._doorstep.check()
        self.check(booking)
        self.take(booking)

    async def read(self, room: RoomId) -> KeptLedger:
        self._doorstep.check()
        self._check_known(room)
        return KeptLedger(
            self._ids[room], tuple(self._records[room]), tuple(self._checkpoints[room])
        )

    async def rooms(self) -> Sequence[RoomId]:
        self._doorstep.check()
        return list(self._ids)

    def check(self, booking: Booking) -> None:
        """Refuse what `take` must not be given."""
        self._check_known(booking.room)
        end = self._ids[booking.room], len(self._records[booking.room])
        if end != (booking.ledger, booking.first):
            raise LedgerMoved("the ledger goes on from another place")

    def take(self, booking: Booking) -> None:
        self._records[booking.room].extend(booking.records)
        self._checkpoints[booking.room].append(booking.checkpoint)

    def _check_known(self, room: RoomId) -> None:
        if room not in self._ids:
            raise Unknown("this room has no ledger")
