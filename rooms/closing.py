"""The end of a session for everyone."""

from rooms.consequences import NOTHING
from rooms.events import Ending, Event, SessionEnded
from rooms.ids import ParticipantId
from rooms.permissions import Action, require
from rooms.session import Session


def end(session: Session, *, by: ParticipantId | None, now: float) -> tuple[Event, ...]:
    """End it for all, in the room and at the door.  Ending twice changes nothing."""
    if session.ended is not None:
        return NOTHING
    require(session, by, Action.END_SESSION)
    return (SessionEnded(Ending.ENDED, now),)
