"""Coming in: entering, waiting, being admitted or refused."""

from dataclasses import replace
from typing import Final

from rooms import names
from rooms.consequences import NOTHING, all_seated, concluded, may_enter, seated
from rooms.errors import Absent, Banned, Locked, OutOfTurn, RoomFull, SessionOver
from rooms.events import (
    ArrivalLeft,
    ArrivalWaited,
    Departure,
    DevicesSwitched,
    Event,
    ParticipantLeft,
    ParticipantReturned,
)
from rooms.ids import ParticipantId
from rooms.participant import Arrival, Participant
from rooms.permissions import Action, allows, require
from rooms.role import Role
from rooms.session import Session, apply_all

MOST_WAITING: Final = (
    32  # people at the door; each costs an endpoint, and any link holder can knock
)


def enter(session: Session, arrival: Arrival, *, now: float) -> tuple[Event, ...]:
    """Come in, or wait at the door.

    Whoever holds a place already takes it up again under its id and name (`Session.place_of` tells
    the id); entering twice makes no second person.  Someone who comes in another role gives the
    former place up first, so that a weaker token never inherits a stronger one's rights.
    """
    if session.ended is not None:
        raise SessionOver("this session has ended")
    if arrival.identity in session.banned:
        raise Banned("your part in this session is over")
    arrival = _cleaned(arrival)
    former = _former_place(session, arrival, now)
    return concluded(session, *former, *_entering(apply_all(session, former), arrival), now=now)


def admit(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None, now: float
) -> tuple[Event, ...]:
    """Let someone in who waits; letting in whoever is in already changes nothing."""
    require(session, by, Action.ADMIT)
    if participant in session.participants:
        return NOTHING
    arrival = _waiting(session, participant)
    _check_admissions(session)
    return concluded(session, seated(session, arrival), now=now)


def admit_all(session: Session, *, by: ParticipantId | None, now: float) -> tuple[Event, ...]:
    """Let in everyone who waits, first come first; whoever finds no place any more waits on."""
    require(session, by, Action.ADMIT)
    if not session.waiting:
        return NOTHING
    _check_admissions(session)
    return concluded(session, *all_seated(session, session.waiting.values()), now=now)


def refuse(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None, now: float
) -> tuple[Event, ...]:
    """Send someone away who waits."""
    require(session, by, Action.REFUSE)
    _waiting(session, participant)
    return concluded(session, ArrivalLeft(participant, Departure.REFUSED), now=now)


def _entering(session: Session, arrival: Arrival) -> tuple[Event, ...]:
    known = session.place_of(arrival.identity)
    if known is not None:
        if known in session.participants:
            return _taken_up(session.participants[known], arrival)
        arrival = replace(arrival, id=known)
    if arrival.role is Role.FACILITATOR:
        return (seated(session, arrival),)
    if session.locked and known is None:
        raise Locked("nobody new comes in now")
    if not may_enter(session, arrival):
        return _waited(session, arrival)
    _check_places(session)
    return (seated(session, arrival),)


def _taken_up(participant: Participant, arrival: Arrival) -> tuple[Event, ...]:
    events: list[Event] = []
    if not participant.present:
        events.append(ParticipantReturned(participant.id))
    if allows(participant.role, Action.PUBLISH) and participant.devices != arrival.devices:
        events.append(DevicesSwitched(participant.id, arrival.devices))
    return tuple(events)


def _waited(session: Session, arrival: Arrival) -> tuple[Event, ...]:
    if session.waiting.get(arrival.id) == arrival:
        return NOTHING
    if arrival.id not in session.waiting and len(session.waiting) >= MOST_WAITING:
        raise RoomFull("too many people are waiting")
    return (ArrivalWaited(arrival),)


def _check_admissions(session: Session) -> None:
    """Refuse unless facilitators may let people in now, and there is a place for one."""
    if session.began_at is None or session.hold_since is not None:
        raise OutOfTurn("nobody new comes in while no facilitator is present")
    if session.locked:
        raise OutOfTurn("nobody new comes in while the room is locked")
    _check_places(session)


def _check_places(session: Session) -> None:
    if session.full:
        raise RoomFull(f"all {session.capacity} places are held")


def _former_place(session: Session, arrival: Arrival, now: float) -> tuple[Event, ...]:
    """Return the end of the place this person has in another role, if they have one."""
    known = session.place_of(arrival.identity)
    if known is None:
        return NOTHING
    if known in session.waiting:
        same = session.waiting[known].role is arrival.role
        return NOTHING if same else (ArrivalLeft(known, Departure.ELSEWHERE),)
    same = session.participants[known].role is arrival.role
    return NOTHING if same else (ParticipantLeft(known, Departure.ELSEWHERE, now),)


def _cleaned(arrival: Arrival) -> Arrival:
    return replace(
        arrival,
        name=names.clean(arrival.name),
        private_name=names.clean_private(arrival.private_name),
    )


def _waiting(session: Session, participant: ParticipantId) -> Arrival:
    if participant not in session.waiting:
        raise Absent("nobody of that id is waiting")
    return session.waiting[participant]
