"""Whether the queue in front of a browser grows: the delay-based half of congestion control.

draft-ietf-rmcat-gcc-02, section 5, with one change that browsers made: in place of the Kalman
filter of section 5.3 there is the slope of a line through the last delays, smoothed.
"""

from enum import Enum, auto
from typing import Final

from sfu.line import Line

BURST: Final = 0.005
"""Seconds within which packets count as one group (burst_time, sections 5.2 and 5.6)."""

WINDOW: Final = 20
"""Groups through which the line is laid: about 0.2 s of two people.  The draft has no such number;
it, `SMOOTHING`, `GAIN`, `COUNT_MOST` and `STEP_MOST` are libwebrtc's (trendline_estimator.cc)."""

SMOOTHING: Final = 0.9
GAIN: Final = 4.0
COUNT_MOST: Final = 60

THRESHOLD: Final = 12.5  # ms, del_var_th(0) of table 1
THRESHOLD_LEAST: Final = 6.0  # ms, section 5.4
THRESHOLD_MOST: Final = 600.0  # ms, section 5.4
OUTLIER: Final = 15.0  # ms above the threshold: it does not follow (section 5.4)
UP: Final = 0.01  # K_u of table 1
DOWN: Final = 0.00018  # K_d of table 1
OVERUSE: Final = 0.01  # seconds, overuse_time_th of table 1
STEP_MOST: Final = 0.1  # seconds that the threshold is moved on by at once

LEAP: Final = 3.0
"""Seconds between two groups after which nothing of the past means anything; libwebrtc's
(inter_arrival.h)."""


class Usage(Enum):
    """What the queue does (section 5.4)."""

    NORMAL = auto()
    OVER = auto()
    """It grows: more is sent than the link bears."""
    UNDER = auto()
    """It empties."""


class Trend:
    """Of one link; told of packets in the order in which they left."""

    __slots__ = (
        "_arrived",
        "_began",
        "_count",
        "_delay",
        "_last",
        "_left",
        "_line",
        "_over",
        "_slope",
        "_smoothed",
        "_threshold",
        "usage",
    )

    def __init__(self) -> None:
        self.usage = Usage.NORMAL
        self._threshold = THRESHOLD
        self._began: float | None = None  # When the first packet of the present group left.
        self._left = 0.0  # Its last one,
        self._arrived = 0.0  # and when the last one came.
        self._forget()

    def take(self, left: float, arrived: float) -> None:
        """Take a packet that came; one that was lost says nothing about delay."""
        if self._began is not None and left - self._began <= BURST:
            self._left = left
            self._arrived = max(self._arrived, arrived)
            return
        if self._began is not None:
            self._close()
        self._began, self._left, self._arrived = left, left, arrived

    def _forget(self) -> None:
        self._last: tuple[float, float] | None = None  # The same of the group before it.
        self._line = Line(WINDOW)
        self._count = 0
        self._delay = self._smoothed = 0.0  # ms
        self._slope = 0.0
        self._over = 0.0

    def _close(self) -> None:
        """The present group is complete (section 5.1)."""
        last, self._last = self._last, (self._left, self._arrived)
        if last is None:
            return
        passed, came = self._left - last[0], self._arrived - last[1]
        if not (passed < LEAP and -LEAP < came < LEAP):
            self._forget()
            return
        self._count += 1
        self._delay += (came - passed) * 1000
        self._smoothed = SMOOTHING * self._smoothed + (1 - SMOOTHING) * self._delay
        self._line.add(self._arrived * 1000, self._smoothed)
        if self._line.whole:
            self._judge(passed)

    def _judge(self, passed: float) -> None:
        """Compare with the threshold, which follows slowly (section 5.4)."""
        slope = self._line.slope
        value = min(self._count, COUNT_MOST) * slope * GAIN
        if value > self._threshold:
            self._over += passed
            if self._over > OVERUSE and slope >= self._slope:
                self.usage = Usage.OVER
        else:
            self._over = 0.0
            self.usage = Usage.UNDER if value < -self._threshold else Usage.NORMAL
        self._slope = slope
        beyond = abs(value) - self._threshold
        if beyond <= OUTLIER:
            step = (UP if beyond > 0 else DOWN) * beyond * min(passed, STEP_MOST) * 1000
            moved = self._threshold + step
            self._threshold = min(max(moved, THRESHOLD_LEAST), THRESHOLD_MOST)
