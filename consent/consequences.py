"""What follows for consent from who is where, and from time, whoever caused it.

A session's turn ends with `due`: whether somebody joined, moved, dropped or said yes, what is owed
is the same question.
"""

from collections.abc import Mapping
from typing import Final

from consent.ask import ANSWERED_WITHIN, Ask
from consent.consents import Consents, apply_all
from consent.events import (
    AskSettled,
    ConsentEvent,
    GateMoved,
    HoldoutsChanged,
    RecordingEnded,
)
from consent.gate import gate
from consent.ids import AskId
from consent.outcome import Ending, Outcome
from consent.reach import concerned
from consent.terms import Scope
from rooms.ids import ParticipantId
from rooms.session import Session

NOTHING: Final[tuple[ConsentEvent, ...]] = ()


def concluded(
    consents: Consents, session: Session, *events: ConsentEvent, now: float
) -> tuple[ConsentEvent, ...]:
    """Return `events` and all that follows from them."""
    return (*events, *due(apply_all(consents, events), session, now=now))


def due(consents: Consents, session: Session, *, now: float) -> tuple[ConsentEvent, ...]:
    """Return all that is owed by `now`, in a session that is as it is: nothing, asked twice."""
    return tuple(
        event
        for scope in Scope
        if scope in consents.asks
        for event in _owed(consents, session, consents.asks[scope], now)
    )


def next_deadline(consents: Consents) -> float | None:
    """Return when `due` will next have something to say if nothing happens; None is never."""
    times: list[float] = []
    for ask in consents.asks.values():
        if ask.asking:
            times.append(ask.settles_at)
        if ask.running:
            times.extend(since + ANSWERED_WITHIN for since in ask.holdouts.values())
            times.extend(() if ask.terms.until is None else (ask.terms.until,))
    return min(times, default=None)


def outlasted(consents: Consents, *, now: float) -> tuple[AskId, ...]:
    """Return what must not be recorded any longer: the time that people agreed to is over."""
    return tuple(
        ask.id
        for ask in consents.asks.values()
        if ask.running and ask.terms.until is not None and ask.terms.until <= now
    )


def _owed(consents: Consents, session: Session, ask: Ask, now: float) -> tuple[ConsentEvent, ...]:
    outcome = _outcome(session, ask, now) if ask.asking else None
    settled = () if outcome is None else (AskSettled(ask.id, outcome, now),)
    after = apply_all(consents, settled)
    ask = after.asks[ask.terms.scope]
    return (*settled, *_recording(after, session, ask, now)) if ask.running else settled


def _outcome(session: Session, ask: Ask, now: float) -> Outcome | None:
    """Return how an open ask comes out; None while it does not.

    All who were asked have said yes, and whoever is there besides: that is told at once.  Anything
    else is told at the one moment, and a no makes no difference to silence: not even that nobody
    is left to answer brings it forward, for then it would be known that somebody said no.
    """
    if session.ended is not None or not session.facilitated:
        return Outcome.CALLED_OFF
    agreed = all(ask.agrees(id_) for id_ in ask.people)
    here = (person.id for person in concerned(session, ask.terms.scope))
    if now >= ask.settles_at:
        return Outcome.GIVEN if agreed else Outcome.NOT_AGREED
    return Outcome.GIVEN if agreed and all(ask.agrees(id_) for id_ in here) else None


def _recording(
    consents: Consents, session: Session, ask: Ask, now: float
) -> tuple[ConsentEvent, ...]:
    holdouts = _holdouts(session, ask, now)
    ending = _ending(session, ask, holdouts, now)
    if ending is not None:
        return (RecordingEnded(ask.id, ending, now),)
    changed = () if holdouts == ask.holdouts else (HoldoutsChanged(ask.id, holdouts),)
    return (*changed, *_moved(consents, session, ask, now))


def _holdouts(session: Session, ask: Ask, now: float) -> Mapping[ParticipantId, float]:
    """Return who keeps the gate shut: they have not said yes, or are not here to see it open."""
    return {
        person.id: ask.holdouts.get(person.id, now)
        for person in concerned(session, ask.terms.scope)
        if not (person.present and ask.agrees(person.id))
    }


def _ending(
    session: Session, ask: Ask, holdouts: Mapping[ParticipantId, float], now: float
) -> Ending | None:
    if session.ended is not None:
        return Ending.SESSION_OVER
    if not session.facilitated:
        return Ending.HOLD
    if ask.terms.until is not None and ask.terms.until <= now:
        return Ending.UNTIL
    waited = [id_ for id_, since in holdouts.items() if since + ANSWERED_WITHIN <= now]
    if not waited:
        return None
    away = all(not session.participants[id_].present for id_ in waited)
    return Ending.ABSENT if away else Ending.UNANSWERED


def _moved(consents: Consents, session: Session, ask: Ask, now: float) -> tuple[ConsentEvent, ...]:
    """Return that the gate moves, or that others are recorded through it now."""
    scope = ask.terms.scope
    is_open = gate(consents, session, scope).open
    people = (
        frozenset(person.id for person in concerned(session, scope)) if is_open else frozenset()
    )
    if is_open is ask.open and people <= ask.recorded:
        return NOTHING
    return (GateMoved(ask.id, is_open, people, now),)
