"""A feed: something one person sends and others may be shown."""

from typing import NamedTuple, assert_never

from rooms.ids import ParticipantId
from rooms.participant import Devices
from rooms.session import Session
from rooms.visibility import may_receive
from sfu.ids import Source


class Feed(NamedTuple):
    """One source of one person.  Stays the same when they come back on a new endpoint."""

    participant: ParticipantId
    source: Source


def may_flow(session: Session, feed: Feed, viewer: ParticipantId) -> bool:
    """Return whether `feed` may reach `viewer`: it is on, and they may receive its owner."""
    owner = session.participants.get(feed.participant)
    return (
        owner is not None
        and is_on(owner.devices, feed.source)
        and may_receive(session, viewer, feed.participant)
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
