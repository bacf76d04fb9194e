"""The live session: who is where, who agreed to what, and which secrets lead back, as one value.

Each package owns its events and how they apply; the union and the dispatch are here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from consent import asking
from consent import codec as consent_codec
from consent import consents as agreed
from consent.consents import Consents
from consent.events import ConsentEvent
from consent.ids import AskId
from consent.pseudonym import Pseudonyms
from node import pseudonym_key, resumes
from node.pseudonym_key import PseudonymKeyDrawn
from node.resumes import ResumeGiven, Resumes
from rooms import codec
from rooms import session as rooms_session
from rooms.entry_codec import EntryCodec
from rooms.errors import UnreadableEvent
from rooms.events import ArrivalLeft, Event, ParticipantLeft, SessionEnded, SessionOpened
from rooms.session import Session

LiveEvent = Event | ConsentEvent | ResumeGiven | PseudonymKeyDrawn
"""What changes a live session."""

LiveEntry = SessionOpened | LiveEvent
"""What its journal holds."""


@dataclass(frozen=True, slots=True)
class Live:
    """`pseudonyms` are what people are called in the ledger; None until something is booked."""

    session: Session
    consents: Consents = field(default_factory=Consents)
    resumes: Resumes = field(default_factory=Resumes)
    pseudonyms: Pseudonyms | None = None


def opened(entry: SessionOpened) -> Live:
    return Live(Session.opened(entry))


def apply(live: Live, event: LiveEvent) -> Live:
    """Return the live session as it is after `event`."""
    match event:
        case ResumeGiven():
            return replace(live, resumes=live.resumes.given(event))
        case PseudonymKeyDrawn(key):
            return replace(live, pseudonyms=Pseudonyms(key))
        case _ if isinstance(event, ConsentEvent):
            return replace(live, consents=agreed.apply(live.consents, event))
        case _:
            return _moved(live, event)


def _moved(live: Live, event: Event) -> Live:
    session = rooms_session.apply(live.session, event)
    match event:
        case ArrivalLeft(id_) | ParticipantLeft(id_):
            return replace(live, session=session, resumes=live.resumes.without(id_))
        case SessionEnded():
            return Live(session)
        case _:
            return replace(live, session=session)


def apply_all(live: Live, events: Iterable[LiveEvent]) -> Live:
    for event in events:
        live = apply(live, event)
    return live


def replay(entries: Sequence[LiveEntry]) -> Live:
    """Return the session a journal tells of."""
    if not entries or not isinstance(entries[0], SessionOpened):
        raise UnreadableEvent("a journal begins with SessionOpened")
    live = opened(entries[0])
    for entry in entries[1:]:
        if isinstance(entry, SessionOpened):
            raise UnreadableEvent("a session is opened once")
        live = apply(live, entry)
    return live


def interrupt(live: Live, now: float) -> tuple[LiveEvent, ...]:
    """End all that is asked and recorded, as a process that was away, or cannot write, has to."""
    return asking.interrupt(live.consents, now=now)


def giving_up(recording: AskId) -> Callable[[Live, float], tuple[LiveEvent, ...]]:
    """Return what decides that a recording ends, which nobody keeps any more."""
    return lambda live, now: asking.give_up(live.consents, recording, now=now)


_CODEC: Final = EntryCodec[LiveEntry](
    codec.WRITTEN_AS, consent_codec.WRITTEN_AS, resumes.WRITTEN_AS, pseudonym_key.WRITTEN_AS
)

encode = _CODEC.encode
decode = _CODEC.decode
