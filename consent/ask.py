"""An ask: one question to everyone, their answers, and the recording that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from consent.browser_key import Signed
from consent.events import (
    AskEvent,
    AskSettled,
    ConsentAnswered,
    ConsentWithdrawn,
    GateMoved,
    HoldoutsChanged,
    RecordingAsked,
    RecordingEnded,
)
from consent.flag import Answer, Flag
from consent.ids import AskId
from consent.outcome import Ending, Outcome
from consent.terms import Terms
from rooms.ids import ParticipantId

ANSWERED_WITHIN: Final = 60.0  # seconds; who is silent for so long has not said yes


@dataclass(frozen=True, slots=True)
class Ask:
    """`people` are those whose yes it needs to come out as given.

    `declined` are all who have ever said no to it, or taken a yes back: their later yes is noted
    and opens nothing.  `closed` are those who decide later.  `holdouts` are who keeps the gate
    shut, and since when; `recorded` all of whom there may be something in the recording.
    `changed_at` is when what everyone sees of it last changed.
    """

    id: AskId
    by: ParticipantId | None
    terms: Terms
    wording: int
    digest: bytes
    people: frozenset[ParticipantId]
    at: float
    changed_at: float
    flags: Mapping[ParticipantId, Flag] = field(default_factory=dict)
    signed: Mapping[ParticipantId, Signed] = field(default_factory=dict)
    declined: frozenset[ParticipantId] = frozenset()
    closed: frozenset[ParticipantId] = frozenset()
    outcome: Outcome | None = None
    holdouts: Mapping[ParticipantId, float] = field(default_factory=dict)
    open: bool = False
    recorded: frozenset[ParticipantId] = frozenset()
    ended: Ending | None = None

    @classmethod
    def asked(cls, event: RecordingAsked) -> "Ask":
        return cls(
            id=event.ask,
            by=event.by,
            terms=event.terms,
            wording=event.wording,
            digest=event.digest,
            people=event.people,
            at=event.at,
            changed_at=event.at,
        )

    @property
    def asking(self) -> bool:
        return self.outcome is None

    @property
    def running(self) -> bool:
        """Whether everyone said yes, and nothing has ended it: then a gate may open."""
        return self.outcome is Outcome.GIVEN and self.ended is None

    @property
    def is_over(self) -> bool:
        """Whether no gate can open by it any more."""
        return not (self.asking or self.running)

    @property
    def settles_at(self) -> float:
        """Return the one moment at which it comes out, unless everyone says yes before."""
        return self.at + ANSWERED_WITHIN

    def may_count_on(self, participant: ParticipantId) -> bool:
        """Return whether they have said yes, or may be about to: not if they ever did not."""
        return participant not in self.declined

    def agrees(self, participant: ParticipantId) -> bool:
        """Return whether they said yes, and never anything else."""
        return self.flags.get(participant) is Flag.GIVEN and participant not in self.declined


def apply(ask: Ask, event: AskEvent) -> Ask:
    """Return the ask as it is after `event`."""
    match event:
        case ConsentAnswered():
            return _answered(ask, event)
        case ConsentWithdrawn(_, id_):
            flags = {**ask.flags, id_: Flag.WITHDRAWN}
            return replace(ask, flags=flags, declined=ask.declined | {id_})
        case AskSettled(_, outcome, at):
            return replace(ask, outcome=outcome, changed_at=at)
        case HoldoutsChanged(_, since):
            return replace(ask, holdouts=since)
        case GateMoved(_, is_open, people, at):
            # That others are recorded through it now changes nothing that anybody sees.
            changed_at = ask.changed_at if is_open is ask.open else at
            recorded = ask.recorded | people
            return replace(ask, open=is_open, recorded=recorded, changed_at=changed_at)
        case RecordingEnded(_, reason, at):
            return replace(ask, ended=reason, open=False, holdouts={}, changed_at=at)
        case _:
            assert_never(event)


def _answered(ask: Ask, event: ConsentAnswered) -> Ask:
    id_ = event.participant
    match event.answer:
        case Answer.LATER:
            return replace(ask, closed=ask.closed | {id_})
        case Answer.REFUSED:
            flags = {**ask.flags, id_: Flag.REFUSED}
            return replace(ask, flags=flags, declined=ask.declined | {id_})
        case Answer.GIVEN:
            assert event.signed is not None
            signed = {**ask.signed, id_: event.signed}
            return replace(ask, flags={**ask.flags, id_: Flag.GIVEN}, signed=signed)
        case _:
            assert_never(event.answer)
