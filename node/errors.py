"""What a node refuses.

* NodeError
    * AbsentNorms
    * AbsentRoom
    * BadCode
    * BadResume
    * ChatOff
    * Collision
    * Crowded
    * Draining
    * LedgerBroken
    * LinkStands
    * NoRecorder
    * NodeFull
    * NotNow
    * SessionGone
    * Unjournalled
    * Unread
    * Unwritten

``code`` is the word on the wire (docs/protocol.md): stable, and never shown to people.
"""

from typing import ClassVar

from breakout.rules import Rule


class NodeError(Exception):
    """The request was understood and refused; nothing has changed."""

    code: ClassVar[str]


class AbsentRoom(NodeError):
    """There is no such room, or nobody is in it."""

    code = "absent"


class AbsentNorms(NodeError):
    """The room has no norms of that version, or none at all."""

    code = "absent"


class BadCode(NodeError):
    """The one-time code leads to no place: mistyped, used, or over."""

    code = "bad-token"


class BadResume(NodeError):
    """The secret leads to no place that is still held."""

    code = "bad-token"


class ChatOff(NodeError):
    """Only facilitators write at the moment: later it may be sent."""

    code = "chat-off"


class Collision(NodeError):
    """These rules of a deal cannot all be kept; without any one of them the others could."""

    code = "rules-collide"

    def __init__(self, sentence: str, rules: tuple[Rule, ...]) -> None:
        super().__init__(sentence)
        self.rules = rules


class Crowded(NodeError):
    """More browsers than a room of this size has any use for."""

    code = "room-full"


class Draining(NodeError):
    """The node is shutting down: come back in a moment."""

    code = "draining"


class LedgerBroken(NodeError):
    """The room's ledger is not what was written: nothing new is recorded until that is known."""

    code = "ledger-broken"


class LinkStands(NodeError):
    """Someone was banned, and the link they came by could not be changed."""

    code = "store-unavailable"


class NoRecorder(NodeError):
    """There is nobody, at least now, who could keep a recording: so nobody is asked for one."""

    code = "recorder-unavailable"


class NodeFull(NodeError):
    """No more than this does one node take on; nobody who holds a place is told so."""

    code = "node-full"


class NotNow(NodeError):
    """Understood, but out of turn."""

    code = "out-of-turn"


class SessionGone(NodeError):
    """The session could not go on; its journal has what was decided, and a new visit resumes it."""

    code = "lost"


class Unjournalled(NodeError):
    """It counts only once it is written down, and that is not possible now."""

    code = "journal-unavailable"


class Unread(NodeError):
    """It is kept and could not be read; asking again may succeed."""

    code = "store-unavailable"


class Unwritten(NodeError):
    """It was to last and could not be written down; asking again may succeed."""

    code = "store-unavailable"
