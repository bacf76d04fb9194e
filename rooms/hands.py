"""Raised hands: in each room a queue, in the order in which they went up.

A hand keeps its place for as long as its owner's place is held, over drops and restarts.
"""

from collections.abc import Mapping

from rooms.consequences import NOTHING
from rooms.errors import Absent
from rooms.events import Event, HandLowered, HandRaised
from rooms.ids import ParticipantId, SpaceId
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
    """Lower every hand in one's own room, first come first; the API lowers them in all rooms."""
    require(session, by, Action.LOWER_HANDS)
    room = None if by is None else session.participants[by].space
    return tuple(HandLowered(participant, by) for participant in queue(session, room))


def queue(session: Session, room: SpaceId | None) -> tuple[ParticipantId, ...]:
    """Return whose hand is up in a room, in the order in which they raised it; None is all rooms.

    Whoever moves takes their hand along, and stands among the others by when it went up.
    """
    people = session.participants.values()
    up = [
        (person.hand, person.id)
        for person in people
        if person.hand is not None and room in {None, person.space}
    ]
    return tuple(id_ for _, id_ in sorted(up))


def places(session: Session) -> Mapping[ParticipantId, int]:
    """Return which place everyone whose hand is up has in their own room, the first being 0."""
    taken: dict[SpaceId, int] = {}
    stand: dict[ParticipantId, int] = {}
    for id_ in queue(session, None):
        room = session.participants[id_].space
        stand[id_] = taken.get(room, 0)
        taken[room] = stand[id_] + 1
    return stand


def _next_number(session: Session) -> int:
    """Return the number a hand draws that goes up now; the first is 1."""
    return 1 + max((person.hand or 0 for person in session.participants.values()), default=0)
