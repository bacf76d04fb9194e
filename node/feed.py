"""A feed: something one person sends and others may be shown."""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from rooms.ids import ParticipantId
from rooms.participant import Devices, Participant
from rooms.session import Session
from rooms.visibility import may_receive
from sfu.ids import Source


class Feed(NamedTuple):
    """One source of one person.  Stays the same when they come back on a new endpoint."""

    participant: ParticipantId
    source: Source


def reaching(
    session: Session, viewer: ParticipantId, people: Iterable[Participant]
) -> tuple[Feed, ...]:
    """Return what may reach `viewer`: all that is on, of those whom they may receive."""
    return tuple(
        Feed(person.id, source)
        for person in people
        if may_receive(session, viewer, person.id)
        for source in Source
        if is_on(person.devices, source)
    )


def is_on(devices: Devices, source: Source) -> bool:
    match source:
        case Source.MICROPHONE:
            return devices.microphone
        case Source.CAMERA:
            return devices.camera
        case Source.SCREEN | Source.SCREEN_AUDIO:
            return devices.screen
        case _:
            assert_never(source)
