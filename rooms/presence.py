"""Being there: dropping and returning, stepping away, leaving, being removed, and restarts."""

from typing import Final

from rooms.consequences import NOTHING, concluded
from rooms.errors import Absent
from rooms.events import (
    ArrivalLeft,
    AwaySwitched,
    Departure,
    Event,
    ParticipantDropped,
    ParticipantLeft,
    ParticipantReturned,
)
from rooms.ids import ParticipantId
from rooms.permissions import Action, require
from rooms.session import Session

HELD_FOR: Final = 600.0  # seconds; long enough for a train's tunnels, short enough to free a seat


def drop(session: Session, participant: ParticipantId, *, now: float) -> tuple[Event, ...]:
    """Note that someone is gone without a word: their place is held.

    Whoever only waited waits no longer.  Dropping twice, or after leaving, changes nothing.
    """
    person = session.participants.get(participant)
    if person is not None and person.present:
        return concluded(session, ParticipantDropped(participant, now + HELD_FOR), now=now)
    return _stop_waiting(session, participant, Departure.LEFT, now)


def come_back(session: Session, participant: ParticipantId, *, now: float) -> tuple[Event, ...]:
    """Take up a held place, with everything switched as it was; no lobby stands in the way."""
    if participant not in session.participants:
        raise Absent("that place is not held any more")
    if session.participants[participant].present:
        return NOTHING
    return concluded(session, ParticipantReturned(participant), now=now)


def step_away(session: Session, participant: ParticipantId, *, away: bool) -> tuple[Event, ...]:
    """Be shown as away, or as back; what is switched on stays as it is, and nobody is told why."""
    require(session, participant, Action.STEP_AWAY)
    if session.participants[participant].away is away:
        return NOTHING
    return (AwaySwitched(participant, away),)


def leave(session: Session, participant: ParticipantId, *, now: float) -> tuple[Event, ...]:
    """Give up a place, or the wait for one.  Leaving twice changes nothing."""
    if participant in session.participants:
        return concluded(session, ParticipantLeft(participant, Departure.LEFT, now), now=now)
    return _stop_waiting(session, participant, Departure.LEFT, now)


def remove(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None, now: float
) -> tuple[Event, ...]:
    """End someone's place, or send them away from the door.

    With the lobby on they have to knock again: having been in no longer counts.
    """
    require(session, by, Action.REMOVE)
    if participant in session.participants:
        return concluded(session, ParticipantLeft(participant, Departure.REMOVED, now), now=now)
    if participant not in session.waiting:
        raise Absent("nobody of that id is here")
    return _stop_waiting(session, participant, Departure.REFUSED, now)


def restart(session: Session, *, now: float) -> tuple[Event, ...]:
    """Note that the process was away: no connection is left, every place is held afresh."""
    if session.ended is not None:
        return NOTHING
    gone: list[Event] = [ArrivalLeft(id_, Departure.LEFT) for id_ in session.waiting]
    held: list[Event] = [ParticipantDropped(id_, now + HELD_FOR) for id_ in session.participants]
    return concluded(session, *gone, *held, now=now)


def _stop_waiting(
    session: Session, participant: ParticipantId, reason: Departure, now: float
) -> tuple[Event, ...]:
    if participant not in session.waiting:
        return NOTHING
    return concluded(session, ArrivalLeft(participant, reason), now=now)
