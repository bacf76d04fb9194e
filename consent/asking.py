"""Asking: a facilitator presses Record, and that is a question.  Nothing is captured before."""

from consent.consents import Consents
from consent.consequences import NOTHING, concluded
from consent.errors import AlreadyAsked, TooSoon
from consent.events import AskSettled, ConsentEvent, RecordingAsked, RecordingEnded
from consent.ids import AskId
from consent.outcome import Ending, Outcome
from consent.reach import questioned
from consent.terms import Scope, Terms, check
from consent.wording import CURRENT
from rooms.errors import OutOfTurn
from rooms.ids import ParticipantId
from rooms.permissions import Action, require
from rooms.session import Session


def ask(
    consents: Consents,
    session: Session,
    terms: Terms,
    *,
    new_id: AskId,
    by: ParticipantId | None,
    now: float,
) -> tuple[ConsentEvent, ...]:
    """Ask everyone, whoever asks included.  `by` is None when it was the API."""
    require(session, by, Action.RECORD)
    check(terms, now=now)
    _check_turn(consents, session, terms.scope, now)
    people = frozenset(person.id for person in questioned(session, terms.scope))
    if not people:
        raise OutOfTurn("nobody is there to be asked")
    digest = terms.digest(CURRENT)
    asked = RecordingAsked(new_id, by, terms, CURRENT.version, digest, people, now)
    return concluded(consents, session, asked, now=now)


def stop(
    consents: Consents, session: Session, scope: Scope, *, by: ParticipantId | None, now: float
) -> tuple[ConsentEvent, ...]:
    """End a recording, or take a question back.  When there is neither, nothing changes."""
    require(session, by, Action.RECORD)
    return _ended(consents, scope, Outcome.CALLED_OFF, Ending.STOPPED, now)


def interrupt(consents: Consents, *, now: float) -> tuple[ConsentEvent, ...]:
    """End all there is, since the process was away, or cannot write down what happens.

    Whoever replays a journal does this before any plan is made.
    """
    return tuple(
        event
        for scope in Scope
        for event in _ended(consents, scope, Outcome.INTERRUPTED, Ending.INTERRUPTED, now)
    )


def give_up(consents: Consents, ask: AskId, *, now: float) -> tuple[ConsentEvent, ...]:
    """End a recording that nobody keeps any more, since the disk, or who writes, has failed."""
    found = consents.find(ask)
    if found is None or not found.running:
        return NOTHING
    return (RecordingEnded(ask, Ending.INTERRUPTED, now),)


def _check_turn(consents: Consents, session: Session, scope: Scope, now: float) -> None:
    if not session.facilitated:
        raise OutOfTurn("nobody is asked while no facilitator is present")
    before = consents.asks.get(scope)
    if before is not None and (before.asking or before.running):
        raise AlreadyAsked("this has been asked already")
    if now < consents.quiet_until.get(scope, now):
        raise TooSoon("everyone was asked not long ago")


def _ended(
    consents: Consents, scope: Scope, outcome: Outcome, ending: Ending, now: float
) -> tuple[ConsentEvent, ...]:
    found = consents.asks.get(scope)
    if found is None:
        return NOTHING
    if found.asking:
        return (AskSettled(found.id, outcome, now),)
    return (RecordingEnded(found.id, ending, now),) if found.running else NOTHING
