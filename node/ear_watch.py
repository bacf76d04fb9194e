"""The ear watch: which ears the pages show, and who waits until theirs is shown."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from node.live import Live
from node.outlet import Outlet
from node.ports import Clock
from node.wiring import Wiring
from rooms.ids import ParticipantId, SpaceId

Ears = frozenset[tuple[ParticipantId, SpaceId]]
"""Whose, and in which room."""


@dataclass(frozen=True, slots=True)
class _Wait:
    listener: ParticipantId
    rooms: frozenset[SpaceId]


class EarWatch:
    """Pages say what they show, whenever it changes; here it is held against the session.

    It decides nothing: the core opens an ear that is still shown, whatever was waited for.
    """

    def __init__(self, clock: Clock, live: Live) -> None:
        self._clock = clock
        self._live = live
        self._wiring = Wiring()
        self._pages: dict[Outlet, Ears] = {}
        self._waits: dict[asyncio.Future[None], _Wait] = {}

    def look(self, live: Live, wiring: Wiring) -> None:
        """Take the session as it is now, after every turn."""
        self._live, self._wiring = live, wiring
        if self._pages:
            # What was seen of an ear that is gone says nothing about the same ear shown anew.
            shown = _shown(live)
            here = [line.outlet for line in wiring.lines.values()]
            self._pages = {page: self._pages[page] & shown for page in here if page in self._pages}
        self._tell()

    def shows(self, page: Outlet, ears: Ears) -> None:
        """Take a page's word for which ears it shows now."""
        self._pages[page] = ears & _shown(self._live)
        self._tell()

    async def shown(
        self, listener: ParticipantId, rooms: Collection[SpaceId], *, within: float
    ) -> None:
        """Return once every page in these rooms shows the ear, or `within` seconds from now."""
        wait = _Wait(listener, frozenset(rooms))
        if self._is_over(wait):
            return
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        alarm = self._clock.call_at(self._clock.now() + within, lambda: _end(over))
        self._waits[over] = wait
        try:
            await over
        finally:
            alarm.cancel()
            del self._waits[over]

    def _tell(self) -> None:
        for over, wait in self._waits.items():
            if self._is_over(wait):
                _end(over)

    def _is_over(self, wait: _Wait) -> bool:
        """Return whether everybody who is there sees it; whoever has dropped sees nothing."""
        people = self._live.session.participants
        ears = self._live.session.breakouts.ears.get(wait.listener, frozenset())
        return all(
            (wait.listener, people[id_].space) in self._pages.get(line.outlet, frozenset())
            for id_, line in self._wiring.lines.items()
            if id_ in people and people[id_].present and people[id_].space in wait.rooms & ears
        )


def _shown(live: Live) -> Ears:
    ears = live.session.breakouts.ears
    return frozenset((listener, space) for listener, spaces in ears.items() for space in spaces)


def _end(over: asyncio.Future[None]) -> None:
    if not over.done():
        over.set_result(None)
