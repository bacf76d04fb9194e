"""The writer's pulse: whether it still says something.  Pure."""

from typing import Final

SILENT: Final = 10.0
"""Seconds without a word from the writer, after which it is taken for dead."""

LOOK: Final = 2.0  # seconds between two looks whether it is


class Pulse:
    """`now` is in seconds of the loop's clock."""

    def __init__(self, now: float) -> None:
        self._heard = now
        """When the writer last said something,"""
        self._looked = now
        """and when we last looked."""

    def beat(self, now: float) -> None:
        self._heard = now

    def is_gone(self, now: float) -> bool:
        """Look, and return whether it has been silent for too long."""
        if now - self._looked > 2 * LOOK:
            self._heard = now  # It was us who stood still.
        self._looked = now
        return now - self._heard > SILENT
