"""What the people of a session agreed to, as a value.

It never changes: decisions read it, with the session, and return events; `apply` returns the next
value.  Nothing of it is told to anybody but through `consent.projection`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from consent import ask as asks
from consent.ask import Ask
from consent.events import (
    AskEvent,
    AskSettled,
    ConsentEvent,
    KeyBound,
    RecordingAsked,
    RecordingEnded,
)
from consent.ids import AskId
from consent.outcome import PRESSING, Outcome
from consent.terms import Scope
from rooms.ids import ParticipantId

QUIET_FOR: Final = 600.0  # seconds in which nobody is asked again who has just not agreed

_QUIETING: Final = frozenset({Outcome.NOT_AGREED, Outcome.CALLED_OFF})


@dataclass(frozen=True, slots=True)
class Consents:
    """The latest ask of each scope; until somebody asks there is none, and no gate can be open.

    `quiet_until` is when a scope may be asked for again, and `keys` are what answers are signed
    with.
    """

    asks: Mapping[Scope, Ask] = field(default_factory=dict)
    quiet_until: Mapping[Scope, float] = field(default_factory=dict)
    keys: Mapping[ParticipantId, bytes] = field(default_factory=dict)

    def find(self, id_: AskId) -> Ask | None:
        return next((ask for ask in self.asks.values() if ask.id == id_), None)


def apply(consents: Consents, event: ConsentEvent) -> Consents:
    """Return what people agreed to after `event`.  The only place that knows how."""
    match event:
        case KeyBound(participant, key):
            return replace(consents, keys={**consents.keys, participant: key})
        case RecordingAsked():
            return _with(consents, Ask.asked(event))
        case _:
            return _changed(consents, event)


def apply_all(consents: Consents, events: Iterable[ConsentEvent]) -> Consents:
    for event in events:
        consents = apply(consents, event)
    return consents


def _changed(consents: Consents, event: AskEvent) -> Consents:
    ask = consents.find(event.ask)
    assert ask is not None
    after = _with(consents, asks.apply(ask, event))
    match event:
        case AskSettled(_, outcome, at) if outcome in _QUIETING:
            return _quieted(after, ask.terms.scope, at)
        case RecordingEnded(_, reason, at) if reason in PRESSING:
            return _quieted(after, ask.terms.scope, at)
        case _:
            return after


def _with(consents: Consents, ask: Ask) -> Consents:
    return replace(consents, asks={**consents.asks, ask.terms.scope: ask})


def _quieted(consents: Consents, scope: Scope, at: float) -> Consents:
    return replace(consents, quiet_until={**consents.quiet_until, scope: at + QUIET_FOR})
