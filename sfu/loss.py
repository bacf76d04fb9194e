"""How much of what is on its way to and from one browser gets lost, as its network does it.

Up, the gaps in its transport-wide numbers; down, what its report blocks count (RFC 3550, section
6.4.1).  Neither is mended by what is repeated: a retransmission has a number and an SSRC of its
own.
"""

from typing import Final

TOLD_LEAST: Final = 30
"""Packets that must be told of before a share of them means something: a second of one voice."""

LOST_SIGN: Final = 1 << 23  # The cumulative number is signed and has 24 bits.


class Loss:
    """Of one endpoint, since it was last taken."""

    __slots__ = ("_blocks", "_expected", "_lost")

    def __init__(self) -> None:
        self._expected = 0
        self._lost = 0
        self._blocks: dict[int, tuple[int, int]] = {}
        """By our SSRC: the newest number and the loss that were last told."""

    def told(self, ssrc: int, *, newest: int, lost: int) -> tuple[int, int]:
        """Take a report block about one of our SSRCs; `newest` and `lost` as they came.

        Return how many more are expected and lost than at the last one.
        """
        lost = (lost ^ LOST_SIGN) - LOST_SIGN
        before = self._blocks.get(ssrc)
        self._blocks[ssrc] = newest, lost
        if before is None:
            return 0, 0
        more = max(0, newest - before[0]), max(0, lost - before[1])
        self._expected += more[0]
        self._lost += more[1]
        return more

    def take(self, *, expected: int, missed: int) -> float | None:
        """Return the greater share, of what it was sent and of what it sent since the last time.

        `expected` and `missed` are of the packets from it.  None if too few packets tell.
        """
        both = ((self._expected, self._lost), (expected, missed))
        self._expected = self._lost = 0
        shares = [min(1.0, lost / of) for of, lost in both if of >= TOLD_LEAST]
        return max(shares, default=None)
