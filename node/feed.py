"""A feed: something one person sends and others may be shown."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from rooms.candidates import Candidates
from rooms.ids import ParticipantId
from rooms.participant import Device, Participant
from rooms.session import Session
from rooms.visibility import Vantage, reaches
from sfu.ids import Source

DEVICES: Final[Mapping[Source, Device]] = {
    Source.MICROPHONE: Device.MICROPHONE,
    Source.CAMERA: Device.CAMERA,
    Source.SCREEN: Device.SCREEN,
    Source.SCREEN_AUDIO: Device.SCREEN,
}

SOURCES: Final[Mapping[Device, tuple[Source, ...]]] = {
    device: tuple(source for source in Source if DEVICES[source] is device) for device in Device
}


class Feed(NamedTuple):
    """One source of one person.  Stays the same when they come back on a new endpoint."""

    participant: ParticipantId
    source: Source


Published = Mapping[ParticipantId, tuple[Feed, ...]]
"""What everybody has on."""


def published(people: Iterable[Participant]) -> Published:
    return {person.id: tuple(_feeds(person)) for person in people}


def reaching(
    session: Session, vantage: Vantage, feeds: Published, candidates: Candidates
) -> list[Feed]:
    """Return those of `feeds` that reach whoever has this vantage, their own among them."""
    return [
        feed
        for publisher in candidates.at(session, vantage)
        for feed in feeds[publisher]
        if may_flow(session, vantage, feed)
    ]


def may_flow(session: Session, vantage: Vantage, feed: Feed) -> bool:
    sending = session.participants.get(feed.participant)
    return sending is not None and reaches(session, vantage, sending, DEVICES[feed.source])


def _feeds(person: Participant) -> Iterator[Feed]:
    devices = person.devices
    if devices.microphone:
        yield Feed(person.id, Source.MICROPHONE)
    if devices.camera:
        yield Feed(person.id, Source.CAMERA)
    if devices.screen:
        yield Feed(person.id, Source.SCREEN)
        yield Feed(person.id, Source.SCREEN_AUDIO)
