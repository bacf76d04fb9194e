"""A request for help: known to facilitators and to whoever asked, to nobody else."""

from dataclasses import dataclass

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
