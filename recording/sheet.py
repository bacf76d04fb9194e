"""The sheet of a recording, and portraits: what it is of, and how people appear in it."""

from dataclasses import dataclass

from consent.ids import AskId
from consent.terms import Scope, Tracks, Viewer
from rooms.ids import RoomId, SessionId
from rooms.role import Role


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was agreed to.  There is one recording for each ask that came out as given."""

    recording: AskId
    room: RoomId
    session: SessionId
    scope: Scope
    tracks: Tracks
    retention: int  # days
    viewers: frozenset[Viewer]
    began: float  # session time


@dataclass(frozen=True, slots=True)
class Portrait:
    """How somebody appears in an export."""

    name: str
    """As the others in the room saw it."""
    role: Role
    seat: int
    """Their place in the circle."""
    pseudonym: bytes
    """Who they are in the ledger."""
