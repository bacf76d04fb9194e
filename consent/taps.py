"""What is recorded through an open gate: packets whose whole audience is one recorded room."""

from collections.abc import Iterator
from typing import NamedTuple

from consent.consents import Consents
from consent.gate import gate
from consent.terms import Scope, Terms, Tracks
from rooms.ids import ParticipantId, SpaceId
from rooms.participant import Device, Participant
from rooms.permissions import Action, allows
from rooms.role import Role
from rooms.session import Session
from rooms.visibility import audience


class Tapped(NamedTuple):
    """What somebody sends from a device, into a room that is recorded."""

    participant: ParticipantId
    device: Device
    room: SpaceId


def taps(consents: Consents, session: Session, scope: Scope) -> Iterator[Tapped]:
    """Return what may be recorded: nothing while the gate is shut.

    No whisper, no broadcast, nothing of a room that somebody listens to; and of the teaching only
    what facilitators send.
    """
    rooms = gate(consents, session, scope).rooms
    heard = {room for ears in session.breakouts.listening.values() for room in ears}
    for room in sorted(rooms - heard):
        for person in session.participants.values():
            if _may_be_tapped(consents.asks[scope].terms, person):
                for device in Device:
                    if audience(person, device) == {room}:
                        yield Tapped(person.id, device, room)


def _may_be_tapped(terms: Terms, person: Participant) -> bool:
    if not allows(person.role, Action.PUBLISH):
        return False
    return terms.tracks is Tracks.EVERYONE or person.role is Role.FACILITATOR
