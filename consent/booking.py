"""Booking: which facts of an event go into the ledger, and when.

How many entries there are is known to everyone who has a head, and so must tell nothing.  Answers
are booked together when an ask has come out, one for everyone who was asked, in the order of their
pseudonyms; a newcomer's when the gate opens with them, or the recording ends without them.
"""

from collections.abc import Iterable
from typing import assert_never

from consent.ask import Ask
from consent.browser_key import fingerprint
from consent.canonical import milliseconds
from consent.consents import Consents, apply
from consent.entry import (
    Asked,
    Ended,
    Fact,
    Joined,
    Moved,
    NoYes,
    Present,
    Settled,
    Withdrawn,
    Yes,
)
from consent.events import (
    AskSettled,
    ConsentAnswered,
    ConsentEvent,
    ConsentWithdrawn,
    GateMoved,
    HoldoutsChanged,
    KeyBound,
    RecordingAsked,
    RecordingEnded,
)
from consent.pseudonym import Pseudonyms
from rooms.ids import ParticipantId


def booked(
    consents: Consents, events: Iterable[ConsentEvent], pseudonyms: Pseudonyms
) -> tuple[Fact, ...]:
    """Return what of these events is to be appended; `consents` is as it was before them."""
    facts: list[Fact] = []
    for event in events:
        facts.extend(_booked(consents, event, pseudonyms))
        consents = apply(consents, event)
    return tuple(facts)


def _booked(consents: Consents, event: ConsentEvent, names: Pseudonyms) -> tuple[Fact, ...]:
    match event:
        case KeyBound(participant, key):
            return (Joined(names.of(participant), fingerprint(key)),)
        case RecordingAsked():
            return (_asked(event, names),)
        case ConsentAnswered() | HoldoutsChanged():
            return ()
        case ConsentWithdrawn() | AskSettled() | GateMoved() | RecordingEnded():
            ask = consents.find(event.ask)
            assert ask is not None
            return _of_an_ask(ask, event, names)
        case _:
            assert_never(event)


def _asked(event: RecordingAsked, names: Pseudonyms) -> Asked:
    terms = event.terms
    return Asked(
        event.ask,
        None if event.by is None else names.of(event.by),
        event.digest,
        event.wording,
        terms.scope,
        terms.tracks,
        None if terms.until is None else milliseconds(terms.until),
        terms.retention,
        tuple(sorted(terms.viewers)),
    )


def _of_an_ask(
    ask: Ask, event: ConsentWithdrawn | AskSettled | GateMoved | RecordingEnded, names: Pseudonyms
) -> tuple[Fact, ...]:
    match event:
        case ConsentWithdrawn(id_, participant):
            # Before it came out, it is no yes; while it is recorded, its end says so.
            late = ask.ended is not None and participant in ask.recorded
            return (Withdrawn(id_, names.of(participant)),) if late else ()
        case AskSettled(id_, outcome):
            return (*_answers(ask, ask.people, names), Settled(id_, outcome))
        case GateMoved():
            return _gate(ask, event, names)
        case RecordingEnded(id_, _, _, who):
            return (Withdrawn(id_, None if who is None else names.of(who)), Ended(id_))
        case _:
            assert_never(event)


def _gate(ask: Ask, event: GateMoved, names: Pseudonyms) -> tuple[Fact, ...]:
    newcomers = _answers(ask, event.people - ask.people - ask.recorded, names)
    people = tuple(sorted(names.of(person) for person in event.people))
    present = (Present(ask.id, people),) if people else ()
    moved = () if event.open is ask.open else (Moved(ask.id, event.open),)
    return (*newcomers, *present, *moved)


def _answers(ask: Ask, people: Iterable[ParticipantId], names: Pseudonyms) -> list[Yes | NoYes]:
    answers = [_answer(ask, person, names.of(person)) for person in people]
    return sorted(answers, key=lambda answer: answer.who)


def _answer(ask: Ask, person: ParticipantId, who: bytes) -> Yes | NoYes:
    if not ask.agrees(person):
        return NoYes(ask.id, who)
    signed = ask.signed[person]
    return Yes(ask.id, who, signed.key, signed.signature)
