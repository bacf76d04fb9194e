"""The handover: from the device somebody is here with to another one of theirs."""

from collections.abc import Callable, Sequence

from node import codes
from node.errors import NotNow
from node.host import SessionHost
from node.live import Live
from node.passing import CodeGiven
from node.ports import Dice
from node.turn import Happening
from rooms.ids import ParticipantId


class Handover:
    def __init__(self, host: SessionHost, dice: Dice, me: Callable[[], ParticipantId]) -> None:
        self._host = host
        self._dice = dice
        self._me = me

    async def offer(self) -> None:
        """Be told a code that leads another device to one's own place, once and soon."""

        def offer(live: Live, now: float) -> Sequence[Happening]:
            me = self._me()
            if me not in live.session.participants:
                raise NotNow("you have no place yet that another device could take up")
            return [CodeGiven(me, codes.new_code(self._dice), now + codes.LIFETIME)]

        await self._host.submit(offer)
