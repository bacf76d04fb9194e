"""Unwraps a retransmission (RFC 4588, section 4)."""

from struct import Struct
from typing import Final

from sfu.header import Packet

ORIGINAL: Final = Struct("!H")
"""The original sequence number, in front of the original payload."""

_REST: Final = Struct("!BBH4sI")


def unwrap(packet: Packet, *, ssrc: int, payload_type: int) -> bytes:
    """Return what `packet` repeats, as it would have come; nothing if it is only padding."""
    plain, at = packet.plain, packet.payload_at
    if len(plain) <= at + ORIGINAL.size:
        return b""
    (sequence,) = ORIGINAL.unpack_from(plain, at)
    head = _REST.pack(plain[0], packet.marked & 128 | payload_type, sequence, plain[4:8], ssrc)
    return head + plain[12:at] + plain[at + ORIGINAL.size :]
