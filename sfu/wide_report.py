"""Reads transport feedback: draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1.

Total, as all of RTCP: None for what makes no sense.  The other direction is written in `twcc`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Final

PACKETS_MOST: Final = 4096
"""That one feedback may tell of: as many as we remember.  A few bytes could claim 65 535."""

TICK: Final = 0.000_25  # seconds
TICKS_OF_REFERENCE: Final = 256  # 64 ms

_HEAD: Final = Struct("!HHI")
_CHUNK: Final = Struct("!H")
_LARGE: Final = Struct("!h")
_LOST, _SMALL, _BIG = 0, 1, 2


@dataclass(frozen=True, slots=True)
class WideReport:
    """When packets came."""

    first: int
    """The number of the first of them, 16 bits."""
    arrivals: tuple[float | None, ...]
    """Seconds of the browser's clock, which wraps after twelve days; None for what was lost."""


def read(body: bytes) -> WideReport | None:
    """Read what follows the two SSRCs of a feedback, without padding."""
    if len(body) < _HEAD.size:
        return None
    first, count, reference = _HEAD.unpack_from(body)
    if not 0 < count <= PACKETS_MOST:
        return None
    symbols: list[int] = []
    at = _HEAD.size
    while len(symbols) < count:
        if at + _CHUNK.size > len(body):
            return None
        symbols += _symbols(_CHUNK.unpack_from(body, at)[0])
        at += _CHUNK.size
    arrivals = tuple(_arrivals(symbols[:count], body[at:], reference >> 8))
    return WideReport(first, arrivals) if len(arrivals) == count else None


def _symbols(chunk: int) -> list[int]:
    """Section 3.1.3 and 3.1.4: a run of one symbol, or a vector of seven or fourteen."""
    if not chunk >> 15:
        return [chunk >> 13 & 3] * (chunk & 0x1FFF)
    if chunk >> 14 & 1:
        return [chunk >> shift & 3 for shift in range(12, -1, -2)]
    return [chunk >> shift & 1 for shift in range(13, -1, -1)]


def _arrivals(symbols: list[int], deltas: bytes, reference: int) -> Iterator[float | None]:
    """Yield until the deltas end, or a symbol is the one that is reserved."""
    ticks, at = reference * TICKS_OF_REFERENCE, 0
    for symbol in symbols:
        if symbol == _LOST:
            yield None
            continue
        if symbol > _BIG or at + symbol > len(deltas):
            return
        ticks += deltas[at] if symbol == _SMALL else _LARGE.unpack_from(deltas, at)[0]
        at += symbol
        yield ticks * TICK
