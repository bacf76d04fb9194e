"""Gestures: what a person shows the others without a word."""

from collections.abc import Callable, Sequence

from node.host import SessionHost
from node.live import Live
from node.passing import Reacted
from node.turn import Happening
from rooms import hands, presence, reaction
from rooms.ids import ParticipantId
from rooms.reaction import Reaction


class Gestures:
    def __init__(self, host: SessionHost, me: Callable[[], ParticipantId]) -> None:
        self._host = host
        self._me = me

    async def raise_hand(self, *, on: bool) -> None:
        """Put one's own hand up, behind all that are up, or take it down."""
        await self._host.submit(
            lambda live, _: (
                hands.put_up(live.session, self._me())
                if on
                else hands.lower(live.session, self._me(), by=self._me())
            )
        )

    async def step_away(self, *, on: bool) -> None:
        """Be shown as away, or as back."""
        await self._host.submit(
            lambda live, _: presence.step_away(live.session, self._me(), away=on)
        )

    async def react(self, name: Reaction) -> None:
        """Be seen to, once, by whoever may see one's picture."""

        def react(live: Live, _: float) -> Sequence[Happening]:
            me = self._me()
            return [Reacted(me, name, reaction.audience(live.session, me))]

        await self._host.submit(react)
