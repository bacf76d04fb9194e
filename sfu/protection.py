"""Whether a viewer's voices need protection against what their network loses.  Pure.

By what their browser tells of our packets.  Until it has told enough nothing counts as lost: most
links lose nothing, and a browser tells of the first second within its first quarter.
"""

from math import inf
from typing import Final

MUCH: Final = 0.03
"""The share lost from which on it is heard; below it, decoders conceal it."""

LITTLE: Final = 0.01  # the share at which it is over,
CALM: Final = 10.0  # if for so many seconds it was not more: losses come in groups

MEMORY: Final = 100
"""Packets over which is averaged: of one voice 2 s, with pictures a third of one."""

TOLD_LEAST: Final = 20
"""Packets that must be told of before a share of them means something."""


class Protection:
    """Of one viewer."""

    __slots__ = ("_told", "_worse_at", "is_needed", "share")

    def __init__(self) -> None:
        self.share = 0.0
        """Of our packets, lost of late."""
        self.is_needed = False
        self._told = 0
        self._worse_at = -inf

    def told(self, expected: int, lost: int, now: float) -> None:
        """Take how many of the packets that were expected since the last time got lost."""
        if expected <= 0:
            return
        self._told += expected
        # A plain mean at first, then an exponential one.
        kept = min((1 - 1 / MEMORY) ** expected, 1 - expected / self._told)
        self.share = self.share * kept + min(1.0, lost / expected) * (1 - kept)
        if self.share > LITTLE:
            self._worse_at = now
        if self.share >= MUCH and self._told >= TOLD_LEAST:
            self.is_needed = True
        elif now - self._worse_at >= CALM:
            self.is_needed = False

    def missed(self, copies: int) -> float:
        """Return the share of what is said that is lost with so many copies of it, all of them."""
        return self.share ** (1 + copies) if self.is_needed else 0.0
