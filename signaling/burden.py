"""How much the process bears: how busy the one thread is that media and sessions share.

Nothing waits in a queue of ours: what the thread comes to late is late by as much for everybody.
So two figures tell: which share of a core it takes, and how late it was at worst.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final

PERIOD: Final = 0.1  # seconds between two looks
WINDOW: Final = 10.0
"""Seconds that the figures are about: a peak is seen by whoever asks every ten."""

SHARE_MOST: Final = 0.75
"""Of a core.  Above it what waits grows faster than what comes, and a split or a few people who
come in together are felt by everybody."""

LAG_MOST: Final = 0.1
"""Seconds: more than a jitter buffer mostly holds, so that it is heard."""


class Burden:
    """Told by a watch; asked by metrics."""

    __slots__ = ("_looks", "seconds_over")

    def __init__(self) -> None:
        self._looks: deque[tuple[float, float, float]] = deque()
        """When each was, in monotonic seconds; the thread's processor time then; how late."""
        self.seconds_over = 0.0
        """For how long it was over its budget, since the beginning."""

    def look(self, now: float, processor: float, late: float) -> None:
        """Take the clock, the processor time of the thread so far, and how late this look is."""
        before = self._looks[-1][0] if self._looks else now
        self._looks.append((now, processor, late))
        while self._looks[0][0] < now - WINDOW:
            self._looks.popleft()
        if self.is_over:
            self.seconds_over += now - before

    @property
    def share(self) -> float:
        """Of a core, over the last `WINDOW`."""
        if len(self._looks) < 2:
            return 0.0
        (first, then, _), (last, now, _) = self._looks[0], self._looks[-1]
        return (now - then) / (last - first)

    @property
    def lag(self) -> float:
        """The worst of the last `WINDOW`, in seconds."""
        return max(self._lags(), default=0.0)

    @property
    def is_over(self) -> bool:
        """Whether there is more to do than is good for those who are here."""
        return self.share > SHARE_MOST or self.lag > LAG_MOST

    def _lags(self) -> Iterator[float]:
        for _, _, late in self._looks:
            yield late
