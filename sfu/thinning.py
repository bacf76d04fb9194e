"""Which frames of a feed one viewer is shown, and how they are numbered without the others.  Pure.

VP8's temporal layers (RFC 7741, section 4.2): frames of layer 0 need none but their like, those of
a higher one need lower ones and their own.  So a layer may end with any frame, and may only begin
with one that is marked to need nothing but layer 0 (Y), or behind a key frame.

Numbers must have no hole: browsers hold back a frame of a higher layer while one before it seems
to be missing.  A frame that was lost on its way to us is given its number before it is known of
which layer it is; if it comes late after all, it is shown.  Where only layer 0 is shown, TL0PICIDX
says whether there was one of those among what was lost, and mostly nothing needs to be kept free.
"""

from typing import Final

from sfu.header import Packet
from sfu.receive_log import WINDOW

ALL: Final = 3
"""The highest temporal layer that a descriptor can name."""

KNOWN: Final = WINDOW
"""Frames: of no older one a packet is still taken."""

MISSING_MOST: Final = 64
"""Frames lost at once for which numbers are kept: two seconds."""

SETTLED: Final = 64
"""Frames shown in a row after which nobody asks any more for what was before."""

_PICTURES: Final = 0x7FFF
_AHEAD: Final = 0x4000


class Thinning:
    """Since the viewer's last starting point, or since not everything is shown any more."""

    __slots__ = (
        "_before",
        "_frames",
        "_known",
        "_level",
        "_newest",
        "_row",
        "_temporal",
        "_verdict",
        "limit",
        "offset",
    )

    def __init__(self, *, picture_id: int, temporal_id: int, offset: int, limit: int) -> None:
        """`picture_id`, `temporal_id`: of the newest frame so far, which is shown at `offset`."""
        self.limit = limit
        """The highest temporal layer that may be shown."""
        self.offset = offset
        """What is added to the picture id of the newest frame that is shown, and of the next."""
        self._level = limit
        """The highest that can be decoded."""
        self._newest = picture_id
        self._temporal = temporal_id
        self._verdict: int | None = offset
        self._before = offset
        self._frames = 0
        self._row = 0
        self._known: list[tuple[int, int | None]] = [(-1, None)] * KNOWN

    @property
    def is_over(self) -> bool:
        """Whether everything may be shown and is, for long enough to forget about it."""
        return self.limit == ALL and self._row >= SETTLED

    def judge(self, packet: Packet) -> int | None:
        """Return what is added to the packet's picture id; None if its frame is not shown."""
        ahead = packet.picture_id - self._newest & _PICTURES
        if not ahead:
            return self._verdict
        return self._advance(packet, ahead) if ahead < _AHEAD else self.recall(packet.picture_id)

    def recall(self, picture_id: int) -> int | None:
        """Return what was said of a frame."""
        known, verdict = self._known[picture_id % KNOWN]
        if known == picture_id:
            return verdict
        return self._before if self._frames < KNOWN else None

    def _advance(self, packet: Packet, ahead: int) -> int | None:
        """Judge a frame that is newer than all before."""
        if 1 < ahead <= MISSING_MOST:
            self._keep_free(packet, ahead - 1)
        self._newest, self._temporal = packet.picture_id, packet.temporal_id
        self._note(packet.picture_id, shown=self._can_show(packet))
        self._verdict = self._known[packet.picture_id % KNOWN][1]
        return self._verdict

    def _can_show(self, packet: Packet) -> bool:
        layer = packet.temporal_layer
        self._level = self.limit if packet.can_start else min(self._level, self.limit)
        if packet.switches and layer == self._level + 1 <= self.limit:
            self._level = layer
        return layer <= self._level

    def _keep_free(self, packet: Packet, missing: int) -> None:
        lowest = packet.temporal_id - self._temporal & 0xFF
        if packet.temporal_layer == 0:
            lowest -= 1
        kept = self._level > 0 or lowest > 0
        for n in range(1, missing + 1):
            self._note(self._newest + n & _PICTURES, shown=kept)

    def _note(self, picture_id: int, *, shown: bool) -> None:
        self._row += 1
        if not shown:
            self.offset -= 1
            self._row = 0
        self._frames += 1
        self._known[picture_id % KNOWN] = picture_id, self.offset if shown else None
