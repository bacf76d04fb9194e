"""Makes what goes beside a slot's pictures: retransmissions (RFC 4588, section 4), and padding.

It has its own SSRC and numbers: under its first number a packet must never differ by a bit, or
AES-GCM would use one nonce for two texts (RFC 7714, section 8.4).
"""

from typing import Final

from sfu import codecs
from sfu.outlet import FLAGS, PADDED
from sfu.pen import Head, Pen
from sfu.rtx import ORIGINAL
from sfu.srtp import Context


class Repeater:
    """One SSRC, whose part of the head that never changes is `fixed`."""

    __slots__ = ("_fixed", "_pen", "_sequence")

    def __init__(self, pen: Pen, fixed: bytes, first_sequence: int) -> None:
        self._pen: Final = pen
        self._fixed: Final = fixed
        self._sequence = first_sequence

    def repeat(
        self,
        context: Context,
        sequence: int,
        body: bytes,
        now: float,
        *,
        marker: int,
        timestamp: int,
    ) -> bytes | None:
        """Return what went out under `sequence` once more."""
        head = self._head(FLAGS, marker, timestamp)
        return self._pen.write(context, head, ORIGINAL.pack(sequence) + body, now)

    def pad(self, context: Context, size: int, now: float, *, timestamp: int) -> bytes | None:
        """Return a packet of `size` bytes of padding."""
        head = self._head(FLAGS | PADDED, 0, timestamp)
        return self._pen.write(context, head, bytes(size - 1) + bytes((size,)), now)

    def _head(self, flags: int, marker: int, timestamp: int) -> Head:
        self._sequence = self._sequence + 1 & 0xFFFF
        return flags, marker | codecs.RTX, self._sequence, timestamp, self._fixed
