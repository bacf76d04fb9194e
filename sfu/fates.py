"""What became of the packets of the last second, and whether what we send is to blame for losses.

A link that is asked for more than it bears loses what comes in a crowd: the tail of a frame, behind
what the queue or the policer still took.  Radio loses everything alike.  So packets are told apart
by how much left just before them; where those in a crowd are lost more often than the others, less
is to be sent, and where they are not, sending less would help nobody.

draft-ietf-rmcat-gcc-02, section 6, says as much ("if the packet loss ratio does not increase, the
losses are probably not related to self-inflicted congestion and therefore we should not react on
them") but has no means; libwebrtc's `LossBasedBweV2` fits an inherent loss to rates and losses of
quarters of a second, and believes in none above some 15 %.
"""

from collections import deque
from collections.abc import Iterable
from math import sqrt
from typing import Final

from sfu.departures import Told

WINDOW: Final = 1.0
"""Seconds: of fewer packets the share is chance."""

LEAST: Final = 30
"""Packets in the window: of fewer a share of loss means nothing,"""
LEAST_OF_KIND: Final = 12
"""and of fewer of either kind nothing can be told apart."""

CROWD: Final = 0.02
"""Seconds before a packet in which is measured how much left: about half the time of a frame."""

FOLLOWS: Final = 1 / 64
"""How fast the measure of a crowd, the usual one, follows: a fifth of a second of two people."""

SIGMAS: Final = 3.0
"""Of chance, that the difference must exceed: once in some minutes it still is chance,"""
DIFFERENCE: Final = 0.05
"""and the share that it must exceed."""


class Fates:
    """Of one link's packets, in the order in which they left."""

    __slots__ = ("_ahead", "_crowd", "_lost", "_octets", "_packets", "_usual")

    def __init__(self) -> None:
        self._packets: deque[tuple[float, bool, bool]] = deque()
        """When it left, whether it was lost, whether it was in a crowd."""
        self._crowd = [0, 0]
        """Packets that were not in a crowd, and that were,"""
        self._lost = [0, 0]
        """and the lost ones among them."""
        self._ahead: deque[tuple[float, int]] = deque()
        """What left just before, and its size."""
        self._octets = 0
        self._usual = 0.0

    def take(self, told: Iterable[Told]) -> None:
        """Take what became of packets, in the order in which they left."""
        ahead, octets, usual = self._ahead, self._octets, self._usual
        packets, crowd, gone = self._packets, self._crowd, self._lost
        for left, arrived, size in told:
            while ahead and not 0 <= left - ahead[0][0] < CROWD:
                octets -= ahead.popleft()[1]
            crowded = octets > usual
            usual += (octets - usual) * FOLLOWS
            ahead.append((left, size))
            octets += size
            lost = arrived is None
            packets.append((left, lost, crowded))
            crowd[crowded] += 1
            gone[crowded] += lost
            while left - packets[0][0] > WINDOW:
                _, was_lost, was_crowded = packets.popleft()
                crowd[was_crowded] -= 1
                gone[was_crowded] -= was_lost
        self._octets, self._usual = octets, usual

    def forget(self) -> None:
        """What was lost has had its effect."""
        self._packets.clear()
        self._crowd = [0, 0]
        self._lost = [0, 0]

    @property
    def lost(self) -> float:
        """The share of late; 0 where too few packets tell."""
        count = len(self._packets)
        return (self._lost[0] + self._lost[1]) / count if count >= LEAST else 0.0

    @property
    def anyway(self) -> float:
        """The share that would be lost if less were sent, as far as can be told."""
        alone, crowded = self._crowd
        if alone + crowded < LEAST or alone < LEAST_OF_KIND:
            return 0.0
        return min(self._lost[0] / alone, self.lost)

    @property
    def blamed(self) -> float:
        """The share of late that is lost because of what we send."""
        return self.lost - self.anyway

    @property
    def grows(self) -> bool:
        """Whether a crowd is certainly lost more often than a packet on its own."""
        alone, crowded = self._crowd
        if min(alone, crowded) < LEAST_OF_KIND:
            return False
        lost = self.lost
        chance = sqrt(lost * (1 - lost) * (1 / alone + 1 / crowded))
        difference = self._lost[1] / crowded - self._lost[0] / alone
        return difference > max(DIFFERENCE, SIGMAS * chance)
