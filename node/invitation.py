"""The invitation: the link clients come by, for a facilitator to hand on.

After a ban it is a new one, and whoever leads is the only one here to learn it.
"""

from collections.abc import Callable, Sequence

from node.errors import AbsentRoom, Unread
from node.host import SessionHost
from node.live import Live
from node.passing import KeyTold
from node.ports import Links
from node.turn import Happening
from rooms.ids import ParticipantId
from rooms.permissions import Action, require
from store.errors import StoreUnavailable


class Invitation:
    def __init__(self, host: SessionHost, links: Links, me: Callable[[], ParticipantId]) -> None:
        self._host = host
        self._links = links
        self._me = me

    async def tell(self) -> None:
        """Be told the key of the present client link."""
        try:
            key = await self._links.client_key(self._host.room)
        except StoreUnavailable as exc:
            raise Unread("the link cannot be looked up just now: try again") from exc

        def tell(live: Live, now: float) -> Sequence[Happening]:
            del now
            me = self._me()
            require(live.session, me, Action.INVITE)
            if key is None:
                raise AbsentRoom("this room was deleted: no link leads to it")
            return [KeyTold(me, key)]

        await self._host.submit(tell)
