"""A network in forty lines: it loses, delays and reorders, and a seed is a transcript."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random


@dataclass(frozen=True, slots=True)
class Link:
    """How bad it is; times are in seconds."""

    latency: float = 0.02
    jitter: float = 0.0
    """Above the distance of two packets it reorders them."""
    loss: float = 0.0


@dataclass(slots=True)
class Network:
    rng: Random
    now: float = 0.0
    _queue: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    def send(self, link: Link, deliver: Callable[[], None]) -> None:
        if self.rng.random() >= link.loss:
            self.at(self.now + link.latency + self.rng.random() * link.jitter, deliver)

    def at(self, when: float, do: Callable[[], None]) -> None:
        # The counter keeps equal times in order, so that a seed is a transcript.
        heapq.heappush(self._queue, (when, next(self._order), do))

    def every(self, interval: float, do: Callable[[], None]) -> None:
        def again() -> None:
            do()
            self.at(self.now + interval, again)

        self.at(self.now + interval, again)

    def run(self, until: float) -> None:
        while self._queue and self._queue[0][0] <= until:
            self.now, _, do = heapq.heappop(self._queue)
            do()
        self.now = until
