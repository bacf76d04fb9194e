"""What time alone decides: places lapse, breakouts merge, a session nobody attends is over."""

from typing import Final

from rooms import gathering
from rooms.breakout_events import GroupsRemembered
from rooms.consequences import concluded
from rooms.events import Departure, Ending, Event, ParticipantLeft, SessionEnded
from rooms.session import Session, apply_all

EMPTY_FOR: Final = 600.0  # seconds after the last place is given up
ON_HOLD_FOR: Final = 3600.0  # seconds without any facilitator


def next_deadline(session: Session) -> float | None:
    """Return when `due` will next have something to say; None while time changes nothing."""
    if session.ended is not None:
        return None
    lapses = [p.held_until for p in session.participants.values() if p.held_until is not None]
    times = [*lapses, *_closings(session), *(at for at, _ in _endings(session))]
    return min(times, default=None)


def due(session: Session, *, now: float) -> tuple[Event, ...]:
    """Return all that has come due by `now`."""
    if session.ended is not None:
        return ()
    lapsed = _lapsed(session, now)
    events = concluded(session, *lapsed, now=now) if lapsed else ()
    after = apply_all(session, events)
    merged = _merged(after, now)
    events, after = (*events, *merged), apply_all(after, merged)
    over = [(at, why) for at, why in _endings(after) if at <= now]
    return (*events, SessionEnded(min(over)[1], now)) if over else events


def _lapsed(session: Session, now: float) -> list[ParticipantLeft]:
    # Each place ends at its own time, not when somebody looked: the session's end counts from it.
    lapsed = [
        ParticipantLeft(person.id, Departure.LAPSED, person.held_until)
        for person in session.participants.values()
        if person.held_until is not None and person.held_until <= now
    ]
    return sorted(lapsed, key=lambda event: event.at)


def _closings(session: Session) -> list[float]:
    """Return when breakouts merge, and when it is forgotten who was together in them."""
    breakouts = session.breakouts
    times = [*(space.closes_at for space in breakouts.spaces.values()), breakouts.together_until]
    return [at for at in times if at is not None]


def _merged(session: Session, now: float) -> tuple[Event, ...]:
    """Merge what is due, whether or not a facilitator is there to see it."""
    breakouts = session.breakouts
    until = breakouts.together_until
    # Then nothing but side rooms can be open, and of those nobody remembers who was in them.
    forgotten = (GroupsRemembered((), None),) if until is not None and until <= now else ()
    gone = [
        below
        for space in breakouts.spaces.values()
        if space.closes_at is not None and space.closes_at <= now
        for below in breakouts.below(space.id)
    ]
    return (*forgotten, *gathering.merged(session, frozenset(gone), now=now))


def _endings(session: Session) -> list[tuple[float, Ending]]:
    """Return when the session would end, and why, if nothing else happened."""
    endings: list[tuple[float, Ending]] = []
    if session.hold_since is not None:
        endings.append((session.hold_since + ON_HOLD_FOR, Ending.UNATTENDED))
    # Whoever stands at the door keeps an empty session open: they wait for its facilitator.
    if session.empty_since is not None and not session.waiting:
        endings.append((session.empty_since + EMPTY_FOR, Ending.LAPSED))
    return endings
