"""The scribe: writes a session's journal, and knows when it cannot."""

from collections.abc import Sequence
from typing import Final

import structlog

from node.errors import LedgerBroken, Unjournalled
from node.ledger_scribe import LedgerScribe, Page
from node.ports import Journal
from rooms.ids import RoomId, SessionId
from store.booking import Booking
from store.errors import JournalUnavailable

log = structlog.get_logger()

OWED_MOST: Final = 20_000
"""Entries kept while the journal is away: hours of an ordinary session, a few MB."""


class Scribe:
    """Owns one session's journal, and writes for it in the room's ledger.

    While the journal is unavailable the session is *unjournalled*: it goes on, and a restart
    would forget what was not written.  What is owed is kept and written in order as soon as the
    journal is back; only if it grows beyond all measure is the rest of the session given up.
    """

    def __init__(
        self,
        journal: Journal,
        ledger: LedgerScribe,
        session: SessionId,
        room: RoomId,
        *,
        begun: bool = False,
    ) -> None:
        self._journal = journal
        self._ledger = ledger
        self._session = session
        self._room = room
        self._begun = begun
        self._owed: list[bytes] = []
        self._pages: list[Page] = []
        self._gave_up = False
        self._unbooked = False

    @property
    def unjournalled(self) -> bool:
        return self._gave_up or bool(self._owed)

    @property
    def is_failing(self) -> bool:
        """Return whether something could not be written down that would have to be proven."""
        return self.unjournalled or self._unbooked

    async def write(self, entries: Sequence[bytes], pages: Sequence[Page] = ()) -> None:
        """Return once all is durable, or once it is plain that it cannot be."""
        if not entries or self._gave_up:
            return
        was_unjournalled = self.unjournalled
        self._owed.extend(entries)
        self._pages.extend(pages)
        try:
            await self._write_owed()
        except JournalUnavailable as exc:
            self._despair()
            if not was_unjournalled:
                log.warning("session unjournalled", session=self._session, reason=str(exc))
        else:
            if was_unjournalled:
                log.info("session journalled again", session=self._session)

    async def insist(self, entries: Sequence[bytes], pages: Sequence[Page]) -> None:
        """Return once all is durable, and whatever was owed before; else nothing of it happened."""
        if self._gave_up:
            raise Unjournalled("nothing of this session is written down any more")
        owed, owed_pages = len(self._owed), len(self._pages)
        self._owed.extend(entries)
        self._pages.extend(pages)
        try:
            await self._write_all()
        except (JournalUnavailable, LedgerBroken) as exc:
            del self._owed[owed:], self._pages[owed_pages:]
            if isinstance(exc, LedgerBroken):
                raise
            raise Unjournalled("this counts only once it is written down: try again") from exc

    async def forget(self) -> bool:
        """Destroy what was written; return whether it is gone, or else ask again later."""
        if not self._begun:
            return True
        try:
            await self._journal.forget(self._session)
        except JournalUnavailable as exc:
            log.warning("journal not forgotten", session=self._session, reason=str(exc))
            return False
        return True

    async def _write_owed(self) -> None:
        try:
            await self._write_all()
        except LedgerBroken as exc:
            # What people do goes on; and nothing is recorded where nothing can be booked.
            log.warning("nothing is booked", session=self._session, reason=str(exc))
            self._unbooked = True
            self._pages.clear()
            await self._write_all()

    async def _write_all(self) -> None:
        if not self._begun:
            await self._journal.begin(self._session, self._room)
            self._begun = True
        await self._ledger.write(tuple(self._pages), self._ink)
        self._owed.clear()
        self._pages.clear()

    async def _ink(self, booking: Booking | None) -> None:
        await self._journal.append(self._session, tuple(self._owed), booking)

    def _despair(self) -> None:
        if len(self._owed) > OWED_MOST:
            self._owed.clear()
            self._pages.clear()
            self._gave_up = True
