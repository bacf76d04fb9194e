"""Packets on a TCP connection: each behind its length in two bytes (RFC 4571, section 2).

Sans-I/O.  A connection whose lengths cannot be true is given up: nothing says where its next packet
would begin.
"""

from typing import Final

FRAME_MOST: Final = 2048
"""Bytes of a packet, as of a datagram by UDP; an honest one is below 1500."""

_LENGTH: Final = 2  # bytes, network order


def framed(packet: bytes) -> bytes:
    """Return `packet` as it goes on a connection; it is shorter than 64 KiB."""
    return len(packet).to_bytes(_LENGTH) + packet


class Deframer:
    """Bytes in whatever pieces they come; whole packets out.  Holds less than one packet."""

    __slots__ = ("_held", "broken")

    def __init__(self) -> None:
        self._held = b""
        self.broken = False
        """A length was above the most: nothing that follows can be read."""

    def feed(self, data: bytes) -> list[bytes]:
        """Return the packets that `data` completes; empty ones mean nothing and are left out."""
        if self.broken:
            return []
        held, at = self._held + data, 0
        packets: list[bytes] = []
        while (begin := at + _LENGTH) <= len(held):
            length = int.from_bytes(held[at:begin])
            if length > FRAME_MOST:
                self.broken = True
                self._held = b""
                return packets
            if begin + length > len(held):
                break
            at = begin + length
            if length:
                packets.append(held[begin:at])
        self._held = held[at:]
        return packets
