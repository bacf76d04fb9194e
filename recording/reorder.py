"""The reorder window: what came out of order is put in order, if it comes soon enough."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from sfu.seqnum import MODULUS, unwrap

_T = TypeVar("_T")

WAIT: Final = 0.1
"""Seconds that a hole is waited for: a retransmission on a line of 60 ms comes in time, and what
a killed writer has not written stays below 250 ms."""

MOST: Final = 256
"""Packets that wait behind a hole: 0.1 s of a screen in ten megabits."""


class Ordered(NamedTuple, Generic[_T]):
    """A packet in its turn."""

    item: _T
    arrived: float
    lost: int
    """How many are missing before it."""


@dataclass(slots=True)
class _Waiting(Generic[_T]):
    item: _T
    arrived: float


class Reorder(Generic[_T]):
    """The packets of one SSRC, by their sequence numbers (RFC 3550, section 5.1).

    What comes twice, or after its turn was given up, is dropped.
    """

    __slots__ = ("_next", "_waiting", "late", "lost")

    def __init__(self) -> None:
        self._next = -1
        self._waiting: dict[int, _Waiting[_T]] = {}
        self.late = 0
        """Packets that came after their turn, or twice."""
        self.lost = 0
        """Packets whose turn came before them."""

    def put(self, sequence: int, item: _T, arrived: float) -> Iterator[Ordered[_T]]:
        """Take a packet; yield whichever now have their turn."""
        if self._next < 0:
            self._next = sequence + MODULUS  # Room below for what comes late.
        seq = unwrap(sequence, self._next)
        if seq < self._next or seq in self._waiting:
            self.late += 1
            return
        if seq == self._next and not self._waiting:
            self._next += 1
            yield Ordered(item, arrived, 0)
            return
        self._waiting[seq] = _Waiting(item, arrived)
        yield from self._in_turn()
        while len(self._waiting) > MOST:
            yield from self._give_up()

    def due(self, now: float) -> Iterator[Ordered[_T]]:
        """Yield what has waited long enough for what is missing before it."""
        while self._waiting and now - self._oldest() >= WAIT:
            yield from self._give_up()

    def flush(self, before: float) -> Iterator[Ordered[_T]]:
        """Yield all that waits and arrived before that moment; drop the rest."""
        late = {seq for seq, each in self._waiting.items() if each.arrived >= before}
        for seq in late:
            del self._waiting[seq]
        while self._waiting:
            yield from self._give_up()

    def _oldest(self) -> float:
        return min(each.arrived for each in self._waiting.values())

    def _in_turn(self, lost: int = 0) -> Iterator[Ordered[_T]]:
        while (each := self._waiting.pop(self._next, None)) is not None:
            self._next += 1
            yield Ordered(each.item, each.arrived, lost)
            lost = 0

    def _give_up(self) -> Iterator[Ordered[_T]]:
        """Go on behind the first hole."""
        lost = min(self._waiting) - self._next
        self.lost += lost
        self._next += lost
        yield from self._in_turn(lost)
