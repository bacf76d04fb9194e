"""Transport-wide congestion control, the receiver's half.

Tells a browser when each of its packets arrived, so that it can find out what its link bears:
draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1.  Without it Chromium needs 12 s
to start its largest layer, with it less than one.
"""

from collections.abc import Sequence
from math import inf
from struct import Struct
from typing import Final

from sfu.seqnum import Unwrapper

INTERVAL: Final = 0.05
"""Seconds between two feedbacks: 20 a second, about 1 % of what they report on."""

MEMORY: Final = 0.5
"""Seconds that an arrival is kept, to be told again when a late packet reopens the past."""

RECEIVED_MOST: Final = 400  # packets told of in one feedback, which so stays below 1200 bytes
SPAN_MOST: Final = 0x7FFF  # packets, lost ones included

_TICK: Final = 0.000_25  # seconds of a delta
_TICKS_OF_REFERENCE: Final = 256  # 64 ms
_HEAD: Final = Struct("!BBHIIHHI")
_CHUNK: Final = Struct("!H")
_DELTA: Final = Struct("!h")
_LOST, _SMALL, _LARGE = 0, 1, 2
_VECTOR: Final = 7  # symbols of two bits in a status vector chunk
_RUN_MOST: Final = 0x1FFF


class Arrivals:
    """The transport-wide numbers of one endpoint, and when they came."""

    __slots__ = ("_count", "_log", "_next", "_times", "_unwrapper", "due")

    def __init__(self) -> None:
        self.due = inf
        """When the next feedback is to be sent; infinity while there is nothing to tell."""
        self._log: list[tuple[int, float]] = []
        self._times: dict[int, float] = {}
        self._unwrapper = Unwrapper()
        self._next = -1
        self._count = 0

    def add(self, sequence: int, now: float) -> bool:
        """Note a packet; return whether a feedback became due by it.

        On the packet path, so it only notes: numbers are unwrapped when they are told.
        """
        self._log.append((sequence, now))
        if self.due < inf:
            return False
        self.due = now + INTERVAL
        return True

    def take(self, now: float, *, sender: int, media: int) -> list[bytes]:
        """Return the feedback that is due at `now`, mostly one packet."""
        if now < self.due:
            return []
        self.due = inf
        self._unwrap()
        end = max(self._times, default=-1) + 1
        feedback = []
        while self._next < end:
            packet, self._next = self._feedback(end, sender, media)
            feedback.append(packet)
        self._times = {seq: at for seq, at in self._times.items() if at > now - MEMORY}
        return feedback

    def _unwrap(self) -> None:
        for sequence, at in self._log:
            seq = self._unwrapper.unwrap(sequence)
            if self._next < 0:
                self._next = seq
            if seq < self._next:
                # It was told lost.  Tell again from there on, if that is not beyond memory.
                if not any(known < seq for known in self._times):
                    continue
                self._next = seq
            self._times.setdefault(seq, at)
        self._log.clear()

    def _feedback(self, end: int, sender: int, media: int) -> tuple[bytes, int]:
        """Return one packet about what follows `_next`, and where the next one goes on."""
        first = self._next
        symbols: list[int] = []
        deltas = bytearray()
        clock = reference = -1
        received = 0
        for seq in range(first, min(end, first + SPAN_MOST)):
            at = self._times.get(seq)
            if at is None:
                symbols.append(_LOST)
                continue
            ticks = round(at / _TICK)
            if reference < 0:
                reference = ticks // _TICKS_OF_REFERENCE
                clock = reference * _TICKS_OF_REFERENCE
            delta = ticks - clock
            if received == RECEIVED_MOST or not -0x8000 <= delta <= 0x7FFF:
                break
            small = 0 <= delta <= 0xFF
            symbols.append(_SMALL if small else _LARGE)
            deltas += bytes((delta,)) if small else _DELTA.pack(delta)
            clock = ticks
            received += 1
        body = _chunks(symbols) + deltas
        padding = -len(body) % 4
        if padding:
            # The last octet of padding counts it (RFC 3550, section 6.4.1).
            body += bytes(padding - 1) + bytes((padding,))
        head = _HEAD.pack(
            0x80 | (0x20 if padding else 0) | 15,
            205,
            (_HEAD.size + len(body)) // 4 - 1,
            sender,
            media,
            first & 0xFFFF,
            len(symbols),
            (max(reference, 0) & 0xFF_FFFF) << 8 | self._count,
        )
        self._count = (self._count + 1) & 0xFF
        return head + body, first + len(symbols)


def _chunks(symbols: Sequence[int]) -> bytes:
    """Write run length chunks where they pay and two-bit status vectors where not."""
    chunks = bytearray()
    at = 0
    while at < len(symbols):
        run = _run(symbols, at)
        if run >= _VECTOR:
            chunks += _CHUNK.pack(symbols[at] << 13 | run)
            at += run
            continue
        vector = 0b11
        for symbol in (*symbols[at : at + _VECTOR], *[_LOST] * _VECTOR)[:_VECTOR]:
            vector = vector << 2 | symbol
        chunks += _CHUNK.pack(vector)
        at += _VECTOR
    return bytes(chunks)


def _run(symbols: Sequence[int], at: int) -> int:
    end = at
    while end < len(symbols) and end - at < _RUN_MOST and symbols[end] == symbols[at]:
        end += 1
    return end - at
