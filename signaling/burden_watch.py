"""Looks ten times a second how busy the running loop's thread is."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

from signaling.burden import PERIOD, Burden


@contextmanager
def watched(burden: Burden) -> Iterator[Burden]:
    """Tell `burden` how the running loop fares, for as long as the context is open."""
    watch = _Watch(burden)
    watch.look()
    try:
        yield burden
    finally:
        watch.close()


class _Watch:
    def __init__(self, burden: Burden) -> None:
        self._burden = burden
        self._loop = asyncio.get_running_loop()
        self._due = time.monotonic()

    def look(self) -> None:
        now = time.monotonic()
        self._burden.look(now, time.thread_time(), max(0.0, now - self._due))
        self._due = now + PERIOD
        self._handle = self._loop.call_later(PERIOD, self.look)

    def close(self) -> None:
        self._handle.cancel()
