"""The live session: who is where, who agreed to what, and which secrets lead back, as one value.

Each package owns its events and how they apply; the union and the dispatch are here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from consent.consents import Consents
from node import resumes
from node.resumes import ResumeGiven, Resumes
from rooms import codec
from rooms import session as rooms_session
from rooms.entry_codec import EntryCodec
from rooms.errors import UnreadableEvent
from rooms.events import ArrivalLeft, Event, ParticipantLeft, SessionEnded, SessionOpened
from rooms.session import Session

LiveEvent = Event | ResumeGiven
"""What changes a live session."""

LiveEntry = SessionOpened | LiveEvent
"""What its journal holds."""


@dataclass(frozen=True, slots=True)
class Live:
    session: Session
    consents: Consents = field(default_factory=Consents)
    resumes: Resumes = field(default_factory=Resumes)


def opened(entry: SessionOpened) -> Live:
    return Live(Session.opened(entry))


def apply(live: Live, event: LiveEvent) -> Live:
    """Return the live session as it is after `event`."""
    if isinstance(event, ResumeGiven):
        return replace(live, resumes=live.resumes.given(event))
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


_CODEC: Final = EntryCodec[LiveEntry](codec.WRITTEN_AS, resumes.WRITTEN_AS)

encode = _CODEC.encode
decode = _CODEC.decode
