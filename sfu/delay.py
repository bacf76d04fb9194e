"""How long what arrives now has stood in a queue, on a link whose own delay nobody knows."""

from collections import deque
from collections.abc import Iterable
from math import inf
from typing import Final

from sfu.departures import Told

RECENT: Final = 0.12  # seconds over which the shortest counts: a burst is not a queue
EPOCH: Final = 10.0
"""Seconds after which the shortest delay is looked for anew, so that a route may get longer."""


class Delay:
    """Both clocks may have begun whenever they like; only differences count."""

    __slots__ = ("_before", "_epoch", "_least", "_recent")

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()
        """When it came, and its delay, each longer than the last: the first is the shortest."""
        self._least = self._before = inf
        self._epoch = -inf

    def take(self, told: Iterable[Told]) -> None:
        """Take what became of packets; those that were lost say nothing of it."""
        recent, least = self._recent, self._least
        for left, arrived, _ in told:
            if arrived is None:
                continue
            delay = arrived - left
            while recent and recent[-1][1] >= delay:
                recent.pop()
            recent.append((arrived, delay))
            while arrived - recent[0][0] > RECENT:
                recent.popleft()
            if arrived - self._epoch > EPOCH:
                self._epoch, self._before, least = arrived, least, delay
            least = min(least, delay)
        self._least = least

    @property
    def standing(self) -> float:
        """Seconds."""
        if not self._recent:
            return 0.0
        return self._recent[0][1] - min(self._least, self._before)
