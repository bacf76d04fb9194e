"""What can happen to consent: facts, like those of `rooms.events`.

They are for the journal alone, which is sealed: others are told what `consent.public` shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from consent.browser_key import Signed
from consent.flag import Answer
from consent.ids import AskId
from consent.outcome import Ending, Outcome
from consent.terms import Terms
from rooms.ids import ParticipantId


@dataclass(frozen=True, slots=True)
class KeyBound:
    """Whoever answers under this id signs with this key (SEC 1, uncompressed, 65 bytes)."""

    participant: ParticipantId
    key: bytes


@dataclass(frozen=True, slots=True)
class RecordingAsked:
    """Everyone is asked.  `by` is None when it was the API.

    `people` are those whose yes the question needs, wherever they go meanwhile; `digest` is of the
    terms in the words of that `wording`.
    """

    ask: AskId
    by: ParticipantId | None
    terms: Terms
    wording: int
    digest: bytes
    people: frozenset[ParticipantId]
    at: float


@dataclass(frozen=True, slots=True)
class ConsentAnswered:
    """`signed` is there for every yes, and for nothing else."""

    ask: AskId
    participant: ParticipantId
    answer: Answer
    at: float
    signed: Signed | None


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    ask: AskId
    participant: ParticipantId
    at: float


@dataclass(frozen=True, slots=True)
class AskSettled:
    ask: AskId
    outcome: Outcome
    at: float


@dataclass(frozen=True, slots=True)
class HoldoutsChanged:
    """These are all who keep the gate shut by themselves, and since when each does."""

    ask: AskId
    since: Mapping[ParticipantId, float]


@dataclass(frozen=True, slots=True)
class GateMoved:
    """`people` are those of whom is recorded while it is open; nobody while it is shut."""

    ask: AskId
    open: bool
    people: frozenset[ParticipantId]
    at: float


@dataclass(frozen=True, slots=True)
class RecordingEnded:
    """`withdrawn` is who took their yes back, if that is why."""

    ask: AskId
    reason: Ending
    at: float
    withdrawn: ParticipantId | None = None


AskEvent = (
    ConsentAnswered | ConsentWithdrawn | AskSettled | HoldoutsChanged | GateMoved | RecordingEnded
)
"""What changes an ask."""

ConsentEvent = KeyBound | RecordingAsked | AskEvent
"""What changes what people agreed to."""
