"""The store in memory: for tests, and for trying things out.  Nothing of it survives."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import count

from rooms.ids import Identity, RoomId, SessionId
from store.booking import Booking
from store.doorstep import Doorstep
from store.errors import AlreadyThere, JournalUnavailable, Unknown
from store.memory_ledger import MemoryLedgerBook
from store.ports import Store
from store.records import (
    ANSWER_LIFETIME,
    JournalHead,
    RoomPage,
    RoomRecord,
    StoredAnswer,
    place_after,
)
from store.sealing import new_key
from store.secrets import Secrets


class MemoryJournal:
    def __init__(self, doorstep: Doorstep, ledgers: MemoryLedgerBook) -> None:
        self._doorstep = doorstep
        self._ledgers = ledgers
        self._heads: dict[SessionId, JournalHead] = {}
        self._entries: dict[SessionId, list[bytes]] = {}

    async def begin(self, session: SessionId, room: RoomId) -> None:
        self._check_open()
        if session in self._heads:
            raise AlreadyThere("this session has a journal")
        self._heads[session] = JournalHead(session, room)
        self._entries[session] = []

    async def append(
        self, session: SessionId, entries: Sequence[bytes], booking: Booking | None = None
    ) -> None:
        self._check_open()
        journal = self._of(session)
        if booking is not None:
            self._ledgers.check(booking)
            self._ledgers.take(booking)
        journal.extend(entries)

    async def open_sessions(self) -> Sequence[JournalHead]:
        self._check_open()
        return list(self._heads.values())

    async def read(self, session: SessionId) -> Sequence[bytes]:
        self._check_open()
        return list(self._of(session))

    async def forget(self, session: SessionId) -> None:
        self._check_open()
        self._heads.pop(session, None)
        self._entries.pop(session, None)

    def _of(self, session: SessionId) -> list[bytes]:
        if session not in self._entries:
            raise Unknown("no such session, or it is forgotten")
        return self._entries[session]

    def _check_open(self) -> None:
        if not self._doorstep.is_open:
            raise JournalUnavailable("the store is closed")


class MemoryRoomBook:
    def __init__(self, doorstep: Doorstep) -> None:
        self._doorstep = doorstep
        self._places = count(1)
        self._rooms: dict[RoomId, tuple[int, RoomRecord]] = {}

    async def create(self, record: RoomRecord) -> None:
        self._doorstep.check()
        if record.id in self._rooms:
            raise AlreadyThere("there is a room of that id")
        self._rooms[record.id] = (next(self._places), record)

    async def get(self, room: RoomId) -> RoomRecord | None:
        self._doorstep.check()
        found = self._rooms.get(room)
        return None if found is None else found[1]

    async def list(self, *, after: str | None = None, limit: int = 50) -> RoomPage:
        self._doorstep.check()
        place = place_after(after)
        if place is None:
            return RoomPage(())
        later = [row for row in self._rooms.values() if row[0] > place]
        shown = later[:limit]
        return RoomPage(
            rooms=tuple(record for _, record in shown),
            after=str(shown[-1][0]) if len(later) > limit else None,
        )

    async def amend(self, room: RoomId, change: Callable[[RoomRecord], RoomRecord]) -> RoomRecord:
        self._doorstep.check()
        if room not in self._rooms:
            raise Unknown("there is no room of that id")
        place, record = self._rooms[room]
        self._rooms[room] = (place, change(record))
        return self._rooms[room][1]

    async def spoil_client_link(self, room: RoomId) -> None:
        await self.amend(room, RoomRecord.with_new_client_link)

    async def delete(self, room: RoomId) -> bool:
        self._doorstep.check()
        return self._rooms.pop(room, None) is not None


class MemoryAnswerBook:
    def __init__(self, doorstep: Doorstep) -> None:
        self._doorstep = doorstep
        self._answers: dict[str, tuple[float, StoredAnswer]] = {}

    async def get(self, key: str, *, now: float) -> StoredAnswer | None:
        self._doorstep.check()
        at, answer = self._answers.get(key, (now - ANSWER_LIFETIME, None))
        return answer if at > now - ANSWER_LIFETIME else None

    async def keep(self, key: str, answer: StoredAnswer, *, now: float) -> StoredAnswer:
        if (first := await self.get(key, now=now)) is not None:
            return first
        kept = {k: row for k, row in self._answers.items() if row[0] > now - ANSWER_LIFETIME}
        self._answers = {**kept, key: (now, answer)}
        return answer


class MemoryAgreementBook:
    def __init__(self, doorstep: Doorstep, rooms: MemoryRoomBook) -> None:
        self._doorstep = doorstep
        self._rooms = rooms
        self._agreed: dict[tuple[RoomId, Identity, str], float] = {}

    async def when(self, room: RoomId, who: Identity, terms: str) -> float | None:
        self._doorstep.check()
        known = await self._rooms.get(room) is not None
        return self._agreed.get((room, who, terms)) if known else None

    async def agree(self, room: RoomId, who: Identity, terms: str, *, now: float) -> float:
        if await self._rooms.get(room) is None:
            raise Unknown("there is no room of that id")
        return self._agreed.setdefault((room, who, terms), now)


class MemoryRoomMemory:
    def __init__(self, doorstep: Doorstep, rooms: MemoryRoomBook) -> None:
        self._doorstep = doorstep
        self._rooms = rooms
        self._remembered: dict[tuple[RoomId, str], bytes] = {}

    async def recall(self, room: RoomId, kind: str) -> bytes | None:
        known = await self._rooms.get(room) is not None
        return self._remembered.get((room, kind)) if known else None

    async def remember(self, room: RoomId, kind: str, data: bytes) -> None:
        if await self._rooms.get(room) is None:
            raise Unknown("there is no room of that id")
        self._remembered[room, kind] = data


@asynccontextmanager
async def open_memory(*, master: bytes | None) -> AsyncIterator[Store]:
    doorstep = Doorstep()
    ledgers = MemoryLedgerBook(doorstep)
    rooms = MemoryRoomBook(doorstep)
    try:
        yield Store(
            journal=MemoryJournal(doorstep, ledgers),
            ledgers=ledgers,
            rooms=rooms,
            answers=MemoryAnswerBook(doorstep),
            agreements=MemoryAgreementBook(doorstep, rooms),
            memory=MemoryRoomMemory(doorstep, rooms),
            secrets=Secrets(master or new_key()),
        )
    finally:
        doorstep.is_open = False
