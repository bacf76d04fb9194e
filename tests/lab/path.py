"""One direction of a network that follows a plan: packets and the time in, packets and a deadline out.

Sans-I/O, and seeded: the same packets at the same times under the same plan arrive the same, whether
a simulation, a UDP proxy or a pair of TUN devices carries them.  A packet waits in one queue for the
rate, then travels; what the plan says of loss is drawn when it leaves the queue, as on a radio link.
"""

import heapq
from collections import Counter, deque
from itertools import count
from random import Random
from typing import Final, Generic, Literal, TypeVar

from tests.lab.plan import Plan, Step

Item = TypeVar("Item")
Fate = Literal["taken", "lost", "dropped", "blocked", "late", "twice", "arrived"]

SLOT: Final = 1250
"""Bytes that each packet counts as where it is asked whether it still fits: a small one finds a full
queue as full as a large one does."""

LATE: Final = 0.03  # seconds by which a reordered packet is overtaken: one frame at 30 a second


class Path(Generic[Item]):
    """Owns what is on its way; `tally` says what became of everything."""

    def __init__(self, plan: Plan, rng: Random, *, began: float) -> None:
        self.tally: Final[Counter[Fate]] = Counter()
        self.bytes = 0
        """Of all that was put in so far."""
        self._rng = rng
        self._step = Step()
        self._coming: deque[tuple[float, Step]] = deque()
        self._queue: deque[tuple[Item, int]] = deque()
        self._queued = 0  # bytes, the one under way included
        self._sent = 0.0  # bits of the first in the queue
        self._served_at = began
        self._traveling: list[tuple[float, int, Item]] = []
        # The counter keeps equal times in order, so that a seed is a transcript.
        self._order = count()
        self.follow(plan, began)

    def follow(self, plan: Plan, now: float) -> None:
        """Follow another plan from now on; what is queued leaves at its rate."""
        self._serve(now)
        self._step = Step()
        self._coming = deque((now + step.at, step) for step in plan.steps)
        self._serve(now)

    def put(self, item: Item, size: int, now: float) -> None:
        """Take a packet of `size` bytes, headers included."""
        self._serve(now)
        self.tally["taken"] += 1
        self.bytes += size
        if self._step.rate is not None and self._queued + SLOT > self._step.queue:
            self.tally["dropped"] += 1
            return
        self._queue.append((item, size))
        self._queued += size
        self._serve(now)

    def take(self, now: float) -> list[Item]:
        """Return what has arrived by now, in the order of arrival."""
        self._serve(now)
        arrived = []
        while self._traveling and self._traveling[0][0] <= now:
            arrived.append(heapq.heappop(self._traveling)[2])
        self.tally["arrived"] += len(arrived)
        return arrived

    def next_timeout(self) -> float | None:
        """Return when to call `take`; it may have nothing to give then."""
        due = [self._traveling[0][0]] if self._traveling else []
        if self._queue:
            due.append(self._next_leaves())
            due += [at for at, _ in self._coming]
        return min(due, default=None)

    def waits(self, now: float) -> float:
        """Return the seconds that what is put now will stand in the queue at the present rate."""
        self._serve(now)
        return (self._queued * 8 - self._sent) / self._step.rate if self._step.rate else 0.0

    def _serve(self, now: float) -> None:
        """Let leave the queue what had the time to, at whichever rate there was at each moment."""
        while self._coming and self._coming[0][0] <= now:
            at, step = self._coming.popleft()
            self._drain(at)
            self._step = step
        self._drain(now)

    def _drain(self, until: float) -> None:
        while self._queue and (at := self._next_leaves()) <= until:
            item, size = self._queue.popleft()
            self._queued -= size
            self._sent = 0.0
            self._served_at = at
            self._leave(item, at)
        if self._queue:
            self._sent += (until - self._served_at) * (self._step.rate or 0.0)
        self._served_at = max(self._served_at, until)

    def _next_leaves(self) -> float:
        if self._step.rate is None:
            return self._served_at
        return self._served_at + (self._queue[0][1] * 8 - self._sent) / self._step.rate

    def _leave(self, item: Item, at: float) -> None:
        step = self._step
        if step.blocked or self._chance(step.loss):
            self.tally["blocked" if step.blocked else "lost"] += 1
            return
        late = LATE if self._chance(step.reorder) else 0.0
        self.tally["late"] += late > 0
        copies = 2 if self._chance(step.duplicate) else 1
        self.tally["twice"] += copies - 1
        for _ in range(copies):
            way = step.delay + late + (self._rng.random() * step.jitter if step.jitter else 0.0)
            heapq.heappush(self._traveling, (at + way, next(self._order), item))

    def _chance(self, share: float) -> bool:
        return share > 0 and self._rng.random() < share
