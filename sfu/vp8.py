"""The VP8 payload descriptor (RFC 7741, section 4.2): read in place, its numbers patched in copies.

Of what follows the descriptor one bit is looked at, whether a key frame begins: it stays readable
when the frames are encrypted end to end.
"""

from struct import Struct
from typing import Final

from sfu.header import Packet

_WIDE: Final = 0x80  # M: the picture id has 15 bits
_BOTH: Final = Struct("!HB")  # a wide picture id and the TL0PICIDX behind it
_PICTURE: Final = Struct("!H")


def read(packet: Packet) -> bool:
    """Read the descriptor of `packet` into it; return whether there is a whole one and a frame."""
    body = packet.body
    size = len(body)
    if size < 2:
        return False
    first = body[0]
    packet.picture_at = packet.temporal_at = 0
    packet.picture_id = packet.temporal_id = 0
    packet.wide = False
    at = 1
    if first & 0x80:
        flags = body[1]
        at = 2
        if flags & 0x80:
            if size < 5:
                return False
            packet.picture_at = 2
            packet.wide = body[2] >= _WIDE
            packet.picture_id = (body[2] & 0x7F) << 8 | body[3] if packet.wide else body[2]
            at = 4 if packet.wide else 3
        if flags & 0x40:
            if size <= at:
                return False
            packet.temporal_at = at
            packet.temporal_id = body[at]
            at += 1
        if flags & 0x30:
            at += 1
    if size <= at:
        return False
    packet.both = packet.wide and packet.temporal_at == 4
    packet.frame_at = at
    # S is set, the partition is 0, and the frame header says key frame (RFC 7741, section 4.3).
    packet.can_start = first & 0x17 == 0x10 and not body[at] & 1
    return True


class PictureNumbers:
    """Picture ids and TL0PICIDX for the life of a slot: contiguous over any change of source."""

    __slots__ = ("_picture", "_picture_offset", "_temporal", "_temporal_offset")

    def __init__(self, *, first_picture: int, first_temporal: int) -> None:
        # The newest sent, as their source numbers them, and what is added to those.
        self._picture = first_picture
        self._temporal = first_temporal
        self._picture_offset = 0
        self._temporal_offset = 0

    def resume(self, packet: Packet) -> None:
        """Continue with another source, whose frame in `packet` is the next one."""
        if packet.picture_at:
            self._picture_offset += self._picture + 1 - packet.picture_id
            self._picture_offset &= 0x7FFF
        if packet.temporal_at:
            self._temporal_offset += self._temporal + 1 - packet.temporal_id
            self._temporal_offset &= 0xFF

    def patch(self, view: memoryview, at: int, packet: Packet) -> None:
        """Renumber the copy of `packet` whose descriptor begins at `at`."""
        picture = packet.picture_id + self._picture_offset & 0x7FFF
        temporal = packet.temporal_id + self._temporal_offset & 0xFF
        if packet.both:
            _BOTH.pack_into(view, at + 2, picture | 0x8000, temporal)
        else:
            self._patch_odd(view, at, packet, picture, temporal)

    def sent(self, picture: int, temporal: int) -> None:
        """Note the newest frame sent, as its source numbered it."""
        self._picture = picture
        self._temporal = temporal

    def _patch_odd(
        self, view: memoryview, at: int, packet: Packet, picture: int, temporal: int
    ) -> None:
        if packet.wide:
            _PICTURE.pack_into(view, at + packet.picture_at, picture | 0x8000)
        elif packet.picture_at:
            view[at + packet.picture_at] = picture & 0x7F
        if packet.temporal_at:
            view[at + packet.temporal_at] = temporal
