"""A timeline: when, counted from its first packet, what was sent is to be heard or seen."""

from typing import Final

_HALF: Final = 1 << 31

AHEAD: Final = 0.5
"""Seconds by which time stamps may run ahead of arrivals: the first packet came late by less."""

BEHIND: Final = 2.0
"""Seconds by which they may stay behind: more than any network delays, so the sender paused."""


class Timeline:
    """Time stamps (RFC 3550, section 5.1) as seconds since the first arrival.

    Time stamps wrap, begin anywhere with each SSRC, and stand still while somebody's camera is
    off: they say how far two frames of one SSRC are apart, and arrivals say the rest.
    """

    __slots__ = ("_base", "_began", "_last", "_newest", "_rate", "_ssrc")

    def __init__(self, rate: int, began: float) -> None:
        self._rate = rate
        self._began = began
        self._ssrc = -1
        self._newest = 0
        """The newest time stamp, unwrapped."""
        self._base = 0.0
        """What the time stamp 0 of this SSRC means."""
        self._last = -1

    def place(self, ssrc: int, timestamp: int, arrived: float) -> int:
        """Return when the frame is due, in milliseconds: later than any before it."""
        since = arrived - self._began
        if ssrc != self._ssrc:
            self._ssrc, self._newest = ssrc, timestamp
            self._base = since - timestamp / self._rate
        newest = self._newest + ((timestamp - self._newest + _HALF) & 0xFFFFFFFF) - _HALF
        self._newest = newest
        at = self._base + newest / self._rate
        if at - since > AHEAD or since - at > BEHIND:
            self._base += since - at
            at = since
        self._last = max(round(at * 1000), self._last + 1)
        return self._last
