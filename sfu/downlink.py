"""How much a browser's link bears, estimated from what it tells of our packets.  Pure.

draft-ietf-rmcat-gcc-02: the smaller of a delay-based estimate (section 5) and a loss-based one
(section 6) counts; both move one number here.  Different from the draft: near the last known
limit we do not increase by packets but go on by percents, for what can be sent comes in steps
three times as large as one another; larger steps up are found out by probing.  And a queue that
stands is emptied, not only kept from growing (libwebrtc: congestion window pushback).
"""

from collections import deque
from collections.abc import Sequence
from math import inf
from typing import Final

from sfu.delay import Delay
from sfu.departures import Told
from sfu.trend import Trend, Usage

START: Final = 5_000_000.0
"""Bits a second.  High, since most links bear it and a second of too much is soon noticed; low,
everyone would begin with a blurred room."""

LEAST: Final = 100_000.0
"""What is sent in any case: two voices."""

MOST: Final = 20_000_000.0

INCREASE: Final = 1.08  # a second, eta of section 5.5
DECREASE: Final = 0.85  # of what arrived, beta of section 5.5
AHEAD: Final = 1.5  # of what arrived: no estimate grows further on its own (section 5.5)
LOSS_LITTLE: Final = 0.02  # below it the estimate may grow,
LOSS_MUCH: Final = 0.1  # above it it shrinks (section 6)
PAUSE: Final = 0.25
"""Seconds between two decreases: until it shows what the last one did."""

WINDOW: Final = 0.3
"""Seconds over which is measured what arrives (T of section 5.5)."""

QUEUE_LEAST: Final = 0.02
"""Seconds of queue without which no trend is believed: a frame is a burst, and looks like one."""

STANDING: Final = 0.2  # seconds of queue that are nobody's concern
DRAIN: Final = 0.4
"""Seconds of queue above it at which nothing is sent but voices, so that it empties."""

LOSS_WINDOW: Final = 1.0
"""Seconds over which losses are counted: of fewer packets the share is chance."""

PACKETS_LEAST: Final = 30
"""In the window: of fewer a share of loss means nothing."""


class Downlink:
    """Of one browser."""

    __slots__ = (
        "_arrived",
        "_decreased",
        "_delay",
        "_fates",
        "_newest",
        "_octets",
        "_trend",
        "_updated",
        "bits_per_second",
    )

    def __init__(self) -> None:
        self.bits_per_second = START
        self._trend = Trend()
        self._delay = Delay()
        self._arrived: deque[tuple[float, int]] = deque()
        """When, by the browser's clock, and how much; the last `WINDOW`."""
        self._octets = 0
        self._newest = -inf
        self._fates: deque[tuple[float, bool]] = deque()
        """When a packet left, and whether it was lost; the last `LOSS_WINDOW`."""
        self._updated = -inf
        self._decreased = -inf

    @property
    def arriving(self) -> float:
        """Bits a second, of late."""
        return self._octets * 8 / WINDOW

    @property
    def lost(self) -> float:
        """The share of late; 0 where too few packets tell."""
        if len(self._fates) < PACKETS_LEAST:
            return 0.0
        return sum(lost for _, lost in self._fates) / len(self._fates)

    @property
    def affordable(self) -> float:
        """Bits a second that may be sent now: less than is borne, while a queue stands."""
        over = max(0.0, self._delay.standing - STANDING)
        return self.bits_per_second * max(0.0, 1 - over / DRAIN)

    @property
    def is_easy(self) -> bool:
        """Whether nothing speaks against trying more."""
        return self._trend.usage is Usage.NORMAL and self._delay.standing < STANDING

    def update(self, told: Sequence[Told], now: float, *, probed: bool) -> None:
        """Take what a feedback says, in the order in which it left.

        `probed`: a queue may be a probe's, which is over soon and says nothing of the rest.
        """
        for each in told:
            self._trend.take(each)
            self._note(each)
        passed, self._updated = now - self._updated, now
        lost = self.lost
        least = DRAIN if probed else QUEUE_LEAST
        if self._trend.usage is Usage.OVER and self._delay.standing > least:
            self._decrease(DECREASE * self.arriving, now)
        elif lost > LOSS_MUCH:
            self._decrease(self.bits_per_second * (1 - lost / 2), now)
        elif self._trend.usage is Usage.NORMAL and lost < LOSS_LITTLE:
            self._increase(min(passed, 1.0))

    def bears(self, rate: float) -> None:
        """A probe has shown that so much gets through."""
        self.bits_per_second = min(max(self.bits_per_second, rate), MOST)

    def _decrease(self, to: float, now: float) -> None:
        if now - self._decreased < PAUSE:
            return
        self._decreased = now
        self.bits_per_second = max(LEAST, min(self.bits_per_second, to))
        self._fates.clear()  # What was lost has had its effect.

    def _increase(self, passed: float) -> None:
        grown = self.bits_per_second * INCREASE**passed
        ahead = max(self.bits_per_second, AHEAD * self.arriving)
        self.bits_per_second = min(grown, ahead, MOST)

    def _note(self, told: Told) -> None:
        self._fates.append((told.left, told.arrived is None))
        while told.left - self._fates[0][0] > LOSS_WINDOW:
            self._fates.popleft()
        if told.arrived is None:
            return
        self._delay.take(told.left, told.arrived)
        self._arrived.append((told.arrived, told.size))
        self._octets += told.size
        self._newest = max(self._newest, told.arrived)
        while self._newest - self._arrived[0][0] > WINDOW:
            self._octets -= self._arrived.popleft()[1]
