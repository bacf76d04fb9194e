"""A reel: a recording as it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from recording.mark import Mark
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId
from sfu.ids import Source


@dataclass(frozen=True, slots=True)
class Interval:
    """The gate was open.  One that a crash cut off ends where the last of its media does."""

    opened: Mark
    shut: Mark


@dataclass(frozen=True, slots=True)
class Take:
    """One source of one person, through one interval.  Times are session times."""

    owner: ParticipantId
    portrait: Portrait | None
    """None: erased, like what `open` would open."""
    source: Source
    interval: int
    """Which of the reel's."""
    segment: int
    """The number of its file."""
    began: float
    """When what has time stamp 0 in the file arrived."""
    ended: float
    gaps: tuple[tuple[float, float], ...]
    """From when to when something is missing, in order."""
    open: Callable[[], BinaryIO]
    """Open it as plain WebM, seekable; raises `Erased`, or `Tampered` where it is."""


@dataclass(frozen=True, slots=True)
class Reel:
    sheet: Sheet
    intervals: tuple[Interval, ...]
    takes: tuple[Take, ...]
