"""The messages a browser is sent, exactly as docs/protocol.md has them.

`done` and `error` answer a request and are the front door's; all others are here.
"""

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from rooms.chat_mode import ChatMode
from rooms.ids import MessageId, ParticipantId, RoomId, SpaceId
from rooms.reaction import Reaction as ReactionName
from rooms.role import Role
from sfu.ids import Mid, Source

EndReason = Literal["left", "removed", "refused", "banned", "session-ended", "elsewhere", "lapsed"]


class RoomTitle(Struct, frozen=True):
    id: RoomId
    name: str


class Norms(Struct, frozen=True):
    """What the people of this room agree to, and whether you have."""

    version: int
    text: str
    agreed: bool


class OwnNorms(Struct, frozen=True):
    """Whether you have agreed to this version."""

    version: int
    agreed: bool


class Welcome(Struct, frozen=True, tag="welcome"):
    """The only offer of the session, and what is known before joining."""

    room: RoomTitle
    role: Role
    name: str | None
    capacity: int
    offer: str
    resume: str
    norms: Norms | None
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


class Help(Struct, frozen=True):
    """A request for help; `claimed_by` is the facilitator who will see to it."""

    participant: ParticipantId
    quiet: bool
    asked_at: float
    claimed_by: ParticipantId | None


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

    Three fields are for facilitators alone: `lobby_on`, whether arrivals knock in this session;
    `link_changed`, that somebody was banned in it and clients come by a new link since; and
    `unjournalled`, that a restart would forget what happens now.
    """

    phase: Literal["lobby", "joined"]
    self_: ParticipantId = msgspec.field(name="self")
    participants: tuple[Person, ...]
    rooms: tuple[Space, ...]
    lobby: tuple[Knock, ...]
    hold: bool
    locked: bool
    chat_mode: ChatMode
    help: tuple[Help, ...]
    recording: Recording
    slots: tuple[Slot, ...]
    norms: OwnNorms | None
    lobby_on: bool | UnsetType = UNSET
    link_changed: bool | UnsetType = UNSET
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


class Message(Struct, frozen=True, tag="message"):
    """Something written, by you or to you.  It is complete in itself: its writer may be gone.

    `to` is a word for several people, or someone's id; `at` is in seconds since 1970.
    """

    id: MessageId
    sender: ParticipantId = msgspec.field(name="from")
    name: str
    role: Role
    to: str
    text: str
    at: float


class Reaction(Struct, frozen=True, tag="reaction"):
    """To be shown once, beside the name."""

    participant: ParticipantId
    name: ReactionName


class HelpWord(Struct, frozen=True, tag="help_word"):
    """What came with a request for help."""

    participant: ParticipantId
    word: str


class DeviceCode(Struct, frozen=True, tag="device_code"):
    """Leads another device to your place, once, until `expires_at` (seconds since 1970)."""

    code: str
    expires_at: float


class ClientLink(Struct, frozen=True, tag="client_link"):
    """The key of the link clients come by, for its fragment."""

    key: str


class Receipt(Struct, frozen=True, tag="receipt"):
    """You agreed to the text of this hash (SHA-256, hex); `agreed_at` is in seconds since 1970."""

    kind: Literal["norms"]
    version: int
    text_hash: str
    agreed_at: float


class Ended(Struct, frozen=True, tag="ended"):
    """Your place is over; nothing follows."""

    reason: EndReason


Outbound = (
    State
    | Speaking
    | Muted
    | CameraStopped
    | AskedToUnmute
    | Message
    | Reaction
    | HelpWord
    | DeviceCode
    | ClientLink
    | Receipt
    | Ended
)
"""What a visit is told after its welcome."""
