"""Banning: someone's part in a session is over for good.

Removing leaves the door open: whoever is removed may knock again.  Banning does not.
"""

from rooms.consequences import concluded
from rooms.errors import Absent, NotAllowed
from rooms.events import (
    ArrivalLeft,
    Departure,
    Event,
    LobbySwitched,
    ParticipantBanned,
    ParticipantLeft,
)
from rooms.ids import ParticipantId
from rooms.permissions import Action, require
from rooms.role import Role
from rooms.session import Session


def ban(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None, now: float
) -> tuple[Event, ...]:
    """End the place of someone, or their wait for one, and refuse them until the session ends.

    The lobby goes on, since they may come again as somebody else.  A facilitator can be removed
    but not banned: nobody is to lock the others out of the group they hold.
    """
    require(session, by, Action.BAN)
    person = session.participants.get(participant) or session.waiting.get(participant)
    if person is None:
        raise Absent("nobody of that id is here")
    if person.role is Role.FACILITATOR:
        raise NotAllowed("a facilitator can be removed, not banned")
    banned = ParticipantBanned(participant, person.identity, person.role, by)
    lobby = () if session.lobby else (LobbySwitched(on=True, by=by),)
    return concluded(session, banned, *lobby, _ended(session, participant, now), now=now)


def _ended(
    session: Session, participant: ParticipantId, now: float
) -> ArrivalLeft | ParticipantLeft:
    if participant in session.waiting:
        return ArrivalLeft(participant, Departure.REFUSED)
    return ParticipantLeft(participant, Departure.REMOVED, now)
