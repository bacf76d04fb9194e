"""Sequence numbers and timestamps for the life of a slot.

A browser sees one SSRC per slot, for ever.  When the slot is given another source its numbering
carries on from the last packet sent, so the decoder needs nothing but a key frame and the browser
no new offer.  A sender's sequence numbers are unwrapped; ours wrap, and move on in steps far below
2^15, so that both ends count the same rollovers (RFC 3711, section 3.3.1).
"""

from typing import Final

from sfu.receive_log import WINDOW

LEAP: Final = 3000
"""Packets: a source that jumps further ahead is followed, not imitated (MAX_DROPOUT in RFC 3550,
appendix A.1)."""

_TICKS: Final = 0xFFFF_FFFF


class Rewriter:
    __slots__ = ("_first", "_offset", "_skipped", "newest", "sequence", "ticks", "timestamp")

    def __init__(self, *, first_sequence: int, first_timestamp: int) -> None:
        self.sequence = first_sequence
        """The newest number sent; none has been at the start."""
        self.timestamp = first_timestamp
        self.newest = -1
        """The unwrapped number, at its source, of the newest packet sent or skipped."""
        self.ticks = 0
        """What is added to a timestamp."""
        self._first = 0
        self._offset = 0
        self._skipped: list[int] = []

    def resume(self, seq: int, timestamp: int, *, gap: int) -> None:
        """Continue with a source whose first packet is `seq`, `timestamp`.

        `gap` is the media time since the last packet sent, in ticks: at least one, for two
        frames of one timestamp would be one frame.
        """
        self._offset = self.sequence + 1 - seq
        self.ticks = self.timestamp + max(1, gap) - timestamp
        self._first = seq
        self.newest = seq - 1
        self._skipped.clear()

    def rewrite(self, seq: int, timestamp: int) -> int:
        """Return the number to send a packet under, or -1 if it is from before the switch."""
        if seq > self.newest:
            if seq > self.newest + LEAP:
                self._leap(seq)
            self.newest = seq
            self.sequence = sequence = (seq + self._offset) & 0xFFFF
            self.timestamp = (timestamp + self.ticks) & _TICKS
            return sequence
        if seq < self._first:
            return -1
        return (seq + self._offset + self._skipped_after(seq)) & 0xFFFF

    def skip(self, seq: int) -> None:
        """Leave no hole where `seq`, which is not forwarded, would have been.

        Too late once a newer packet was sent: then the hole was seen, and stays.
        """
        if seq <= self.newest:
            return
        if seq > self.newest + LEAP:
            self._leap(seq)
        if len(self._skipped) >= WINDOW:
            self._skipped = [old for old in self._skipped if old > seq - WINDOW]
        self.newest = seq
        self._offset -= 1
        self._skipped.append(seq)

    def _leap(self, seq: int) -> None:
        self._offset = self.sequence + 1 - seq
        self._first = seq
        self._skipped.clear()

    def _skipped_after(self, seq: int) -> int:
        """Count the skips that a packet older than they are must not feel."""
        return sum(1 for skipped in self._skipped if skipped > seq)
