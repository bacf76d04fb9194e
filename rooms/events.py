"""What can happen in a session: facts, in the past tense, complete in themselves.

Times are session time: float seconds of the process's anchored clock.  Whoever reads a session's
entries in order, `SessionOpened` first, has the session.
"""

from dataclasses import dataclass
from enum import StrEnum

from rooms.breakout_events import BreakoutEvent
from rooms.chat_mode import ChatMode
from rooms.ids import Identity, ParticipantId, RoomId, SessionId, SpaceId
from rooms.participant import Arrival, Devices, Participant
from rooms.role import Role


class Departure(StrEnum):
    """Why a place, or a wait for one, is over."""

    LEFT = "left"
    REMOVED = "removed"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"
    """The same person came again in another role: their former place is not the new one."""
    LAPSED = "lapsed"


class Ending(StrEnum):
    """Why a session is over."""

    ENDED = "ended"
    """A facilitator, or the API, ended it for everyone."""
    LAPSED = "lapsed"
    """Nobody held a place any more."""
    UNATTENDED = "unattended"
    """It was on hold for too long."""
    NEVER_BEGAN = "never-began"
    """Whoever waited for a facilitator has gone."""


@dataclass(frozen=True, slots=True)
class SessionOpened:
    """A new sitting, with nobody in it; the first entry of every journal."""

    session: SessionId
    room: RoomId
    main: SpaceId
    capacity: int
    lobby: bool


@dataclass(frozen=True, slots=True)
class SessionBegan:
    at: float


@dataclass(frozen=True, slots=True)
class LobbySwitched:
    """From now on arrivals knock, or come straight in.  `by` is None when it was the API."""

    on: bool
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class SessionLocked:
    """Nobody new comes in but facilitators.  `by` is None when it was the API."""

    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class SessionUnlocked:
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class ArrivalWaited:
    """Someone stands at the door; who stood there already has changed what they ask for."""

    arrival: Arrival


@dataclass(frozen=True, slots=True)
class ArrivalLeft:
    participant: ParticipantId
    reason: Departure


@dataclass(frozen=True, slots=True)
class ParticipantJoined:
    """Someone took a place; if they waited under this id, they wait no longer."""

    participant: Participant


@dataclass(frozen=True, slots=True)
class ParticipantDropped:
    participant: ParticipantId
    held_until: float


@dataclass(frozen=True, slots=True)
class ParticipantReturned:
    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class ParticipantLeft:
    participant: ParticipantId
    reason: Departure
    at: float


@dataclass(frozen=True, slots=True)
class ParticipantBanned:
    """This person is refused for the rest of the session, whatever link they come by.

    `role` says by which link they came: it is to be rotated, so that it leads nobody back under
    another identity.  `by` is None when it was the API.
    """

    participant: ParticipantId
    identity: Identity
    role: Role
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class DevicesSwitched:
    """The owner has these on, of someone in the session or at its door."""

    participant: ParticipantId
    devices: Devices


@dataclass(frozen=True, slots=True)
class MicrophoneMuted:
    """Someone else switched a microphone off.  `by` is None when it was the API."""

    participant: ParticipantId
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class CameraStopped:
    """Someone else switched a camera off.  `by` is None when it was the API."""

    participant: ParticipantId
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class HandRaised:
    """A hand is up; `order` is the number it drew, higher than any other that is up."""

    participant: ParticipantId
    order: int


@dataclass(frozen=True, slots=True)
class HandLowered:
    """A hand is down.  `by` is its owner, a facilitator, or None when it was the API."""

    participant: ParticipantId
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class AwaySwitched:
    """Someone stepped away, or is back."""

    participant: ParticipantId
    away: bool


@dataclass(frozen=True, slots=True)
class ChatModeSwitched:
    """Who clients may write to.  `by` is None when it was the API."""

    mode: ChatMode
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Someone asks for help, anew if they asked before; nobody has claimed it yet."""

    participant: ParticipantId
    quiet: bool
    at: float


@dataclass(frozen=True, slots=True)
class HelpClaimed:
    """A facilitator will see to it."""

    participant: ParticipantId
    by: ParticipantId


@dataclass(frozen=True, slots=True)
class HelpEnded:
    """A request is over.  `by` is whoever asked, a facilitator, or None when it was the API."""

    participant: ParticipantId
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class HoldBegan:
    """The last facilitator present is gone: nobody new comes in."""

    at: float


@dataclass(frozen=True, slots=True)
class HoldEnded:
    pass


@dataclass(frozen=True, slots=True)
class SessionEnded:
    reason: Ending
    at: float


Event = (
    SessionBegan
    | LobbySwitched
    | SessionLocked
    | SessionUnlocked
    | ArrivalWaited
    | ArrivalLeft
    | ParticipantJoined
    | ParticipantDropped
    | ParticipantReturned
    | ParticipantLeft
    | ParticipantBanned
    | DevicesSwitched
    | MicrophoneMuted
    | CameraStopped
    | HandRaised
    | HandLowered
    | AwaySwitched
    | ChatModeSwitched
    | HelpAsked
    | HelpClaimed
    | HelpEnded
    | HoldBegan
    | HoldEnded
    | SessionEnded
    | BreakoutEvent
)
"""What changes a session."""

Entry = SessionOpened | Event
"""What a session's journal holds."""
