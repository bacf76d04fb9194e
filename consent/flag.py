"""A consent flag: one participant's answer to one ask."""

from enum import StrEnum


class Flag(StrEnum):
    """What somebody's answer is.  To be unanswered is to have none."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """The three buttons.  'Later' leaves the flag as it is and closes the sheet."""

    GIVEN = "given"
    REFUSED = "refused"
    LATER = "later"
