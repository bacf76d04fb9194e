"""What left for one browser, under transport-wide numbers: when, and how much.

The sender's half of draft-holmer-rmcat-transport-wide-cc-extensions-01.  The numbers run over all
slots, so that what the browser reports of them is about its link and not about a stream.
"""

from collections import deque
from operator import length_hint
from typing import Final, NamedTuple

from sfu import extensions
from sfu.seqnum import unwrap
from sfu.wide_report import WideReport

SIZE: Final = 4096
"""Packets remembered: 2 s of fourteen cameras at their largest."""

HEAD: Final = bytes((extensions.TRANSPORT_WIDE_CC << 4 | 1,))
"""Of the element; the number follows, two bytes."""

_NUMBERS: Final = range(1 << 62)
_NEVER: Final = -1.0


class Told(NamedTuple):
    """What became of a packet.  A tuple: one is made for every packet that a browser tells of."""

    left: float
    """Our time, in seconds."""
    arrived: float | None
    """The browser's, of which only differences mean anything; None if it was lost."""
    size: int
    """In bytes, of the whole datagram."""


class Departures:
    """In columns, and made so that a packet costs three calls of C: it is on the packet path.

    Who takes a `number` then says its `size` and when it `left`, or `cancel`s it.
    """

    __slots__ = ("_left", "_numbers", "_sizes", "left", "number", "size")

    def __init__(self) -> None:
        self._numbers = iter(_NUMBERS)
        self._left: deque[float] = deque(maxlen=SIZE)
        self._sizes: deque[int] = deque(maxlen=SIZE)
        self.number: Final = self._numbers.__next__
        """Return the next number, unwrapped."""
        self.left: Final = self._left.append
        self.size: Final = self._sizes.append

    @property
    def newest(self) -> int:
        """The last number that was taken, -1 before the first."""
        return len(_NUMBERS) - length_hint(self._numbers) - 1

    def cancel(self) -> None:
        """The packet whose number was taken did not leave."""
        self._left.append(_NEVER)
        self._sizes.append(0)

    def forget(self, number: int) -> None:
        """A packet goes out again under its old number: when it left says nothing any more."""
        at = unwrap(number, self.newest) - self.newest - 1
        if -len(self._left) <= at < 0:
            self._left[at] = _NEVER

    def take(self, report: WideReport) -> list[Told]:
        """Return what a report says of packets that we remember, each packet once."""
        found = []
        departed, sizes = self._left, self._sizes
        newest, known = self.newest, len(departed)
        first = unwrap(report.first, newest) - newest - 1
        for at, arrived in enumerate(report.arrivals, start=first):
            # From the end: what is told of has mostly left a moment ago.
            if -known <= at < 0 and (left := departed[at]) != _NEVER:
                found.append(Told(left, arrived, sizes[at]))
                departed[at] = _NEVER
        return found
