"""The scribe: writes a session's journal, and knows when it cannot."""

from collections.abc import Sequence
from typing import Final

import structlog

from node.ports import Journal
from rooms.ids import RoomId, SessionId
from store.errors import JournalUnavailable

log = structlog.get_logger()

OWED_MOST: Final = 20_000
"""Entries kept while the journal is away: hours of an ordinary session, a few MB."""


class Scribe:
    """Owns one session's journal.

    While the journal is unavailable the session is *unjournalled*: it goes on, and a restart
    would forget what was not written.  What is owed is kept and written in order as soon as the
    journal is back; only if it grows beyond all measure is the rest of the session given up.
    """

    def __init__(
        self, journal: Journal, session: SessionId, room: RoomId, *, begun: bool = False
    ) -> None:
        self._journal = journal
        self._session = session
        self._room = room
        self._begun = begun
        self._owed: list[bytes] = []
        self._gave_up = False

    @property
    def unjournalled(self) -> bool:
        return self._gave_up or bool(self._owed)

    async def write(self, entries: Sequence[bytes]) -> None:
        """Return once `entries` are durable, or once it is plain that they cannot be."""
        if not entries or self._gave_up:
            return
        was_unjournalled = self.unjournalled
        self._owed.extend(entries)
        try:
            await self._write_owed()
        except JournalUnavailable as exc:
            self._despair()
            if not was_unjournalled:
                log.warning("session unjournalled", session=self._session, reason=str(exc))
        else:
            if was_unjournalled:
                log.info("session journalled again", session=self._session)

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
        if not self._begun:
            await self._journal.begin(self._session, self._room)
            self._begun = True
        await self._journal.append(self._session, tuple(self._owed))
        self._owed.clear()

    def _despair(self) -> None:
        if len(self._owed) > OWED_MOST:
            self._owed.clear()
            self._gave_up = True
