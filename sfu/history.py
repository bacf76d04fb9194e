"""The last packets of a feed, for viewers who ask again.

One for all viewers: what a slot may still be sent of it, the slot's own numbering says, which knows
nothing of what came before it showed this track.
"""

from typing import Final

SIZE: Final = 1024
"""Packets: about 2 s of the largest layer.  A power of two."""

_MASK: Final = SIZE - 1

Kept = tuple[int, bytes, int]
"""Its unwrapped number, the packet as it came, and the stamp with which it left."""


class History:
    """By unwrapped number; costs memory only once something was kept."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: list[Kept | None] = []

    def put(self, seq: int, plain: bytes, stamp: int) -> None:
        if not self._kept:
            self._kept = [None] * SIZE
        self._kept[seq & _MASK] = (seq, plain, stamp)

    def get(self, seq: int) -> tuple[bytes, int] | None:
        """Return the packet and its stamp."""
        kept = self._kept[seq & _MASK] if self._kept else None
        return kept[1:] if kept is not None and kept[0] == seq else None

    def clear(self) -> None:
        self._kept = []
