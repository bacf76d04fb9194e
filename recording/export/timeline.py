"""The timeline of an export: what was recorded, one stretch after the other, and cards between.

It is counted in frames, so that pictures and sound can never drift: a frame has the same whole
number of samples everywhere.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from recording.reel import Interval

FRAME_RATE: Final = 25
SAMPLE_RATE: Final = 48_000
SAMPLES_PER_FRAME: Final = SAMPLE_RATE // FRAME_RATE

TITLE: Final = 4 * FRAME_RATE  # frames: two lines are read, and nobody waits
PAUSE: Final = 3 * FRAME_RATE


@dataclass(frozen=True, slots=True)
class Title:
    """What this is a recording of.  Times are session times."""

    began: float
    ended: float
    frames: int = TITLE


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing was recorded from `since` to `until`."""

    since: float
    until: float
    frames: int = PAUSE


@dataclass(frozen=True, slots=True)
class Stretch:
    """The gate was open from `opened` to `shut`: interval number `interval` of the reel."""

    interval: int
    opened: float
    shut: float

    @property
    def frames(self) -> int:
        return max(
            1, math.ceil(round((self.shut - self.opened) * FRAME_RATE, 3))
        )  # Of a frame: session time is a float.

    def moments(self) -> Iterator[float]:
        """Yield the session time of each of its frames."""
        return (self.opened + number / FRAME_RATE for number in range(self.frames))


Part = Title | Pause | Stretch


@dataclass(frozen=True, slots=True)
class Timeline:
    parts: tuple[Part, ...]

    @property
    def frames(self) -> int:
        return sum(part.frames for part in self.parts)

    def placed(self) -> Iterator[tuple[int, Part]]:
        """Yield each part with the number of its first frame."""
        first = 0
        for part in self.parts:
            yield first, part
            first += part.frames


def timeline(intervals: Sequence[Interval]) -> Timeline:
    """Return the timeline of a recording that has been open at least once."""
    stretches = [
        Stretch(number, interval.opened.at, interval.shut.at)
        for number, interval in enumerate(intervals)
    ]
    parts: list[Part] = [Title(stretches[0].opened, stretches[-1].shut)]
    for stretch in stretches:
        if isinstance(parts[-1], Stretch):
            parts.append(Pause(parts[-1].shut, stretch.opened))
        parts.append(stretch)
    return Timeline(tuple(parts))
