"""The door: whether those who arrive knock first, and whether it is locked."""

from rooms.consequences import NOTHING, concluded
from rooms.errors import OutOfTurn
from rooms.events import Event, LobbySwitched, SessionLocked, SessionUnlocked
from rooms.ids import ParticipantId
from rooms.permissions import Action, require
from rooms.session import Session


def switch_lobby(
    session: Session, *, on: bool, by: ParticipantId | None, now: float
) -> tuple[Event, ...]:
    """Have arrivals knock from now on, or let all of them in, those who wait first.

    After a ban the lobby stays on: whoever was banned may come again as somebody else.
    """
    require(session, by, Action.SWITCH_LOBBY)
    if session.lobby is on:
        return NOTHING
    if session.banned:
        raise OutOfTurn("someone was banned: the lobby stays on for the rest of this session")
    return concluded(session, LobbySwitched(on, by), now=now)


def switch_lock(
    session: Session, *, on: bool, by: ParticipantId | None, now: float
) -> tuple[Event, ...]:
    """Lock the door, or unlock it.

    Behind a locked door, whoever holds a place returns to it, facilitators come and go, and
    nobody else enters, not even by being admitted.  Who waited when it was locked waits on.
    """
    require(session, by, Action.LOCK)
    if session.locked is on:
        return NOTHING
    return concluded(session, SessionLocked(by) if on else SessionUnlocked(by), now=now)
