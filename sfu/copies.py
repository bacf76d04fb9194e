"""What of the last packets of a voice goes along with the next one, so that a loss is not heard.

One for all viewers of a feed: what it made for one of them it has at hand for the others.
"""

from typing import Final, Protocol

from sfu import red
from sfu.header import Packet
from sfu.red import LENGTH_MOST, OFFSET_MOST, Block

DEPTH: Final = 2
"""Packets that go along: with two, 3 % of what is said is missing where 30 % is lost."""

SIZE_MOST: Final = 1200
"""Bytes of a payload with all its copies, so that no datagram is cut on its way."""


class Kept(Protocol):
    def get(self, seq: int) -> tuple[bytes, int] | None:
        """Return the packet, as it came, that is known by this unwrapped number."""


class Copies:
    """Makes redundant payloads from what is `kept`.

    Which copies went along is a set of bits: 1 the packet before, 2 the one before that.
    """

    __slots__ = ("_body", "_depth", "_included", "_kept", "_packet", "_seq")

    def __init__(self, kept: Kept) -> None:
        self._kept: Final = kept
        self._packet: Final = Packet()
        self._seq = -1
        self._depth = 0
        self._included = 0
        self._body = b""

    def add_to(self, packet: Packet, depth: int) -> tuple[int, bytes]:
        """Return which of `depth` packets before `packet` go along, and the payload with them.

        What has not come, what is too large and what is said too long ago is left out.
        """
        seq = packet.seq
        if seq != self._seq or depth != self._depth:
            blocks, included, size = [], 0, packet.size
            for distance in range(1, depth + 1):
                block = self._block(seq - distance, packet.timestamp)
                if block is not None and size + len(block.payload) <= SIZE_MOST:
                    size += len(block.payload)
                    blocks.append(block)
                    included |= 1 << distance - 1
            self._seq, self._depth, self._included = seq, depth, included
            self._body = red.write(blocks[::-1], packet.body)
        return self._included, self._body

    def again(self, packet: Packet, included: int) -> bytes | None:
        """Return the payload that `packet` had with these copies, if all are still known."""
        blocks = []
        for distance in range(DEPTH, 0, -1):
            if included >> distance - 1 & 1:
                block = self._block(packet.seq - distance, packet.timestamp)
                if block is None:
                    return None
                blocks.append(block)
        return red.write(blocks, packet.body)

    def _block(self, seq: int, timestamp: int) -> Block | None:
        kept = self._kept.get(seq)
        packet = self._packet
        if kept is None or not packet.read(kept[0]):
            return None
        offset = timestamp - packet.timestamp & 0xFFFF_FFFF
        if not (0 < offset <= OFFSET_MOST and packet.size <= LENGTH_MOST):
            return None
        return Block(offset, packet.body)
