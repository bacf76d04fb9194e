"""The plan shelf: breakouts that a room keeps by a name."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from node import saved_plans
from node.host import SessionHost
from node.live import Live
from node.saved_plans import Plans
from node.turn import Happening, decide_nothing
from node.wiring import Wiring
from rooms.ids import ParticipantId
from rooms.permissions import Action, require


class PlanShelf:
    """Facilitators save and forget; all facilitators see the plans in their state."""

    def __init__(self, host: SessionHost, me: Callable[[], ParticipantId]) -> None:
        self._host = host
        self._me = me

    async def save(self, name: str) -> None:
        """Keep the breakouts as they are now, with who is in which."""
        await self._change(lambda plans: saved_plans.saved(plans, name, self._host.live.session))

    async def forget(self, name: str) -> None:
        await self._change(lambda plans: saved_plans.without(plans, name))

    async def _change(self, change: Callable[[Plans], Plans]) -> None:
        await self._host.submit(self._check)
        await self._host.archive.keep(change)
        await self._host.submit(decide_nothing, _told_anew)

    def _check(self, live: Live, now: float) -> Sequence[Happening]:
        del now
        require(live.session, self._me(), Action.SPLIT)
        return ()


def _told_anew(live: Live, wiring: Wiring) -> Wiring:
    """Connect nobody otherwise, and yet let everyone be told what they may know."""
    del live
    return replace(wiring)
