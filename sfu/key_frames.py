"""When to ask the sender of a layer for a key frame (RFC 4585, section 6.3.1).

Many may want one; the sender makes one for all.  An ask is limited and deferred but never
dropped: what is wanted stays wanted, and is asked for again, until a key frame has come.
"""

from math import inf
from typing import Final

INTERVAL: Final = 0.3
"""Seconds between two asks for one layer at least: a key frame costs ten ordinary ones."""

RETRY: Final = 0.5
"""Seconds after which an ask or its answer must have been lost."""


class KeyFrames:
    """The wish for a key frame of one layer."""

    __slots__ = ("_asked", "due")

    def __init__(self) -> None:
        self.due = inf
        """When to ask next; infinity while nobody wants one."""
        self._asked = -inf

    @property
    def wanted(self) -> bool:
        return self.due < inf

    def want(self, now: float) -> None:
        self.due = min(self.due, max(now, self._asked + INTERVAL))

    def take(self, now: float) -> bool:
        """Return whether to ask at `now`."""
        if now < self.due:
            return False
        self._asked = now
        self.due = now + RETRY
        return True

    def come(self) -> None:
        """One has come, or nobody wants one any more."""
        self.due = inf
