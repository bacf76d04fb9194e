"""A turn: one request that a session decides, and the answer to whoever made it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from node.live import Live, LiveEvent
from node.passing import Passing
from node.wiring import Wiring
from rooms.deadlines import due

Happening = LiveEvent | Passing
"""What a turn may decide: some of it is written down, some of it only told."""

Decision = Callable[[Live, float], Sequence[Happening]]
"""Reads the session at a time; returns what happens, or raises what forbids it."""

Rewiring = Callable[[Live, Wiring], Wiring]
"""Returns how people are connected once the session is as given."""


def decide_nothing(live: Live, now: float) -> Sequence[Happening]:
    del live, now
    return ()


def lapse(live: Live, now: float) -> Sequence[Happening]:
    """Decide what time alone decides; what it means for consent follows in every turn."""
    return due(live.session, now=now)


def lasting(happened: Sequence[Happening]) -> tuple[LiveEvent, ...]:
    """Return what changes the session, and so is written down."""
    return tuple(each for each in happened if not isinstance(each, Passing))


def change_nothing(live: Live, wiring: Wiring) -> Wiring:
    del live
    return wiring


@dataclass(frozen=True, slots=True)
class Turn:
    """`outcome` is None where nobody waits."""

    decide: Decision
    rewire: Rewiring
    outcome: asyncio.Future[tuple[Happening, ...]] | None = None

    def succeed(self, happened: tuple[Happening, ...]) -> None:
        # Whoever asked may have gone away meanwhile: then the future is done.
        if self.outcome is not None and not self.outcome.done():
            self.outcome.set_result(happened)

    def fail(self, refusal: Exception) -> None:
        if self.outcome is not None and not self.outcome.done():
            self.outcome.set_exception(refusal)
