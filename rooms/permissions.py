"""Who may do what: one table, role by action."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from rooms.errors import Absent, NotAllowed, SessionOver
from rooms.ids import ParticipantId
from rooms.role import Role
from rooms.session import Session


class Action(StrEnum):
    JOIN = "join"
    LEAVE = "leave"
    PUBLISH = "publish"
    LAYOUT = "layout"
    ADMIT = "admit"
    REFUSE = "refuse"
    LOCK = "lock"
    SWITCH_LOBBY = "switch-lobby"
    REMOVE = "remove"
    BAN = "ban"
    INVITE = "invite"
    """To be told the link that clients come by."""
    MUTE = "mute"
    ASK_TO_UNMUTE = "ask-to-unmute"
    STOP_CAMERA = "stop-camera"
    RAISE_HAND = "raise-hand"
    LOWER_HANDS = "lower-hands"
    """Others' hands; to lower one's own is part of raising it."""
    STEP_AWAY = "step-away"
    REACT = "react"
    ASK_FOR_HELP = "ask-for-help"
    CLAIM_HELP = "claim-help"
    """To see to others' requests, and to end them."""
    CHAT = "chat"
    """To facilitators.  The two that follow are to others as well."""
    CHAT_WITH_ALL = "chat-with-all"
    CHAT_WITH_LOBBY = "chat-with-lobby"
    SWITCH_CHAT = "switch-chat"
    SPLIT = "split"
    """All that makes, changes and merges breakouts, and moves others between them."""
    CHOOSE_ROOM = "choose-room"
    LISTEN = "listen"
    REACH_OUT = "reach-out"
    """To speak, show or write into rooms one is not in."""
    RECORD = "record"
    """To ask whether it may be recorded, and to stop; never to answer for others."""
    END_SESSION = "end-session"


_PRESENCE: Final = frozenset(
    {Action.JOIN, Action.LEAVE, Action.LAYOUT, Action.CHAT, Action.ASK_FOR_HELP}
)
_TAKING_PART: Final = frozenset(
    {
        Action.PUBLISH,
        Action.RAISE_HAND,
        Action.STEP_AWAY,
        Action.REACT,
        Action.CHAT_WITH_ALL,
        Action.CHOOSE_ROOM,
    }
)

PERMISSIONS: Final[Mapping[Role, frozenset[Action]]] = {
    Role.FACILITATOR: frozenset(Action),
    Role.CLIENT: _PRESENCE | _TAKING_PART,
    Role.OBSERVER: _PRESENCE,
}


def allows(role: Role, action: Action) -> bool:
    return action in PERMISSIONS[role]


def require(session: Session, by: ParticipantId | None, action: Action) -> None:
    """Refuse unless `by` may do this here, in a session that has not ended.

    None is whoever holds an API key of this service, who may do everything.  Someone dropped
    keeps their rights with their place: a facilitator whose media is lost can still end it.
    """
    if session.ended is not None:
        raise SessionOver("this session has ended")
    if by is None:
        return
    if by not in session.participants:
        raise Absent("you hold no place in this session")
    if not allows(session.participants[by].role, action):
        raise NotAllowed(f"your role may not {action}")


def may(session: Session, by: ParticipantId, action: Action) -> bool:
    """Return whether somebody who holds a place here may do this."""
    person = session.participants.get(by)
    return person is not None and allows(person.role, action)
