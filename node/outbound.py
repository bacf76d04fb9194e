"""The messages a browser is sent, exactly as docs/protocol.md has them.

`done` and `error` answer a request and are the front door's; all others are here.
"""

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from rooms.ids import ParticipantId, RoomId, SpaceId
from rooms.role import Role
from sfu.ids import Mid, Source

EndReason = Literal["left", "removed", "refused", "banned", "session-ended", "elsewhere", "lapsed"]


class RoomTitle(Struct, frozen=True):
    id: RoomId
    name: str


class Welcome(Struct, frozen=True, tag="welcome"):
    """The only offer of the session, and what is known before joining."""

    room: RoomTitle
    role: Role
    name: str | None
    capacity: int
    offer: str
    resume: str
    protocol: int = 1


class Person(Struct, frozen=True):
    """Someone who holds a place, as one viewer may see them."""

    id: ParticipantId
    name: str
    private_name: str | None
    role: Role
    seat: int
    room: SpaceId | Literal["elsewhere"]
    microphone: bool
    camera: bool
    screen: bool
    hand: int | None
    away: bool
    connection: Literal["here", "reconnecting"]


class Space(Struct, frozen=True):
    """A room inside the session; outside the code it is never called otherwise."""

    id: SpaceId
    name: str
    closes_at: float | None


class Knock(Struct, frozen=True):
    """Someone who waits, as facilitators see them."""

    id: ParticipantId
    name: str
    private_name: str | None
    role: Role


class Recording(Struct, frozen=True):
    state: Literal["off", "asking", "on", "paused", "ended"]
    scope: str | None
    since: float | None


class Slot(Struct, frozen=True):
    """What a receive stream carries; `gain` is how loud it is to be played."""

    mid: Mid
    participant: ParticipantId
    source: Source
    gain: float


class State(Struct, frozen=True, tag="state"):
    """The whole truth as one person may see it.

    Two fields are for facilitators alone: `lobby_on`, whether arrivals knock in this session, and
    `unjournalled`, that a restart would forget what happens now.
    """

    phase: Literal["lobby", "joined"]
    self_: ParticipantId = msgspec.field(name="self")
    participants: tuple[Person, ...]
    rooms: tuple[Space, ...]
    lobby: tuple[Knock, ...]
    hold: bool
    locked: bool
    recording: Recording
    slots: tuple[Slot, ...]
    lobby_on: bool | UnsetType = UNSET
    unjournalled: bool | UnsetType = UNSET


class Speaking(Struct, frozen=True, tag="speaking"):
    """Who speaks now, loudest first.  For rings, never for order."""

    participants: tuple[ParticipantId, ...]


class Muted(Struct, frozen=True, tag="muted"):
    """Someone else switched your microphone off; `by` is None when it was the API."""

    by: ParticipantId | None


class CameraStopped(Struct, frozen=True, tag="camera_stopped"):
    """Someone else switched your camera off; `by` is None when it was the API."""

    by: ParticipantId | None


class AskedToUnmute(Struct, frozen=True, tag="asked_to_unmute"):
    """Someone would like to hear you.  Only you can switch your microphone on."""

    by: ParticipantId | None


class Ended(Struct, frozen=True, tag="ended"):
    """Your place is over; nothing follows."""

    reason: EndReason


Outbound = State | Speaking | Muted | CameraStopped | AskedToUnmute | Ended
"""What a visit is told after its welcome."""
