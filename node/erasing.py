"""The eraser: has recordings made unreadable, and the ledger say so."""

import asyncio

from consent.entry import Erased
from consent.ids import AskId
from consent.ledger import Writer
from node.errors import NoRecorder, Unwritten
from node.ledger_scribe import LedgerScribe, Page
from node.live import Live
from node.ports import Clock
from recording.ports import Recorder
from rooms.ids import ParticipantId
from store.errors import StoreUnavailable


class Eraser:
    """Owns what it has begun: it is done even if whoever asked for it has gone meanwhile."""

    def __init__(self, recorder: Recorder | None, ledger: LedgerScribe, clock: Clock) -> None:
        self._recorder = recorder
        self._ledger = ledger
        self._clock = clock
        self._begun: set[asyncio.Task[None]] = set()

    async def erase(self, live: Live, recording: AskId, owner: ParticipantId | None) -> None:
        """Return when nobody can read what there was of `owner`, or at all, and it is booked."""
        if self._recorder is None:
            raise NoRecorder("there is no recorder that could erase it")
        mine = asyncio.create_task(self._erase(self._recorder, live, recording, owner))
        self._begun.add(mine)
        mine.add_done_callback(self._begun.discard)
        await asyncio.shield(mine)

    async def close(self) -> None:
        """Wait for what was begun."""
        if self._begun:
            await asyncio.wait(self._begun)

    async def _erase(
        self, recorder: Recorder, live: Live, recording: AskId, owner: ParticipantId | None
    ) -> None:
        names = live.pseudonyms
        assert names is not None, "whoever was recorded is in the ledger"
        await recorder.erase(recording, owner, self._ledger.mark(self._clock.now()))
        fact = Erased(recording, None if owner is None else names.of(owner))
        try:
            page = Page(Writer(live.session.id, names), (fact,), self._clock.now())
            await self._ledger.add(page)
        except StoreUnavailable as exc:
            raise Unwritten("it is erased, but the ledger does not say so yet: try again") from exc
