"""Who may receive whom.  Media, lists, chat and, later, the recorder all ask here.

Nothing else in the service decides it: what is not permitted here is nowhere possible.
"""

from typing import NamedTuple

from rooms.ids import ParticipantId, SpaceId
from rooms.participant import Device, Participant
from rooms.permissions import Action, allows
from rooms.role import Role
from rooms.session import Session


class Vantage(NamedTuple):
    """Where somebody is who receives.  Whoever shares it receives the same, but for themselves."""

    space: SpaceId
    listened: frozenset[SpaceId]
    """The rooms they listen to from there, through ears that are open."""


def may_receive(
    session: Session, viewer: ParticipantId, publisher: ParticipantId, device: Device
) -> bool:
    """Return whether `viewer` may be sent what `publisher` sends from `device`.

    Both hold a place and are present, and the publisher is not an observer.  Then it reaches
    whoever is in a room it is meant for, and whoever listens to the publisher's room, of what is
    meant for that room.  Whoever waits or has dropped neither sends nor receives, and nothing
    passes the door of a side room.
    """
    vantage = vantage_of(session, viewer)
    sending = session.participants.get(publisher)
    if vantage is None or sending is None or viewer == publisher:
        return False
    return reaches(session, vantage, sending, device)


def vantage_of(session: Session, viewer: ParticipantId) -> Vantage | None:
    """Return from where `viewer` receives; None is whoever receives nothing anywhere."""
    receiving = session.participants.get(viewer)
    if receiving is None or not receiving.present:
        return None
    return Vantage(receiving.space, listened_by(session, viewer))


def reaches(session: Session, vantage: Vantage, sending: Participant, device: Device) -> bool:
    """Return whether what someone sends from `device` reaches the others who have this vantage."""
    if not (sending.present and allows(sending.role, Action.PUBLISH)):
        return False
    rooms = audience(sending, device)
    if vantage.space == sending.space:
        return sending.space in rooms
    breakouts = session.breakouts
    if breakouts.is_side(vantage.space) or breakouts.is_side(sending.space):
        return False
    return vantage.space in rooms or (sending.space in rooms and sending.space in vantage.listened)


def audience(person: Participant, device: Device) -> frozenset[SpaceId]:
    """Return the rooms that are meant to receive what comes from someone's device.

    Faces are for one's own room.  Whether the person is present, or may publish at all, is
    another question.
    """
    if device is Device.MICROPHONE and person.speaks_into:
        return person.speaks_into
    if device is Device.SCREEN and person.shows_into:
        return person.shows_into
    return frozenset({person.space})


def listened_by(session: Session, viewer: ParticipantId) -> frozenset[SpaceId]:
    """Return the rooms that `viewer` listens to from another one, through ears that are open."""
    return session.breakouts.listening.get(viewer, frozenset())


def from_afar(
    session: Session, viewer: ParticipantId, publisher: ParticipantId, device: Device
) -> bool:
    """Return whether what `viewer` receives of this comes through an ear alone: it is quieter."""
    own, sending = session.participants[viewer].space, session.participants[publisher]
    return own not in audience(sending, device)


def ears_in(session: Session, viewer: ParticipantId) -> frozenset[tuple[ParticipantId, SpaceId]]:
    """Return whose ears `viewer` sees in which rooms: those of their own room, facilitators all."""
    own, confided = session.participants[viewer].space, is_confidant(session, viewer)
    return frozenset(
        (listener, space)
        for listener, spaces in session.breakouts.ears.items()
        for space in spaces
        if confided or space == own
    )


def may_read(session: Session, reader: ParticipantId, writer: ParticipantId) -> bool:
    """Return whether words of `writer` may be shown to `reader`: the walls, whatever the chat mode.

    Between a facilitator and anyone, in the session or at its door; else within one space, and
    never what an observer writes.  Unlike sound, words wait for someone who has dropped.
    """
    known = session.participants.keys() | session.waiting.keys()
    if reader == writer or not {reader, writer} <= known:
        return False
    if is_confidant(session, reader) or is_confidant(session, writer):
        return True
    reading, writing = session.participants.get(reader), session.participants.get(writer)
    return (
        reading is not None
        and writing is not None
        and reading.space == writing.space
        and allows(writing.role, Action.CHAT_WITH_ALL)
    )


def is_confidant(session: Session, viewer: ParticipantId) -> bool:
    """Return whether `viewer` may know what only facilitators know.

    That is: who waits, private names, and where everybody is.
    """
    person = session.participants.get(viewer)
    return person is not None and person.role is Role.FACILITATOR


def whereabouts(session: Session, viewer: ParticipantId, person: ParticipantId) -> SpaceId | None:
    """Return in which space `viewer` sees `person`; None is 'elsewhere'."""
    space = session.participants[person].space
    own = session.participants[viewer].space
    return space if space == own or is_confidant(session, viewer) else None


def appears_away(session: Session, viewer: ParticipantId, person: ParticipantId) -> bool:
    """Return whether `viewer` sees `person` as away; also of whoever is in a side room."""
    seen = session.participants[person]
    aside = session.breakouts.is_side(seen.space)
    return seen.away or (aside and whereabouts(session, viewer, person) is None)
