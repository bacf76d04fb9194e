"""`holdspace serve`, whose session time a test steps a minute ahead, and whose people may be asked again at once.

What is decided after a minute is decided when SIGUSR1 comes: nobody sleeps through it.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Final

from consent import consents
from node.clock import WallClock
from node.ports import Alarm
from signaling import house
from signaling.cli import main
from tests.browser.server import Server

PROGRAM: Final = ("-m", "tests.browser.stepped_server", "serve")
MINUTE: Final = 60.0  # seconds


def step(server: Server) -> None:
    """Let a minute pass at once."""
    os.kill(server.pid, signal.SIGUSR1)


class SteppedAlarm:
    """Goes off when session time says so, however far it is stepped."""

    def __init__(self, clock: "SteppedClock", when: float, do: Callable[[], None]) -> None:
        self.when = when
        self._clock = clock
        self._do = do
        self._alarm = clock.real(when, self._ring)

    def cancel(self) -> None:
        self._clock.alarms.discard(self)
        self._alarm.cancel()

    def again(self) -> None:
        self._alarm.cancel()
        self._alarm = self._clock.real(self.when, self._ring)

    def _ring(self) -> None:
        self._clock.alarms.discard(self)
        self._do()


class SteppedClock(WallClock):
    def __init__(self) -> None:
        super().__init__()
        self.alarms: set[SteppedAlarm] = set()
        self._ahead = 0.0
        self._loop = asyncio.get_running_loop()
        signal.signal(signal.SIGUSR1, self._step)

    def now(self) -> float:
        return super().now() + self._ahead

    def session_time(self, monotonic: float) -> float:
        return super().session_time(monotonic) + self._ahead

    def call_at(self, when: float, do: Callable[[], None]) -> Alarm:
        alarm = SteppedAlarm(self, when, do)
        self.alarms.add(alarm)
        return alarm

    def real(self, when: float, do: Callable[[], None]) -> Alarm:
        return super().call_at(when, do)

    def _step(self, _signal: int, _frame: FrameType | None) -> None:
        self._ahead += MINUTE
        for alarm in tuple(self.alarms):
            self._loop.call_soon_threadsafe(alarm.again)


if __name__ == "__main__":
    # To be asked again at once is another rule's promise.
    consents.QUIET_FOR = -3600.0  # type: ignore[misc]
    house.WallClock = SteppedClock  # type: ignore[attr-defined,assignment]
    sys.exit(main())
