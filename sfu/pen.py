"""Writes and protects a packet of a slot that is not forwarded: all but the hot path's.

What is forwarded the outlet writes itself, which spares each packet to each viewer a call.
"""

from typing import Final

from sfu.departures import Departures
from sfu.outlet import Layout, stamp
from sfu.srtp import Context, Workbench

Head = tuple[int, int, int, int, bytes]
"""Flags, marker and payload type, sequence number, timestamp, and what never changes."""


class Pen:
    """For one slot, under whichever SSRC the head names."""

    __slots__ = ("_bench", "_departures", "_layout")

    def __init__(self, layout: Layout, bench: Workbench, departures: Departures) -> None:
        self._layout: Final = layout
        self._bench: Final = bench
        self._departures: Final = departures

    def write(self, context: Context, head: Head, body: bytes, now: float) -> bytes | None:
        """Return the packet as it leaves at `now`; None if it cannot be protected."""
        size = len(body)
        number = self._departures.number() & 0xFFFF
        self._layout[size](self._bench.view, 0, *head, number, stamp(now), body)
        data = self._bench.seal_rtp(context, self._layout.size + size)
        if data is None:
            self._departures.cancel()
            return None
        self._departures.size(len(data))
        self._departures.left(now)
        return data
