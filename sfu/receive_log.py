"""What has arrived of one SSRC: unwrapped, counted and told from what is old or came twice.

RFC 3550, appendix A.1 (sequence numbers), A.3 (loss) and A.8 (jitter).
"""

from dataclasses import dataclass
from typing import Final

from sfu import seqnum

WINDOW: Final = 1024
"""Packets within which a late one is still wanted: about 2 s of the largest layer."""

_MASK: Final = WINDOW - 1
_LOST_MOST: Final = 0x7F_FFFF  # 24 signed bits


@dataclass(frozen=True, slots=True)
class Reception:
    """What a report block says of a source (RFC 3550, section 6.4.1)."""

    fraction_lost: int
    """Of 256, since the last report."""
    lost: int
    newest: int
    """The extended highest sequence number, 32 bits."""
    jitter: int
    """In ticks."""


class ReceiveLog:
    """The memory of one inbound SSRC; a retransmission counts as the packet it repeats."""

    __slots__ = (
        "_clock",
        "_expected_before",
        "_first",
        "_jitter",
        "_received_before",
        "_seen",
        "_transit",
        "newest",
        "received",
    )

    def __init__(self, *, clock: int) -> None:
        self.newest = -1
        """The highest unwrapped number; -1 before the first packet."""
        self.received = 0
        self._clock = clock
        self._first = 0
        self._seen = [-1] * WINDOW
        self._jitter = 0.0
        self._transit = 0
        self._received_before = 0
        self._expected_before = 0

    def take(self, sequence: int, timestamp: int, now: float) -> int:
        """Log a packet; return its unwrapped number, or -1 if it came before or is too old."""
        newest = self.newest
        if newest < 0:
            # A cycle above zero, so that what is late from before the first is above it, too.
            seq = self._first = sequence + seqnum.MODULUS
            self._transit = int(now * self._clock) - timestamp
            newest = seq - 1
        else:
            seq = newest + ((sequence - newest + 0x8000) & 0xFFFF) - 0x8000
        if seq > newest:
            self.newest = seq
            transit = int(now * self._clock) - timestamp
            # Timestamps wrap at 32 bits; so does the difference of two transits.
            difference = (transit - self._transit + 0x8000_0000 & 0xFFFF_FFFF) - 0x8000_0000
            self._transit = transit
            self._jitter += (abs(difference) - self._jitter) / 16
        elif seq <= newest - WINDOW or self._seen[seq & _MASK] == seq:
            return -1
        self._seen[seq & _MASK] = seq
        self.received += 1
        return seq

    def has(self, seq: int) -> bool:
        """Return whether the unwrapped `seq`, within the window, has arrived."""
        return self._seen[seq & _MASK] == seq

    def report(self) -> Reception:
        """Say how reception was since the last report."""
        expected = max(0, self.newest - self._first + 1)
        lost = expected - self.received
        span = expected - self._expected_before
        lost_in_span = span - (self.received - self._received_before)
        self._expected_before, self._received_before = expected, self.received
        fraction = min(255, (lost_in_span << 8) // span) if span > 0 and lost_in_span > 0 else 0
        return Reception(
            fraction_lost=fraction,
            lost=max(-_LOST_MOST - 1, min(_LOST_MOST, lost)),
            newest=self.newest - seqnum.MODULUS & 0xFFFF_FFFF,
            jitter=min(int(self._jitter), 0xFFFF_FFFF),
        )
