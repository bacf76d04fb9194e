"""How much of something a browser may make us do."""


class Allowance:
    """A bucket of `most` that fills up again at `rate` a second; each spends its own."""

    __slots__ = ("_at", "_left", "_most", "_rate")

    def __init__(self, *, most: int, rate: float) -> None:
        self._most = most
        self._rate = rate
        self._left = float(most)
        self._at = 0.0

    def slow(self, rate: float) -> None:
        """Fill up at `rate` from now on, and hold a second of it."""
        self._rate = rate
        self._most = max(1, int(rate))

    def spend(self, now: float) -> bool:
        """Take one; False if none is left."""
        self._left = min(self._most, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
