"""What was sent through a slot, for whoever asks again.

It holds only what this viewer was given, and is cleared when the slot is given to another track:
nobody is resent what they may no longer see.
"""

from typing import Final, Generic, TypeVar

Sent = TypeVar("Sent")


class History(Generic[Sent]):
    """The last so many packets by sequence number; costs memory only once something was sent."""

    __slots__ = ("_mask", "_numbers", "_sent")

    def __init__(self, size: int) -> None:
        assert size & (size - 1) == 0, "a power of two"
        self._mask: Final = size - 1
        self._numbers: list[int] = []
        self._sent: list[Sent | None] = []

    def put(self, sequence: int, sent: Sent) -> None:
        if not self._sent:
            self._numbers = [-1] * (self._mask + 1)
            self._sent = [None] * (self._mask + 1)
        at = sequence & self._mask
        self._numbers[at] = sequence
        self._sent[at] = sent

    def get(self, sequence: int) -> Sent | None:
        if not self._sent:
            return None
        at = sequence & self._mask
        return self._sent[at] if self._numbers[at] == sequence else None

    def clear(self) -> None:
        self._numbers = []
        self._sent = []
