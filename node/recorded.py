"""Who and what would be recorded of the main room, if its gate were open."""

from collections.abc import Iterator, Sequence

from node.feed import DEVICES, Feed
from rooms.participant import Device, Participant
from rooms.permissions import Action, allows
from rooms.session import Session
from rooms.visibility import audience
from sfu.ids import Source


def recorded(session: Session) -> Sequence[Participant]:
    """Return everyone who is in the main room or reaches into it: all of them have to agree."""
    return [
        person
        for person in session.participants.values()
        if any(session.main in audience(person, device) for device in Device)
    ]


def recordable(session: Session) -> Iterator[Feed]:
    """Return what is for the main room alone: no whisper, no broadcast, and nobody listens in."""
    breakouts = session.breakouts
    if any(session.main in heard for heard in breakouts.listening.values()):
        return
    for person in session.participants.values():
        if allows(person.role, Action.PUBLISH):
            for source in Source:
                if audience(person, DEVICES[source]) == {session.main}:
                    yield Feed(person.id, source)
