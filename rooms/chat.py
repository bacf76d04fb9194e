"""Chat: who may write to whom, and who then reads it.

Roles say who may write to others at all, the mode whether clients may now, and `visibility` what
passes which wall.  A message is no event: it is in memory only, and gone with the session.
"""

from collections.abc import Collection, Iterable
from typing import Final

from rooms import texts
from rooms.chat_mode import ChatMode
from rooms.consequences import NOTHING
from rooms.errors import Absent, NotAllowed
from rooms.events import ChatModeSwitched, Event
from rooms.ids import MessageId, ParticipantId, SpaceId
from rooms.message import Message, To, Whom
from rooms.open_rooms import check_open
from rooms.permissions import Action, require
from rooms.role import Role
from rooms.session import Session
from rooms.visibility import is_confidant, may_read

_INSIDE: Final = frozenset({Whom.ROOM, Whom.EVERYONE, Whom.BROADCAST, Whom.LOBBY})
"""What only those in the session can write to."""


def switch(session: Session, mode: ChatMode, *, by: ParticipantId | None) -> tuple[Event, ...]:
    """Say who clients may write to from now on; what was written stays with its readers."""
    require(session, by, Action.SWITCH_CHAT)
    return NOTHING if session.chat is mode else (ChatModeSwitched(mode, by),)


def write(
    session: Session,
    sender: ParticipantId,
    to: To,
    text: str,
    *,
    message: MessageId,
    now: float,
    rooms: Collection[SpaceId] | None = None,
) -> Message:
    """Return what its readers are to be shown.  `rooms` are those of a broadcast; None is all."""
    readers = audience(session, sender, to, rooms=rooms)
    writer = session.participants.get(sender) or session.waiting[sender]
    return Message(
        message,
        sender,
        writer.name,
        writer.role,
        to,
        texts.clean(text),
        now,
        readers,
        None if rooms is None else frozenset(rooms),
    )


def audience(
    session: Session,
    sender: ParticipantId,
    to: To,
    *,
    rooms: Collection[SpaceId] | None = None,
) -> frozenset[ParticipantId]:
    """Return who will read it: at least one, and never the sender; or refuse.

    Someone dropped is among them, and reads it when they are back.
    """
    _check(session, sender, to)
    addressed = (
        _in_rooms(session, rooms)
        if to is Whom.BROADCAST and rooms is not None
        else _addressed(session, sender, to)
    )
    readers = frozenset(reader for reader in addressed if may_read(session, reader, sender))
    if not readers:
        raise Absent("nobody is here who could read it")
    return readers


def _check(session: Session, sender: ParticipantId, to: To) -> None:
    if sender in session.waiting:
        # The mode is for the group.  At the door one can always answer who asks for one's name.
        if to in _INSIDE:
            raise NotAllowed("from the lobby you can write to facilitators only")
        return
    action = _action(session, to)
    require(session, sender, action)
    if is_confidant(session, sender):
        return
    if session.chat is ChatMode.OFF:
        raise NotAllowed("only facilitators write at the moment")
    if action is Action.CHAT_WITH_ALL and session.chat is not ChatMode.EVERYONE:
        raise NotAllowed("you can write to facilitators only at the moment")


def _action(session: Session, to: To) -> Action:
    """Return what writing to these would be."""
    match to:
        case Whom.FACILITATORS:
            return Action.CHAT
        case Whom.LOBBY:
            return Action.CHAT_WITH_LOBBY
        case Whom.BROADCAST:
            return Action.REACH_OUT
        case Whom.ROOM | Whom.EVERYONE:
            return Action.CHAT_WITH_ALL
        case _:
            person = session.participants.get(ParticipantId(to))
            # Whoever waits is as absent as a stranger to all but facilitators: see `may_read`.
            to_peer = person is not None and person.role is not Role.FACILITATOR
            return Action.CHAT_WITH_ALL if to_peer else Action.CHAT


def _addressed(session: Session, sender: ParticipantId, to: To) -> Iterable[ParticipantId]:
    match to:
        case Whom.FACILITATORS:
            return [id_ for id_ in session.participants if is_confidant(session, id_)]
        case Whom.LOBBY:
            return session.waiting
        case Whom.ROOM:
            here = session.participants[sender].space
            return [person.id for person in session.circle if person.space == here]
        case Whom.EVERYONE | Whom.BROADCAST:
            return session.participants
        case _:
            return [ParticipantId(to)]


def _in_rooms(session: Session, rooms: Collection[SpaceId]) -> Iterable[ParticipantId]:
    for room in rooms:
        check_open(session, room)
    return [
        person.id
        for person in session.participants.values()
        if person.space in rooms or is_confidant(session, person.id)
    ]
