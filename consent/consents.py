"""The answers of the people in a session to the one question: may this be recorded?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rooms.ids import ParticipantId


class Flag(StrEnum):
    """One participant's answer.  To be unanswered is to have none."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Consents:
    """What an ask has come to.

    `settled` is true once an ask has come out as 'given'.  Until somebody asks there is no ask,
    no flag, and so no way for a gate to be open.
    """

    settled: bool = False
    flags: Mapping[ParticipantId, Flag] = field(default_factory=dict)
