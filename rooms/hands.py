"""Raised hands: a queue in the order in which they went up.

A hand keeps its place for as long as its owner's place is held, over drops and restarts.
"""

from rooms.consequences import NOTHING
from rooms.errors import Absent
from rooms.events import Event, HandLowered, HandRaised
from rooms.ids import ParticipantId
from rooms.permissions import Action, require
from rooms.session import Session


def put_up(session: Session, participant: ParticipantId) -> tuple[Event, ...]:
    """Raise one's own hand, behind all that are up.  A hand that is up keeps its number."""
    require(session, participant, Action.RAISE_HAND)
    if session.participants[participant].hand is not None:
        return NOTHING
    return (HandRaised(participant, _next_number(session)),)


def lower(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None
) -> tuple[Event, ...]:
    """Lower one's own hand, or as a facilitator someone's.  A hand that is down stays so."""
    own = by == participant
    require(session, by, Action.RAISE_HAND if own else Action.LOWER_HANDS)
    if participant not in session.participants:
        raise Absent("nobody of that id is here")
    if session.participants[participant].hand is None:
        return NOTHING
    return (HandLowered(participant, by),)


def lower_all(session: Session, *, by: ParticipantId | None) -> tuple[Event, ...]:
    """Lower every hand, first come first."""
    require(session, by, Action.LOWER_HANDS)
    return tuple(HandLowered(participant, by) for participant in queue(session))


def queue(session: Session) -> tuple[ParticipantId, ...]:
    """Return whose hand is up, in the order in which they raised it."""
    people = session.participants.values()
    up = [(person.hand, person.id) for person in people if person.hand is not None]
    return tuple(id_ for _, id_ in sorted(up))


def _next_number(session: Session) -> int:
    """Return the number a hand draws that goes up now; the first is 1."""
    return 1 + max((person.hand or 0 for person in session.participants.values()), default=0)
