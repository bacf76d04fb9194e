"""Talking beside the talk: what is written, to whom."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from node.errors import ChatOff
from node.host import SessionHost
from node.ids import new_id
from node.live import Live
from node.passing import MessageWritten
from node.ports import Dice
from node.turn import Happening
from rooms import chat
from rooms.chat_mode import ChatMode
from rooms.errors import NotAllowed
from rooms.ids import MessageId, ParticipantId, SpaceId
from rooms.message import To, Whom

_WHOM: Final = frozenset(Whom)


class Talk:
    """Words are checked, shown and remembered in one turn; no journal and no log ever has them."""

    def __init__(self, host: SessionHost, dice: Dice, me: Callable[[], ParticipantId]) -> None:
        self._host = host
        self._dice = dice
        self._me = me

    async def say(self, text: str, *, to: str, rooms: Collection[SpaceId] | None = None) -> None:
        """Write to several people at once (`Whom`), or to one by their id.

        A broadcast is for all rooms, or for these.
        """
        addressed: To = Whom(to) if to in _WHOM else ParticipantId(to)

        def write(live: Live, now: float) -> Sequence[Happening]:
            me, id_ = self._me(), MessageId(new_id(self._dice))
            try:
                said = chat.write(
                    live.session, me, addressed, text, message=id_, now=now, rooms=rooms
                )
            except NotAllowed as refusal:
                # The mode is for those in the session: at its door the rule is another one.
                if live.session.chat is ChatMode.OFF and me in live.session.participants:
                    raise ChatOff("only facilitators write at the moment") from refusal
                raise
            return [MessageWritten(said)]

        await self._host.submit(write)
