"""What people are asked to agree to."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consent.canonical import digest, milliseconds
from consent.errors import BadTerms
from consent.wording import Wording

RETENTION: Final = 14  # days
LONGEST_RETENTION: Final = 3650  # days; some laws ask for ten years of records, none for more


class Scope(StrEnum):
    """Which rooms.  The breakouts are one scope: in a pair, one outcome would name the other."""

    MAIN = "main"
    BREAKOUTS = "breakouts"


class Tracks(StrEnum):
    """Whose microphones, cameras and screens.  All must agree to either."""

    EVERYONE = "everyone"
    TEACHING = "teaching"
    """Facilitators' only; anybody else's are never tapped."""


class Viewer(StrEnum):
    """Who may watch."""

    FACILITATORS = "facilitators"
    PARTICIPANTS = "participants"
    """Who was there."""
    ABSENT = "absent"
    """Members of the group who missed the session."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`until` is the session time at which the recording ends by itself; None is when stopped.

    `retention` is in days: then the keys are destroyed.
    """

    scope: Scope
    tracks: Tracks = Tracks.EVERYONE
    until: float | None = None
    retention: int = RETENTION
    viewers: frozenset[Viewer] = frozenset({Viewer.FACILITATORS})

    def digest(self, wording: Wording) -> bytes:
        """Return what an answer is to: these terms in these words."""
        until = None if self.until is None else milliseconds(self.until)
        return digest(
            "terms",
            self.scope,
            self.tracks,
            until,
            self.retention,
            sorted(self.viewers),
            wording.version,
            wording.digest,
        )


def check(terms: Terms, *, now: float) -> None:
    """Refuse what nobody can be asked."""
    if terms.until is not None and terms.until <= now:
        raise BadTerms("the recording would end before it begins")
    if not 1 <= terms.retention <= LONGEST_RETENTION:
        raise BadTerms(f"a recording is kept for 1 to {LONGEST_RETENTION} days")
    if not terms.viewers:
        raise BadTerms("nobody could watch it")
