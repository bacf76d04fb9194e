"""Microphone, camera and screen.  Only their owner switches them on; others may only mute."""

from rooms.consequences import NOTHING
from rooms.errors import Absent, NotAllowed
from rooms.events import DevicesSwitched, Event, MicrophoneMuted
from rooms.ids import ParticipantId
from rooms.participant import Devices
from rooms.permissions import Action, allows, require
from rooms.session import Session


def switch(
    session: Session,
    participant: ParticipantId,
    *,
    microphone: bool | None = None,
    camera: bool | None = None,
    screen: bool | None = None,
) -> tuple[Event, ...]:
    """Switch one's own sources, in the session or at its door; None leaves one as it is."""
    person = session.participants.get(participant) or session.waiting.get(participant)
    if person is None:
        raise Absent("you hold no place in this session")
    if not allows(person.role, Action.PUBLISH):
        raise NotAllowed(f"your role may not {Action.PUBLISH}")
    now_on = person.devices
    devices = Devices(
        microphone=now_on.microphone if microphone is None else microphone,
        camera=now_on.camera if camera is None else camera,
        screen=now_on.screen if screen is None else screen,
    )
    return NOTHING if devices == now_on else (DevicesSwitched(participant, devices),)


def mute(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None
) -> tuple[Event, ...]:
    """Switch off someone's microphone.  Muting whoever is silent changes nothing."""
    require(session, by, Action.MUTE)
    if participant not in session.participants:
        raise Absent("nobody of that id is here")
    if not session.participants[participant].devices.microphone:
        return NOTHING
    return (MicrophoneMuted(participant, by),)
