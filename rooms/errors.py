"""Refusals a browser can be told about, and the one thing a journal can do wrong.

* RoomsError
    * Absent
    * BadName
    * BadPlan
    * BadText
    * Banned
    * Locked
    * NotAllowed
    * OutOfTurn
    * RoomFull
    * SessionOver
* UnreadableEvent

``code`` is the word on the wire (docs/protocol.md): stable, and never shown to people.
"""

from typing import ClassVar


class RoomsError(Exception):
    """The request was understood and refused; the session is unchanged."""

    code: ClassVar[str]


class Absent(RoomsError):
    """Nobody of that id is here; the same answer for whoever is somewhere else."""

    code = "absent"


class BadName(RoomsError):
    code = "bad-name"


class BadPlan(RoomsError):
    """A plan of breakouts that cannot be carried out; the sentence says why."""

    code = "bad-plan"


class BadText(RoomsError):
    """A message that would be empty, or is too long."""

    code = "bad-text"


class Banned(RoomsError):
    """A facilitator has ended this person's part in the session for good."""

    code = "banned"


class Locked(RoomsError):
    """Nobody new comes in: come later, or ask a facilitator to open."""

    code = "locked"


class NotAllowed(RoomsError):
    code = "not-allowed"


class OutOfTurn(RoomsError):
    """Understood, but not now."""

    code = "out-of-turn"


class RoomFull(RoomsError):
    code = "room-full"


class SessionOver(RoomsError):
    """The session ended before this could be decided; the next sitting has a new id."""

    code = "session-ended"


class UnreadableEvent(ValueError):
    """Bytes in a journal that this version cannot read as an event."""
