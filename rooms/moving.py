"""Moving: one person goes to another room, and nothing else about them changes."""

from rooms.breakout_events import NewcomersDirected, ParticipantMoved
from rooms.consequences import NOTHING, concluded
from rooms.errors import Absent, NotAllowed
from rooms.events import Event
from rooms.ids import ParticipantId, SpaceId
from rooms.open_rooms import check_open
from rooms.participant import Participant
from rooms.permissions import Action, require
from rooms.session import Session


def move(
    session: Session,
    participant: ParticipantId,
    space: SpaceId,
    *,
    by: ParticipantId | None,
    now: float,
) -> tuple[Event, ...]:
    """Move someone, who may have dropped, to a breakout or the main room."""
    require(session, by, Action.SPLIT)
    person = _person(session, participant)
    check_open(session, space)
    if person.space == space:
        return NOTHING
    return concluded(session, ParticipantMoved(participant, space), now=now)


def exchange(
    session: Session, one: ParticipantId, other: ParticipantId, *, by: ParticipantId | None
) -> tuple[Event, ...]:
    """Have two people change places."""
    require(session, by, Action.SPLIT)
    first, second = _person(session, one), _person(session, other)
    check_open(session, first.space)
    check_open(session, second.space)
    if first.space == second.space:
        return NOTHING
    return (ParticipantMoved(one, second.space), ParticipantMoved(other, first.space))


def hop(session: Session, space: SpaceId, *, by: ParticipantId, now: float) -> tuple[Event, ...]:
    """Go there oneself, as a facilitator."""
    return move(session, by, space, by=by, now=now)


def choose(session: Session, participant: ParticipantId, space: SpaceId) -> tuple[Event, ...]:
    """Go by oneself to a breakout that is open to choice."""
    require(session, participant, Action.CHOOSE_ROOM)
    person = session.participants[participant]
    check_open(session, person.space)
    check_open(session, space)
    if space == session.main or not session.breakouts.spaces[space].choice:
        raise NotAllowed("nobody goes into this room by themselves")
    return NOTHING if person.space == space else (ParticipantMoved(participant, space),)


def direct_newcomers(
    session: Session, space: SpaceId | None, *, by: ParticipantId | None
) -> tuple[Event, ...]:
    """Say where whoever comes from now on lands; None is the main room, as it is by itself."""
    require(session, by, Action.SPLIT)
    if space is not None:
        check_open(session, space)
    where = None if space == session.main else space
    return NOTHING if session.breakouts.newcomers == where else (NewcomersDirected(where),)


def _person(session: Session, participant: ParticipantId) -> Participant:
    if participant not in session.participants:
        raise Absent("nobody of that id is here")
    return session.participants[participant]
