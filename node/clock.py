"""Session time: monotonic, and yet the same after a restart."""

import asyncio
import time
from collections.abc import Callable

from node.ports import Alarm


class WallClock:
    """A monotonic clock, anchored to the wall clock once.

    Deadlines in a journal so survive a restart, and no later change of the wall clock makes a
    place lapse early.  `now` is in seconds since 1970.
    """

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._anchor = wall() - monotonic()

    def now(self) -> float:
        return self._anchor + self._monotonic()

    def session_time(self, monotonic: float) -> float:
        return self._anchor + monotonic

    def call_at(self, when: float, do: Callable[[], None]) -> Alarm:
        """Call `do` from the running loop, at `when` or a moment later."""
        return asyncio.get_running_loop().call_later(max(0.0, when - self.now()), do)
