"""The turnstile: how many sockets one address holds open, and how often it may come in.

Kept in memory for as long as it says anything: an address that has no socket open and has not come
for a minute is forgotten.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic_ns
from typing import Final

from signaling.bucket import SECOND, Bucket
from signaling.errors import TooFast, TooManySockets

SWEEP: Final = 60 * SECOND


@dataclass(slots=True)
class _Entry:
    joins: Bucket
    sockets: int = 0


class Turnstile:
    """`sockets` at once and `joins` a minute, for each address; None is nobody in particular."""

    def __init__(
        self, *, sockets: int, joins: int, clock: Callable[[], int] = monotonic_ns
    ) -> None:
        self._sockets = sockets
        self._joins = joins
        self._clock = clock
        self._known: dict[str, _Entry] = {}
        self._swept_at = clock()

    def __len__(self) -> int:
        return len(self._known)

    def come(self, caller: str | None) -> None:
        """Count one more who comes in from there: a link exchanged, a socket opened."""
        if caller is None:
            return
        if not self._entry(caller).joins.take(now=self._clock()):
            raise TooFast("too many come in from one address: wait a moment")

    @contextmanager
    def holding(self, caller: str | None) -> Iterator[None]:
        """Count a socket for as long as it is open."""
        if caller is None:
            yield
            return
        entry = self._entry(caller)
        if entry.sockets >= self._sockets:
            raise TooManySockets("too many sockets are open from one address")
        entry.sockets += 1
        try:
            yield
        finally:
            entry.sockets -= 1

    def _entry(self, caller: str) -> _Entry:
        now = self._clock()
        self._sweep(now)
        entry = self._known.get(caller)
        if entry is None:
            entry = self._known[caller] = _Entry(Bucket(self._joins, now=now, period=60 * SECOND))
        return entry

    def _sweep(self, now: int) -> None:
        if now - self._swept_at < SWEEP:
            return
        self._swept_at = now
        self._known = {
            caller: entry
            for caller, entry in self._known.items()
            if entry.sockets or not entry.joins.is_full(now=now)
        }
