"""How much of something passes in a second."""

from typing import Final

WINDOW: Final = 0.5
"""Seconds that one measurement takes at least: a dozen frames."""


class Throughput:
    """Adding is all that the packet path does; who wants to know looks."""

    __slots__ = ("_expected", "_octets", "_rate", "_since", "octets")

    def __init__(self, expected: float) -> None:
        """`expected`: bits a second, until it is known better."""
        self.octets = 0
        self._expected = expected
        self._rate = expected
        self._octets = 0
        self._since = -1.0

    def read(self, now: float) -> float:
        """Return bits a second since the time before last that somebody looked."""
        passed = now - self._since
        if self._since < 0 or passed >= WINDOW:
            if self._since >= 0:
                self._rate = (self.octets - self._octets) * 8 / passed or self._expected
            self._since, self._octets = now, self.octets
        return self._rate
