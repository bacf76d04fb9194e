"""What a feed has passed on: its last packets, for viewers who ask again, and how much there was.

One for all viewers.  What a slot may still be sent of it, the slot's own numbering says, which
knows nothing of what came before it showed this track.
"""

from typing import Final

from sfu.copies import Copies
from sfu.header import Packet

SIZE: Final = 1024
"""Packets: about 2 s of the largest layer.  A power of two."""

_MASK: Final = SIZE - 1


class History:
    """Counts what is put; keeps it by unwrapped number, at no cost before the first.

    In columns: a tuple for each packet would be one more thing for the garbage collector to visit.
    """

    __slots__ = (
        "_plain",
        "_seq",
        "_stamp",
        "arrived",
        "copies",
        "octets",
        "packets",
        "picture_id",
        "temporal_id",
    )

    def __init__(self) -> None:
        self._seq: list[int] = []
        """The unwrapped number; beside it the packet as it came, and the stamp it left with."""
        self._plain: list[bytes] = []
        self._stamp: list[int] = []
        self.copies: Final = Copies(self)
        """What of it goes along with the next packet, if it is a voice."""
        self.packets = 0
        self.octets = 0
        """Of payloads."""
        self.arrived = 0.0
        # Of the newest VP8 frame.
        self.picture_id = 0
        self.temporal_id = 0

    def put(self, packet: Packet, *, newest: bool) -> None:
        if not self._seq:
            self._seq, self._plain, self._stamp = [-1] * SIZE, [b""] * SIZE, [0] * SIZE
        at = packet.seq & _MASK
        self._seq[at] = packet.seq
        self._plain[at] = packet.plain
        self._stamp[at] = packet.stamp
        self.packets += 1
        self.octets += packet.size
        self.arrived = packet.arrived
        if newest:
            self.picture_id = packet.picture_id
            self.temporal_id = packet.temporal_id

    def get(self, seq: int) -> tuple[bytes, int] | None:
        """Return the packet and its stamp."""
        at = seq & _MASK
        if not self._seq or seq < 0 or self._seq[at] != seq:
            return None
        return self._plain[at], self._stamp[at]

    def clear(self) -> None:
        """Forget the packets; what was counted stays."""
        self._seq, self._plain, self._stamp = [], [], []
