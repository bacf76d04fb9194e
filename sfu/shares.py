"""How the bytes of a feed divide among its temporal layers."""

from typing import Final

from sfu.thinning import ALL

WINDOW: Final = 1.0
"""Seconds that one measurement takes at least: a key frame is not to weigh too much."""

LEAST: Final = 0.02
"""The share below which a layer counts as not sent."""


class Shares:
    """Adding is all that the packet path does; who wants to know looks."""

    __slots__ = ("_before", "_shares", "_since", "octets")

    def __init__(self) -> None:
        self.octets = [0] * (ALL + 1)
        """By temporal layer."""
        self._before = [0] * (ALL + 1)
        self._shares: tuple[float, ...] = (1.0,)
        self._since = -1.0

    def read(self, now: float) -> tuple[float, ...]:
        """Return which share frames up to each temporal layer have, as of late; the last is 1."""
        if self._since < 0 or now - self._since >= WINDOW:
            if self._since >= 0:
                self._shares = self._measured() or self._shares
            self._since, self._before = now, self.octets.copy()
        return self._shares

    def _measured(self) -> tuple[float, ...]:
        came = [now - then for now, then in zip(self.octets, self._before, strict=True)]
        total = sum(came)
        if not total:
            return ()
        highest = max(layer for layer, octets in enumerate(came) if octets >= LEAST * total)
        shares = [sum(came[: layer + 1]) / total for layer in range(highest)]
        return (*shares, 1.0)
