"""Arithmetic of numbers that wrap: RTP's 16-bit sequence and its kin (RFC 3550, appendix A.1)."""

from typing import Final

MODULUS: Final = 1 << 16
HALF: Final = 1 << 15


def unwrap(number: int, near: int) -> int:
    """Return the unwrapped number that reads `number` in 16 bits and lies nearest to `near`."""
    return near + ((number - near + HALF) & 0xFFFF) - HALF


class Unwrapper:
    """Follows a 16-bit number that wraps; what it gives grows without end and may be late."""

    __slots__ = ("_newest",)

    def __init__(self) -> None:
        self._newest: int | None = None

    def unwrap(self, number: int) -> int:
        if self._newest is None:
            self._newest = number
            return number
        unwrapped = unwrap(number, self._newest)
        self._newest = max(self._newest, unwrapped)
        return unwrapped
