"""Arithmetic of numbers that wrap: RTP's 16-bit sequence and its kin (RFC 3550, appendix A.1)."""

from typing import Final

MODULUS: Final = 1 << 16
HALF: Final = 1 << 15


def unwrap(number: int, near: int) -> int:
    """Return the unwrapped number that reads `number` in 16 bits and lies nearest to `near`."""
    return near + ((number - near + HALF) & 0xFFFF) - HALF
