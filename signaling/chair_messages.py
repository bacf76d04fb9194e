"""What whoever leads may ask of the others (docs/protocol.md): closed shapes, like all messages."""

from msgspec import Struct

from rooms.chat_mode import ChatMode
from signaling.fields import Person, RequestId


class Admit(Struct, frozen=True, forbid_unknown_fields=True, tag="admit"):
    participant: Person
    id: RequestId | None = None


class AdmitAll(Struct, frozen=True, forbid_unknown_fields=True, tag="admit_all"):
    id: RequestId | None = None


class Refuse(Struct, frozen=True, forbid_unknown_fields=True, tag="refuse"):
    participant: Person
    id: RequestId | None = None


class Remove(Struct, frozen=True, forbid_unknown_fields=True, tag="remove"):
    participant: Person
    id: RequestId | None = None


class Ban(Struct, frozen=True, forbid_unknown_fields=True, tag="ban"):
    participant: Person
    id: RequestId | None = None


class Mute(Struct, frozen=True, forbid_unknown_fields=True, tag="mute"):
    participant: Person
    id: RequestId | None = None


class MuteAll(Struct, frozen=True, forbid_unknown_fields=True, tag="mute_all"):
    id: RequestId | None = None


class StopCamera(Struct, frozen=True, forbid_unknown_fields=True, tag="stop_camera"):
    participant: Person
    id: RequestId | None = None


class AskToUnmute(Struct, frozen=True, forbid_unknown_fields=True, tag="ask_to_unmute"):
    participant: Person
    id: RequestId | None = None


class LowerHand(Struct, frozen=True, forbid_unknown_fields=True, tag="lower_hand"):
    """Someone's hand, or everyone's."""

    participant: Person | None = None
    id: RequestId | None = None


class Lock(Struct, frozen=True, forbid_unknown_fields=True, tag="lock"):
    """Nobody new comes in."""

    on: bool
    id: RequestId | None = None


class Lobby(Struct, frozen=True, forbid_unknown_fields=True, tag="lobby"):
    """Whether arrivals knock, for the rest of this session."""

    on: bool
    id: RequestId | None = None


class SwitchChat(Struct, frozen=True, forbid_unknown_fields=True, tag="chat_mode"):
    """Who clients may write to."""

    mode: ChatMode
    id: RequestId | None = None


class EndSession(Struct, frozen=True, forbid_unknown_fields=True, tag="end_session"):
    """End the session for everyone."""

    id: RequestId | None = None


ChairMessage = (
    Admit
    | AdmitAll
    | Refuse
    | Remove
    | Ban
    | Mute
    | MuteAll
    | StopCamera
    | AskToUnmute
    | LowerHand
    | Lock
    | Lobby
    | SwitchChat
    | EndSession
)
