"""What becomes of asks and recordings: the reasons we know, and what others are told of them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    """How an ask came out.  A no and silence are one and the same from the first."""

    GIVEN = "given"
    NOT_AGREED = "not-agreed"
    CALLED_OFF = "called-off"
    """A facilitator took the question back, or none was there any more."""
    INTERRUPTED = "interrupted"
    """A restart, or a journal or ledger that failed."""


class Ending(StrEnum):
    """Why a recording ended.  Never leaves the server: `public_outcome` does."""

    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered"
    """Somebody came in and did not say yes in time."""
    ABSENT = "absent"
    """Somebody dropped and was not back in time."""
    UNTIL = "until"
    HOLD = "hold"
    SESSION_OVER = "session-over"
    INTERRUPTED = "interrupted"
    """A restart, or a journal, ledger or disk that failed."""


class PublicOutcome(StrEnum):
    """What everyone may know, in the words of the page: no name, no count, no reason."""

    GIVEN = "given"
    NOT_AGREED = "not-agreed"
    CALLED_OFF = "called-off"
    ENDED = "ended"


PRESSING: Final = frozenset({Ending.WITHDRAWN, Ending.UNANSWERED})
"""After these, to ask again at once would be to ask one person."""

_TOLD: Final[Mapping[Outcome, PublicOutcome]] = {
    Outcome.GIVEN: PublicOutcome.GIVEN,
    Outcome.NOT_AGREED: PublicOutcome.NOT_AGREED,
    Outcome.CALLED_OFF: PublicOutcome.CALLED_OFF,
    Outcome.INTERRUPTED: PublicOutcome.CALLED_OFF,
}


def public_outcome(of: Outcome | Ending) -> PublicOutcome:
    """Return what others are told: of every recording that it ended, never why."""
    return PublicOutcome.ENDED if isinstance(of, Ending) else _TOLD[of]
