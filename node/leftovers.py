"""Leftovers: journals of sessions that ended, until the disk lets us destroy them."""

from typing import Final

from node.scribe import Scribe

FORGET_AGAIN: Final = 60.0  # seconds; what should be gone is not left to the next start


class Leftovers:
    def __init__(self) -> None:
        self._scribes: tuple[Scribe, ...] = ()

    def __bool__(self) -> bool:
        return bool(self._scribes)

    def add(self, scribe: Scribe) -> None:
        self._scribes = (*self._scribes, scribe)

    async def forget(self) -> None:
        """Destroy what can be destroyed now, however long that takes."""
        self._scribes = tuple([each for each in self._scribes if not await each.forget()])

    def next(self, now: float) -> float | None:
        """Return when to try again; None if nothing is left."""
        return now + FORGET_AGAIN if self._scribes else None
