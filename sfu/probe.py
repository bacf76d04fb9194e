"""Finding out whether a link bears more: for a moment padding on top of what is sent.  Pure.

Layers come in steps three times as large as one another, and what is not sent cannot be seen to
arrive; so before a step up its size is tried with padding, which nobody misses if it is lost.
"""

from collections.abc import Iterable
from math import inf
from typing import Final

from sfu.departures import Told

LASTS: Final = 0.25  # seconds: ten frames
TICK: Final = 0.02  # seconds between two bursts of padding
LATE_MOST: Final = 0.1  # seconds of padding that are made up for at once
ANSWER: Final = 1.0
"""Seconds after which whoever has not told of it will not."""

SHADOW: Final = 1.0
"""Seconds after a probe in which the queue that it made may still be told of."""

DEFERRED: Final = 0.2
"""Seconds after which to look again whether it is the time."""

PAUSE_LEAST: Final = 0.3
PAUSE_MOST: Final = 3.0
"""Seconds between two probes; after each that failed twice as many, since each costs the voices
some delay."""

FACTOR: Final = 2.0
"""Times the estimate that is tried at most,"""
FACTOR_AFTER_FAILURE: Final = 1.5
"""and what is tried after it did not get through."""

TARGET_LEAST: Final = 250_000.0
"""Bits a second: two voices and one small picture.  To try less would lead nowhere."""

ENOUGH: Final = 0.9
"""Of what was tried: what must arrive."""

SEEN_LEAST: Final = 5  # packets


class Probe:
    """Of one link.  `due` is when it has something to send, or wants to be started."""

    __slots__ = (
        "_at",
        "_began",
        "_came",
        "_ended",
        "_failed",
        "_next",
        "_pause",
        "_sent",
        "_target",
        "_tried",
    )

    def __init__(self) -> None:
        self._pause = PAUSE_LEAST
        self._next = inf
        """When to begin; infinity while nobody wants more."""
        self._began = inf
        self._ended = -inf
        self._at = 0.0  # When padding was last asked for.
        self._target = 0.0
        self._sent = 0.0  # Without padding.
        self._tried = 0
        self._came: list[tuple[float, int]] = []
        self._failed = False

    @property
    def runs(self) -> bool:
        return self._began < inf

    def shadows(self, now: float) -> bool:
        """Return whether what is told at `now` may be the effect of a probe."""
        return self.runs or now < self._ended + SHADOW

    def defer(self, now: float) -> None:
        """Now is not the time."""
        self._next = now + DEFERRED

    def stop(self, now: float) -> None:
        """Enough was seen: send no more of it."""
        self._ended = min(self._ended, now)

    @property
    def due(self) -> float:
        return self._next

    def want(self, now: float, *, wanted: bool) -> None:
        """More is wanted than the link is known to bear, or not."""
        if not wanted:
            self._next = self._began = inf
            self._pause = PAUSE_LEAST
        elif self._next == inf:
            self._next = now + self._pause

    def take(self, now: float, *, estimate: float, wanted: float, sent: float) -> int:
        """Return how many bytes of padding to send at `now`, when it is due.

        `wanted` is what would be sent then, `sent` what is sent now; all in bits a second.
        """
        if not self.runs:
            self._begin(now, estimate, wanted, sent)
        if now < self._ended:
            passed, self._at = min(now - self._at, LATE_MOST), now
            self._next = now + TICK
            return max(0, int((self._target - self._sent) * passed / 8))
        if now < self._ended + ANSWER:
            self._next = self._ended + ANSWER
            return 0
        self._end(now, through=False)
        return 0

    def result(self, told: Iterable[Told], now: float, *, anyway: float = 0.0) -> float:
        """Heed what became of packets; return what is now known to get through, or 0.

        `anyway`: the share that is lost whatever is sent, and says nothing of the link.
        """
        if not self.runs:
            return 0.0
        for each in told:
            if self._began <= each.left < self._ended:
                self._tried += 1
                if each.arrived is not None:
                    self._came.append((each.arrived, each.size))
            elif each.left >= self._ended:
                return self._conclude(now, 1 - anyway)
        return 0.0

    def _begin(self, now: float, estimate: float, wanted: float, sent: float) -> None:
        self._sent = sent
        factor = FACTOR_AFTER_FAILURE if self._failed else FACTOR
        self._target = min(wanted, max(factor * estimate, TARGET_LEAST))
        self._began, self._ended = now, now + LASTS
        self._at = now - TICK
        self._tried = 0
        self._came = []

    def _conclude(self, now: float, come: float) -> float:
        rate = self._rate(come) / come
        through = rate >= ENOUGH * self._target
        self._end(now, through=through)
        return min(rate, self._target) if through else 0.0

    def _rate(self, come: float) -> float:
        """Return how fast it came, from the first packet to the last; 0 if too much was lost."""
        if len(self._came) < max(SEEN_LEAST, ENOUGH * come * self._tried):
            return 0.0
        came = sorted(self._came)
        span = max(came[-1][0] - came[0][0], LASTS - TICK)
        return sum(size for _, size in came[1:]) * 8 / span

    def _end(self, now: float, *, through: bool) -> None:
        self._began = inf
        self._failed = not through
        self._pause = PAUSE_LEAST if through else min(2 * self._pause, PAUSE_MOST)
        self._next = now + self._pause
