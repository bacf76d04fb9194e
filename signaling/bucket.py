"""A token bucket: so many at once, so many a second, in whole nanoseconds."""

from typing import Final

SECOND: Final = 1_000_000_000


class Bucket:
    """Lets `rate` pass in a `period`, and no more than `rate` at once.  Starts full.

    It stores when it will be full again rather than how full it is, so that it is one integer
    and never drifts (the generic cell rate algorithm).
    """

    __slots__ = ("_full_at", "_interval", "_span")

    def __init__(self, rate: int, *, now: int, period: int = SECOND) -> None:
        self._interval = period // rate
        self._span = self._interval * rate
        self._full_at = now

    def is_full(self, *, now: int) -> bool:
        """Return whether nothing is missing at `now`: then it is as good as a new one."""
        return self._full_at <= now

    def take(self, *, now: int) -> bool:
        """Return whether one more may pass at `now` (monotonic nanoseconds)."""
        full_at = max(self._full_at, now) + self._interval
        if full_at - now > self._span:
            return False
        self._full_at = full_at
        return True
