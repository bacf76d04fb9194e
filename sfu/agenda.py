"""Who is to be looked after, and when."""

import heapq
from collections.abc import Hashable, Iterator
from itertools import count
from math import inf
from typing import Generic, TypeVar

Who = TypeVar("Who", bound=Hashable)


class Agenda(Generic[Who]):
    """At most one appointment each; an earlier one replaces a later one."""

    __slots__ = ("_heap", "_order", "_when")

    def __init__(self) -> None:
        self._when: dict[Who, float] = {}
        self._heap: list[tuple[float, int, Who]] = []
        self._order = count()  # Keeps equal times in order, so that a seed is a transcript.

    def wake(self, who: Who, when: float) -> None:
        """Look after `who` at `when` at the latest; infinity asks for nothing."""
        if when < self._when.get(who, inf):
            self._when[who] = when
            heapq.heappush(self._heap, (when, next(self._order), who))

    def forget(self, who: Who) -> None:
        self._when.pop(who, None)

    def due(self, now: float) -> Iterator[Who]:
        """Take out all whose time has come."""
        while self._heap and self._heap[0][0] <= now:
            when, _, who = heapq.heappop(self._heap)
            if self._when.get(who) == when:
                del self._when[who]
                yield who

    def next(self) -> float | None:
        """Return when someone is due next."""
        while self._heap and self._when.get(self._heap[0][2]) != self._heap[0][0]:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None
