"""A feed: something one person sends and others may be shown."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rooms.ids import ParticipantId
from rooms.participant import Participant
from rooms.session import Session
from rooms.visibility import may_receive
from sfu.ids import Source


class Feed(NamedTuple):
    """One source of one person.  Stays the same when they come back on a new endpoint."""

    participant: ParticipantId
    source: Source


Published = Mapping[ParticipantId, tuple[Feed, ...]]
"""What everybody has on."""


def published(people: Iterable[Participant]) -> Published:
    return {person.id: tuple(_feeds(person)) for person in people}


def reaching(session: Session, viewer: ParticipantId, feeds: Published) -> list[Feed]:
    """Return those of `feeds` that may reach `viewer`."""
    return [
        feed
        for publisher, theirs in feeds.items()
        if theirs and may_receive(session, viewer, publisher)
        for feed in theirs
    ]


def _feeds(person: Participant) -> Iterator[Feed]:
    devices = person.devices
    if devices.microphone:
        yield Feed(person.id, Source.MICROPHONE)
    if devices.camera:
        yield Feed(person.id, Source.CAMERA)
    if devices.screen:
        yield Feed(person.id, Source.SCREEN)
        yield Feed(person.id, Source.SCREEN_AUDIO)
