"""What follows from how things are, whoever caused it.

A decision says what was asked for; `concluded` adds what the session then owes: it begins with
its first facilitator, holds without one, keeps its breakouts in order, and opens its door to those
who need not wait.
"""

from collections.abc import Iterable
from itertools import count
from typing import Final

from rooms import gathering
from rooms.events import (
    Ending,
    Event,
    HoldBegan,
    HoldEnded,
    ParticipantJoined,
    SessionBegan,
    SessionEnded,
)
from rooms.participant import Arrival, Devices, Participant
from rooms.permissions import Action, allows
from rooms.role import Role
from rooms.session import Session, apply, apply_all

NOTHING: Final = gathering.NOTHING


def concluded(session: Session, *events: Event, now: float) -> tuple[Event, ...]:
    """Return `events` and all that follows from them."""
    after = apply_all(session, events)
    turned = _turning(after, now)
    after = apply_all(after, turned)
    settled = gathering.settled(after, now=now)
    return (*events, *turned, *settled, *_let_in(apply_all(after, settled)))


def may_enter(session: Session, arrival: Arrival) -> bool:
    """Return whether the door is open to them.  Whether there is a place is another question."""
    if arrival.role is Role.FACILITATOR:
        return True
    if session.began_at is None or session.hold_since is not None or session.locked:
        return False
    return not session.lobby or arrival.expected or arrival.identity in session.admitted


def seated(session: Session, arrival: Arrival) -> ParticipantJoined:
    """Give the arrival the lowest free seat; a facilitator's may lie beyond the capacity."""
    taken = {participant.seat for participant in session.participants.values()}
    seat = next(number for number in count() if number not in taken)
    may_publish = allows(arrival.role, Action.PUBLISH)
    return ParticipantJoined(
        Participant(
            id=arrival.id,
            identity=arrival.identity,
            role=arrival.role,
            name=arrival.name,
            private_name=arrival.private_name,
            seat=seat,
            space=session.breakouts.landing(arrival.identity) or session.main,
            devices=arrival.devices if may_publish else Devices(),
        )
    )


def all_seated(session: Session, arrivals: Iterable[Arrival]) -> tuple[ParticipantJoined, ...]:
    """Seat as many of these as there are places for, first come first."""
    joined: list[ParticipantJoined] = []
    for arrival in arrivals:
        if session.full:
            break
        joined.append(seated(session, arrival))
        session = apply(session, joined[-1])
    return tuple(joined)


def _turning(session: Session, now: float) -> tuple[Event, ...]:
    """Return how the session itself turns: begun, on hold, off hold, or over."""
    match session.began_at, session.hold_since, session.facilitated:
        case None, _, True:
            return (SessionBegan(now),)
        case None, _, False if not session.waiting:
            return (SessionEnded(Ending.NEVER_BEGAN, now),)
        case float(), None, False:
            return (HoldBegan(now),)
        case float(), float() as since, True:
            return (HoldEnded(), *gathering.uncounted(session, since=since))
        case _:
            return NOTHING


def _let_in(session: Session) -> tuple[Event, ...]:
    """Return the joining of those who wait for nothing but a place."""
    ready = [arrival for arrival in session.waiting.values() if may_enter(session, arrival)]
    return all_seated(session, ready)
