"""What is told of consent: of everyone the same, and of oneself one's own.  Pure.

All of it comes from `consent.projection`; nothing here looks at an ask.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from consent import projection
from consent.checkpoint import Checkpoint
from consent.consents import Consents
from consent.ids import AskId
from consent.outcome import PublicOutcome
from consent.projection import OwnConsent, PublicAsk
from consent.terms import Scope, Terms, Tracks, Viewer
from node.live import Live
from node.state import Consent, LedgerHead, Recording
from rooms.ids import ParticipantId
from rooms.session import Session


class Asked(Struct, frozen=True):
    """A question, as whoever has an API key sees it: nobody's answer is in it."""

    ask: AskId
    scope: Scope
    tracks: Tracks
    until: float | None
    retention: int
    viewers: tuple[Viewer, ...]
    outcome: PublicOutcome | None
    gate: Literal["open", "shut"]


class ConsentView(Struct, frozen=True):
    """The latest question of each scope, and what is shown of the recording."""

    recording: Recording
    asks: tuple[Asked, ...]


def recording(consents: Consents, session: Session) -> Recording:
    shown = projection.recording(consents, session)
    scope = None if shown.scope is None else shown.scope.value
    return Recording(state=shown.state.value, scope=scope, since=shown.since)


def own(consents: Consents, viewer: ParticipantId) -> tuple[Consent, ...]:
    return tuple(_own(each) for each in projection.own_consents(consents, viewer))


def consent_view(live: Live) -> ConsentView:
    asks = projection.public_asks(live.consents, live.session)
    return ConsentView(recording(live.consents, live.session), tuple(_asked(each) for each in asks))


def gate(consents: Consents, session: Session) -> Literal["open", "shut"]:
    """Return whether anything of the session may be recorded now."""
    asks = projection.public_asks(consents, session)
    return "open" if any(each.gate_open for each in asks) else "shut"


def head(checkpoint: Checkpoint | None) -> LedgerHead | None:
    """Return how far the ledger goes, with the node's signature: for whoever keeps it."""
    if checkpoint is None:
        return None
    return LedgerHead(
        checkpoint.ledger,
        checkpoint.size,
        checkpoint.head,
        checkpoint.at,
        checkpoint.signature,
    )


def ask_again_at(consents: Consents) -> dict[Scope, float] | UnsetType:
    times = projection.ask_again_at(consents)
    return dict(times) if times else UNSET


def _own(it: OwnConsent) -> Consent:
    return Consent(
        ask=it.ask,
        by=it.by,
        scope=it.terms.scope,
        tracks=it.terms.tracks,
        until=it.terms.until,
        retention=it.terms.retention,
        viewers=_viewers(it.terms),
        wording=it.wording,
        digest=it.digest,
        flag=it.flag,
        to_answer=it.to_answer,
        sheet_open=it.sheet_open,
        may_withdraw=it.may_withdraw,
        outcome=it.outcome,
        settles_at=it.settles_at,
    )


def _asked(it: PublicAsk) -> Asked:
    return Asked(
        ask=it.ask,
        scope=it.terms.scope,
        tracks=it.terms.tracks,
        until=it.terms.until,
        retention=it.terms.retention,
        viewers=_viewers(it.terms),
        outcome=it.outcome,
        gate="open" if it.gate_open else "shut",
    )


def _viewers(terms: Terms) -> tuple[Viewer, ...]:
    return tuple(sorted(terms.viewers))
