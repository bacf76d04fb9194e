"""Who is told what of consent: oneself one's own flag, and everyone the same of all else.

Facilitators, the API and webhooks are everyone.  Nothing here is a name, a count or a reason, and
what others see of an ask does not depend on what anybody answered until it has come out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consent.ask import Ask
from consent.consents import Consents
from consent.flag import Flag
from consent.gate import gate
from consent.ids import AskId
from consent.outcome import Outcome, PublicOutcome, public_outcome
from consent.terms import Scope, Terms
from rooms.ids import ParticipantId
from rooms.session import Session


class State(StrEnum):
    OFF = "off"
    ASKING = "asking"
    """Not recorded; a question is open."""
    ON = "on"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Recording:
    """What a header shows.  `since` is session time, None while nothing has happened."""

    state: State
    scope: Scope | None
    since: float | None


@dataclass(frozen=True, slots=True)
class PublicAsk:
    """What facilitators, the API and webhooks are told of an ask; clients no less."""

    ask: AskId
    terms: Terms
    outcome: PublicOutcome | None
    gate_open: bool


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """What one person is told of an ask; `flag` is theirs, None is unanswered.

    `to_answer` is whether the question still stands before them, `sheet_open` whether its sheet
    does, and `may_withdraw` whether there is a yes to take back.  `outcome` and `settles_at`, when
    it comes out at the latest, are the same for everyone.
    """

    ask: AskId
    by: ParticipantId | None
    terms: Terms
    wording: int
    digest: bytes
    flag: Flag | None
    to_answer: bool
    sheet_open: bool
    may_withdraw: bool
    outcome: PublicOutcome | None
    settles_at: float


NOT_RECORDED: Final = Recording(State.OFF, None, None)

_MOST_TELLING: Final = (State.OFF, State.ENDED, State.ASKING, State.PAUSED, State.ON)


def recording(consents: Consents, session: Session) -> Recording:
    """Return the recording state that everyone sees: the most telling of the scopes."""
    shown = (_recording(consents, session, ask) for ask in consents.asks.values())
    return max(shown, default=NOT_RECORDED, key=lambda each: _MOST_TELLING.index(each.state))


def public_asks(consents: Consents, session: Session) -> tuple[PublicAsk, ...]:
    return tuple(
        PublicAsk(ask.id, ask.terms, _told(ask), gate(consents, session, scope).open)
        for scope, ask in consents.asks.items()
    )


def own_consents(consents: Consents, viewer: ParticipantId) -> tuple[OwnConsent, ...]:
    """Return what somebody in the session, or at its door, sees of their own."""
    return tuple(_own(ask, viewer) for ask in consents.asks.values())


def ask_again_at(consents: Consents) -> Mapping[Scope, float]:
    """Return when each scope may be asked for again that was asked for not long ago.

    It is for facilitators, who would be told `TooSoon` until then.
    """
    return consents.quiet_until


def _recording(consents: Consents, session: Session, ask: Ask) -> Recording:
    return Recording(_state(consents, session, ask), ask.terms.scope, ask.changed_at)


def _state(consents: Consents, session: Session, ask: Ask) -> State:
    if ask.asking:
        return State.ASKING
    if ask.outcome is not Outcome.GIVEN:
        return State.OFF
    if not ask.running:
        return State.ENDED
    return State.ON if gate(consents, session, ask.terms.scope).open else State.PAUSED


def _told(ask: Ask) -> PublicOutcome | None:
    said = ask.outcome if ask.ended is None else ask.ended
    return None if said is None else public_outcome(said)


def _own(ask: Ask, viewer: ParticipantId) -> OwnConsent:
    flag = ask.flags.get(viewer)
    to_answer = (ask.asking or ask.running) and flag is None
    return OwnConsent(
        ask.id,
        ask.by,
        ask.terms,
        ask.wording,
        ask.digest,
        flag,
        to_answer,
        sheet_open=to_answer and viewer not in ask.closed,
        may_withdraw=flag is Flag.GIVEN,
        outcome=_told(ask),
        settles_at=ask.settles_at,
    )
