"""What happens in passing: whom it concerns is told, and nothing of it is ever written down."""

from dataclasses import dataclass, field

from rooms.ids import ParticipantId
from rooms.message import Message
from rooms.reaction import Reaction


@dataclass(frozen=True, slots=True)
class UnmuteAsked:
    """A facilitator would like to hear someone, whose microphone only they can switch on."""

    participant: ParticipantId
    by: ParticipantId | None


@dataclass(frozen=True, slots=True)
class MessageWritten:
    """Its `repr` tells nobody what was written."""

    message: Message = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reacted:
    """`seen_by` never includes who reacted."""

    participant: ParticipantId
    reaction: Reaction
    seen_by: frozenset[ParticipantId]


@dataclass(frozen=True, slots=True)
class HelpWorded:
    """What came with a request for help; None is no word."""

    participant: ParticipantId
    word: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """The only time that the code itself is anywhere; what is remembered is its digest."""

    participant: ParticipantId
    code: str = field(repr=False)
    expires_at: float


@dataclass(frozen=True, slots=True)
class CodeUsed:
    participant: ParticipantId


@dataclass(frozen=True, slots=True)
class KeyTold:
    """To a facilitator: the key of the link that clients come by."""

    participant: ParticipantId
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BellRung:
    """The parts of a role play were swapped, for these to hear."""

    heard_by: frozenset[ParticipantId]


Passing = (
    UnmuteAsked | MessageWritten | Reacted | HelpWorded | CodeGiven | CodeUsed | KeyTold | BellRung
)
