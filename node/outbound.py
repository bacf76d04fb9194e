"""The messages a browser is sent, exactly as docs/protocol.md has them.

`done` and `error` answer a request and are the front door's; all others are here.
"""

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from node.ice_server import IceServer
from node.state import State
from rooms.ids import MessageId, ParticipantId, RoomId, SpaceId
from rooms.reaction import Reaction as ReactionName
from rooms.role import Role

EndReason = Literal["left", "removed", "refused", "banned", "session-ended", "elsewhere", "lapsed"]


class RoomTitle(Struct, frozen=True):
    id: RoomId
    name: str


class Norms(Struct, frozen=True):
    """What the people of this room agree to, and whether you have."""

    version: int
    text: str
    agreed: bool


class Welcome(Struct, frozen=True, tag="welcome"):
    """The only offer of the session, and what is known before joining.

    `now` is the server's time, in seconds since 1970: by that clock countdowns run.  `ice_servers`
    are good for the connection that this offer begins.
    """

    room: RoomTitle
    role: Role
    name: str | None
    capacity: int
    offer: str
    resume: str
    norms: Norms | None
    now: float
    ice_servers: tuple[IceServer, ...] = ()
    protocol: int = 1


class Speaking(Struct, frozen=True, tag="speaking"):
    """Who speaks now, loudest first.  For rings, never for order."""

    participants: tuple[ParticipantId, ...]


class Network(Struct, frozen=True, tag="network"):
    """Whose network loses much at the moment, in no order; yours too."""

    weak: tuple[ParticipantId, ...]


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

    `to` is a word for several people, or someone's id; `at` is in seconds since 1970; `rooms` are
    those of a broadcast that is not for all.
    """

    id: MessageId
    sender: ParticipantId = msgspec.field(name="from")
    name: str
    role: Role
    to: str
    text: str
    at: float
    rooms: tuple[SpaceId, ...] | UnsetType = UNSET


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


class Receipts(Struct, frozen=True, tag="receipts"):
    """Your part of the room's ledger, as `consent.receipt` spells it, and the node's public key."""

    receipts: tuple[bytes, ...]
    key: bytes


class Bell(Struct, frozen=True, tag="bell"):
    """The parts of a role play were swapped."""


class Ended(Struct, frozen=True, tag="ended"):
    """Your place is over; nothing follows."""

    reason: EndReason


Outbound = (
    State
    | Speaking
    | Network
    | Muted
    | CameraStopped
    | AskedToUnmute
    | Message
    | Reaction
    | HelpWord
    | DeviceCode
    | ClientLink
    | Receipt
    | Receipts
    | Bell
    | Ended
)
"""What a visit is told after its welcome."""
