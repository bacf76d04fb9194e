"""The recordings of a node, for whoever may see them: read, exported, handed out, erased.

Handing out is written into the room's ledger first, and only then done; erasing the other way
round: it must not wait for ink.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, Self

import structlog

from consent.afterwards import afterwards
from consent.entry import Erased, Exported, Fact, Opened
from consent.ids import AskId
from consent.ledger import Afterwards, Writer
from consent.pseudonym import Pseudonyms
from node.ledger_scribe import LedgerScribe, Page
from recording.export.shelf import Kept
from recording.export.wish import Wish
from recording.export.workshop import Workshop
from recording.keyring import Listed
from recording.library import Library
from recording.manifest import Manifest
from recording.mark import Mark
from rooms.ids import ParticipantId
from signaling import logs
from store.errors import StoreError, Unknown
from store.ports import LedgerBook, RoomBook, Store

log: Final = structlog.get_logger()

SWEEP: Final = 600.0  # seconds between looks for recordings whose time is over
UNTITLED: Final = "Recording"
"""What an export is called when its room is no more."""


class Recordings:
    """Owns nothing that has to be closed.  Any call may raise `RecordingError` or `StoreError`."""

    def __init__(
        self,
        library: Library,
        store: Store,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.library: Final = library
        self._ledgers: LedgerBook = store.ledgers
        self._rooms: RoomBook = store.rooms
        self._key: Final = store.secrets.ledger_key()
        self._now = now

    async def all(self) -> Sequence[Listed]:
        """Return what there is, tombstones too, the oldest first."""
        return await asyncio.to_thread(self.library.recordings)

    async def listed(self, recording: AskId) -> Listed:
        return await asyncio.to_thread(self.library.listed, recording)

    async def manifest(self, recording: AskId) -> Manifest:
        return await asyncio.to_thread(self.library.manifest, recording)

    async def title(self, listed: Listed) -> str:
        """Return what its exports are called: as the room is now."""
        record = await self._rooms.get(listed.room)
        return UNTITLED if record is None else record.name

    async def exported(self, listed: Listed, by: bytes | None, *, plain: bool) -> None:
        """Write down that an export is made."""
        await self._note(listed, Exported(listed.recording, by, plain))

    async def opened(self, listed: Listed, by: bytes | None) -> None:
        """Write down that somebody is given it to watch."""
        await self._note(listed, Opened(listed.recording, by))

    async def erase(self, listed: Listed, owner: ParticipantId | None, who: bytes | None) -> None:
        """Make what was kept of `owner`, or all of it, unreadable; `who` they are in the ledger."""
        tail = None
        with suppress(StoreError):  # The mark is for the tombstone; nobody is kept waiting for it.
            tail = await self._ledgers.tail(listed.room)
        mark = Mark(self._now(), tail.size if tail else 0, tail.head if tail else b"")
        await asyncio.to_thread(self.library.erase, listed.recording, owner, mark)
        await self._note(listed, Erased(listed.recording, who))

    async def expire(self) -> None:
        """Erase whatever was to be kept until now."""
        for recording in await asyncio.to_thread(self.library.expire, self._now()):
            listed = await self.listed(recording)
            await self._note(listed, Erased(recording, None))
            log.info("recording expired", room=listed.room)

    async def _note(self, listed: Listed, fact: Fact) -> None:
        scribe = LedgerScribe(self._ledgers, self._key, listed.room)
        await scribe.add(Page(await self._writer(listed), (fact,), self._now()))

    async def _writer(self, listed: Listed) -> Writer | Afterwards:
        """Return who writes of the recording's session, whose own key may be destroyed by now."""
        key = os.urandom(32)
        with suppress(Unknown):
            kept = await self._ledgers.read(listed.room)
            found = await asyncio.to_thread(afterwards, kept.records, listed.recording, key=key)
            if found is not None:
                return found
        # Its ledger was lost: what becomes of the recording is written down all the same.
        return Writer(listed.session, Pseudonyms(key))


class Archive:
    """`Recordings` beside a running node: it makes exports, and forgets in time."""

    def __init__(self, recordings: Recordings, workshop: Workshop) -> None:
        self.recordings: Final = recordings
        self.workshop: Final = workshop
        self._ordering = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(cls, home: Path, store: Store) -> AsyncIterator[Self]:
        async with Workshop.open(home, store.secrets.recording_key) as workshop:
            archive = cls(Recordings(workshop.library, store), workshop)
            forgetting = asyncio.create_task(archive._forget())
            try:
                yield archive
            finally:
                forgetting.cancel()
                await asyncio.wait([forgetting])

    async def order(self, listed: Listed, wish: Wish, by: bytes | None) -> None:
        """Have an export made, once it is written down that it is."""
        async with self._ordering:  # Who asks twice at once has one made, and one entry.
            if self.workshop.progress(listed.recording, wish) is None:
                title = await self.recordings.title(listed)
                await self.recordings.exported(listed, by, plain=False)
                self.workshop.order(listed.recording, wish, title)

    async def hand_out(
        self, listed: Listed, kept: Kept, by: bytes | None
    ) -> tuple[int, AsyncIterator[bytes]]:
        """Return the size and the pieces of an export, once it is written down who is given it."""
        size = await self.workshop.size(kept)
        await self.recordings.opened(listed, by)
        return size, self.workshop.read(kept)

    async def _forget(self) -> None:
        while True:
            try:
                await self.recordings.expire()
            except (StoreError, OSError) as failure:
                log.warning("recordings not looked through", **logs.failure(failure))
            await asyncio.sleep(SWEEP)
