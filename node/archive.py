"""The archive: what a room remembers of its breakouts beyond a session."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

import structlog

from breakout.errors import UnreadableMet
from node import history, saved_plans
from node.errors import AbsentRoom, Unread, Unwritten
from node.history import History, Round
from node.ports import RoomMemory
from node.saved_plans import Plans, UnreadablePlans
from node.turn import Happening
from rooms.ids import RoomId
from rooms.session import Session
from store.errors import StoreUnavailable, Tampered, Unknown

MET: Final = "met"
PLANS: Final = "plans"

MOST_OWED: Final = 100
"""Rounds that wait for a store that is away; more than any session has."""

log = structlog.get_logger()

_T = TypeVar("_T")


class Archive:
    """Read once, when somebody first comes, and written whenever a round of breakouts is over.

    A session never waits for it: what cannot be written is owed, and tried again after a later
    turn.
    """

    def __init__(self, memory: RoomMemory, room: RoomId) -> None:
        self.plans: Plans = ()
        self._memory = memory
        self._room = room
        self._history: History | None = None
        self._owed: list[Round] = []
        self._alone = asyncio.Lock()

    async def recall(self) -> History:
        """Return who met whom, and know the plans; raise `Unread`."""
        async with self._alone:
            return await self._recalled()

    def note(self, before: Session, happened: Iterable[Happening]) -> None:
        """Take notice of a round that a turn ended, given the session before it."""
        round_ = history.over(before, happened)
        if round_ is not None:
            self._owed = [*self._owed, round_][-MOST_OWED:]

    async def settle(self) -> None:
        """Write what is owed, if that is possible now."""
        if not self._owed:
            return
        try:
            async with self._alone:
                await self._record()
        except (Unread, StoreUnavailable) as exc:
            log.warning("breakouts not remembered", room=self._room, reason=str(exc))
        except Unknown:
            self._owed.clear()  # The room was deleted meanwhile, and all it remembered.

    async def keep(self, change: Callable[[Plans], Plans]) -> None:
        """Change the plans; what `change` refuses is refused."""
        async with self._alone:
            await self._recalled()
            plans = change(self.plans)
            try:
                await self._memory.remember(self._room, PLANS, saved_plans.encode(plans))
            except StoreUnavailable as exc:
                raise Unwritten("the plan could not be written down: try again") from exc
            except Unknown as exc:
                raise AbsentRoom("there is no such room") from exc
            self.plans = plans

    async def _record(self) -> None:
        known = await self._recalled()
        for round_ in self._owed:
            known = known.after(round_)
        await self._memory.remember(self._room, MET, history.encode(known))
        self._history, self._owed = known, []

    async def _recalled(self) -> History:
        if self._history is None:
            plans = await self._read(PLANS, saved_plans.decode)
            known = await self._read(MET, history.decode)
            self.plans, self._history = plans or (), known or History()
        return self._history

    async def _read(self, kind: str, decode: Callable[[bytes], _T]) -> _T | None:
        try:
            data = await self._memory.recall(self._room, kind)
            return None if data is None else decode(data)
        except StoreUnavailable as exc:
            raise Unread("what this room remembers cannot be read: try again") from exc
        except (Tampered, UnreadableMet, UnreadablePlans) as exc:
            log.warning("memory cannot be read", room=self._room, kind=kind, reason=str(exc))
            return None
