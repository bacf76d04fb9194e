"""What a feed has passed on: its last packets, for viewers who ask again, and how much there was.

One for all viewers.  What a slot may still be sent of it, the slot's own numbering says, which
knows nothing of what came before it showed this track.
"""

from typing import Final

from sfu.header import Packet

SIZE: Final = 1024
"""Packets: about 2 s of the largest layer.  A power of two."""

_MASK: Final = SIZE - 1

Kept = tuple[int, bytes, int]
"""Its unwrapped number, the packet as it came, and the stamp with which it left."""


class History:
    """Counts what is put; keeps it by unwrapped number, at no cost before the first."""

    __slots__ = ("_kept", "arrived", "octets", "packets", "picture_id", "temporal_id")

    def __init__(self) -> None:
        self._kept: list[Kept | None] = []
        self.packets = 0
        self.octets = 0
        """Of payloads."""
        self.arrived = 0.0
        # Of the newest VP8 frame.
        self.picture_id = 0
        self.temporal_id = 0

    def put(self, packet: Packet, *, newest: bool) -> None:
        if not self._kept:
            self._kept = [None] * SIZE
        self._kept[packet.seq & _MASK] = (packet.seq, packet.plain, packet.stamp)
        self.packets += 1
        self.octets += packet.size
        self.arrived = packet.arrived
        if newest:
            self.picture_id = packet.picture_id
            self.temporal_id = packet.temporal_id

    def get(self, seq: int) -> tuple[bytes, int] | None:
        """Return the packet and its stamp."""
        kept = self._kept[seq & _MASK] if self._kept else None
        return kept[1:] if kept is not None and kept[0] == seq else None

    def clear(self) -> None:
        """Forget the packets; what was counted stays."""
        self._kept = []
