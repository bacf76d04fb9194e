"""What happens in passing: whom it concerns is told, and nothing of it is ever written down."""

from dataclasses import dataclass

from rooms.ids import ParticipantId


@dataclass(frozen=True, slots=True)
class UnmuteAsked:
    """A facilitator would like to hear someone, whose microphone only they can switch on."""

    participant: ParticipantId
    by: ParticipantId | None


Passing = UnmuteAsked
