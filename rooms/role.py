"""What a person is in a session."""

from enum import StrEnum


class Role(StrEnum):
    FACILITATOR = "facilitator"
    CLIENT = "client"
    OBSERVER = "observer"
    """Hears, is listed in the roster, is never heard and has no tile."""
