"""The room's norms, as one person meets them: read, agreed to once, and receipted."""

from dataclasses import replace

from node import outbound
from node.connection import Connection
from node.errors import AbsentNorms, Unwritten
from node.host import SessionHost
from node.live import Live
from node.ports import Agreements, Clock, Norms
from node.state import OwnNorms
from node.turn import decide_nothing
from node.wiring import Wiring
from rooms.ids import Identity
from store.errors import StoreUnavailable, Unknown


class NormsDesk:
    """Agreeing is to a version and its very text: whoever changes either asks everyone anew.

    It is no part of a session.  It is kept with the room, under the identity of whoever agreed.
    """

    def __init__(
        self, host: SessionHost, connection: Connection, norms: Norms | None, who: Identity
    ) -> None:
        self._host = host
        self._connection = connection
        self._norms = norms
        self._who = who
        self._agreed = False

    @property
    def shown(self) -> outbound.Norms | None:
        """What is to be read before joining."""
        norms = self._norms
        if norms is None:
            return None
        return outbound.Norms(norms.version, norms.text, self._agreed)

    async def recall(self, book: Agreements) -> None:
        """Find out whether they have agreed before, in whatever session."""
        if self._norms is not None:
            at = await book.when(self._host.room, self._who, self._norms.terms)
            self._note(self._norms, agreed=at is not None)

    async def agree(self, version: int, book: Agreements, clock: Clock) -> None:
        """Agree, and be told the receipt; agreeing again gives the same one."""
        norms = self._norms
        if norms is None or norms.version != version:
            raise AbsentNorms("these are not the norms of this room")
        try:
            at = await book.agree(self._host.room, self._who, norms.terms, now=clock.now())
        except (StoreUnavailable, Unknown) as exc:
            raise Unwritten("it could not be written down that you agree: try again") from exc
        self._note(norms, agreed=True)
        await self._host.submit(decide_nothing, self._told)
        receipt = outbound.Receipt("norms", norms.version, norms.text_hash, at)
        self._connection.tell(receipt)

    def _note(self, norms: Norms, *, agreed: bool) -> None:
        self._agreed = agreed
        self._connection.norms = OwnNorms(norms.version, agreed)

    def _told(self, live: Live, wiring: Wiring) -> Wiring:
        del live
        me = wiring.whose(self._connection)
        if me is None or wiring.lines[me].norms == self._connection.norms:
            return wiring
        return wiring.connecting(me, replace(wiring.lines[me], norms=self._connection.norms))
