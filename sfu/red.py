"""Redundant sound: reads and writes the payload of one packet (RFC 2198, section 3).

What is said now, and before it once more what was said in the packets directly before.  Total:
whatever the bytes, either it is read or it is None.
"""

from collections.abc import Sequence
from struct import Struct
from typing import Final, NamedTuple

from sfu import codecs
from sfu.header import Packet

OFFSET_MOST: Final = (1 << 14) - 1
"""Ticks by which a block may be older than the packet it is in: 341 ms of Opus."""

LENGTH_MOST: Final = (1 << 10) - 1  # bytes of a block

_HEAD: Final = Struct("!I")  # one bit that another follows, type, offset, length
_PRIMARY: Final = bytes((codecs.OPUS,))
_RTP: Final = Struct("!BBHI4s")
_MORE: Final = 0x80


class Block(NamedTuple):
    """Something said once more."""

    offset: int
    """Ticks before the packet that it is in."""
    payload: bytes


class Redundant(NamedTuple):
    blocks: tuple[Block, ...]
    """Oldest first; the last is of the packet before, the one in front of it of the one before
    that, and so on."""
    primary: bytes


def read(body: bytes) -> Redundant | None:
    """Return what `body` carries, if it all is Opus and there is a newest."""
    heads: list[tuple[int, int]] = []
    at, size = 0, len(body)
    while at < size and body[at] & _MORE:
        if at + _HEAD.size > size or body[at] & 127 != codecs.OPUS:
            return None
        (head,) = _HEAD.unpack_from(body, at)
        heads.append((head >> 10 & OFFSET_MOST, head & LENGTH_MOST))
        at += _HEAD.size
    if body[at : at + 1] != _PRIMARY:
        return None
    at += 1
    blocks = []
    for offset, length in heads:
        blocks.append(Block(offset, body[at : at + length]))
        at += length
    return Redundant(tuple(blocks), body[at:]) if at < size else None


def unwrap(packet: Packet) -> list[bytes]:
    """Return what `packet` carries, as it would have come in packets; nothing if it is none.

    Oldest first; the last is `packet` itself without what is redundant, and the only one that has
    extensions.  Numbers are not in a block: it is of the packet directly before (RFC 2198, section
    3, leaves it to time stamps; browsers leave nothing out between).
    """
    found = read(packet.body)
    if found is None:
        return []
    plain = packet.plain
    count = len(found.blocks)
    older = [
        _RTP.pack(
            0x80,
            codecs.OPUS,
            packet.sequence - count + n & 0xFFFF,
            packet.timestamp - block.offset & 0xFFFF_FFFF,
            plain[8:12],
        )
        + block.payload
        for n, block in enumerate(found.blocks)
        if block.payload
    ]
    kind = bytes((packet.marked & 128 | codecs.OPUS,))
    return [*older, plain[:1] + kind + plain[2 : packet.payload_at] + found.primary]


def write(blocks: Sequence[Block], primary: bytes) -> bytes:
    """Return a payload of `blocks`, oldest first, each within the two bounds, and `primary`."""
    heads = [
        _HEAD.pack((_MORE | codecs.OPUS) << 24 | offset << 10 | len(payload))
        for offset, payload in blocks
    ]
    return b"".join((*heads, _PRIMARY, *(payload for _, payload in blocks), primary))
