"""The VP8 payload descriptor (RFC 7741, section 4.2): read in place, its numbers patched in copies.

Of what follows the descriptor one bit is looked at, whether a key frame begins: it stays readable
when the frames are encrypted end to end.
"""

from struct import Struct
from typing import Final

from sfu.header import Packet

_WIDE: Final = 0x80  # M: the picture id has 15 bits
FORM_OF_BOTH: Final = "2sHB"
"""A descriptor that has both: what leads, a wide picture id, a TL0PICIDX."""
BOTH: Final = Struct(f"!{FORM_OF_BOTH}").size
_PICTURE: Final = Struct("!H")


# Each field may be absent, and each may be cut short.


def read(packet: Packet) -> bool:  # noqa: C901
    """Read the descriptor of `packet` into it; return whether there is a whole one and a frame."""
    body = packet.body
    size = len(body)
    if size < 2:
        return False
    first = body[0]
    packet.picture_at = packet.temporal_at = 0
    packet.picture_id = packet.temporal_id = packet.temporal_layer = 0
    packet.wide = packet.switches = False
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
            if flags & 0x20 and size > at:
                packet.temporal_layer = body[at] >> 6
                packet.switches = body[at] & 0x20 > 0
            at += 1
    if size <= at:
        return False
    packet.both = packet.wide and packet.temporal_at == 4
    if packet.both:
        packet.lead = body[:2]
        packet.rest = body[BOTH:]
    packet.frame_at = at
    # S is set, the partition is 0, and the frame header says key frame (RFC 7741, section 4.3).
    packet.can_start = first & 0x17 == 0x10 and not body[at] & 1
    return True


class PictureNumbers:
    """Picture ids and TL0PICIDX for the life of a slot: contiguous over any change of source."""

    __slots__ = ("_picture", "_temporal", "picture_offset", "temporal_offset")

    def __init__(self, *, first_picture: int, first_temporal: int) -> None:
        self.picture_offset = 0
        """What is added to a picture id."""
        self.temporal_offset = 0
        # The newest sent, as their source numbers them.
        self._picture = first_picture
        self._temporal = first_temporal

    def resume(self, packet: Packet) -> None:
        """Continue with another source, whose frame in `packet` is the next one."""
        if packet.picture_at:
            self.picture_offset += self._picture + 1 - packet.picture_id
            self.picture_offset &= 0x7FFF
        if packet.temporal_at:
            self.temporal_offset += self._temporal + 1 - packet.temporal_id
            self.temporal_offset &= 0xFF

    def patch(self, view: memoryview, at: int, packet: Packet) -> None:
        """Renumber the copy of `packet` whose descriptor begins at `at`."""
        picture = packet.picture_id + self.picture_offset
        if packet.wide:
            _PICTURE.pack_into(view, at + packet.picture_at, picture & 0x7FFF | 0x8000)
        elif packet.picture_at:
            view[at + packet.picture_at] = picture & 0x7F
        if packet.temporal_at:
            temporal = packet.temporal_id + self.temporal_offset
            view[at + packet.temporal_at] = temporal & 0xFF

    def sent(self, picture: int, temporal: int) -> None:
        """Note the newest frame sent, as its source numbered it."""
        self._picture = picture
        self._temporal = temporal
