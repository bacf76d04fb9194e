"""What people say and show to each other (docs/protocol.md): closed shapes, like all messages."""

from msgspec import Struct

from rooms.message import Whom
from rooms.reaction import Reaction
from signaling.breakout_messages import Rooms
from signaling.fields import Name, Person, RequestId, Text


class RaiseHand(Struct, frozen=True, forbid_unknown_fields=True, tag="raise_hand"):
    """One's own hand, up or down."""

    on: bool
    id: RequestId | None = None


class StepAway(Struct, frozen=True, forbid_unknown_fields=True, tag="step_away"):
    """Be shown as away, or as back."""

    on: bool
    id: RequestId | None = None


class Say(Struct, frozen=True, forbid_unknown_fields=True, tag="say"):
    """`to` is a word for several people, or someone's id; a broadcast may be for some rooms."""

    text: Text
    to: Person
    rooms: Rooms | None = None
    id: RequestId | None = None

    def __post_init__(self) -> None:
        if self.rooms is not None and self.to != Whom.BROADCAST.value:
            raise ValueError("`rooms` are for a broadcast")


class React(Struct, frozen=True, forbid_unknown_fields=True, tag="react"):
    name: Reaction
    id: RequestId | None = None


class AskForHelp(Struct, frozen=True, forbid_unknown_fields=True, tag="ask_for_help"):
    quiet: bool
    word: Name | None = None
    id: RequestId | None = None


class ClaimHelp(Struct, frozen=True, forbid_unknown_fields=True, tag="claim_help"):
    participant: Person
    id: RequestId | None = None


class EndHelp(Struct, frozen=True, forbid_unknown_fields=True, tag="end_help"):
    """Someone's request, or one's own."""

    participant: Person | None = None
    id: RequestId | None = None


TalkMessage = RaiseHand | StepAway | Say | React | AskForHelp | ClaimHelp | EndHelp
