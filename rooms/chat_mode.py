"""Who clients may write to."""

from enum import StrEnum


class ChatMode(StrEnum):
    FACILITATORS = "facilitators"
    """What a client writes goes to facilitators only."""
    EVERYONE = "everyone"
    OFF = "off"
    """In the session only facilitators write.  Asking for help stays."""
