"""The messages a browser may send (docs/protocol.md).

Closed shapes: an unknown type, a missing, foreign or ill-typed field is a `bad-message`.  Every
text and list is bounded, so that what passes here is also cheap to look at.
"""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from signaling.breakout_messages import BreakoutMessage
from signaling.chair_messages import ChairMessage
from signaling.consent_messages import ConsentMessage
from signaling.fields import Name, Person, RequestId
from signaling.talk_messages import TalkMessage

ANSWER_LIMIT: Final = 256 * 1024  # bytes; also the transport's cap
Token = Annotated[str, Meta(min_length=1, max_length=4096)]
Resume = Annotated[str, Meta(min_length=1, max_length=512)]
Code = Annotated[str, Meta(min_length=1, max_length=32)]
Seat = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class Hello(Struct, frozen=True, forbid_unknown_fields=True, tag="hello"):
    """Always first: who are you?"""

    token: Token | None = None
    resume: Resume | None = None
    code: Code | None = None
    seat: Seat | None = None
    id: RequestId | None = None

    def __post_init__(self) -> None:
        if [self.token, self.resume, self.code].count(None) != 2:
            raise ValueError("give one of `token`, `resume` and `code`")


class Answer(Struct, frozen=True, forbid_unknown_fields=True, tag="answer"):
    sdp: str
    id: RequestId | None = None


class Join(Struct, frozen=True, forbid_unknown_fields=True, tag="join"):
    name: Name
    microphone: bool
    camera: bool
    private_name: Name | None = None
    id: RequestId | None = None


class Publish(Struct, frozen=True, forbid_unknown_fields=True, tag="publish"):
    """What is switched on; what is not named stays."""

    microphone: bool | None = None
    camera: bool | None = None
    screen: bool | None = None
    id: RequestId | None = None


class Tile(Struct, frozen=True, forbid_unknown_fields=True):
    participant: Person
    source: Literal["camera", "screen"]
    height: Annotated[int, Meta(ge=0, le=16384)]
    """In device pixels."""


class Layout(Struct, frozen=True, forbid_unknown_fields=True, tag="layout"):
    """What the page shows; twice a face and a screen for a full room is far below the bound."""

    tiles: Annotated[list[Tile], Meta(max_length=128)]
    id: RequestId | None = None


class DeviceCode(Struct, frozen=True, forbid_unknown_fields=True, tag="device_code"):
    """Ask for a code that leads a second device to one's place."""

    id: RequestId | None = None


class ClientLink(Struct, frozen=True, forbid_unknown_fields=True, tag="client_link"):
    """Ask for the link that clients come by: after a ban it is another one."""

    id: RequestId | None = None


class Echo(Struct, frozen=True, forbid_unknown_fields=True, tag="echo"):
    """A network test: hear oneself, before joining alone."""

    on: bool
    id: RequestId | None = None


class AgreeNorms(Struct, frozen=True, forbid_unknown_fields=True, tag="agree_norms"):
    """To the room's norms, as they were shown."""

    version: Annotated[int, Meta(ge=1, le=2**53)]
    id: RequestId | None = None


class Leave(Struct, frozen=True, forbid_unknown_fields=True, tag="leave"):
    """Give up the place."""

    id: RequestId | None = None


Message = (
    Hello
    | Answer
    | Join
    | Publish
    | Layout
    | DeviceCode
    | ClientLink
    | AgreeNorms
    | Echo
    | Leave
    | ChairMessage
    | TalkMessage
    | BreakoutMessage
    | ConsentMessage
)


class Envelope(Struct, frozen=True):
    """What can still be read of a message that is not one of ours."""

    id: RequestId | None = None
