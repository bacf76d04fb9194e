"""Who may receive whom.  Media, lists, chat and, later, the recorder all ask here.

Nothing else in the service decides it: what is not permitted here is nowhere possible.
"""

from rooms.ids import ParticipantId, SpaceId
from rooms.permissions import Action, allows
from rooms.role import Role
from rooms.session import Session


def may_receive(session: Session, viewer: ParticipantId, publisher: ParticipantId) -> bool:
    """Return whether `viewer` may be sent what `publisher` sends.

    Both hold a place and are present, in the same space; and the publisher is not an observer.
    Whoever waits or has dropped neither sends nor receives.
    """
    receiving = session.participants.get(viewer)
    sending = session.participants.get(publisher)
    if receiving is None or sending is None or viewer == publisher:
        return False
    return (
        receiving.present
        and sending.present
        and receiving.space == sending.space
        and allows(sending.role, Action.PUBLISH)
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
