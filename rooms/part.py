"""A part: what someone plays in a role play."""

from enum import StrEnum


class Part(StrEnum):
    A = "a"
    B = "b"
    COACH = "coach"
    """Watches, and helps whoever is stuck."""
