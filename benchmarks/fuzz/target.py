"""A target: a parser that sees the network, what it may raise, and what it begins with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

PIECES_MOST: Final = 64


@dataclass(frozen=True, slots=True)
class Target:
    """`run` raises what is `declared`, or fails an assertion, or is content."""

    name: str
    run: Callable[[bytes], None]
    seeds: Sequence[bytes]
    modules: tuple[str, ...]
    """Whose branches it is to reach."""
    inputs: int
    """Of a million and more: its part in the gate of a pull request."""
    declared: tuple[type[Exception], ...] = ()
    size_most: int = 1500  # bytes; a datagram


def pieces(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Cut an input into datagrams: an octet to decide by, two of length, and so many bytes."""
    at = 0
    for _ in range(PIECES_MOST):
        if at + 3 > len(data):
            return
        size = int.from_bytes(data[at + 1 : at + 3])
        yield data[at], data[at + 3 : at + 3 + size]
        at += 3 + size


def joined(*parts: tuple[int, bytes]) -> bytes:
    """Return an input that is cut into `parts`."""
    return b"".join(bytes([word]) + len(data).to_bytes(2) + data for word, data in parts)
