"""A message: something one person wrote to others."""

from dataclasses import dataclass
from enum import StrEnum

from rooms.ids import MessageId, ParticipantId, SpaceId
from rooms.role import Role


class Whom(StrEnum):
    """Several people at once."""

    FACILITATORS = "facilitators"
    """All of them, wherever they are; among themselves, the back-channel."""
    ROOM = "room"
    """Those in the same room as whoever writes."""
    EVERYONE = "everyone"
    """From a facilitator, the whole session; from a client, all whom they may write to."""
    BROADCAST = "broadcast"
    """From a facilitator, all rooms or some of them, and the other facilitators."""
    LOBBY = "lobby"
    """Those who wait."""


To = Whom | ParticipantId
"""Whom something is written to."""


@dataclass(frozen=True, slots=True)
class Message:
    """It is complete in itself, since whoever wrote it may be gone when it is read again.

    `at` is session time in seconds.  `readers` were settled when it was written and never
    include the writer; they are nobody's business but the server's.  `rooms` are those of a
    broadcast; None is all of them.
    """

    id: MessageId
    sender: ParticipantId
    name: str
    role: Role
    to: To
    text: str
    at: float
    readers: frozenset[ParticipantId]
    rooms: frozenset[SpaceId] | None = None
