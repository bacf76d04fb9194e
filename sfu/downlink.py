"""How much a browser's link bears, estimated from what it tells of our packets.  Pure.

draft-ietf-rmcat-gcc-02: the smaller of a delay-based estimate (section 5) and a loss-based one
(section 6) counts; both move one number here.  Different from the draft: near the last known
limit we do not increase by packets but go on by percents, for what can be sent comes in steps
three times as large as one another; larger steps up are found out by probing.  A queue that
stands is emptied, not only kept from growing (libwebrtc: congestion window pushback).  And loss
counts only where what we send is to blame for it (`sfu.fates`), or where a queue stands as well.
"""

from collections import deque
from collections.abc import Sequence
from math import inf
from typing import Final

from sfu.delay import Delay
from sfu.departures import Told
from sfu.fates import Fates
from sfu.trend import Trend, Usage

START: Final = 5_000_000.0
"""Bits a second.  High, since most links bear it and a second of too much is soon noticed; low,
everyone would begin with a blurred room."""

LEAST: Final = 100_000.0
"""What is sent in any case: two voices."""

MOST: Final = 20_000_000.0

INCREASE: Final = 1.08  # a second, eta of section 5.5
DECREASE: Final = 0.85  # of what arrived, beta of table 1
AHEAD: Final = 1.5  # of what arrived: no estimate grows further on its own (section 5.5)
LOSS_LITTLE: Final = 0.02  # below it the estimate may grow (section 6),
LOSS_MUCH: Final = 0.1  # above it it shrinks (section 6)
PAUSE: Final = 0.25
"""Seconds between two decreases: until it shows what the last one did.  The draft's Hold lasts
until a queue has drained (section 5.5)."""

WINDOW: Final = 0.3
"""Seconds over which is measured what arrives.  Of section 5.5, which recommends 0.5 to 1 for T;
the first decrease would then hold for a link that was fast half a second ago."""

QUEUE_LEAST: Final = 0.02
"""Seconds of queue without which no trend is believed: a frame is a burst, and looks like one."""

STANDING: Final = 0.2  # seconds of queue that are nobody's concern
DRAIN: Final = 0.4
"""Seconds of queue above it at which nothing is sent but voices, so that it empties."""

QUEUE_SEEN: Final = 0.05
"""Seconds of queue beside which any loss is taken for an overflow."""

ANYWAY_FOLLOWS: Final = 0.05
"""How fast what is known of loss that is not our doing follows: a second of feedback."""


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
        "anyway",
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
        self._fates = Fates()
        self.anyway = 0.0
        """The share that is lost whatever we send."""
        self._updated = -inf
        self._decreased = -inf

    @property
    def arriving(self) -> float:
        """Bits a second, of late."""
        return self._octets * 8 / WINDOW

    @property
    def affordable(self) -> float:
        """Bits a second that may be sent now: less than is borne, while a queue stands."""
        over = max(0.0, self._delay.standing - STANDING)
        return self.bits_per_second * max(0.0, 1 - over / DRAIN)

    @property
    def is_easy(self) -> bool:
        """Whether nothing speaks against trying more."""
        return self._trend.usage is not Usage.OVER and self._delay.standing < STANDING

    def update(self, told: Sequence[Told], now: float, *, probed: bool) -> None:
        """Take what a feedback says, in the order in which it left.

        `probed`: a queue may be a probe's, which is over soon and says nothing of the rest.
        """
        self._note(told)
        passed, self._updated = now - self._updated, now
        fates, standing = self._fates, self._delay.standing
        self.anyway += (fates.anyway - self.anyway) * ANYWAY_FOLLOWS
        queue = DRAIN if probed else QUEUE_LEAST
        if self._trend.usage is Usage.OVER and standing > queue:
            self._decrease(DECREASE * self.arriving, now)
        elif fates.lost > LOSS_MUCH and (standing > QUEUE_SEEN or fates.grows):
            self._decrease(self.bits_per_second * (1 - fates.lost / 2), now)
        elif self._trend.usage is Usage.NORMAL and fates.blamed < LOSS_LITTLE:
            self._increase(min(passed, 1.0))

    def bears(self, rate: float) -> None:
        """A probe has shown that so much gets through."""
        self.bits_per_second = min(max(self.bits_per_second, rate), MOST)

    def _decrease(self, to: float, now: float) -> None:
        if now - self._decreased < PAUSE:
            return
        self._decreased = now
        self.bits_per_second = max(LEAST, min(self.bits_per_second, to))
        self._fates.forget()

    def _increase(self, passed: float) -> None:
        grown = self.bits_per_second * INCREASE**passed
        ahead = max(self.bits_per_second, AHEAD * self.arriving)
        self.bits_per_second = min(grown, ahead, MOST)

    def _note(self, told: Sequence[Told]) -> None:
        self._fates.take(told)
        self._delay.take(told)
        arrivals, octets, newest = self._arrived, self._octets, self._newest
        trend = self._trend.take
        for left, arrived, size in told:
            if arrived is None:
                continue
            trend(left, arrived)
            arrivals.append((arrived, size))
            octets += size
            newest = max(newest, arrived)
            while newest - arrivals[0][0] > WINDOW:
                octets -= arrivals.popleft()[1]
        self._octets, self._newest = octets, newest
