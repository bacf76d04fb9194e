"""A film: the pictures of one person, or of one screen, as they were there."""

from collections.abc import Iterator, Sequence
from typing import Final

from av import VideoFrame

from recording.export import reading
from recording.reel import Take

HELD: Final = 1.5  # seconds a picture stays without a next one: then the camera was switched off
LASTS: Final = 0.1  # seconds of the last one after its packets have ended
NOTICED: Final = 0.5  # seconds from which on a gap is said; a shorter one is a picture that stood


class Missing:
    """Pictures were there, and were not kept."""


MISSING: Final = Missing()


class Film:
    """It is asked for later and later moments; `seek` is never needed."""

    def __init__(self, takes: Sequence[Take]) -> None:
        self._takes = iter(takes)
        self._take: Take | None = None
        self._frames: Iterator[tuple[float, VideoFrame]] = iter(())
        self._next_take = next(self._takes, None)
        self._shown: tuple[float, VideoFrame] | None = None
        self._next: tuple[float, VideoFrame] | None = None

    def at(self, moment: float) -> VideoFrame | Missing | None:
        """Return what was there at a session time: the same object for as long as it was."""
        while self._next_take is not None and self._next_take.began <= moment:
            self._begin(self._next_take)
        take = self._take
        if take is None or moment > take.ended + LASTS:
            return None
        while self._next is not None and self._next[0] <= moment:
            self._shown, self._next = self._next, next(self._frames, None)
        if any(since <= moment < until and until - since >= NOTICED for since, until in take.gaps):
            return MISSING
        if self._shown is None or moment - self._shown[0] > HELD:
            return None
        return self._shown[1]

    def _begin(self, take: Take) -> None:
        self._take = take
        self._next_take = next(self._takes, None)
        self._frames = reading.pictures(take)
        self._shown, self._next = None, next(self._frames, None)
