"""Sequence numbers and timestamps for the life of a slot.

A browser sees one SSRC per slot, for ever.  When the slot is given another source its numbering
carries on from the last packet sent, so the decoder needs nothing but a key frame and the browser
no new offer.  A sender's sequence numbers are unwrapped; ours wrap, and move on in steps far below
2^15, so that both ends count the same rollovers (RFC 3711, section 3.3.1).
"""

from bisect import bisect_left, bisect_right
from typing import Final

from sfu.receive_log import WINDOW
from sfu.seqnum import unwrap

LEAP: Final = 3000
"""Packets: a source that jumps further ahead is followed, not imitated (MAX_DROPOUT in RFC 3550,
appendix A.1)."""

_TICKS: Final = 0xFFFF_FFFF
_HALF: Final = 0x8000


class Rewriter:
    __slots__ = ("_first", "_newest", "_offset", "_skipped", "_timestamp", "sequence", "ticks")

    def __init__(self, *, first_sequence: int, first_timestamp: int) -> None:
        self.sequence = first_sequence
        """The newest number sent; none has been at the start."""
        self.ticks = 0
        """What is added to a timestamp."""
        self._timestamp = first_timestamp  # Of the newest, as it came.
        self._newest = -1  # Sent or skipped, as its source numbers it.
        self._first = 0
        self._offset = 0
        self._skipped: list[int] = []
        """In order, the last `WINDOW` of numbers."""

    @property
    def first(self) -> int:
        """The number, as its source has it, below which nothing was sent since the last switch."""
        return self._first

    @property
    def timestamp(self) -> int:
        """The newest timestamp sent."""
        return self._timestamp + self.ticks & _TICKS

    def resume(self, seq: int, timestamp: int, *, gap: int) -> None:
        """Continue with a source whose first packet is `seq`, `timestamp`.

        `gap` is the media time since the last packet sent, in ticks: at least one, for two
        frames of one timestamp would be one frame.
        """
        self.ticks = self.timestamp + max(1, gap) - timestamp
        self._begin_at(seq)

    def rewrite(self, seq: int, timestamp: int) -> int:
        """Return the number to send a packet under, or -1 if it is from before the switch."""
        if 0 < seq - self._newest <= LEAP:
            self._newest = seq
            self._timestamp = timestamp
            self.sequence = sequence = seq + self._offset & 0xFFFF
            return sequence
        return self._rewrite_odd(seq, timestamp)

    def original(self, sequence: int) -> int:
        """Return what the source numbers the packet that was sent as `sequence`, or -1.

        Only of the present source: nothing that came before the last `resume` is known any more.
        """
        seq = unwrap(sequence, self._newest + self._offset) - self._offset
        least = max(self._first, self._newest - WINDOW + 1)
        known = range(max(least, seq - len(self._skipped)), min(seq, self._newest) + 1)
        # What is skipped shares the place of what was sent before it: the first is the one.
        at = bisect_left(known, seq, key=self._place)
        return known[at] if at < len(known) and self._is_sent(known[at], seq) else -1

    def skip(self, seq: int, timestamp: int | None = None) -> bool:
        """Leave no hole where `seq`, which is not forwarded, would have been; return False if late.

        Too late once a newer packet was sent: then the hole was seen, and stays.  `timestamp`: of
        what was in it, if that was worth its time.
        """
        if seq <= self._newest:
            return False
        if seq > self._newest + LEAP:
            self._begin_at(seq)
        if len(self._skipped) >= WINDOW:
            del self._skipped[: bisect_right(self._skipped, seq - WINDOW)]
        self._newest = seq
        self._offset -= 1
        self._skipped.append(seq)
        if timestamp is not None:
            self._timestamp = timestamp
        return True

    def _rewrite_odd(self, seq: int, timestamp: int) -> int:
        if seq > self._newest:
            self._begin_at(seq)
            return self.rewrite(seq, timestamp)
        if seq < self._first:
            return -1
        sequence = self._number(seq)
        # After a skip the latest sent may be a late one; what begins next must not repeat it.
        if 0 < (sequence - self.sequence & 0xFFFF) < _HALF:
            self.sequence = sequence
            self._timestamp = timestamp
        return sequence

    def _number(self, seq: int) -> int:
        return self._place(seq) + self._offset & 0xFFFF

    def _place(self, seq: int) -> int:
        # What is older than a skip must not feel it.
        return seq + len(self._skipped) - bisect_right(self._skipped, seq)

    def _is_sent(self, seq: int, place: int) -> bool:
        at = bisect_left(self._skipped, seq)
        skipped = at < len(self._skipped) and self._skipped[at] == seq
        return not skipped and self._place(seq) == place

    def _begin_at(self, seq: int) -> None:
        """Number `seq` next, whatever came before it."""
        self._offset = self.sequence + 1 - seq
        self._first = seq
        self._newest = seq - 1
        self._skipped.clear()
