"""Where a feed's packets go on to a viewer who is shown fewer frames: before the slot's outlet.

Whoever is shown all of them has none of this on the packet's way.
"""

from typing import Final, Protocol

from sfu.header import Packet
from sfu.ids import Datagram
from sfu.thinning import Thinning
from sfu.vp8 import PictureNumbers


class Made(Protocol):
    """What makes the packets."""

    def forward(self, packet: Packet) -> Datagram | None: ...

    def skip(self, seq: int) -> None: ...

    def withhold(self, packet: Packet) -> Datagram | None:
        """Leave no hole where `packet` is not forwarded."""


class Thinned:
    """Shares the picture numbers with what makes the packets."""

    __slots__ = ("_made", "_pictures", "thinning")

    def __init__(self, made: Made, pictures: PictureNumbers, thinning: Thinning) -> None:
        self._made: Final = made
        self._pictures: Final = pictures
        self.thinning: Final = thinning

    def forward(self, packet: Packet) -> Datagram | None:
        if not packet.both:
            return self._made.forward(packet)
        offset = self.thinning.judge(packet)
        if offset is None:
            self._pictures.picture_offset = self.thinning.offset
            return self._made.withhold(packet)
        self._pictures.picture_offset = offset
        datagram = self._made.forward(packet)
        self._pictures.picture_offset = self.thinning.offset
        return datagram

    def skip(self, seq: int) -> None:
        self._made.skip(seq)
