"""A request for help: known to facilitators and to whoever asked, to nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from rooms.events import HelpAsked, HelpClaimed, HelpEnded
from rooms.ids import ParticipantId


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """It is open from when it was made until either side ends it, or whoever asked has left.

    `quiet` is that nobody near the person may notice that they asked.  `claimed_by` is the
    facilitator who has said that they will see to it.
    """

    asked_at: float
    quiet: bool
    claimed_by: ParticipantId | None = None


HelpRequests = Mapping[ParticipantId, HelpRequest]


def apply(requests: HelpRequests, event: HelpAsked | HelpClaimed | HelpEnded) -> HelpRequests:
    """Return the requests as they are after `event`, the oldest first."""
    others = {asker: each for asker, each in requests.items() if asker != event.participant}
    match event:
        case HelpAsked(asker, quiet, at):
            return {**others, asker: HelpRequest(at, quiet)}
        case HelpClaimed(asker, by):
            return {**requests, asker: replace(requests[asker], claimed_by=by)}
        case HelpEnded():
            return others
        case _:
            assert_never(event)


def without(requests: HelpRequests, gone: ParticipantId) -> HelpRequests:
    """Forget what `gone` asked, and open again what they had claimed.

    Nobody is to wait for someone who has left.
    """
    return {
        asker: replace(request, claimed_by=None) if request.claimed_by == gone else request
        for asker, request in requests.items()
        if asker != gone
    }
