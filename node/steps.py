"""Steps: where a person goes by themselves, and whom a facilitator takes along."""

from collections.abc import Callable

from node.host import SessionHost
from node.ids import new_id
from node.ports import Dice
from rooms import moving, side_rooms
from rooms.ids import ParticipantId, SpaceId


class Steps:
    def __init__(self, host: SessionHost, dice: Dice, me: Callable[[], ParticipantId]) -> None:
        self._host = host
        self._dice = dice
        self._me = me

    async def hop(self, room: SpaceId) -> None:
        """Go to any room, as a facilitator."""
        await self._host.submit(
            lambda live, now: moving.hop(live.session, room, by=self._me(), now=now)
        )

    async def choose(self, room: SpaceId) -> None:
        """Go to a breakout that is open to choice."""
        await self._host.submit(lambda live, _: moving.choose(live.session, self._me(), room))

    async def step_aside(self, participant: ParticipantId) -> None:
        """Go to a side room with someone; merging it brings both back."""
        await self._host.submit(
            lambda live, _: side_rooms.step_aside(
                live.session,
                participant,
                by=self._me(),
                new_space=lambda: SpaceId(new_id(self._dice)),
            )
        )
