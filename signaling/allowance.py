"""An allowance: how much one person may say, over however many sockets they say it.

A bucket of each socket's own would be full again with every reconnection.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic_ns
from typing import Final

from rooms.ids import Identity, RoomId
from signaling.breakout_messages import Deal
from signaling.bucket import Bucket
from signaling.consent_messages import AskReceipts, BindKey
from signaling.messages import Message
from signaling.talk_messages import React, Say

RATE: Final = 50  # messages a second; a page that drags a layout around sends about ten

PACES: Final[Mapping[type[Message], int]] = {
    React: 3,
    Say: 4,
    Deal: 2,
    BindKey: 2,
    AskReceipts: 4,
}
"""A second, of what others are shown: enough for a quick hand, too few to disturb a group.  Of what
takes the processor long, whoever asks.  And of what is written for ever."""

Who = tuple[RoomId, Identity]
"""Whose place it is: the same person in another room is somebody else."""


class Allowance:
    def __init__(self, *, now: int) -> None:
        self._all = Bucket(RATE, now=now)
        self._paces = {kind: Bucket(rate, now=now) for kind, rate in PACES.items()}

    def take(self, *, now: int) -> bool:
        """Return whether one more frame may come at `now` (monotonic nanoseconds)."""
        return self._all.take(now=now)

    def take_for(self, message: Message, *, now: int) -> bool:
        """Return whether one more message of this kind may take effect."""
        pace = self._paces.get(type(message))
        return pace is None or pace.take(now=now)

    def is_full(self, *, now: int) -> bool:
        """Return whether it is as good as a new one."""
        return all(bucket.is_full(now=now) for bucket in (self._all, *self._paces.values()))


@dataclass(slots=True)
class _Entry:
    allowance: Allowance
    sockets: int = 0


class Allowances:
    """Everybody's, for as long as they have a socket or theirs is not full again.

    That bounds it: by the open sockets, and whoever left within the last second.
    """

    def __init__(self, clock: Callable[[], int] = monotonic_ns) -> None:
        self._clock = clock
        self._known: dict[Who, _Entry] = {}

    def __len__(self) -> int:
        return len(self._known)

    @contextmanager
    def of(self, who: Who) -> Iterator[Allowance]:
        """Return what `who` may say on this socket and all others of theirs, while it is open."""
        self._forget()
        entry = self._known.setdefault(who, _Entry(Allowance(now=self._clock())))
        entry.sockets += 1
        try:
            yield entry.allowance
        finally:
            entry.sockets -= 1

    def _forget(self) -> None:
        now = self._clock()
        self._known = {
            who: entry
            for who, entry in self._known.items()
            if entry.sockets or not entry.allowance.is_full(now=now)
        }
