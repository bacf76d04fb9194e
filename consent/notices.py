"""Notices: what of consent's events others are told as it happens: pages, the API, webhooks.

Most events are nobody's business and have none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from consent.consents import Consents, apply
from consent.events import AskSettled, ConsentEvent, GateMoved, RecordingAsked, RecordingEnded
from consent.ids import AskId
from consent.outcome import PublicOutcome, public_outcome


class News(StrEnum):
    """In the words of webhooks."""

    ASKED = "consent.asked"
    SETTLED = "consent.settled"
    STARTED = "recording.started"
    """Also when it goes on after a pause."""
    PAUSED = "recording.paused"
    ENDED = "recording.ended"


@dataclass(frozen=True, slots=True)
class Notice:
    """`outcome` is there for what has come out: an ask, or a recording."""

    news: News
    ask: AskId
    at: float
    outcome: PublicOutcome | None = None


def announced(consents: Consents, events: Iterable[ConsentEvent]) -> Iterator[Notice]:
    """Return what is told of these events; `consents` is as it was before them."""
    for event in events:
        notice = _notice(consents, event)
        if notice is not None:
            yield notice
        consents = apply(consents, event)


def _notice(consents: Consents, event: ConsentEvent) -> Notice | None:
    match event:
        case RecordingAsked():
            return Notice(News.ASKED, event.ask, event.at)
        case AskSettled(ask, outcome, at):
            return Notice(News.SETTLED, ask, at, public_outcome(outcome))
        case RecordingEnded(ask, reason, at):
            return Notice(News.ENDED, ask, at, public_outcome(reason))
        case GateMoved(ask, is_open, _, at):
            return _moved(consents, ask, at, is_open=is_open)
        case _:
            return None


def _moved(consents: Consents, ask: AskId, at: float, *, is_open: bool) -> Notice | None:
    found = consents.find(ask)
    assert found is not None
    if found.open is is_open:
        return None
    return Notice(News.STARTED if is_open else News.PAUSED, ask, at)
