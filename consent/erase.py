"""What whoever takes a yes back may want done with what was recorded before."""

from enum import StrEnum


class Erase(StrEnum):
    """Both kinds are offered alike, and neither is asked twice."""

    NONE = "none"
    OWN = "own"
    """One's own picture and voice; others' microphones may have caught them."""
    ALL = "all"
