"""The walls between rooms, told a second time and in another way than `visibility` does."""

from rooms.ids import ParticipantId
from rooms.participant import Device
from rooms.role import Role
from rooms.session import Session


def is_meant_for(
    session: Session, viewer: ParticipantId, publisher: ParticipantId, device: Device
) -> bool:
    """Whether there is any reason at all why `viewer` may receive this."""
    own, theirs = session.participants[viewer], session.participants[publisher]
    reaching = {Device.MICROPHONE: theirs.speaks_into, Device.SCREEN: theirs.shows_into}
    chosen = reaching.get(device) or frozenset()
    if chosen and theirs.space not in chosen:
        # A whisper: nobody else, not even whoever is beside them or listens to their room.
        return theirs.role is Role.FACILITATOR and own.space in chosen
    if own.space == theirs.space:
        return True
    if any(session.breakouts.is_side(space) for space in (own.space, theirs.space)):
        return False
    called = theirs.role is Role.FACILITATOR and own.space in chosen
    heard = (
        own.role is Role.FACILITATOR
        and theirs.space in session.breakouts.ears.get(viewer, ())
        and theirs.space in session.breakouts.listening.get(viewer, ())
    )
    return called or heard


def unseen_ears(session: Session) -> list[tuple[ParticipantId, str]]:
    """Return the ears that hear and are not shown in the room they hear."""
    return [
        (listener, space)
        for listener, spaces in session.breakouts.listening.items()
        for space in spaces
        if space not in session.breakouts.ears.get(listener, ())
    ]
