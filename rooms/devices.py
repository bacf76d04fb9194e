"""Microphone, camera and screen.  Only their owner switches them on; others may only switch off."""

from rooms.consequences import NOTHING
from rooms.errors import Absent, NotAllowed
from rooms.events import CameraStopped, DevicesSwitched, Event, MicrophoneMuted
from rooms.ids import ParticipantId
from rooms.participant import Devices, Participant
from rooms.permissions import Action, allows, require
from rooms.role import Role
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
    if not _of(session, participant).devices.microphone:
        return NOTHING
    return (MicrophoneMuted(participant, by),)


def mute_all(session: Session, *, by: ParticipantId | None) -> tuple[Event, ...]:
    """Switch off every microphone in one's own room, or in all of them if it is the API.

    Those of facilitators stay on, who lead on through the silence.
    """
    require(session, by, Action.MUTE)
    room = None if by is None else session.participants[by].space
    return tuple(
        MicrophoneMuted(person.id, by)
        for person in session.participants.values()
        if person.devices.microphone
        and person.role is not Role.FACILITATOR
        and room in {None, person.space}
    )


def ask_to_unmute(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None
) -> frozenset[ParticipantId]:
    """Return who is to be asked whether they would like to speak: nobody if they can already.

    Asking is all that anybody can do about a microphone that is off.  It leaves no trace.
    """
    require(session, by, Action.ASK_TO_UNMUTE)
    person = _of(session, participant)
    if not allows(person.role, Action.PUBLISH):
        raise NotAllowed("an observer is never heard")
    return frozenset() if person.devices.microphone else frozenset({participant})


def stop_camera(
    session: Session, participant: ParticipantId, *, by: ParticipantId | None
) -> tuple[Event, ...]:
    """Switch off someone's camera.  Stopping one that is off changes nothing."""
    require(session, by, Action.STOP_CAMERA)
    if not _of(session, participant).devices.camera:
        return NOTHING
    return (CameraStopped(participant, by),)


def _of(session: Session, participant: ParticipantId) -> Participant:
    if participant not in session.participants:
        raise Absent("nobody of that id is here")
    return session.participants[participant]
