"""The queue to a writer: bounded, so that a slow one costs gaps and not memory.

Commands always find room; they are few.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final, NamedTuple

from recording.commands import Command, Missed, framed, framed_packet

MOST: Final = 8 * 1024 * 1024
"""Bytes that wait at most: 8 s of a room that talks."""


class _Waiting(NamedTuple):
    frame: bytes
    way: int
    """-1 for a command."""
    arrived: float


@dataclass(slots=True)
class _Hole:
    begin: float
    end: float
    count: int


class Queue:
    """What waits to be sent."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._waiting: deque[_Waiting] = deque()
        self._size = 0
        self._holes: dict[int, _Hole] = {}
        self.overflowed = 0
        """Packets that found no room."""

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def command(self, said: Command) -> None:
        self._own_up()
        self._put(_Waiting(framed(said), -1, 0.0))

    def packet(self, way: int, packet: bytes, arrived: float) -> None:
        """Take a packet, or count it as missed."""
        if self._size >= self._most:
            hole = self._holes.setdefault(way, _Hole(arrived, arrived, 0))
            hole.end = arrived
            hole.count += 1
            self.overflowed += 1
            return
        if self._holes:
            self._own_up()
        self._put(_Waiting(framed_packet(way, arrived, packet), way, arrived))

    def drop(self, ways: frozenset[int], since: float) -> None:
        """Drop what waits of these and arrived at that moment or later."""
        kept = [each for each in self._waiting if each.way not in ways or each.arrived < since]
        self._waiting = deque(kept)
        self._size = sum(len(each.frame) for each in kept)

    def take(self, most: int) -> bytes:
        """Return what is to be sent next, of about that size."""
        frames: list[bytes] = []
        size = 0
        while self._waiting and size < most:
            frame = self._waiting.popleft().frame
            frames.append(frame)
            size += len(frame)
        self._size -= size
        return b"".join(frames)

    def clear(self) -> None:
        self._waiting.clear()
        self._holes.clear()
        self._size = 0

    def _own_up(self) -> None:
        """Say what was missed, now that there is room."""
        for way, hole in self._holes.items():
            said = Missed(way, hole.begin, hole.end, hole.count)
            self._put(_Waiting(framed(said), -1, 0.0))
        self._holes.clear()

    def _put(self, waiting: _Waiting) -> None:
        self._waiting.append(waiting)
        self._size += len(waiting.frame)
