"""The minutes of a sitting: what is written of it, in its journal and in the room's ledger."""

from collections.abc import Sequence

from node import live as lives
from node.concluding import count_once_written
from node.ids import new_id
from node.ledger_scribe import page_of
from node.live import Live, LiveEvent
from node.ports import Dice, RoomRecord
from node.scribe import Scribe
from rooms.events import SessionOpened
from rooms.ids import SessionId, SpaceId


def opening_of(record: RoomRecord, dice: Dice) -> SessionOpened:
    """Return what a new sitting in this room begins with."""
    return SessionOpened(
        session=SessionId(new_id(dice)),
        room=record.id,
        main=SpaceId(new_id(dice)),
        capacity=record.capacity,
        lobby=record.lobby,
    )


class Minutes:
    """`opening` is what a sitting begins with; it is written once somebody has come to it."""

    def __init__(self, scribe: Scribe, opening: SessionOpened | None = None) -> None:
        self.scribe = scribe
        self._opening = opening

    @property
    def is_begun(self) -> bool:
        return self._opening is None

    @property
    def is_failing(self) -> bool:
        return self.scribe.is_failing

    async def write(self, before: Live, events: Sequence[LiveEvent], now: float) -> None:
        """Write down events; `before` is the session without them.

        A question or a yes that cannot be written is refused; anything else is owed.
        """
        if not events:
            return
        opening = () if self._opening is None else (self._opening,)
        self._opening = None
        write = self.scribe.insist if count_once_written(events) else self.scribe.write
        entries = [lives.encode(entry) for entry in (*opening, *events)]
        await write(entries, page_of(before, events, at=now))
