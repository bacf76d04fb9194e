"""Who is who in a role-play."""

from enum import StrEnum


class Part(StrEnum):
    A = "a"
    """Who practices."""
    B = "b"
    """The other one in the scene."""
    COACH = "coach"
    """Watches, and says what helped.  All but two are."""
